"""A time away from the institution. The journal keeps the days; the reason may be an illness and stays on the row."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from common.russian import date_words
from people.models import Absence, Person


@transaction.atomic
def save_absence(form, *, by):
    """Add a time away or correct one; two of one person never overlap."""
    absence = form.save(commit=False)
    is_new = absence._state.adding
    check_absence(lock_person(absence), absence)
    absence.full_clean()
    absence.save()
    action = "absence.added" if is_new else "absence.changed"
    record(action, absence, by=by, person=absence.person_id, **days_of(absence))
    return absence.person


@transaction.atomic
def end_absence(absence, *, on, by):
    """The person is back: the last day away is told."""
    person = lock_person(absence)
    absence = Absence.objects.select_for_update(of=("self",)).get(pk=absence.pk)
    if on > absence.organization.today:
        raise ValidationError(
            "Этот день ещё не наступил. Поставьте последний день отсутствия, который прошёл."
        )
    if absence.ends_on and absence.ends_on < on:
        raise ValidationError(f"Отсутствие закончилось раньше, {date_words(absence.ends_on)}")
    absence.ends_on = on
    check_absence(person, absence)
    absence.full_clean()
    absence.save(update_fields=["ends_on"])
    record("absence.ended", absence, by=by, person=person.pk, **days_of(absence))
    return person


@transaction.atomic
def remove_absence(absence, *, by):
    """Take away a time that was written down by mistake."""
    absence = Absence.objects.select_for_update(of=("self",)).get(pk=absence.pk)
    person = absence.person
    record("absence.removed", absence, by=by, person=person.pk, **days_of(absence))
    absence.delete()
    return person


def lock_person(absence):
    return Person.objects.select_for_update(of=("self",)).get(pk=absence.person_id)


def check_absence(person, absence):
    if person.left_on:
        raise ValidationError("Человек выбыл из учреждения: отсутствие не записывают.")
    if person.joined_on and absence.starts_on < person.joined_on:
        joined = date_words(person.joined_on)
        raise ValidationError(f"Человек в учреждении с {joined} Поставьте день не раньше этого.")
    others = person.absences.exclude(pk=absence.pk)
    for other in others.filter(starts_on__lte=absence.ends_on or dt.date.max):
        if other.ends_on is None or other.ends_on >= absence.starts_on:
            raise ValidationError(
                f"На эти дни уже записано отсутствие с {date_words(other.starts_on)} Исправьте его или даты."
            )


def days_of(absence):
    return {
        "starts_on": absence.starts_on.isoformat(),
        "ends_on": absence.ends_on.isoformat() if absence.ends_on else None,
    }
