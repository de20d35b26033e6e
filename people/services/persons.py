from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record, save_form
from organizations.models import Membership, Organization, Role
from organizations.services import grant_access
from people.models import BankEntry, Person
from people.namesakes import namesakes_of
from people.services.changes import drop_stale_forms
from people.signals import person_left


def lock_people(organization):
    """Hold the list of people of one institution: who adds to it next sees what was added before."""
    Organization.objects.select_for_update(of=("self",), no_key=True).get(pk=organization.pk)


@transaction.atomic
def add_person(form, *, by):
    """Add one person; a full namesake comes in only when the form says that it is somebody else."""
    lock_people(by.organization)
    check_namesake(form)
    return save_form(form, "person.added", by=by)


@transaction.atomic
def correct_person(form, *, by):
    """Correct what was written down wrongly: no history is kept, forms of the old words are dropped."""
    lock_people(by.organization)
    if form.is_renamed:
        check_namesake(form)
    drop_stale_forms(form.instance, form.changed_data)
    return save_form(form, "person.changed", by=by)


def check_namesake(form):
    known = namesakes_of(form.instance).first()
    if known and not form.cleaned_data.get("is_namesake"):
        form.ask_about(known)
        raise ValidationError(
            f"{known.full_name} уже есть в списке: {words_about(known)}. "
            "Если это другой человек, отметьте это и сохраните снова."
        )


def words_about(person):
    return ", ".join(filter(None, [person.get_kind_display(), person.position]))


@transaction.atomic
def change_name_forms(person, *, name_forms, position_forms, by):
    """Keep the forms of a name and a position that were corrected by hand; papers use them from now on."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    person.name_forms, person.position_forms = name_forms, position_forms
    person.full_clean()
    person.save(update_fields=["name_forms", "position_forms"])
    record("person.forms_changed", person, by=by, name=sorted(name_forms), position=sorted(position_forms))
    return person


@transaction.atomic
def mark_left(person, *, on, by):
    """A person leaves the institution for good: open stays in the banks end on the same day, other rooms are told."""
    person = Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    if person.left_on:
        raise ValidationError(f"{person.full_name} уже числится выбывшим.")
    if on > person.organization.today:
        raise ValidationError("Дата выбытия ещё не наступила. Отметьте выбытие в этот день или позже.")
    entries = [*person.mentee_entries.open(), *person.mentor_entries.open()]
    for entry in entries:
        entry.left_on, entry.leaving = on, BankEntry.Leaving.LEFT
        entry.full_clean()
        entry.save(update_fields=["left_on", "leaving"])
    person.left_on = on
    person.full_clean()
    person.save(update_fields=["left_on"])
    person_left.send(Person, person=person, on=on, by=by)
    record("person.left", person, by=by, on=on.isoformat(), bank_entries_ended=len(entries))
    return person


@transaction.atomic
def undo_leaving(person, *, with_banks, by):
    """Somebody who was marked as gone is here: with the stays in the banks that ended by the leaving, if wished."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if not person.left_on:
        raise ValidationError("Этот человек не числится выбывшим.")
    if with_banks and person.processing_stopped_on:
        raise ValidationError(
            "Согласие на обработку данных отозвано: в банки человека не возвращают. Снимите отметку."
        )
    ended = {"left_on": person.left_on, "leaving": BankEntry.Leaving.LEFT}
    entries = [*person.mentee_entries.filter(**ended), *person.mentor_entries.filter(**ended)]
    entries = entries if with_banks else []
    person.left_on = None
    person.full_clean()
    person.save(update_fields=["left_on"])
    for entry in entries:
        entry.left_on, entry.leaving = None, ""
        entry.full_clean()
        entry.save(update_fields=["left_on", "leaving"])
    record("person.returned", person, by=by, bank_entries_resumed=len(entries))
    return person


@transaction.atomic
def give_access(person, *, email, by):
    """Open a participant's access by e-mail and tie it to the card, so that the person sees the own tasks."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if person.membership_id:
        raise ValidationError("Доступ этому человеку уже открыт.")
    if person.left_on:
        raise ValidationError("Человек выбыл из учреждения: доступ ему не открывают.")
    organization = person.organization
    untied = Membership.objects.open().filter(organization=organization, role=Role.PARTICIPANT, person=None)
    membership = untied.filter(user__email=email.lower()).first() or grant_access(
        organization, name=person.full_name, email=email, role=Role.PARTICIPANT, by=by
    )
    person.membership = membership
    person.email = person.email or email
    person.full_clean()
    person.save(update_fields=["membership", "email"])
    record("person.access_given", person, by=by, membership=membership.pk)
    return person
