"""The feed as bytes: what a calendar program reads out of it."""

import datetime as dt
from dataclasses import replace

import pytest
from icalendar import Calendar

from roadmap.calendar_feed import FeedLine, write_calendar

LINE = FeedLine(
    uid="6f3c9d6e-0000-4000-8000-000000000001",
    title="4.1 Отбор наставников; анализ базы, «пилотных» ОУ\\ДОУ",
    periods=[(dt.date(2026, 12, 1), dt.date(2026, 12, 31))],
    is_continuous=False,
    responsible="Куратор\nпедагог-психолог",
    state="идёт, 3 из 4",
    is_closed=False,
    is_needed=True,
    changed_at=dt.datetime(2026, 10, 5, 12, 30, 15, 999, tzinfo=dt.UTC),
    url="https://school.example/roadmap/activities/7/",
)


def events(*lines):
    data = write_calendar(list(lines), name="Наставничество", host="school.example")
    return Calendar.from_ical(data).walk("VEVENT")


def told(*lines):
    return [(str(e["summary"]), e["dtstart"].dt, e["dtend"].dt) for e in events(*lines)]


def test_long_term_is_told_on_its_first_and_last_day():
    title = LINE.title

    assert told(LINE) == [
        (f"Начало: {title}", dt.date(2026, 12, 1), dt.date(2026, 12, 2)),
        (f"Срок: {title}", dt.date(2026, 12, 31), dt.date(2027, 1, 1)),
    ]


@pytest.mark.parametrize(("last", "count"), [(1, 1), (7, 1), (8, 2)])
def test_term_up_to_a_week_is_one_event_over_all_its_days(last, count):
    row = replace(LINE, periods=[(dt.date(2026, 12, 1), dt.date(2026, 12, last))])

    found = told(row)

    assert len(found) == count
    assert found[-1][2] == dt.date(2026, 12, last + 1)
    assert (found[0][0] == LINE.title) == (count == 1)


def test_days_are_dates_without_a_time_or_a_zone():
    data = write_calendar([LINE], name="Наставничество", host="school.example").decode()

    assert data.count("DTSTART;VALUE=DATE:2026") == 2
    assert "TZID" not in data
    assert "BEGIN:VALARM" not in data


def test_two_ranges_have_events_of_their_own_and_identities_that_stay():
    row = replace(LINE, periods=[*LINE.periods, (dt.date(2027, 3, 1), dt.date(2027, 3, 5))])
    later = replace(row, title="Другие слова", changed_at=row.changed_at + dt.timedelta(minutes=5))

    uids = [str(e["uid"]) for e in events(row)]

    assert uids == [f"{LINE.uid}-{kind}@school.example" for kind in ("start1", "due1", "term2")]
    assert [str(e["uid"]) for e in events(later)] == uids
    assert [e["sequence"] for e in events(later)] == [e["sequence"] + 5 for e in events(row)]


def test_the_same_lines_give_the_same_bytes():
    first, second = (write_calendar([LINE], name="А", host="b.example") for _ in range(2))

    assert first == second


@pytest.mark.parametrize(
    ("change", "summary", "status"),
    [
        ({"is_closed": True}, "Готово: ", "CONFIRMED"),
        ({"is_closed": True, "is_needed": False}, "Не требуется: ", "CANCELLED"),
    ],
)
def test_closed_line_is_marked(change, summary, status):
    for event in events(replace(LINE, **change)):
        assert str(event["summary"]) == summary + LINE.title
        assert event["status"] == status


def test_work_that_never_stops_only_begins_and_a_line_without_dates_is_not_in_the_calendar():
    endless = replace(LINE, is_continuous=True)

    assert [summary for summary, *_ in told(endless)] == [f"Начало: {LINE.title}"]
    assert told(replace(LINE, periods=[])) == []


def test_long_cyrillic_words_and_signs_come_back_whole_from_folded_lines():
    row = replace(
        LINE, title="Ёж, запятая; точка \\ и «кавычки» " * 30, responsible="Совет педагогов; МО, ШМО\n" * 20
    )
    data = write_calendar([row], name="Наставничество", host="school.example")

    event = Calendar.from_ical(data).walk("VEVENT")[0]

    assert max(len(part) for part in data.split(b"\r\n")) <= 75
    assert str(event["summary"]) == f"Начало: {row.title}"
    assert str(event["description"]).split("\n") == [
        "Состояние: идёт, 3 из 4",
        f"Ответственные: {', '.join(['Совет педагогов; МО, ШМО'] * 20)}",
        row.url,
    ]


def test_calendar_names_itself_and_asks_to_be_read_again():
    calendar = Calendar.from_ical(write_calendar([], name="Наставничество: ДОУ № 49", host="a.example"))

    assert str(calendar["name"]) == str(calendar["x-wr-calname"]) == "Наставничество: ДОУ № 49"
    assert calendar["refresh-interval"].dt == dt.timedelta(hours=6)
    assert calendar["refresh-interval"].params["VALUE"] == "DURATION"
