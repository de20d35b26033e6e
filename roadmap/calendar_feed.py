"""Terms of a roadmap as an iCalendar feed for a phone or a calendar program. Pure: lines and events in, bytes out.

A term is days of the school's own calendar, so events are all-day dates without any zone (TIM-1). A short term is one
event; a long one would fill the calendar with a bar of months, so its first and its last day are told instead.
"""

import datetime as dt
from dataclasses import dataclass

from icalendar import Calendar, Event

SHORT_TERM = 7  # days
REFRESH = dt.timedelta(hours=6)
EPOCH = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)  # revisions are minutes since then: a number of 32 bits
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class FeedLine:
    """One line of a roadmap for the calendar: no names beyond those printed in the column of the responsible."""

    uid: str
    title: str
    periods: list[tuple[dt.date, dt.date]]
    is_continuous: bool
    responsible: str
    state: str
    is_closed: bool
    is_needed: bool
    changed_at: dt.datetime
    url: str


def write_calendar(lines: list[FeedLine], *, name: str, host: str, events=()) -> bytes:
    """The whole feed. The same lines give the same bytes; `host` makes the identities of events the world's only.

    `events` (feed_events.FeedEvent) are what other rooms have for the owner: their hours are told in UTC, so that no
    program has to know the zone (TIM-7).
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Наставничество//Дорожная карта//RU")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for line in lines:
        for kind, words, first, last in _occasions(line):
            calendar.add_component(_event(line, f"{line.uid}-{kind}@{host}", words, first, last))
    for event in events:
        calendar.add_component(_timed(event, f"{event.uid}@{host}"))
    return calendar.to_ical()


def _occasions(line):
    """(kind, word before the title, first day, last day) of each event; work that never stops has no last day."""
    for n, (start, end) in enumerate(line.periods, 1):
        if line.is_continuous:
            yield f"start{n}", "Начало", start, start
        elif (end - start).days < SHORT_TERM:
            yield f"term{n}", "", start, end
        else:
            yield f"start{n}", "Начало", start, start
            yield f"due{n}", "Срок", end, end


def _event(line, uid, words, first, last):
    changed = line.changed_at.astimezone(dt.UTC).replace(microsecond=0)
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", max(int((changed - EPOCH).total_seconds() // 60), 0))
    event.add("dtstart", first)
    event.add("dtend", last + ONE_DAY)
    event.add("summary", f"{_prefix(line, words)}{line.title}")
    event.add("description", _description(line))
    event.add("url", line.url)
    event.add("status", "CONFIRMED" if line.is_needed else "CANCELLED")
    event.add("transp", "TRANSPARENT")
    return event


def _timed(told, uid):
    changed = told.changed_at.astimezone(dt.UTC).replace(microsecond=0)
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", told.sequence)
    if told.starts_at:
        start = told.starts_at.astimezone(dt.UTC)
        event.add("dtstart", start)
        event.add("dtend", start + dt.timedelta(minutes=told.minutes))
    else:
        event.add("dtstart", told.on)
        event.add("dtend", told.on + ONE_DAY)
    event.add("summary", told.title)
    event.add("description", "\n".join(filter(None, [told.description, told.url])))
    event.add("url", told.url)
    event.add("status", "CONFIRMED")
    event.add("transp", "OPAQUE" if told.starts_at else "TRANSPARENT")
    return event


def _prefix(line, words):
    if not line.is_needed:
        return "Не требуется: "
    if line.is_closed:
        return "Готово: "
    return f"{words}: " if words else ""


def _description(line):
    responsible = ", ".join(filter(None, (part.strip() for part in line.responsible.split("\n"))))
    who = f"Ответственные: {responsible}" if responsible else ""
    return "\n".join(filter(None, [f"Состояние: {line.state}", who, line.url]))
