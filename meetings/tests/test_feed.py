"""Meetings in the calendar of the phone: own ones, with the hour of the institution, without names."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.urls import reverse
from icalendar import Calendar

from meetings.services import move_meeting
from meetings.tests.factories import MeetingFactory
from organizations.models import Organization
from pairs.models import Pair
from people.models import Person
from roadmap.services import add_feed


@pytest.fixture(autouse=True)
def _no_misses_yet():
    cache.clear()


def events(client, me):
    _, token = add_feed(is_mine_only=True, by=me)
    answer = client.get(reverse("calendar_feed", args=[token]))
    return Calendar.from_ical(answer.content).walk("VEVENT")


def titles(client, me):
    return sorted(str(event["summary"]) for event in events(client, me))


def test_both_read_their_meetings_and_nobody_else_does(client, pair, mentor, mentee, outsider, curator):
    MeetingFactory(pair=pair, on=dt.date(2026, 11, 23))
    MeetingFactory(pair=pair, on=dt.date(2026, 11, 24), status="cancelled")
    MeetingFactory(pair=pair, on=dt.date(2026, 10, 6))

    found = {name: titles(client, me) for name, me in [
        ("mentor", mentor), ("mentee", mentee), ("outsider", outsider), ("curator", curator),
    ]}  # fmt: skip

    assert found == {
        "mentor": ["Встреча с наставляемым"], "mentee": ["Встреча с наставником"], "outsider": [], "curator": [],
    }  # fmt: skip


@pytest.mark.parametrize(("zone", "hour"), [("Europe/Kaliningrad", 12), ("Asia/Kamchatka", 2)])
def test_an_hour_is_that_of_the_institution(client, pair, mentor, zone, hour):
    Organization.objects.filter(pk=pair.organization_id).update(time_zone=zone)
    MeetingFactory(pair=pair, on=dt.date(2026, 11, 24), starts_at=dt.time(14, 20), minutes=40)

    (event,) = events(client, mentor)

    start = event["dtstart"].dt
    assert (start.astimezone(dt.UTC).hour, start.minute) == (hour, 20)
    assert event["dtend"].dt - start == dt.timedelta(minutes=40)


def test_a_meeting_without_an_hour_takes_the_day(client, pair, mentor):
    MeetingFactory(pair=pair, on=dt.date(2026, 11, 24))

    (event,) = events(client, mentor)

    assert (event["dtstart"].dt, event["dtend"].dt) == (dt.date(2026, 11, 24), dt.date(2026, 11, 25))


def test_a_move_is_the_same_event_with_the_next_number(client, pair, mentor):
    meeting = MeetingFactory(pair=pair, on=dt.date(2026, 11, 24))
    (before,) = events(client, mentor)

    move_meeting(meeting, on=dt.date(2026, 11, 25), starts_at=None, by=mentor)

    (after,) = events(client, mentor)
    assert after["uid"] == before["uid"]
    assert (int(before["sequence"]), int(after["sequence"])) == (0, 1)
    assert after["dtstart"].dt == dt.date(2026, 11, 25)


def test_no_name_leaves_the_house(client, pair, mentor):
    MeetingFactory(pair=pair, on=dt.date(2026, 11, 24), topic="Секрет")
    _, token = add_feed(is_mine_only=True, by=mentor)

    text = client.get(reverse("calendar_feed", args=[token])).content.decode().replace("\r\n ", "")

    assert "Встреча с наставляемым" in text
    assert not {"Панов", "Егор", "Секрет"} & set(text.replace("\n", " ").split())


def test_who_withdrew_or_whose_pair_rests_reads_nothing(client, pair, mentor, mentee):
    MeetingFactory(pair=pair, on=dt.date(2026, 11, 24))
    Person.objects.filter(membership=mentee).update(processing_stopped_on=dt.date(2026, 11, 19))

    assert (titles(client, mentee), len(titles(client, mentor))) == ([], 1)
    Pair.objects.update(status="paused", paused_on=dt.date(2026, 11, 19), paused_for="away")
    assert titles(client, mentor) == []
