"""Events that rooms above add to a person's calendar feed. A room registers its sources in `AppConfig.ready`."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

SOURCES: list[Callable] = []


@dataclass(frozen=True)
class FeedEvent:
    """Something on a day: with `starts_at` (a moment in a zone) it lasts `minutes`, without it takes the whole day.

    No names of people: a calendar often lies with a foreign company, and the address opens it without signing in.
    """

    uid: str
    title: str
    on: dt.date
    changed_at: dt.datetime
    url: str
    starts_at: dt.datetime | None = None
    minutes: int = 0
    description: str = ""
    sequence: int = 0


def source(function):
    """Register `function(membership) -> list[FeedEvent]`; it must cost a fixed number of queries."""
    SOURCES.append(function)
    return function


def events_for(membership):
    """What the rooms above have for the owner of a feed, by day."""
    events = [event for function in SOURCES for event in function(membership)]
    return sorted(events, key=lambda event: (event.on, event.uid))
