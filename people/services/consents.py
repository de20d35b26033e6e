"""The ledger of consents: a paper is given out once, signed once, and never signed before it was given out."""

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from audit.services import record
from common.files import sha256, stored_name
from common.russian import date_words
from people.consent_paper import build
from people.consents import content_hash, expiry_of, signers_of
from people.models import Consent, Person
from people.services.persons import lock_people
from people.texts import ensure_texts, text_for

SIGNED_TWICE = "{who}: согласие уже подписано {when}. Второй раз его не подписывают."


@transaction.atomic
def print_consents(persons_kinds, *, by, channel=Consent.Channel.PAPER):
    """The consents to be given out: new ones are made, one that waits for its signature is taken again.

    A minor's paper names the representative who signs; without one the deed says whom to add first.
    """
    wanted = [(person.pk, Consent.Kind(kind)) for person, kind in dict.fromkeys(persons_kinds)]
    if not wanted:
        raise ValidationError("Печатать нечего: у отмеченных все согласия подписаны.")
    organization = by.organization
    lock_people(organization)
    texts = ensure_texts(organization)
    ids = {pk for pk, _ in wanted}
    persons = Person.objects.filter(organization=organization).kept().in_bulk(ids)
    found = {(c.person_id, c.kind): c for c in Consent.objects.asked().filter(person__in=persons)}
    signers = signers_of(persons.values())
    new = [
        given_out(persons[pk], kind, texts=texts, signers=signers, channel=channel)
        for pk, kind in wanted
        if (pk, kind) not in found and pk in persons
    ]
    made = Consent.objects.bulk_create(new)
    if made:
        record("consents.printed", organization, by=by, consents=[consent.pk for consent in made])
    found |= {(consent.person_id, consent.kind): consent for consent in made}
    return [found[key] for key in wanted if key in found]


def given_out(person, kind, *, texts, signers, channel):
    """A new paper with its words frozen: what is read is what will be signed."""
    representative = signers.get(person.pk)
    if person.is_minor and representative is None and kind != Consent.Kind.MENTOR_DUTY:
        raise ValidationError(
            f"{person}: согласие за несовершеннолетнего подписывает законный представитель. "
            "Сначала добавьте представителя в карточке или укажите дату рождения."
        )
    text = text_for(texts, kind, for_minors=representative is not None)
    today = person.organization.today
    consent = Consent(
        organization=person.organization, person=person, kind=kind, text=text, channel=channel,
        representative=representative, printed_on=today,
        expires_on=expiry_of(person, text, today, representative=representative),
        addresses=person.organization.site if kind == Consent.Kind.DISTRIBUTION else "",
    )  # fmt: skip
    consent.content = build(consent)
    consent.content_sha256 = content_hash(consent.content)
    return consent


@transaction.atomic
def sign_consent(consent, *, on, scan=None, fields=(), limits="", by):
    """Record that a consent is signed; a scan of the paper may come with it.

    `fields` are the categories marked on a consent to distribution. `by` None: signed by link, without an account.
    """
    consent = (
        Consent.objects.select_for_update(of=("self",))
        .select_related("person", "organization", "text")
        .get(pk=consent.pk)
    )
    check_signing(consent, on)
    end_replaced([consent], on)
    consent.signed_on, consent.fields, consent.limits, consent.taken_by = on, list(fields), limits, by
    name = keep_scan(consent, scan) if scan else ""
    try:
        consent.full_clean()
        consent.save()
        resume_processing([consent])
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
    rows = list(rows.select_related("person", "organization", "text"))
    if not rows:
        raise ValidationError(
            "Среди отмеченных нет напечатанных бланков, которые ждут подписи. Сначала напечатайте согласия."
        )
    for consent in rows:
        check_signing(consent, on)
        if consent.kind == Consent.Kind.DISTRIBUTION:
            raise ValidationError(
                f"{consent.person}: в согласии на распространение отмечают каждую категорию. Запишите его отдельно."
            )
    end_replaced(rows, on)
    for consent in rows:
        consent.signed_on, consent.taken_by = on, by
    Consent.objects.bulk_update(rows, ["signed_on", "taken_by"])
    resume_processing(rows)
    record("consents.signed", by.organization, by=by, consents=sorted(ids), on=on.isoformat())
    return rows


def end_replaced(consents, on):
    """Asked again, a person signs a new paper: the old one of the same kind ends the same day."""
    for kind in {consent.kind for consent in consents}:
        same = [consent for consent in consents if consent.kind == kind]
        old = Consent.objects.in_force().filter(person__in=[row.person_id for row in same], kind=kind)
        old = old.exclude(pk__in=[row.pk for row in same])
        old.update(ended_on=on, ending=Consent.Ending.REPLACED)


def resume_processing(consents):
    """A new consent to processing after a withdrawal opens the work in the programme again."""
    ids = [row.person_id for row in consents if row.kind == Consent.Kind.PROCESSING]
    Person.objects.filter(pk__in=ids).update(processing_stopped_on=None)


@transaction.atomic
def attach_scan(consent, *, scan, by):
    """Lay the scan beside a consent that was recorded as signed without it; a scan is never exchanged."""
    consent = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    if not consent.signed_on or consent.ended_on:
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
    if consent.ended_on:
        raise ValidationError(f"{who}: согласие {consent.get_ending_display()}. Напечатайте новый бланк.")
    if consent.signed_on:
        raise ValidationError(SIGNED_TWICE.format(who=who, when=date_words(consent.signed_on)))
    if consent.text.status == consent.text.Status.ARCHIVED:
        raise ValidationError(f"{who}: этот текст согласия в архиве. Напечатайте бланк с новым текстом.")
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
