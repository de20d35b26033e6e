"""The days of a rhythm: a weekday, every so many weeks, from one day to another. Pure: dates in, dates out."""

import datetime as dt
from collections.abc import Callable

ONE_WEEK = 7


def grid(*, starts_on: dt.date, until: dt.date, weekday: int, weeks: int) -> list[dt.date]:
    """Every day of the rhythm; a day that falls out later does not move the others."""
    first = starts_on + dt.timedelta(days=(weekday - starts_on.weekday()) % ONE_WEEK)
    step = weeks * ONE_WEEK
    return [first + dt.timedelta(days=ahead) for ahead in range(0, (until - first).days + 1, step)]


def days(*, why_free: Callable[[dt.date], str], **rhythm) -> tuple[list[dt.date], list[tuple[dt.date, str]]]:
    """(days to meet on, days that fall out with the reason): `why_free(day)` says why nobody meets, or ""."""
    kept, left_out = [], []
    for day in grid(**rhythm):
        if why := why_free(day):
            left_out.append((day, why))
        else:
            kept.append(day)
    return kept, left_out
