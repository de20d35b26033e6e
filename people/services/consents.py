"""Consents: a blank is printed, signed by hand, and the signature is recorded, once and never before the print."""

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from audit.services import record
from common.files import sha256, stored_name
from common.russian import date_words
from people.consents import TEXT_VERSION
from people.models import Consent, Person

SIGNED_TWICE = "{who}: согласие уже подписано {when}. Второй раз его не подписывают."


@transaction.atomic
def print_consents(persons_kinds, *, by):
    """The consents to be printed: new ones are made, a blank that waits for its signature is taken again."""
    wanted = [(person.pk, Consent.Kind(kind)) for person, kind in dict.fromkeys(persons_kinds)]
    if not wanted:
        raise ValidationError("Печатать нечего: у отмеченных все согласия подписаны.")
    organization = by.organization
    ids = [pk for pk, _ in wanted]
    persons = Person.objects.select_for_update(of=("self",)).filter(organization=organization).in_bulk(ids)
    found = {(c.person_id, c.kind): c for c in Consent.objects.open().filter(person__in=persons)}
    new = [
        Consent(
            organization=organization,
            person=persons[pk],
            kind=kind,
            text_version=TEXT_VERSION,
            printed_on=organization.today,
        )
        for pk, kind in wanted
        if (pk, kind) not in found
    ]
    made = Consent.objects.bulk_create(new)
    if made:
        record("consents.printed", organization, by=by, consents=[consent.pk for consent in made])
    found |= {(consent.person_id, consent.kind): consent for consent in made}
    return [found[key] for key in wanted]


@transaction.atomic
def sign_consent(consent, *, on, scan=None, by):
    """Record that a consent is signed; a scan of the paper may come with it."""
    consent = (
        Consent.objects.select_for_update(of=("self",))
        .select_related("person", "organization")
        .get(pk=consent.pk)
    )
    check_signing(consent, on)
    consent.signed_on = on
    name = keep_scan(consent, scan) if scan else ""
    try:
        consent.full_clean()
        consent.save(update_fields=["signed_on", "scan", "scan_sha256"])
        record("consent.signed", consent, by=by, on=on.isoformat(), with_scan=bool(scan))
    except Exception:
        if name:
            default_storage.delete(name)
        raise
    return consent


@transaction.atomic
def sign_consents(consents, *, on, by):
    """Record many signed consents at once: all of them or none."""
    ids = [consent.pk for consent in consents]
    rows = Consent.objects.select_for_update(of=("self",)).filter(organization=by.organization, pk__in=ids)
    rows = list(rows.select_related("person", "organization"))
    if not rows:
        raise ValidationError(
            "Среди отмеченных нет напечатанных бланков, которые ждут подписи. Сначала напечатайте согласия."
        )
    for consent in rows:
        check_signing(consent, on)
        consent.signed_on = on
    Consent.objects.bulk_update(rows, ["signed_on"])
    record("consents.signed", by.organization, by=by, consents=sorted(ids), on=on.isoformat())
    return rows


@transaction.atomic
def attach_scan(consent, *, scan, by):
    """Lay the scan beside a consent that was recorded as signed without it; a scan is never exchanged."""
    consent = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    if not consent.signed_on or consent.withdrawn_on:
        raise ValidationError("Скан прикладывают к подписанному согласию.")
    if consent.scan:
        raise ValidationError("Скан уже приложен, заменить его нельзя.")
    keep_scan(consent, scan)
    consent.save(update_fields=["scan", "scan_sha256"])
    record("consent.scanned", consent, by=by)
    return consent


def check_signing(consent, on):
    """A consent is signed once, not before its blank was printed and not in the future."""
    who = str(consent.person)
    if consent.withdrawn_on:
        raise ValidationError(f"{who}: согласие отозвано. Напечатайте новый бланк.")
    if consent.signed_on:
        raise ValidationError(SIGNED_TWICE.format(who=who, when=date_words(consent.signed_on)))
    if on > consent.organization.today:
        raise ValidationError("Дата подписи не может быть в будущем.")
    if on < consent.printed_on:
        printed = date_words(consent.printed_on)
        raise ValidationError(
            f"{who}: бланк напечатан {printed}, подписать его раньше нельзя. Проверьте дату."
        )


def keep_scan(consent, scan):
    """Store the file under a name that tells nothing; returns the name."""
    scan.seek(0)
    data = scan.read()
    name = stored_name(f"consents/{consent.organization_id}", data[:16])
    try:
        default_storage.save(name, ContentFile(data))
    except OSError as error:
        default_storage.delete(name)  # a full disk leaves half a file behind
        raise ValidationError(
            "Скан не сохранился: на сервере кончилось место. Сообщите администратору."
        ) from error
    consent.scan.name, consent.scan_sha256 = name, sha256(data)
    return name
