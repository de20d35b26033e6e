"""The ledger of consents: a paper is given out once, signed once, and never signed before it was given out."""

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from audit.services import record
from common.files import sha256, stored_name
from common.russian import date_words
from people.consent_paper import build
from people.consents import content_hash, expiry_of, is_stale, signers_of
from people.models import Consent, Person
from people.services.closing import close_given_again
from people.services.persons import lock_people
from people.texts import ensure_texts, text_for

SIGNED_TWICE = "{who}: согласие уже подписано {when}. Второй раз его не подписывают."


@transaction.atomic
def print_consents(persons_kinds, *, by, channel=Consent.Channel.PAPER, addresses=""):
    """The consents to be given out: new ones are made, one that waits for its signature is taken again.

    A minor's paper names the representative who signs; without one the deed says whom to add first. `addresses` are
    the pages of a consent to distribution; the site of the institution when none are named.
    """
    wanted = [(person.pk, Consent.Kind(kind)) for person, kind in dict.fromkeys(persons_kinds)]
    if not wanted:
        raise ValidationError("Печатать нечего: у отмеченных все согласия подписаны.")
    organization = by.organization
    lock_people(organization)
    texts = ensure_texts(organization)
    ids = {pk for pk, _ in wanted}
    persons = Person.objects.filter(organization=organization).kept().in_bulk(ids)
    for person in persons.values():
        person.organization = organization
    signers = signers_of(persons.values())
    found = still_good(persons, signers, addresses, organization)
    new = [
        given_out(persons[pk], kind, texts=texts, signers=signers, channel=channel, addresses=addresses)
        for pk, kind in wanted
        if (pk, kind) not in found and pk in persons
    ]
    made = Consent.objects.bulk_create(new)
    if made:
        record("consents.printed", organization, by=by, consents=[consent.pk for consent in made])
    found |= {(consent.person_id, consent.kind): consent for consent in made}
    return [found[key] for key in wanted if key in found]


def still_good(persons, signers, addresses, organization):
    """{(person id, kind): blank} of the blanks that may still be signed; the others end here and are made anew."""
    rows = Consent.objects.asked().filter(person__in=persons).select_related("text")
    good, spoilt = {}, []
    for blank in rows:
        person = persons[blank.person_id]
        signer = signers.get(person.pk) if blank.kind != Consent.Kind.MENTOR_DUTY else None
        other_signer = blank.representative_id != (signer.pk if signer else None)
        other_pages = blank.kind == Consent.Kind.DISTRIBUTION and addresses not in ("", blank.addresses)
        if other_signer or other_pages or is_stale(blank, organization.today):
            spoilt.append(blank.pk)
        else:
            good[blank.person_id, blank.kind] = blank
    end_blanks(Consent.objects.filter(pk__in=spoilt), organization.today)
    return good


def end_blanks(blanks, on):
    """Blanks that nobody will sign: the ledger keeps them with their end. How many."""
    return blanks.update(ended_on=on, ending=Consent.Ending.SPOILT)


def given_out(person, kind, *, texts, signers, channel, addresses):
    """A new paper with its words frozen: what is read is what will be signed."""
    if person.processing_stopped_on and kind != Consent.Kind.PROCESSING:
        raise ValidationError(
            f"{person}: обработка данных остановлена. Сначала нужно новое согласие на обработку."
        )
    representative = signers.get(person.pk) if kind != Consent.Kind.MENTOR_DUTY else None
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
        addresses=(addresses or person.organization.site) if kind == Consent.Kind.DISTRIBUTION else "",
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
    consent.channel = Consent.Channel.PAPER if by else Consent.Channel.ELECTRONIC
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
    rows = lock_blanks([consent.pk for consent in consents], by)
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
    write_signatures(rows, on=on, by=by)
    record("consents.signed", by.organization, by=by, consents=[row.pk for row in rows], on=on.isoformat())
    return rows


def lock_blanks(ids, by):
    """The rows of the own institution, locked, with what a check of them reads; by their numbers."""
    rows = Consent.objects.select_for_update(of=("self",)).filter(organization=by.organization, pk__in=ids)
    return list(rows.select_related("person", "organization", "text").order_by("pk"))


def write_signatures(rows, *, on, by):
    """The change itself, of blanks that were locked and checked; what else is set on them is saved too."""
    end_replaced(rows, on)
    for consent in rows:
        consent.signed_on, consent.taken_by, consent.channel = on, by, Consent.Channel.PAPER
    changed = ["signed_on", "taken_by", "channel", "scan", "scan_sha256", "fields", "limits"]
    Consent.objects.bulk_update(rows, changed, batch_size=200)
    resume_processing(rows)


@transaction.atomic
def spoil_consent(consent, *, by):
    """A blank that was torn, lost or printed by mistake: nobody signs it, and a new one may be printed."""
    consent = (
        Consent.objects.select_for_update(of=("self",)).select_related("organization").get(pk=consent.pk)
    )
    if consent.signed_on:
        raise ValidationError(
            "Согласие уже подписано: бланк отменить нельзя. Если его отзывают, запишите отзыв."
        )
    if consent.ended_on:
        raise ValidationError("Бланк уже отменён.")
    consent.ended_on, consent.ending = consent.organization.today, Consent.Ending.SPOILT
    consent.full_clean()
    consent.save(update_fields=["ended_on", "ending"])
    record("consent.spoilt", consent, by=by)
    return consent


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
    close_given_again(consents, by=consents[0].taken_by)


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
    if consent.expires_on and on > consent.expires_on:
        raise ValidationError(
            f"{who}: согласие по этому бланку действует до {date_words(consent.expires_on)}. Напечатайте новый бланк."
        )
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
