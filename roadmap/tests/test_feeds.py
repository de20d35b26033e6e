"""Private addresses of calendars: who has one, what it opens, and when it opens nothing."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from audit.models import Entry
from organizations.models import Role
from organizations.services import close_member
from organizations.tests.factories import MembershipFactory
from roadmap import services
from roadmap.models import CalendarFeed
from roadmap.services.feeds import MOST_FEEDS
from roadmap.tests.factories import ActivityFactory, RoadmapFactory
from roadmap.views.calendar import MISSES


@pytest.fixture(autouse=True)
def _no_misses_yet():
    cache.clear()


@pytest.fixture
def roadmap(school):
    starts_on = dt.date(school.school_year, 8, 1)
    return RoadmapFactory(
        organization=school, starts_on=starts_on, ends_on=dt.date(starts_on.year + 1, 7, 31)
    )


@pytest.fixture
def rows(roadmap, mentor):
    """Two lines with a term: one of the psychologist and the mentor by name, one of nobody."""
    day = [roadmap.starts_on.isoformat()] * 2
    mine = ActivityFactory(roadmap=roadmap, title="Анкеты", periods=[day], roles=[Role.PSYCHOLOGIST])
    mine.members.add(mentor)
    return mine, ActivityFactory(roadmap=roadmap, title="Приказ", periods=[day], order=2)


def read(client, token):
    return client.get(reverse("calendar_feed", args=[token]))


def titles(answer):
    found = (str(event["summary"]) for event in Calendar.from_ical(answer.content).walk("VEVENT"))
    return sorted(title.removeprefix("Готово: ") for title in found)


def feed_of(me, **options):
    return services.add_feed(is_mine_only=options.get("mine", False), by=me)


def test_address_is_long_and_only_its_fingerprint_is_kept(curator):
    feed, token = feed_of(curator)

    assert len(token) >= 32  # 192 bits
    assert token not in str(CalendarFeed.objects.filter(pk=feed.pk).values().get())
    assert Entry.objects.get(action="calendar.opened").details == {"mine_only": False}


def test_feed_is_read_without_signing_in(client, curator, rows):
    _, token = feed_of(curator)

    answer = read(client, token)

    assert titles(answer) == ["Анкеты", "Приказ"]
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-cache"


def test_unchanged_feed_is_not_sent_again(client, curator, rows):
    _, token = feed_of(curator)
    tag = read(client, token)["ETag"]

    again = client.get(reverse("calendar_feed", args=[token]), headers={"if-none-match": tag})

    assert (again.status_code, again.content) == (304, b"")


def test_who_reads_which_lines(client, school, curator, mentor, rows):
    psychologist = MembershipFactory(organization=school, role=Role.PSYCHOLOGIST)
    other = MembershipFactory(organization=school, role=Role.PARTICIPANT)

    seen = {
        name: titles(read(client, feed_of(me, mine=mine)[1]))
        for name, me, mine in [
            ("curator", curator, False), ("curator's own", curator, True), ("mentor", mentor, False),
            ("psychologist's own", psychologist, True), ("other", other, False),
        ]
    }  # fmt: skip

    assert seen == {
        "curator": ["Анкеты", "Приказ"], "curator's own": [], "mentor": ["Анкеты"],
        "psychologist's own": ["Анкеты"], "other": [],
    }  # fmt: skip


def test_participant_reads_the_own_lines_only_even_where_all_participants_answer(client, mentor, rows):
    rows[1].roles = [Role.PARTICIPANT]
    rows[1].save()

    feed, token = feed_of(mentor)

    assert feed.is_mine_only
    assert titles(read(client, token)) == ["Анкеты"]


def test_feed_shows_the_version_in_force_of_the_own_institution(client, curator, stranger, rows, roadmap):
    foreign = RoadmapFactory(organization=stranger.organization, starts_on=roadmap.starts_on)
    ActivityFactory(roadmap=foreign, title="Чужое", periods=[[roadmap.starts_on.isoformat()] * 2])
    draft = RoadmapFactory(
        organization=curator.organization, starts_on=roadmap.starts_on, version=2, is_current=False
    )
    ActivityFactory(roadmap=draft, title="Черновик", periods=[[roadmap.starts_on.isoformat()] * 2])

    assert titles(read(client, feed_of(curator)[1])) == ["Анкеты", "Приказ"]


def test_feed_holds_no_words_of_a_hand_tick_and_no_names(client, curator, rows):
    services.close_activity(
        rows[0], note="Протокол Тетеревой А. П.", url="https://school.example/p", by=curator
    )

    text = (
        Calendar.from_ical(read(client, feed_of(curator)[1]).content).to_ical().decode().replace("\r\n ", "")
    )

    assert "закрыто вручную" in text.replace("\u00a0", " ")
    assert "Тетерев" not in text
    assert curator.user.name.split()[0] not in text


def test_revoked_address_answers_as_one_that_never_was(client, curator, rows):
    feed, token = feed_of(curator)
    client.force_login(curator.user)
    client.post(reverse("roadmap:calendar_revoke", args=[feed.pk]))
    client.logout()

    revoked, unknown = read(client, token), read(client, "x" * 32)

    assert (revoked.status_code, unknown.status_code) == (404, 404)
    assert revoked.content == unknown.content
    assert Entry.objects.filter(action="calendar.revoked").count() == 1


@pytest.mark.parametrize("end", ["membership", "user"])
def test_feed_of_somebody_who_may_not_come_in_is_closed(client, curator, head, rows, end):
    _, token = feed_of(curator)
    if end == "membership":
        close_member(curator, by=head)
    else:
        curator.user.is_active = False
        curator.user.save()

    assert read(client, token).status_code == 404


def test_sixth_feed_is_refused(curator):
    for _ in range(MOST_FEEDS):
        feed_of(curator)

    with pytest.raises(ValidationError, match="уже 5 календарей"):
        feed_of(curator)

    assert CalendarFeed.objects.count() == MOST_FEEDS


def test_reading_is_noted_once_an_hour(client, curator, rows):
    feed, token = feed_of(curator)
    read(client, token)
    feed.refresh_from_db()
    first = feed.read_at
    read(client, token)
    feed.refresh_from_db()
    assert feed.read_at == first

    CalendarFeed.objects.update(read_at=first - dt.timedelta(hours=2))
    read(client, token)
    feed.refresh_from_db()

    assert timezone.now() - feed.read_at < dt.timedelta(minutes=1)


def test_guesses_from_one_address_are_stopped(client, curator, rows):
    _, token = feed_of(curator)

    answers = [read(client, f"guess{n:027}").status_code for n in range(MISSES + 2)]

    assert answers == [404] * MISSES + [429] * 2
    assert read(client, token).status_code == 200  # the school behind the same address goes on reading


def test_readings_that_hit_do_not_count_as_guesses(client, curator, rows):
    _, token = feed_of(curator)

    assert {read(client, token).status_code for _ in range(MISSES + 5)} == {200}


def test_page_shows_the_address_once(client, curator):
    client.force_login(curator.user)

    made = client.post(reverse("roadmap:calendar_add"), {"lines": "mine"}).text
    page = client.get(reverse("roadmap:calendar")).text

    assert CalendarFeed.objects.get().is_mine_only
    assert made.count("/calendar/") > page.count("/calendar/")
    assert ".ics" in made
    assert ".ics" not in page
    assert "только мои мероприятия" in page


def test_feeds_of_others_are_neither_seen_nor_revoked(client, curator, mentor):
    feed, _ = feed_of(mentor)
    client.force_login(curator.user)

    assert "Пока ни одного" in client.get(reverse("roadmap:calendar")).text
    assert client.post(reverse("roadmap:calendar_revoke", args=[feed.pk])).status_code == 404
    assert CalendarFeed.objects.filter(pk=feed.pk).exists()


@pytest.mark.parametrize(
    ("zone", "state"),
    [
        ("Europe/Kaliningrad", "сегодня"),
        ("Europe/Moscow", "просрочено на 1 день"),
        ("Asia/Kamchatka", "просрочено на 1 день"),
    ],
)
def test_last_evening_of_the_year_is_the_day_of_the_institution(
    client, curator, school, monkeypatch, zone, state
):
    """TIM-1: at 21:30 UTC it is still the old year in Kaliningrad; the date of the event is the same everywhere."""
    school.time_zone = zone
    school.save()
    plan = RoadmapFactory(organization=school, starts_on=dt.date(2026, 8, 1), ends_on=dt.date(2027, 7, 31))
    day = dt.date(2026, 12, 31)
    ActivityFactory(roadmap=plan, title="Отчёт", periods=[["2026-12-31"] * 2], starts_on=day, due_on=day)
    monkeypatch.setattr("django.utils.timezone.now", lambda: dt.datetime(2026, 12, 31, 21, 30, tzinfo=dt.UTC))

    (event,) = Calendar.from_ical(read(client, feed_of(curator)[1]).content).walk("VEVENT")

    assert (event["dtstart"].dt, event["dtend"].dt) == (day, dt.date(2027, 1, 1))
    assert f"Состояние: {state}" in str(event["description"]).replace("\u00a0", " ")
