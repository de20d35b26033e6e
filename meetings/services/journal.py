"""The journal of a pair: one line a meeting, written in one tap and completed later, or never."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from meetings.models import Meeting
from meetings.permissions import is_of_this_year
from meetings.services.checks import locked, require_told_day
from meetings.services.planning import locked_meeting, note_change
from programmes.models import ProgrammeRow
from programmes.permissions import can_mark_rows
from programmes.services.editing import mark_row

USUAL_MINUTES = 45
CANCELLED = "Эта встреча отменена. Сначала верните её в план."
OLD = "Записи прошлых учебных годов не меняют: по ним уже посчитаны часы."
FOREIGN_ROW = "Этой строки нет в программе пары. Обновите страницу."
NOT_A_LINE = "Запись есть только у встречи, которая состоялась. Сначала отметьте «Состоялась»."
TOLD_TWICE = "На этот день и время встреча уже записана."


class StaleMeeting(ValidationError):
    """The line was saved by somebody else since it was opened (CON-2)."""


@transaction.atomic
def hold_meeting(meeting, *, by, minutes=None, topic="", outcome="", row=None):
    """«Состоялась»: the planned day and length stand unless somebody says otherwise; told twice it stays one line."""
    meeting, pair = locked_meeting(meeting)
    require_told(meeting, pair)
    was_held = meeting.is_held
    meeting.status = Meeting.Status.HELD
    write(meeting, minutes=minutes, topic=topic, outcome=outcome, row=row, by=by)
    if not was_held:
        record(
            "meeting.held", meeting, by=by, pair=pair.pk, on=meeting.on.isoformat(), minutes=meeting.minutes
        )
    return meeting


@transaction.atomic
def miss_meeting(meeting, *, by):
    """«Не состоялась»: the line stays, without words about why."""
    meeting, pair = locked_meeting(meeting)
    require_told(meeting, pair)
    if meeting.status == Meeting.Status.NOT_HELD:
        return meeting
    meeting.status, meeting.row = Meeting.Status.NOT_HELD, None
    sign(meeting, by=by)
    note_change(meeting)
    record("meeting.missed", meeting, by=by, pair=pair.pk, on=meeting.on.isoformat())
    return meeting


def require_told(meeting, pair):
    if meeting.status == Meeting.Status.CANCELLED:
        raise ValidationError(CANCELLED)
    require_told_day(pair, meeting.on)
    require_this_year(pair, meeting.on)


def require_this_year(pair, day):
    if not is_of_this_year(pair.organization, day):
        raise ValidationError(OLD)


@transaction.atomic
def meet_today(pair, *, by):
    """«Встретились сегодня»: the meeting planned for today took place, or a new line; tapped twice it stays one."""
    pair = locked(pair)
    today = pair.organization.today
    rows = list(Meeting.objects.filter(pair=pair, on=today).exclude(status=Meeting.Status.CANCELLED))
    if held := next((row for row in rows if row.is_held), None):
        return held
    if rows:
        return hold_meeting(rows[0], by=by)
    return tell_meeting(pair, on=today, minutes=usual_minutes(pair), by=by)


def usual_minutes(pair):
    """How long this pair usually meets: as long as the last time."""
    last = Meeting.objects.filter(pair=pair).order_by("-on", "-pk").values_list("minutes", flat=True).first()
    return last or USUAL_MINUTES


@transaction.atomic
def tell_meeting(pair, *, on, starts_at=None, row_done=False, by, **line):
    """A line about a meeting that stood in no plan."""
    pair = locked(pair)
    require_told_day(pair, on)
    require_this_year(pair, on)
    topic = line.get("topic", "")
    if Meeting.objects.held().filter(pair=pair, on=on, starts_at=starts_at, topic=topic).exists():
        raise ValidationError(TOLD_TWICE)
    meeting = Meeting(
        organization=pair.organization, pair=pair, on=on, starts_at=starts_at, minutes=USUAL_MINUTES
    )
    meeting.status, meeting.place = Meeting.Status.HELD, line.pop("place", meeting.place)
    write(meeting, by=by, **line)
    record("meeting.held", meeting, by=by, pair=pair.pk, on=on.isoformat(), minutes=meeting.minutes)
    finish_row(meeting.row, is_done=row_done, by=by)
    return meeting


@transaction.atomic
def edit_line(meeting, *, stamp, place, minutes, topic, outcome, row=None, row_done=False, by):
    """Complete or correct a line; one that was saved meanwhile is shown first and overwritten knowingly."""
    meeting, pair = locked_meeting(meeting)
    if meeting.stamp != stamp:
        raise StaleMeeting(
            "Пока вы писали, эту запись сохранил кто-то другой. Ваши ответы ниже: сверьте их и сохраните ещё раз."
        )
    if not meeting.is_held:
        raise ValidationError(NOT_A_LINE)
    require_this_year(pair, meeting.on)
    require_row(pair, row)
    before = [meeting.place, meeting.minutes, meeting.topic, meeting.outcome, meeting.row_id]
    meeting.place, meeting.minutes, meeting.outcome, meeting.row = place, minutes, outcome, row
    meeting.topic = topic or words_of(row)
    after = [meeting.place, meeting.minutes, meeting.topic, meeting.outcome, meeting.row_id]
    note_change(meeting)
    names = ["place", "minutes", "topic", "outcome", "row"]
    fields = [name for name, old, new in zip(names, before, after, strict=True) if old != new]
    record("meeting.edited", meeting, by=by, fields=fields)
    finish_row(row, is_done=row_done, by=by)
    return meeting


@transaction.atomic
def restore_meeting(meeting, *, by):
    """Back into the plan: a cancellation or a tap that was a mistake. Words that were written stay for the next tap."""
    meeting, pair = locked_meeting(meeting)
    if meeting.status == Meeting.Status.PLANNED:
        return meeting
    require_this_year(pair, meeting.on)
    before, meeting.status = meeting.status, Meeting.Status.PLANNED
    meeting.author, meeting.told_at = None, None
    note_change(meeting)
    record("meeting.restored", meeting, by=by, before=before, on=meeting.on.isoformat())
    return meeting


def write(meeting, *, minutes=None, topic="", outcome="", row=None, by):
    """What is said takes the place of what stood there; what is not said stays."""
    require_row(meeting.pair, row)
    meeting.minutes = minutes or meeting.minutes
    meeting.row = row or meeting.row
    meeting.topic = topic or meeting.topic or words_of(meeting.row)
    meeting.outcome = outcome or meeting.outcome
    sign(meeting, by=by)
    note_change(meeting)


def sign(meeting, *, by):
    """Who wrote the line first may change it later; through a personal link nobody signs."""
    meeting.told_at = meeting.told_at or timezone.now()
    if by is not None and meeting.author_id is None:
        meeting.author = by.user


def finish_row(row, *, is_done, by):
    """The line of the programme that the meeting has finished is marked in it too."""
    if is_done and row and not row.is_done and by and can_mark_rows(by, row.programme):
        mark_row(row, done=True, by=by)


def words_of(row):
    return row.activity[:300] if row else ""


def require_row(pair, row):
    if row is not None and not ProgrammeRow.objects.filter(pk=row.pk, programme__pair=pair).exists():
        raise ValidationError(FOREIGN_ROW)
