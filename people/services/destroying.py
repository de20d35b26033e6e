"""Destruction of a person's data as far as this room decides it: proposed by one, called off, erased."""

from collections import Counter

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from people.destruction import STEPS, strings_of
from people.erasing import lonely_parents
from people.models import Destruction, Person
from people.services.closing import close_destroyed
from people.signals import person_destroyed


@transaction.atomic
def propose_destruction(person, *, reason, paper_media="", paper_sheets=0, by):
    """Ask that the data of somebody who withdrew the consent or left be destroyed; another one will confirm."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    check_proposal(person, reason)
    withdrawal = next((row for row in person.withdrawals.open() if row.is_of_processing), None)
    destruction = Destruction(
        organization=person.organization, person=person, withdrawal=withdrawal, reason=reason,
        paper_media=paper_media, paper_sheets=paper_sheets, proposed_by=by,
    )  # fmt: skip
    destruction.full_clean()
    destruction.save()
    record("destruction.proposed", destruction, by=by, person=person.pk, reason=str(reason))
    return destruction


def check_proposal(person, reason):
    if person.destroyed_on:
        raise ValidationError("Данные этого человека уже уничтожены.")
    if not person.processing_stopped_on and not person.left_on:
        raise ValidationError(
            f"{person}: данные уничтожают, когда согласие на обработку отозвано или человек выбыл. "
            "Сначала запишите отзыв или выбытие."
        )
    if reason == Destruction.Reason.WITHDRAWN and not person.processing_stopped_on:
        raise ValidationError(f"{person}: согласие не отозвано. Выберите другую причину.")


@transaction.atomic
def cancel_destruction(destruction, *, by):
    """Call a proposal off: nothing has been touched yet."""
    destruction = locked_open(destruction)
    destruction.cancelled_at = timezone.now()
    destruction.save(update_fields=["cancelled_at"])
    record("destruction.cancelled", destruction, by=by)
    return destruction


def is_open(destruction):
    return destruction.done_at is None and destruction.cancelled_at is None


def locked_open(destruction):
    """The proposal, held until the transaction ends; done or cancelled meanwhile it is refused."""
    rows = Destruction.objects.select_for_update(of=("self",)).select_related(
        "person", "organization", "proposed_by__user", "withdrawal"
    )
    destruction = rows.get(pk=destruction.pk)
    if destruction.done_at:
        raise ValidationError("Эти данные уже уничтожены.")
    if destruction.cancelled_at:
        raise ValidationError("Это предложение отменено.")
    return destruction


def check_confirmer(destruction, by):
    """Two persons, not two roles of one (the database compares memberships only)."""
    if by.user_id == destruction.proposed_by.user_id:
        raise ValidationError("Подтвердить должен другой человек, не тот, кто предложил уничтожение.")
    if by.pk and destruction.person.membership_id and by.user_id == destruction.person.membership.user_id:
        raise ValidationError("Человек не подтверждает уничтожение собственных данных.")


def erase_person(person, *, by):
    """Carry out every registered step; {title: how many things were destroyed}. Call inside one transaction."""
    erased = Counter()
    for subject in [person, *lonely_parents(person)]:
        strings = strings_of(subject)
        for title, function in STEPS:
            erased[title] += function(subject, strings)
        person_destroyed.send(Person, person=subject, strings=strings, erased=erased, by=by)
        close_destroyed(subject, by=by)
    return {title: count for title, count in erased.items() if count}
