"""The plan of another year by the roadmap of an earlier one: the same lines, all dates moved by whole years."""

import datetime as dt
import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from organizations.models import Membership
from roadmap.models import Activity, Roadmap, Stage
from roadmap.reading.terms import shift_day, shift_school_years, shift_term
from roadmap.services.creating import refuse_overlap
from roadmap.services.rows import locked_roadmap

SAME = [
    *("number", "order", "title", "content", "term", "starts_on", "due_on", "periods", "is_continuous"),
    *("responsible", "roles", "counter", "result_paper", "only_with_mentees"),
]
HEADING = ["title", "template", "columns", "stamp", "appendix_number", "adopted", "agreed", "intro"]
MINUTES = re.compile(r"протокол\s+от\s+.*?№\s*\S+", re.IGNORECASE)


@dataclass(frozen=True)
class Moved:
    """One line before and after: its words and days, without the rest."""

    before: Activity
    after: Activity


@transaction.atomic
def copy_roadmap(source, *, start_year, by):
    """Open another year with the lines of this roadmap; ticks, evidence and notes stay with the year they belong to."""
    source = locked_roadmap(source)
    years = start_year - source.starts_on.year
    if not years:
        raise ValidationError("Выберите другой учебный год: на этот карта уже составлена.")
    roadmap = year_later(source, years)
    refuse_overlap(roadmap)
    roadmap.full_clean()
    roadmap.save()
    copy_lines(source, roadmap, lambda row: moved_line(row, years))
    record("roadmap.copied", roadmap, by=by, source=source.pk, years=years)
    return roadmap


def year_later(source, years):
    """The heading of the copy, not saved: school years in it moved, numbers of last year's minutes left blank."""
    roadmap = Roadmap(organization=source.organization, based_on=source)
    for name in HEADING:
        setattr(roadmap, name, getattr(source, name))
    roadmap.title = shift_school_years(source.title, years)
    roadmap.intro = shift_school_years(source.intro, years)
    roadmap.adopted, roadmap.agreed = (_without_minutes(text) for text in (source.adopted, source.agreed))
    roadmap.starts_on, roadmap.ends_on = (
        shift_day(source.starts_on, years),
        shift_day(source.ends_on, years),
    )
    return roadmap


def preview_copy(*, source, start_year):
    """What the copy would say: the heading and every line before and after; nothing is written."""
    years = start_year - source.starts_on.year
    lines = [Moved(row, moved_line(row, years)) for row in source.activities.select_related("stage")]
    return year_later(source, years), lines


def moved_line(row, years):
    """A line of the copy, not saved, under a lasting sign of its own."""
    line = same_line(row)
    line.title = shift_school_years(row.title, years)
    line.content = [shift_school_years(text, years) for text in row.content]
    line.term = shift_term(row.term, years)
    line.starts_on, line.due_on = (day and shift_day(day, years) for day in (row.starts_on, row.due_on))
    line.periods = [[day and _moved(day, years) for day in period] for period in row.periods]
    return line


def same_line(row):
    """A line with the same words, term and counter, not saved; nothing that was done goes with it."""
    return Activity(organization_id=row.organization_id, **{name: getattr(row, name) for name in SAME})


def copy_lines(source, target, line_of):
    """Write stages, lines and people who answer of one roadmap into another; a fixed number of queries."""
    old = list(source.stages.all())
    stages = Stage.objects.bulk_create(
        Stage(
            roadmap=target,
            number=stage.number,
            title=stage.title,
            lead=stage.lead,
            is_continuous=stage.is_continuous,
        )
        for stage in old
    )
    stage_of = {was.pk: stage for was, stage in zip(old, stages, strict=True)}
    rows = list(source.activities.all())
    lines = [line_of(row) for row in rows]
    for row, line in zip(rows, lines, strict=True):
        line.roadmap, line.stage = target, stage_of.get(row.stage_id)
    Activity.objects.bulk_create(lines)
    _copy_people({row.pk: line.pk for row, line in zip(rows, lines, strict=True)}, source)


def _copy_people(line_of, source):
    """Only those who still have an access: the others no longer answer for anything here."""
    through = Activity.members.through
    open_now = Membership.objects.filter(organization=source.organization).open()
    asked = through.objects.filter(activity__roadmap=source, membership__in=open_now)
    through.objects.bulk_create(
        through(activity_id=line_of[row.activity_id], membership_id=row.membership_id) for row in asked
    )


def _moved(day, years):
    return shift_day(dt.date.fromisoformat(day), years).isoformat()


def _without_minutes(text):
    return MINUTES.sub("протокол от __________ № ____", text)
