"""The holidays of an institution: no plan of meetings puts one on these days."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record, save_form
from meetings.models import Vacation
from organizations.models import Organization


@transaction.atomic
def add_year(organization, rows, *, by):
    """The holidays of a school year at once: [(name, from, to)]; those that stand already are passed over."""
    Organization.objects.select_for_update(of=("self",)).get(pk=organization.pk)
    made = [add_one(organization, *row, by=by) for row in rows if not is_known(organization, *row)]
    if not made:
        raise ValidationError("Эти каникулы уже внесены.")
    return made


def is_known(organization, name, starts_on, ends_on):
    return Vacation.objects.filter(
        organization=organization, name=name, starts_on=starts_on, ends_on=ends_on
    ).exists()


def add_one(organization, name, starts_on, ends_on, *, by):
    vacation = Vacation(organization=organization, name=name, starts_on=starts_on, ends_on=ends_on)
    vacation.full_clean()
    vacation.save()
    record("vacation.added", vacation, by=by, since=starts_on.isoformat(), until=ends_on.isoformat())
    return vacation


@transaction.atomic
def add_vacation(organization, *, name, starts_on, ends_on, by):
    Organization.objects.select_for_update(of=("self",)).get(pk=organization.pk)
    if is_known(organization, name, starts_on, ends_on):
        raise ValidationError("Эти каникулы уже внесены.")
    return add_one(organization, name, starts_on, ends_on, by=by)


def edit_vacation(form, *, by):
    return save_form(form, "vacation.edited", by=by)


@transaction.atomic
def remove_vacation(vacation, *, by):
    record("vacation.removed", vacation, by=by)
    vacation.delete()
