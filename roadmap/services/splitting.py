"""A line split by its content items into several lines."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from roadmap.arrangement import Arrangement
from roadmap.columns import fields_of
from roadmap.items import ITEMS
from roadmap.models import Activity
from roadmap.recognising import counter_of
from roadmap.services.rows import POINTERS, changeable_roadmap, save_activity

LEAD_LENGTH = 300
SHARED = [
    *("term", "starts_on", "due_on", "periods", "is_continuous"),
    *("responsible", "roles", "result_paper", "only_with_mentees"),
]


@transaction.atomic
def split_activity(activity, *, items, by):
    """Make lines of their own of the content items at these places (from 0): the same stage, term and people.

    Where all items go, the first takes the line itself. Its old title then becomes the words before the items of a
    stage printed as one cell that has no other line: the print stays the same.
    """
    roadmap = changeable_roadmap(activity.roadmap)
    rows = Arrangement(roadmap)
    row = rows.line(activity.pk)
    chosen = [text for place, text in enumerate(row.content) if place in items]
    if not chosen or len(row.content) < 2:
        raise ValidationError("Отметьте пункты, которые станут отдельными мероприятиями.")
    if row.closed_on:
        raise ValidationError("Мероприятие закрыто. Сначала верните его в работу.")
    key, place = rows.place(row)
    left = [text for text in row.content if text not in chosen]
    new = [_line_of(row, text) for text in (chosen if left else chosen[1:])]
    _shorten(row, left, chosen[0])
    _insert(new, row.members.all())
    for at, line in enumerate(new, place + 1):
        rows.put(line, key, at)
    rows.write()
    record("activity.split", row, by=by, lines=[line.pk for line in new])
    return [row, *new]


def becomes_lead(activity):
    """Whether the title can stand before its items: the line is alone in a stage that is printed as one cell."""
    fields, stage = fields_of(activity.roadmap.columns), activity.stage
    if stage is None or stage.lead or "stage" not in fields or "activity" in fields:
        return False
    return len(activity.title) < LEAD_LENGTH and stage.activities.count() == 1


def _line_of(row, text):
    shared = {name: getattr(row, name) for name in SHARED}
    line = Activity(organization=row.organization, roadmap=row.roadmap, stage=row.stage, title=text, **shared)
    line.counter = counter_of(text)
    line.order = row.order
    line.clean_fields(exclude=POINTERS)
    return line


def _shorten(row, left, first):
    """The line keeps its title with the items that are left, or becomes the first item."""
    if left:
        row.content = left
    else:
        if becomes_lead(row):
            row.stage.lead = f"{row.title.rstrip('.:')}:"
            row.stage.save(update_fields=["lead"])
        row.title, row.content = first, []
        row.counter = counter_of(first) if row.counter in {ITEMS, ""} else row.counter
    save_activity(row, ["title", "content", "counter"])


def _insert(lines, members):
    Activity.objects.bulk_create(lines)
    through = Activity.members.through
    people = [member.pk for member in members]
    through.objects.bulk_create(
        through(activity_id=line.pk, membership_id=person) for line in lines for person in people
    )
