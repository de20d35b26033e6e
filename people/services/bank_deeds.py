"""Deeds over many entries of a bank at once: all the people named or nobody."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from people.models import BankEntry, MenteeEntry, MentorEntry, MentoringForm

Status = BankEntry.Status
LEFT = {MenteeEntry: "mentees.left", MentorEntry: "mentors.left"}
PAUSED = {MenteeEntry: "mentees.paused", MentorEntry: "mentors.paused"}
RESUMED = {MenteeEntry: "mentees.resumed", MentorEntry: "mentors.resumed"}
FORMS_SET = {MenteeEntry: "mentees.forms_set", MentorEntry: "mentors.forms_set"}


def locked_entries(bank, persons, *, by):
    """The open entries of these people, held; somebody who is not in the bank stops the deed."""
    if not persons:
        raise ValidationError("Отметьте хотя бы одного человека.")
    rows = bank.objects.select_for_update(of=("self",)).open()
    entries = list(rows.filter(organization=by.organization, person__in=persons).select_related("person"))
    inside = {entry.person_id for entry in entries}
    if gone := [str(person) for person in persons if person.pk not in inside]:
        raise ValidationError(f"Уже не в банке: {', '.join(gone)}. Обновите список.")
    return entries


def record_all(action, entries, *, by, **facts):
    record(action, by.organization, by=by, persons=[entry.person_id for entry in entries], **facts)


def change_all(bank, entries, **values):
    bank.objects.filter(pk__in=[entry.pk for entry in entries]).update(**values)


@transaction.atomic
def leave_banks(bank, persons, *, on, leaving, by):
    """End the stays of these people on one day and for one reason."""
    entries = locked_entries(bank, persons, by=by)
    if on > by.organization.today:
        raise ValidationError("Дата выхода из банка ещё не наступила.")
    if leaving not in BankEntry.Leaving.values:
        raise ValidationError("Выберите, почему люди выходят из банка.")
    if late := [str(entry.person) for entry in entries if entry.entered_on > on]:
        raise ValidationError(f"Вошли в банк позже этого дня: {', '.join(late)}. Поставьте дату позже.")
    change_all(bank, entries, left_on=on, leaving=leaving)
    record_all(LEFT[bank], entries, by=by, on=on.isoformat(), leaving=leaving)
    return entries


@transaction.atomic
def pause_entries(bank, persons, *, by):
    """People stay in the bank and take no part for a time: they are not counted as asking or offering."""
    return change_status(bank, persons, Status.PAUSED, PAUSED[bank], by=by)


@transaction.atomic
def resume_entries(bank, persons, *, by):
    """People who paused take part again."""
    return change_status(bank, persons, Status.ACTIVE, RESUMED[bank], by=by)


def change_status(bank, persons, status, action, *, by):
    """Those who have the status already are passed over. Returns the changed entries."""
    entries = [row for row in locked_entries(bank, persons, by=by) if row.status != status]
    if entries:
        change_all(bank, entries, status=status)
        record_all(action, entries, by=by)
    return entries


@transaction.atomic
def set_forms(bank, persons, *, forms, by):
    """The same forms of mentoring for all these people, in place of what was chosen before."""
    if not forms or set(forms) - set(MentoringForm.values):
        raise ValidationError("Выберите форму наставничества.")
    entries = locked_entries(bank, persons, by=by)
    change_all(bank, entries, forms=list(forms))
    record_all(FORMS_SET[bank], entries, by=by, forms=list(forms))
    return entries


@transaction.atomic
def add_strength(persons, competence, *, by):
    """One more competence of these mentors; who has it already is passed over. Returns the changed entries."""
    entries = locked_entries(MentorEntry, persons, by=by)
    through = MentorEntry.competences.through
    strong = set(
        through.objects.filter(mentorentry__in=entries, competence=competence).values_list(
            "mentorentry_id", flat=True
        )
    )
    new = [entry for entry in entries if entry.pk not in strong]
    through.objects.bulk_create([through(mentorentry=entry, competence=competence) for entry in new])
    if new:
        record_all("mentors.competence_added", new, by=by, competence=competence.pk)
    return new
