import json
from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record, save_form
from people.models import Competence, MenteeEntry, MentorEntry, Person

BUILTIN = Path(__file__).parent.parent / "builtin" / "competences.json"


@cache
def builtin_competences():
    return json.loads(BUILTIN.read_text(encoding="utf-8"))


@transaction.atomic
def fill_competences(organization, *, by):
    """Give an institution the usual list of its kind, unless it has a list of its own already."""
    if Competence.objects.filter(organization=organization).exists():
        return
    names = builtin_competences().get(organization.kind, [])
    rows = [Competence(organization=organization, name=name) for name in names]
    Competence.objects.bulk_create(rows, ignore_conflicts=True)
    record("competences.filled", organization, by=by, count=len(rows))


@transaction.atomic
def add_mentees(persons, *, on, by):
    """Put people into the bank of mentees; those who are in it already stay as they are. Returns the new entries."""
    return add_to_bank(MenteeEntry, persons, on=on, by=by, action="mentees.added")


@transaction.atomic
def add_mentors(persons, *, on, by):
    """Put people into the bank of mentors with the usual room of the institution. Returns the new entries."""
    capacity = by.organization.mentor_capacity
    return add_to_bank(MentorEntry, persons, on=on, by=by, action="mentors.added", capacity=capacity)


def add_to_bank(bank, persons, *, on, by, action, **values):
    organization = by.organization
    ids = [person.pk for person in persons]
    persons = list(
        Person.objects.select_for_update(of=("self",)).filter(pk__in=ids, organization=organization)
    )
    if not persons:
        raise ValidationError("Отметьте, кого добавить в банк.")
    if on > organization.today:
        raise ValidationError("Дата вступления в банк не может быть в будущем.")
    if left := [person for person in persons if person.left_on]:
        raise ValidationError(f"Выбыли из учреждения: {', '.join(map(str, left))}. Снимите с них отметки.")
    fill_competences(organization, by=by)
    inside = set(bank.objects.open().filter(person__in=persons).values_list("person_id", flat=True))
    new = [person for person in persons if person.pk not in inside]
    entries = bank.objects.bulk_create(
        [bank(organization=organization, person=person, entered_on=on, **values) for person in new]
    )
    if entries:
        record(action, organization, by=by, persons=[person.pk for person in new], on=on.isoformat())
    return entries


@transaction.atomic
def change_mentee(form, requests, *, by):
    """Save an entry of the bank of mentees together with its requests."""
    entry = save_form(form, "mentee.changed", by=by)
    requests.instance = entry
    requests.save()
    return entry


def change_mentor(form, *, by):
    return save_form(form, "mentor.changed", by=by)


@transaction.atomic
def leave_bank(entry, *, on, by):
    """End a person's stay in a bank; the row and its dates are kept."""
    entry = type(entry).objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if entry.left_on:
        raise ValidationError(f"{entry.person.full_name} уже не в банке.")
    if on > entry.organization.today:
        raise ValidationError("Дата выхода из банка ещё не наступила.")
    entry.left_on = on
    entry.full_clean()
    entry.save(update_fields=["left_on"])
    side = "mentor" if isinstance(entry, MentorEntry) else "mentee"
    record(f"{side}.left", entry, by=by, on=on.isoformat())
    return entry
