from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record, save_form
from organizations.models import Membership, Organization, Role
from organizations.services import grant_access
from people.models import Person


def lock_people(organization):
    """Hold the list of people of one institution: who adds to it next sees what was added before."""
    Organization.objects.select_for_update(of=("self",), no_key=True).get(pk=organization.pk)


@transaction.atomic
def add_person(form, *, by):
    """Add one person; the same name with the same position is the same person."""
    lock_people(by.organization)
    person = form.save(commit=False)
    person.fill_search()
    known = Person.objects.filter(organization=by.organization, identity=person.identity).first()
    if known:
        raise ValidationError(
            f"{known.full_name} уже есть в списке с той же должностью. Если это другой человек, уточните должность."
        )
    return save_form(form, "person.added", by=by)


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
    """A person leaves the institution: open stays in the banks end on the same day."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if person.left_on:
        raise ValidationError(f"{person.full_name} уже числится выбывшим.")
    if on > person.organization.today:
        raise ValidationError("Дата выбытия ещё не наступила. Отметьте выбытие в этот день или позже.")
    entries = [*person.mentee_entries.open(), *person.mentor_entries.open()]
    for entry in entries:
        entry.left_on = on
        entry.full_clean()
        entry.save(update_fields=["left_on"])
    person.left_on = on
    person.full_clean()
    person.save(update_fields=["left_on"])
    record("person.left", person, by=by, on=on.isoformat(), bank_entries_ended=len(entries))
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
