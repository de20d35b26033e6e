"""Meetings ahead: series in a rhythm, single ones, moves and cancellations."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from common.russian import date_words
from meetings.models import Meeting, MeetingSeries
from meetings.rhythm import days
from meetings.school_days import free_days
from meetings.services.checks import locked, require_planned_day, require_running, require_within
from pairs.models import Pair

LONGEST = 400  # days of one plan: a school year and a little more
TOO_LONG = "Планируйте не дольше, чем на год: дальше ещё не известны каникулы и праздники."
NOTHING = "В эти дни встреч не получается: все они приходятся на каникулы и выходные. Выберите другой день."
KNOWN = "Такое расписание у пары уже есть."
TAKEN = "На этот день и время встреча уже назначена."
MOVED = "Перенести и отменить можно только встречу, которая ещё не отмечена."


@dataclass
class Plan:
    """What a rhythm gives: the days to meet on, and those that fall out with the reason."""

    days: list
    left_out: list


def plan_of(organization, *, weekday, rhythm, starts_on, until):
    """The days of a rhythm in an institution; counted before anything is saved."""
    if (until - starts_on).days > LONGEST:
        raise ValidationError(TOO_LONG)
    found = days(
        starts_on=starts_on, until=until, weekday=weekday, weeks=rhythm, why_free=free_days(organization)
    )
    return Plan(*found)


@transaction.atomic
def plan_series(
    pair, *, weekday, rhythm, starts_on, until, starts_at=None, minutes=45, place="in_person", by
):
    """Plan the meetings of a pair in a rhythm, past its holidays and the days off."""
    pair = locked(pair)
    require_running(pair)
    for day in (starts_on, until):
        require_within(pair, day)
    series = MeetingSeries(
        organization=pair.organization, pair=pair, weekday=weekday, rhythm=rhythm, starts_on=starts_on,
        until=until, starts_at=starts_at, minutes=minutes, place=place,
    )  # fmt: skip
    require_new(series)
    series.full_clean()
    series.save()
    made = fill(series, since=starts_on)
    record("meetings.planned", series, by=by, pair=pair.pk, meetings=len(made))
    return series


def require_new(series):
    """The same rhythm twice is a double click, not a wish."""
    same = {
        name: getattr(series, name)
        for name in ("pair", "weekday", "rhythm", "starts_on", "until", "starts_at")
    }
    if MeetingSeries.objects.filter(**same).exists():
        raise ValidationError(KNOWN)


def fill(series, *, since):
    """The meetings of a series from a day on; a day that has one already keeps it."""
    plan = plan_of(
        series.organization,
        weekday=series.weekday,
        rhythm=series.rhythm,
        starts_on=series.starts_on,
        until=series.until,
    )
    kept = set(series.meetings.values_list("on", flat=True))
    wanted = [day for day in plan.days if day >= since and day not in kept]
    if not wanted and not kept:
        raise ValidationError(NOTHING)
    return Meeting.objects.bulk_create(meeting_of(series, day) for day in wanted)


def meeting_of(series, day):
    return Meeting(
        organization=series.organization, pair=series.pair, series=series, on=day,
        starts_at=series.starts_at, minutes=series.minutes, place=series.place,
    )  # fmt: skip


@transaction.atomic
def plan_many(pairs, *, until, by, **rhythm):
    """One rhythm for several pairs, each no longer than it works; one that refuses stops them all, by name."""
    refused, made = [], []
    for pair in Pair.objects.filter(pk__in=[pair.pk for pair in pairs]).order_by("pk"):
        try:
            made.append(plan_series(pair, until=min(until, pair.ends_on), by=by, **rhythm))
        except ValidationError as error:
            refused += [f"{pair}: {' '.join(error.messages)}"]
    if refused:
        raise ValidationError(refused)
    return made


@transaction.atomic
def change_series(series, *, by, **changes):
    """Change the rhythm from now on: what has been met or is told stays, what lies ahead is planned anew."""
    pair = locked(series.pair)
    require_running(pair)
    series = MeetingSeries.objects.select_for_update(of=("self",)).get(pk=series.pk)
    require_within(pair, changes["until"])
    for name, value in changes.items():
        setattr(series, name, value)
    series.full_clean()
    series.save()
    gone = remove_ahead(series, today=pair.organization.today)
    made = fill(series, since=pair.organization.today)
    record("meetings.replanned", series, by=by, pair=pair.pk, removed=gone, meetings=len(made))
    return series


@transaction.atomic
def stop_series(series, *, by):
    """No more meetings in this rhythm: those ahead are taken out of the plan, the journal stays."""
    pair = locked(series.pair)
    series = MeetingSeries.objects.select_for_update(of=("self",)).get(pk=series.pk)
    gone = remove_ahead(series, today=pair.organization.today)
    series.until = max(series.starts_on, min(series.until, pair.organization.today))
    series.save(update_fields=["until"])
    record("meetings.stopped", series, by=by, pair=pair.pk, removed=gone)
    return pair


def remove_ahead(series, *, today):
    ahead = series.meetings.filter(status=Meeting.Status.PLANNED, on__gte=today, answers=None)
    return (
        Meeting.objects.filter(pk__in=[meeting.pk for meeting in ahead])
        .delete()[1]
        .get("meetings.Meeting", 0)
    )


@transaction.atomic
def add_meeting(pair, *, on, starts_at=None, minutes=45, place="in_person", by):
    """Plan one meeting outside any rhythm."""
    pair = locked(pair)
    require_running(pair)
    require_planned_day(pair, on)
    require_free(pair, on, starts_at)
    meeting = Meeting(
        organization=pair.organization, pair=pair, on=on, starts_at=starts_at, minutes=minutes, place=place
    )
    meeting.full_clean()
    meeting.save()
    record("meeting.planned", meeting, by=by, pair=pair.pk, on=on.isoformat())
    return meeting


def require_free(pair, on, starts_at, *, apart_from=None):
    taken = Meeting.objects.planned().filter(pair=pair, on=on, starts_at=starts_at)
    if taken.exclude(pk=apart_from).exists():
        raise ValidationError(TAKEN)


@transaction.atomic
def move_meeting(meeting, *, on, starts_at, by):
    """Another day or hour for a planned meeting."""
    meeting, pair = locked_meeting(meeting)
    require_running(pair)
    require_planned(meeting)
    require_planned_day(pair, on)
    require_free(pair, on, starts_at, apart_from=meeting.pk)
    before = meeting.on
    meeting.on, meeting.starts_at = on, starts_at
    note_change(meeting)
    record("meeting.moved", meeting, by=by, before=before.isoformat(), on=on.isoformat())
    return meeting


@transaction.atomic
def cancel_meeting(meeting, *, by):
    """It will not take place and nobody waits for it; `restore_meeting` takes this back."""
    meeting, _ = locked_meeting(meeting)
    require_planned(meeting)
    meeting.status = Meeting.Status.CANCELLED
    note_change(meeting)
    record("meeting.cancelled", meeting, by=by, on=meeting.on.isoformat())
    return meeting


def require_planned(meeting):
    if meeting.status != Meeting.Status.PLANNED:
        raise ValidationError(f"{MOVED} Встреча {date_words(meeting.on)}: {meeting.get_status_display()}.")


def locked_meeting(meeting):
    """(the row, its pair), both locked, the pair first: every deed in one order."""
    pair = locked(meeting.pair)
    return Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk), pair


def note_change(meeting):
    """Save with the next stamp: a form that was opened before is told so (CON-2)."""
    meeting.stamp += 1
    meeting.changed_at = timezone.now()
    meeting.full_clean()
    meeting.save()
