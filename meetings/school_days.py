"""On which days an institution does not meet: its holidays and the days off of the country."""

import datetime as dt

from common.working_days import is_holiday, is_working_day
from meetings.models import Vacation

SATURDAY = 5
DAY_OFF = "выходной, праздник"


def free_days(organization):
    """`why_free(day)` of an institution: the name of the holidays, a day off, or "" when one may meet.

    Many schools work on Saturdays: there, and on a Sunday that somebody chose, only public holidays fall out.
    """
    vacations = list(Vacation.objects.filter(organization=organization))

    def why_free(day: dt.date) -> str:
        for vacation in vacations:
            if vacation.starts_on <= day <= vacation.ends_on:
                return vacation.name
        is_off = is_holiday(day) if day.weekday() >= SATURDAY else not is_working_day(day)
        return DAY_OFF if is_off else ""

    return why_free


def usual_vacations(year: int) -> list[tuple[str, dt.date, dt.date]]:
    """The holidays of the school year that begins in `year`, as they usually lie: to be corrected by the order."""
    autumn, spring = saturday_from(dt.date(year, 10, 24)), saturday_from(dt.date(year + 1, 3, 24))
    week = dt.timedelta(days=8)
    return [
        ("Осенние каникулы", autumn, autumn + week),
        ("Зимние каникулы", dt.date(year, 12, 31), dt.date(year + 1, 1, 10)),
        ("Весенние каникулы", spring, spring + week),
        ("Летние каникулы", dt.date(year + 1, 5, 27), dt.date(year + 1, 8, 31)),
    ]


def saturday_from(day):
    return day + dt.timedelta(days=(SATURDAY - day.weekday()) % 7)
