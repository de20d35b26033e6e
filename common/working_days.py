"""Working days of a five-day week by the production calendar (ТК РФ ст. 111, 112).

Moved days off and working Saturdays come from the `holidays` library, which keeps them by the Government's decrees:
2025 – 04.10.2024 № 1335, 2026 – 24.09.2025 № 1466. A year whose decree the library does not know yet goes by ст. 112
alone: a holiday on a day off moves that day off to the next working day (those of January wait for the decree).
"""

import datetime as dt
from functools import cache

DAY = dt.timedelta(days=1)


@cache
def _library():
    """(calendar, years whose decree it knows); the library imports the whole world, so only when it is asked."""
    from holidays.countries.russia import Russia, RussiaStaticHolidays  # noqa: PLC0415  (slow)

    return Russia(), frozenset(RussiaStaticHolidays.special_public_holidays)


def has_decree(year: int) -> bool:
    """Whether the days off moved by the Government in this year are known."""
    return year in _library()[1]


def is_working_day(day: dt.date) -> bool:
    calendar, years = _library()
    if day.year in years:
        return calendar.is_working_day(day)
    return _is_plain(day, calendar) and day not in _moved(day.year)


def is_holiday(day: dt.date) -> bool:
    """A public holiday or a day off that was moved here; a plain Saturday or Sunday is none."""
    return day in _library()[0]


def add_working_days(day: dt.date, count: int) -> dt.date:
    """The last day of a term of `count` working days that begins the day after `day` (ГК РФ ст. 191)."""
    while count:
        day += DAY
        count -= is_working_day(day)
    return day


def working_days_note(*days: dt.date) -> str:
    """A sentence for a page when a term falls into years without a decree, else nothing."""
    unknown = sorted({day.year for day in days if not has_decree(day.year)})
    if not unknown:
        return ""
    years = ", ".join(map(str, unknown))
    return f"Переносы выходных дней на {years} год ещё не известны: срок посчитан по статье 112 ТК РФ."


def _is_plain(day, calendar):
    return day.weekday() < 5 and day not in calendar


@cache
def _moved(year):
    """Days off that ст. 112 moves by itself: the first working day after a holiday on a Saturday or Sunday."""
    calendar, _ = _library()
    moved = set()
    for day in sorted(_holidays(year)):
        if day.month == 1 or day.weekday() < 5:
            continue
        free = day + DAY
        while not _is_plain(free, calendar) or free in moved:
            free += DAY
        moved.add(free)
    return moved


def _holidays(year):
    calendar, _ = _library()
    days = (dt.date(year, 1, 1) + DAY * number for number in range(366))
    return {day for day in days if day.year == year and day in calendar}
