"""The journal: one tap a line, completed later by who wrote it or the curator."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from audit.models import Entry
from meetings.models import Meeting
from meetings.permissions import can_edit_line, can_keep_meetings, can_read_lines
from meetings.services import (
    StaleMeeting,
    cancel_meeting,
    edit_line,
    hold_meeting,
    meet_today,
    miss_meeting,
    restore_meeting,
    tell_meeting,
)
from meetings.tests.factories import MeetingFactory
from pairs.models import PairMember, Substitution
from pairs.tests.factories import PairFactory
from people.tests.factories import PersonFactory
from programmes.models import Programme, ProgrammeRow

LINE = {"place": "online", "minutes": 30, "topic": "Разбор урока", "outcome": "Посетить урок"}


def actions():
    return list(Entry.objects.order_by("pk").values_list("action", flat=True))


@pytest.fixture
def meeting(pair):
    return MeetingFactory(pair=pair, on=dt.date(2026, 11, 18), minutes=40)


@pytest.fixture
def row(pair):
    programme = Programme.objects.create(
        organization=pair.organization, pair=pair, title="Программа", goal="Цель", starts_on=pair.starts_on,
        ends_on=pair.ends_on, status="approved", approved_on=pair.starts_on,
    )  # fmt: skip
    return ProgrammeRow.objects.create(
        organization=pair.organization, programme=programme, order=1, activity="Разбор урока математики"
    )


def test_hold_meeting_keeps_the_day_and_the_length_of_the_plan(meeting, mentor):
    hold_meeting(meeting, by=mentor)

    meeting.refresh_from_db()
    assert (meeting.status, meeting.on, meeting.minutes) == ("held", dt.date(2026, 11, 18), 40)
    assert (meeting.author, bool(meeting.told_at)) == (mentor.user, True)
    entry = Entry.objects.get()
    assert (entry.action, entry.details) == (
        "meeting.held",
        {"pair": meeting.pair_id, "on": "2026-11-18", "minutes": 40},
    )


def test_told_twice_it_is_one_line_and_the_words_of_the_second_are_added(meeting, mentor, curator):
    hold_meeting(meeting, by=mentor, topic="План четверти")
    hold_meeting(meeting, by=curator, minutes=60)

    meeting.refresh_from_db()
    assert (meeting.topic, meeting.minutes, meeting.author) == ("План четверти", 60, mentor.user)
    assert actions() == ["meeting.held"]


def test_topic_comes_from_the_line_of_the_programme(meeting, mentor, row):
    hold_meeting(meeting, by=mentor, row=row)

    meeting.refresh_from_db()
    assert (meeting.row, meeting.topic) == (row, "Разбор урока математики")


def test_line_of_another_programme_is_refused(meeting, mentor, row):
    other = MeetingFactory(pair=PairFactory(mentor=mentor.person, status="active"), on=meeting.on)

    with pytest.raises(ValidationError, match="нет в программе"):
        hold_meeting(other, by=mentor, row=row)

    other.refresh_from_db()
    assert (other.status, other.row) == ("planned", None)


@pytest.mark.parametrize(
    ("pair_is", "on", "words"),
    [
        ({}, dt.date(2026, 11, 21), "когда она пройдёт"),
        ({}, dt.date(2026, 10, 1), "раньше встречи не записывают"),
        ({"status": "proposed"}, dt.date(2026, 11, 18), "ещё не начала"),
        (
            {"status": "paused", "paused_on": dt.date(2026, 11, 17), "paused_for": "away"},
            dt.date(2026, 11, 18),
            "приостановлена",
        ),
        ({"status": "ended", "ends_on": dt.date(2026, 11, 17)}, dt.date(2026, 11, 18), "Пара работала по"),
    ],
)
@pytest.mark.parametrize("act", [hold_meeting, miss_meeting])
def test_a_line_is_about_a_day_on_which_the_pair_worked(curator, friday, pair_is, on, words, act):
    mentor = PersonFactory(organization=curator.organization)
    meeting = MeetingFactory(pair=PairFactory(mentor=mentor, **{"status": "active"} | pair_is), on=on)

    with pytest.raises(ValidationError, match=words):
        act(meeting, by=curator)

    meeting.refresh_from_db()
    assert (meeting.status, actions()) == ("planned", [])


def test_what_happened_before_a_pause_may_still_be_written(curator, friday):
    pair = PairFactory(
        mentor=PersonFactory(organization=curator.organization),
        status="paused", paused_on=dt.date(2026, 11, 19), paused_for="away",
    )  # fmt: skip
    meeting = hold_meeting(MeetingFactory(pair=pair, on=dt.date(2026, 11, 18)), by=curator)

    assert meeting.is_held


def test_line_of_a_past_school_year_stands(curator, friday):
    pair = PairFactory(
        mentor=PersonFactory(organization=curator.organization),
        status="active",
        starts_on=dt.date(2025, 10, 1),
    )
    meeting = MeetingFactory(pair=pair, on=dt.date(2026, 5, 20), status="held")

    with pytest.raises(ValidationError, match="прошлых учебных годов"):
        edit_line(meeting, stamp=0, **LINE, by=curator)

    meeting.refresh_from_db()
    assert meeting.topic == ""
    assert not can_edit_line(curator, meeting)


def test_cancelled_meeting_is_not_told(meeting, curator):
    cancel_meeting(meeting, by=curator)

    with pytest.raises(ValidationError, match="отменена"):
        hold_meeting(meeting, by=curator)


def test_miss_meeting_says_no_reason_and_counts_once(meeting, curator):
    miss_meeting(meeting, by=curator)
    miss_meeting(meeting, by=curator)

    meeting.refresh_from_db()
    assert (meeting.status, actions()) == ("not_held", ["meeting.missed"])


def test_meet_today_makes_one_line_however_often_it_is_tapped(pair, mentor, friday):
    MeetingFactory(pair=pair, on=dt.date(2026, 11, 13), minutes=35)

    first, second = meet_today(pair, by=mentor), meet_today(pair, by=mentor)

    assert first == second
    assert (first.on, first.minutes, first.status) == (friday, 35, "held")
    assert actions() == ["meeting.held"]


def test_meet_today_holds_what_was_planned_for_today(pair, mentor, friday):
    planned = MeetingFactory(pair=pair, on=friday, minutes=90)

    assert meet_today(pair, by=mentor) == planned
    assert Meeting.objects.get().minutes == 90


def test_tell_meeting_of_an_earlier_day_once(pair, mentor):
    told = tell_meeting(pair, on=dt.date(2026, 11, 10), **LINE, by=mentor)

    with pytest.raises(ValidationError, match="уже записана"):
        tell_meeting(pair, on=dt.date(2026, 11, 10), **LINE, by=mentor)

    assert Meeting.objects.get() == told
    assert (told.minutes, told.place, told.topic) == (30, "online", "Разбор урока")


def test_edit_line_finishes_the_line_of_the_programme(meeting, mentor, row):
    hold_meeting(meeting, by=mentor)

    edit_line(meeting, stamp=1, **LINE | {"topic": ""}, row=row, row_done=True, by=mentor)

    meeting.refresh_from_db()
    row.refresh_from_db()
    assert (meeting.topic, meeting.outcome) == ("Разбор урока математики", "Посетить урок")
    assert row.done_on == dt.date(2026, 11, 20)
    edited = Entry.objects.get(action="meeting.edited").details
    assert edited == {"fields": ["place", "minutes", "topic", "outcome", "row"]}


def test_edit_line_refuses_what_was_saved_meanwhile_and_keeps_it(meeting, mentor, curator):
    hold_meeting(meeting, by=mentor)
    edit_line(meeting, stamp=1, **LINE, by=mentor)

    with pytest.raises(StaleMeeting):
        edit_line(meeting, stamp=1, **LINE | {"topic": "Другое"}, by=curator)

    meeting.refresh_from_db()
    assert meeting.topic == "Разбор урока"


def test_only_a_meeting_that_took_place_has_a_line(meeting, curator):
    with pytest.raises(ValidationError, match="которая состоялась"):
        edit_line(meeting, stamp=0, **LINE, by=curator)


def test_restore_meeting_takes_a_wrong_tap_back(meeting, mentor):
    hold_meeting(meeting, by=mentor)

    restore_meeting(meeting, by=mentor)

    meeting.refresh_from_db()
    assert (meeting.status, meeting.author, meeting.told_at) == ("planned", None, None)
    assert actions() == ["meeting.held", "meeting.restored"]


def test_who_keeps_the_meetings_of_a_pair(pair, curator, mentor, mentee, outsider, head, stranger):
    who = [curator, mentor, mentee, outsider, head, stranger]

    assert [can_keep_meetings(me, pair) for me in who] == [True, True, True, False, False, False]
    assert [can_read_lines(me) for me in (curator, mentor, head)] == [True, True, False]


def test_who_has_left_a_group_keeps_nothing_and_who_stands_in_does(pair, mentee, outsider, friday):
    PairMember.objects.filter(pair=pair).update(left_on=friday)
    Substitution.objects.create(
        organization=pair.organization, pair=pair, person=outsider.person, reason="health",
        starts_on=friday, ends_on=friday,
    )  # fmt: skip

    assert (can_keep_meetings(mentee, pair), can_keep_meetings(outsider, pair)) == (False, True)


def test_a_line_is_changed_by_who_wrote_it_or_the_curator(meeting, mentor, mentee, curator):
    hold_meeting(meeting, by=mentor)
    meeting.refresh_from_db()

    assert [can_edit_line(me, meeting) for me in (mentor, mentee, curator)] == [True, False, True]
