"""A person takes consents back: in one transaction all of that purpose stops (152-ФЗ ст. 9 ч. 2, ст. 21 ч. 5)."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Max, Q

from audit.services import record
from common.files import check_scan, sha256, stored_name
from common.russian import date_words
from common.working_days import add_working_days
from people.models import (
    BankEntry,
    Consent,
    ConsentKind,
    ConsentLink,
    MenteeEntry,
    MentorEntry,
    Person,
    Withdrawal,
)
from people.prepared import drop_prepared
from people.services.persons import lock_people
from people.signals import consent_withdrawn

ANSWER_DAYS = 10  # working days to stop and to answer (152-ФЗ ст. 21 ч. 5.1)
PAGE_DAYS = 3  # working days to take data off a page (ст. 10.1 ч. 14)
DESTROY_DAYS = 30  # calendar days to destroy (ст. 21 ч. 5)
BANKS = {ConsentKind.MENTOR_DUTY: MentorEntry, ConsentKind.MENTEE_DUTY: MenteeEntry}


@transaction.atomic
def withdraw_consents(person, kinds, *, channel, received_on, representative=None, letter=None, by=None):
    """End the named consents and all that rests on them, and give the person a numbered receipt with its terms.

    `by` None: the person did it by link. Withdrawn twice is refused in words, nothing is doubled.
    """
    lock_people(person.organization)
    # Papers before the card, as signing takes them: two deeds never wait for each other.
    list(person.consents.open().select_for_update(of=("self",)).order_by("pk"))
    # Without the key: an order that is being drawn up points to the card while it holds the pair.
    persons = Person.objects.select_for_update(of=("self",), no_key=True).select_related("organization")
    person = persons.get(pk=person.pk)
    kinds = [kind for kind in ConsentKind if kind in set(kinds)]
    papers = list(person.consents.open().filter(kind__in=kinds))
    check_withdrawal(person, kinds, papers, representative=representative, received_on=received_on)
    stop_by, destroy_by = terms(kinds, received_on)
    withdrawal = Withdrawal(
        organization=person.organization, person=person, kinds=kinds, channel=channel, stop_by=stop_by,
        number=next_number(person.organization), representative=representative, received_on=received_on,
        recorded_by=by, destroy_by=destroy_by,
    )  # fmt: skip
    name = keep_letter(withdrawal, letter) if letter else ""
    try:
        withdrawal.full_clean()
        withdrawal.save()
        stop(person, kinds, on=received_on, by=by)
        facts = {"person": person.pk, "kinds": kinds, "on": received_on.isoformat(), "channel": str(channel)}
        record("consents.withdrawn", withdrawal, by=by, **facts)
    except Exception:
        if name:
            default_storage.delete(name)
        raise
    return withdrawal


def terms(kinds, received_on):
    """(to stop and answer by, to destroy by or None)."""
    days = PAGE_DAYS if kinds == [ConsentKind.DISTRIBUTION] else ANSWER_DAYS
    destroy = ConsentKind.PROCESSING in kinds
    destroy_by = received_on + dt.timedelta(days=DESTROY_DAYS) if destroy else None
    return add_working_days(received_on, days), destroy_by


def next_number(organization):
    """Receipts of an institution are numbered without gaps; the caller holds `lock_people`."""
    last = Withdrawal.objects.filter(organization=organization).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def check_withdrawal(person, kinds, papers, *, representative, received_on):
    """What is withdrawn is there, not withdrawn before, and asked by whoever may ask."""
    if not kinds:
        raise ValidationError("Отметьте, какое согласие отзывают.")
    if person.destroyed_on:
        raise ValidationError("Данные этого человека уже уничтожены.")
    if received_on > person.organization.today:
        raise ValidationError("Дата получения не может быть в будущем.")
    if ConsentKind.PROCESSING in kinds and person.processing_stopped_on:
        when = date_words(person.processing_stopped_on)
        raise ValidationError(f"{person}: обработка данных уже остановлена {when}. Второй отзыв не нужен.")
    # A demand to stop processing needs no paper of ours (ст. 21 ч. 5.1); the other kinds end with their paper.
    absent = [kind.label for kind in kinds if kind not in {paper.kind for paper in papers} | {"processing"}]
    if absent:
        raise ValidationError(
            [f"{person}: нет действующего согласия {label}, отзывать нечего." for label in absent]
        )
    signed = [paper.signed_on for paper in papers if paper.signed_on]
    if signed and max(signed) > received_on:
        raise ValidationError(
            f"{person}: согласие подписано {date_words(max(signed))}, позже полученного отзыва. Проверьте дату."
        )
    check_asker(person, papers, representative)


def check_asker(person, papers, representative):
    """For a minor the representative asks, from the eighteenth birthday on the person alone (152-ФЗ ст. 9 ч. 6)."""
    if representative is None:
        signed_alone = papers and all(paper.representative_id is None for paper in papers)
        if person.is_minor and not signed_alone:
            raise ValidationError(
                f"{person}: за несовершеннолетнего согласие отзывает законный представитель. Укажите, кто обратился."
            )
        return
    if not person.is_minor:
        raise ValidationError(f"{person}: человек совершеннолетний и отзывает согласие сам.")
    if not person.representations.open().filter(representative=representative).exists():
        raise ValidationError(f"{representative} не записан законным представителем: {person}.")


def stop(person, kinds, *, on, by):
    """All that ends at once. Everything else of the person stays as it is."""
    everything = ConsentKind.PROCESSING in kinds
    also = Q(kind=ConsentKind.DISTRIBUTION) | Q(signed_on=None) if everything else Q()
    end_papers(person.consents.open().filter(Q(kind__in=kinds) | also), on)
    if everything:
        stop_processing(person)
    banks = set(BANKS) if everything else set(BANKS) & set(kinds)
    for kind in sorted(banks):
        leave_bank(BANKS[kind], person, on)
    if banks:
        consent_withdrawn.send(Person, person=person, kinds=kinds, on=on, by=by)


def stop_processing(person):
    person.processing_stopped_on = person.organization.today
    person.save(update_fields=["processing_stopped_on"])
    ConsentLink.objects.filter(addressee=person).update(code_hash="")  # a mailed code signs nothing any more
    if person.membership_id:
        person.membership.reminders.all().delete()
    drop_prepared(person)


def end_papers(papers, on):
    """Signed papers are withdrawn, blanks that wait for a signature are void."""
    papers = list(papers)
    for paper in papers:
        paper.ending = Consent.Ending.WITHDRAWN if paper.signed_on else Consent.Ending.SPOILT
        paper.ended_on = max(on, paper.signed_on or paper.printed_on)
    Consent.objects.bulk_update(papers, ["ended_on", "ending"])


def leave_bank(bank, person, on):
    for entry in bank.objects.select_for_update(of=("self",)).open().filter(person=person):
        entry.left_on, entry.leaving = max(on, entry.entered_on), BankEntry.Leaving.WITHDRAWN
        entry.save(update_fields=["left_on", "leaving"])


def keep_letter(withdrawal, letter):
    """Store the person's letter under a name that tells nothing; returns the name."""
    check_scan(letter)
    data = letter.read()
    name = stored_name(f"withdrawals/{withdrawal.organization_id}", data[:16])
    try:
        default_storage.save(name, ContentFile(data))
    except OSError as error:
        default_storage.delete(name)  # a full disk leaves half a file behind
        raise ValidationError(
            "Заявление не сохранилось: на сервере кончилось место. Сообщите администратору."
        ) from error
    withdrawal.letter.name, withdrawal.letter_sha256 = name, sha256(data)
    return name
