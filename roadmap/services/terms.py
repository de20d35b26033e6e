"""Terms of several lines changed at once, in a version that is not approved: what would change, and the change."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from roadmap.models import Activity
from roadmap.moving_terms import Term, shifted, term_between, term_of
from roadmap.services.rows import POINTERS, changeable_roadmap


@dataclass(frozen=True)
class TermChange:
    """One line with its term as it is and as it would be."""

    activity: Activity
    before: Term
    after: Term

    @property
    def is_change(self):
        return self.before != self.after

    @property
    def keeps_words(self):
        """The days move, the printed words do not follow: a person should look."""
        return self.before.periods != self.after.periods and self.before.term == self.after.term


def plan_terms(roadmap, activities, *, way, **said):
    """What the change does to each line; nothing is written. `way`: "words", "shift" or "dates"."""
    years = (roadmap.starts_on.year, roadmap.ends_on.year)
    return [TermChange(row, old, _after(old, way, said, years)) for row in activities for old in [_now(row)]]


@transaction.atomic
def change_terms(roadmap, *, activities, way, by, **said):
    """Change the terms of these lines, all or none."""
    roadmap = changeable_roadmap(roadmap)
    rows = list(
        roadmap.activities.select_for_update(of=("self",)).filter(pk__in=[row.pk for row in activities])
    )
    if len(rows) != len(activities):
        raise ValidationError("Некоторых мероприятий уже нет. Обновите страницу.")
    changes = [change for change in plan_terms(roadmap, rows, way=way, **said) if change.is_change]
    if not changes:
        raise ValidationError("У отмеченных мероприятий ничего не изменится.")
    for change in changes:
        _write(change.activity, change.after)
    fields = ["term", "periods", "starts_on", "due_on", "is_continuous", "changed_at"]
    Activity.objects.bulk_update([change.activity for change in changes], fields)
    record("roadmap.terms_changed", roadmap, by=by, way=way, activities=[row.activity.pk for row in changes])
    return changes


def _after(old, way, said, years):
    if way == "words":
        return term_of(said["term"], years)
    if way == "dates":
        return term_between(old, said["starts_on"], said["due_on"], years)
    return shifted(old, said["number"], said["unit"], years)


def _now(row):
    """The term as it stands; "до 15.09" is kept as one day without a first one."""
    days = [tuple(dt.date.fromisoformat(day) for day in period) for period in row.periods]
    if row.starts_on is None:
        days = [(None if first == last else first, last) for first, last in days]
    return Term(row.term, tuple(days), row.is_continuous)


def _write(row, term):
    for name, value in term.fields.items():
        setattr(row, name, value)
    row.changed_at = timezone.now()
    if row.starts_on and row.due_on < row.starts_on:
        raise ValidationError("Срок не может кончиться раньше, чем начался.")
    row.clean_fields(exclude=POINTERS)
