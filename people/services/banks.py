"""Who goes into the banks, what an entry says, how a stay ends."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record, save_form
from people.gate import Deed, require_allowed
from people.mentoring_defaults import usual_forms
from people.models import Consent, MenteeEntry, MentorEntry, Person
from people.pairings import places_taken
from people.services.competences import fill_competences

#: By bank: the word of its journal lines, the consent that goes with the role, the word of the usual forms.
SIDES = {
    MenteeEntry: ("mentee", Consent.Kind.MENTEE_DUTY),
    MentorEntry: ("mentor", Consent.Kind.MENTOR_DUTY),
}
ADDED = {MenteeEntry: "mentees.added", MentorEntry: "mentors.added"}


def side_of(bank):
    return SIDES[bank][0]


@transaction.atomic
def add_mentees(persons, *, on, by):
    """Put people into the bank of mentees; those who are in it already stay as they are. Returns the new entries."""
    entries = add_to_bank(MenteeEntry, persons, on=on, by=by)
    if any(entry.person.kind == Person.Kind.LEARNER for entry in entries):
        fill_competences(by.organization, group="learners", by=by)
    return entries


@transaction.atomic
def add_mentors(persons, *, on, by):
    """Put people into the bank of mentors with the usual room of the institution. Returns the new entries."""
    entries = add_to_bank(MentorEntry, persons, on=on, by=by, capacity=by.organization.mentor_capacity)
    carry_over(entries)
    return entries


CARRIED = [
    *("forms", "kinds", "wishes", "capacity"),
    *("achievements", "time_resource", "interests", "mentee_ages"),
]


def carry_over(entries):
    """Who comes back is strong in the same: the last stay is taken over, the curator corrects what has changed."""
    persons = [entry.person_id for entry in entries]
    former = MentorEntry.objects.filter(person__in=persons, left_on__isnull=False)
    last = {row.person_id: row for row in former.order_by("entered_on", "pk").prefetch_related("competences")}
    back = [(entry, last[entry.person_id]) for entry in entries if entry.person_id in last]
    taken = places_taken([entry.person_id for entry, _ in back]) if back else {}
    for entry, was in back:
        for name in CARRIED:
            setattr(entry, name, getattr(was, name))
        entry.capacity = max(entry.capacity, taken.get(entry.person_id, 0))
    MentorEntry.objects.bulk_update([entry for entry, _ in back], CARRIED)
    through = MentorEntry.competences.through
    through.objects.bulk_create(
        [through(mentorentry=entry, competence=one) for entry, was in back for one in was.competences.all()]
    )


def add_to_bank(bank, persons, *, on, by, **values):
    organization, (side, role) = by.organization, SIDES[bank]
    ids = [person.pk for person in persons]
    persons = list(
        Person.objects.select_for_update(of=("self",)).filter(pk__in=ids, organization=organization)
    )
    check_may_enter(persons, role=role, on=on, today=organization.today)
    fill_competences(organization, by=by)
    inside = set(bank.objects.open().filter(person__in=persons).values_list("person_id", flat=True))
    new = [person for person in persons if person.pk not in inside]
    entries = bank.objects.bulk_create(
        [
            bank(
                organization=organization,
                person=person,
                entered_on=on,
                forms=usual_forms(organization, person, side),
                **values,
            )
            for person in new
        ]
    )
    if entries:
        record(ADDED[bank], organization, by=by, persons=[p.pk for p in new], on=on.isoformat())
    return entries


def check_may_enter(persons, *, role, on, today):
    if not persons:
        raise ValidationError("Отметьте, кого добавить в банк.")
    if on > today:
        raise ValidationError("Дата вступления в банк не может быть в будущем.")
    if left := [person for person in persons if person.left_on]:
        raise ValidationError(f"Выбыли из учреждения: {', '.join(map(str, left))}. Снимите с них отметки.")
    if parents := [person for person in persons if person.kind == Person.Kind.PARENT]:
        raise ValidationError(
            f"Законные представители в банк не входят: {', '.join(map(str, parents))}. "
            "Если человек участвует сам, исправьте в карточке, кто это."
        )
    require_allowed(persons, Deed.BANK, role=role)


@transaction.atomic
def change_mentee(form, requests, *, by):
    """Save an entry of the bank of mentees together with its requests."""
    entry = save_form(form, "mentee.changed", by=by)
    requests.instance = entry
    requests.save()
    if requests.has_changed():
        record(
            "mentee.requests_changed",
            entry,
            by=by,
            added=len(requests.new_objects),
            changed=len(requests.changed_objects),
            removed=len(requests.deleted_objects),
        )
    return entry


def change_mentor(form, *, by):
    return save_form(form, "mentor.changed", by=by)


@transaction.atomic
def add_request(entry, form, *, by):
    """One more request of somebody who is in the bank now."""
    entry = MenteeEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if entry.left_on:
        raise ValidationError(f"{entry.person} уже не в банке. Сначала верните человека в банк.")
    request = form.save(commit=False)
    request.entry = entry
    request.full_clean()
    request.save()
    form.save_m2m()
    ids = [competence.pk for competence in form.cleaned_data["competences"]]
    record("mentee.request_added", entry, by=by, source=request.source, competences=ids)
    return request


@transaction.atomic
def leave_bank(entry, *, on, leaving="", by):
    """End a person's stay in a bank; the row, its dates and the reason are kept."""
    entry = type(entry).objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if entry.left_on:
        raise ValidationError(f"{entry.person.full_name} уже не в банке.")
    if on > entry.organization.today:
        raise ValidationError("Дата выхода из банка ещё не наступила.")
    entry.left_on, entry.leaving = on, leaving
    entry.full_clean()
    entry.save(update_fields=["left_on", "leaving"])
    side = side_of(type(entry))
    record(f"{side}.left", entry, by=by, on=on.isoformat(), leaving=leaving)
    return entry
