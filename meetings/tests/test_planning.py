"""Meetings ahead: what a plan makes, what it passes over, what changes and what stays."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from audit.models import Entry
from meetings.models import Meeting, MeetingSeries
from meetings.services import (
    add_meeting,
    cancel_meeting,
    change_series,
    hold_meeting,
    move_meeting,
    plan_many,
    plan_series,
    restore_meeting,
    stop_series,
)
from meetings.tests.factories import MeetingFactory, VacationFactory
from pairs.models import Pair
from pairs.tests.factories import PairFactory
from people.models import Consent
from people.tests.factories import ConsentFactory, PersonFactory

MONDAYS = {"weekday": 0, "rhythm": 1, "starts_on": dt.date(2026, 11, 20), "until": dt.date(2027, 1, 31)}


def days(pair):
    return [meeting.on for meeting in Meeting.objects.filter(pair=pair).exclude(status="cancelled")]


def actions():
    return list(Entry.objects.order_by("pk").values_list("action", flat=True))


def test_plan_series_passes_over_holidays_and_days_off(pair, mentor):
    VacationFactory(organization=pair.organization, starts_on="2026-12-07", ends_on="2026-12-13")

    series = plan_series(pair, **MONDAYS, starts_at=dt.time(14, 20), minutes=40, place="online", by=mentor)

    # 7 December is a holiday of the school, 4 January one of the country, 11 January its working Monday
    assert [f"{day:%d.%m}" for day in days(pair)] == [
        "23.11", "30.11", "14.12", "21.12", "28.12", "11.01", "18.01", "25.01"
    ]  # fmt: skip
    assert set(series.meetings.values_list("starts_at", "minutes", "place", "status")) == {
        (dt.time(14, 20), 40, "online", "planned")
    }
    entry = Entry.objects.get()
    assert (entry.action, entry.details) == ("meetings.planned", {"pair": pair.pk, "meetings": 8})


def test_saturdays_are_met_on_but_for_public_holidays(pair, curator):
    saturdays = MONDAYS | {"weekday": 5, "until": dt.date(2027, 1, 16)}

    plan_series(pair, **saturdays, by=curator)

    assert [f"{day:%d.%m}" for day in days(pair)] == [
        "21.11",
        "28.11",
        "05.12",
        "12.12",
        "19.12",
        "26.12",
        "09.01",
        "16.01",
    ]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"until": dt.date(2027, 6, 30)}, "Пара работает с"),
        ({"starts_on": dt.date(2026, 9, 1)}, "Пара работает с"),
        ({"weekday": 6, "until": dt.date(2026, 11, 21)}, "встреч не получается"),
        ({"minutes": 3}, "от 5 минут"),
    ],
)
def test_plan_series_refuses_and_plans_nothing(pair, curator, changes, words):
    with pytest.raises(ValidationError, match=words):
        plan_series(pair, **MONDAYS | changes, by=curator)

    assert not MeetingSeries.objects.exists()
    assert (days(pair), actions()) == ([], [])


def test_the_same_plan_twice_is_a_double_click(pair, curator):
    plan_series(pair, **MONDAYS, by=curator)
    before = days(pair)

    with pytest.raises(ValidationError, match="уже есть"):
        plan_series(pair, **MONDAYS, by=curator)

    assert (days(pair), actions()) == (before, ["meetings.planned"])


@pytest.mark.parametrize("status", [status for status in Pair.Status if status != Pair.Status.ACTIVE])
def test_only_a_running_pair_plans(curator, friday, status):
    paused = {"paused_on": friday, "paused_for": "away"} if status == "paused" else {}
    pair = PairFactory(mentor=PersonFactory(organization=curator.organization), status=status, **paused)

    with pytest.raises(ValidationError, match="которая работает"):
        plan_series(pair, **MONDAYS, by=curator)

    assert days(pair) == []


def test_who_withdrew_the_duty_is_not_planned_for(pair, curator):
    paper = ConsentFactory(person=pair.mentor, kind="mentor_duty")
    Consent.objects.filter(pk=paper.pk).update(ending="withdrawn", ended_on=paper.signed_on)

    with pytest.raises(ValidationError, match="Согласие отозвано"):
        plan_series(pair, **MONDAYS, by=curator)

    assert days(pair) == []


def test_plan_many_gives_each_pair_a_plan_until_its_own_end(pair, curator):
    short = PairFactory(
        mentor=PersonFactory(organization=curator.organization), status="active", ends_on=dt.date(2026, 12, 4)
    )

    made = plan_many(Pair.objects.all(), **MONDAYS, by=curator)

    assert len(made) == 2
    assert (len(days(pair)), len(days(short))) == (9, 2)


def test_plan_many_plans_nobody_when_one_refuses_and_names_it(pair, curator):
    idle = PairFactory(mentor=PersonFactory(organization=curator.organization, last_name="Громов"))

    with pytest.raises(ValidationError, match="Громов"):
        plan_many(Pair.objects.all(), **MONDAYS, by=curator)

    assert (days(pair), days(idle), actions()) == ([], [], [])


@pytest.fixture
def series(pair, curator):
    """Mondays since the beginning of November: three are behind, the first of them was held."""
    rhythm = MONDAYS | {"starts_on": dt.date(2026, 11, 2), "until": dt.date(2026, 12, 15)}
    series = plan_series(pair, **rhythm, by=curator)
    hold_meeting(series.meetings.first(), by=curator)
    return series


def test_change_series_moves_only_what_lies_ahead(series, pair, curator):
    behind = [meeting.pk for meeting in series.meetings.filter(on__lt="2026-11-20")]
    tuesdays = {"weekday": 1, "rhythm": 2, "starts_at": None, "minutes": 30, "place": "in_person"}

    change_series(series, **tuesdays, until=dt.date(2026, 12, 25), by=curator)

    assert [meeting.pk for meeting in series.meetings.filter(on__lt="2026-11-20")] == behind
    ahead = series.meetings.filter(on__gte="2026-11-20")
    assert [(f"{row.on:%d.%m}", row.minutes) for row in ahead] == [("01.12", 30), ("15.12", 30)]
    assert Entry.objects.get(action="meetings.replanned").details["removed"] == 4


def test_change_of_the_hour_keeps_the_days(series, pair, curator):
    names = ["weekday", "rhythm", "minutes", "place", "until"]

    change_series(
        series, **{name: getattr(series, name) for name in names}, starts_at=dt.time(15), by=curator
    )

    assert [f"{day:%d.%m}" for day in days(pair)] == [
        "02.11",
        "09.11",
        "16.11",
        "23.11",
        "30.11",
        "07.12",
        "14.12",
    ]
    assert series.meetings.filter(starts_at=dt.time(15)).count() == 4


def test_stop_series_empties_the_plan_and_leaves_the_journal(series, pair, curator):
    stop_series(series, by=curator)

    assert [f"{day:%d.%m}" for day in days(pair)] == ["02.11", "09.11", "16.11"]
    series.refresh_from_db()
    assert series.until == dt.date(2026, 11, 20)


def test_add_meeting_is_for_days_to_come_and_once_for_an_hour(pair, mentor, friday):
    meeting = add_meeting(pair, on=friday, by=mentor)

    for on, words in [(friday, "уже назначена"), (friday - dt.timedelta(1), "уже прошёл")]:
        with pytest.raises(ValidationError, match=words):
            add_meeting(pair, on=on, by=mentor)

    assert list(Meeting.objects.all()) == [meeting]
    assert actions() == ["meeting.planned"]


def test_move_meeting_changes_the_day_and_leaves_the_rhythm_alone(series, curator):
    meeting = series.meetings.get(on="2026-11-23")

    move_meeting(meeting, on=dt.date(2026, 11, 25), starts_at=dt.time(12), by=curator)

    meeting.refresh_from_db()
    assert (meeting.on, meeting.starts_at, meeting.stamp) == (dt.date(2026, 11, 25), dt.time(12), 1)
    assert Entry.objects.get(action="meeting.moved").details == {"before": "2026-11-23", "on": "2026-11-25"}


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (dt.date(2026, 11, 19), "уже прошёл"),
        (dt.date(2027, 6, 1), "Пара работает"),
        (dt.date(2026, 11, 30), "уже назначена"),
    ],
)
def test_move_meeting_refuses_and_leaves_it_where_it_was(series, curator, on, words):
    meeting = series.meetings.get(on="2026-11-23")

    with pytest.raises(ValidationError, match=words):
        move_meeting(meeting, on=on, starts_at=None, by=curator)

    meeting.refresh_from_db()
    assert (meeting.on, meeting.stamp) == (dt.date(2026, 11, 23), 0)


def test_cancel_meeting_can_be_taken_back(pair, curator):
    meeting = MeetingFactory(pair=pair, on=dt.date(2026, 11, 27))

    cancel_meeting(meeting, by=curator)
    meeting.refresh_from_db()
    assert meeting.status == "cancelled"
    restore_meeting(meeting, by=curator)

    meeting.refresh_from_db()
    assert meeting.status == "planned"
    assert actions() == ["meeting.cancelled", "meeting.restored"]


def test_a_told_meeting_is_neither_moved_nor_cancelled(pair, curator):
    meeting = hold_meeting(MeetingFactory(pair=pair), by=curator)

    for act in (
        lambda: cancel_meeting(meeting, by=curator),
        lambda: move_meeting(meeting, on=dt.date(2026, 11, 27), starts_at=None, by=curator),
    ):
        with pytest.raises(ValidationError, match="ещё не отмечена"):
            act()

    meeting.refresh_from_db()
    assert (meeting.status, meeting.on) == ("held", dt.date(2026, 11, 20))
