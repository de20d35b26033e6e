"""The register of hours as a file: one more of the registers of people (people/exports)."""

import datetime as dt

from common.russian import school_year_words
from meetings.hours import held_in, hours_of, month_words
from people.exports import REGISTERS, Register
from people.models import Person

NAME_WIDTH, SUM_WIDTH = 24, 8


def year_of(query, me):
    """The school year that the address of the page names, or the running one."""
    asked = query.get("year", "")
    running = me.organization.school_year
    return int(asked) if asked.isascii() and asked.isdigit() and 2000 <= int(asked) <= running else running


def choose(me, query, ids):
    """The mentors who met in the year."""
    return Person.objects.visible_to(me).filter(pk__in=held_in(me, year_of(query, me)).values("leader"))


def read(me, persons, query, is_paper):
    """(columns, rows, ids): a line for each mentor, the sum at its end, the sum of all below."""
    year, kept = year_of(query, me), set(persons.values_list("pk", flat=True))
    hours = hours_of(me, year)
    hours.rows = [row for row in hours.rows if row.person.pk in kept]
    width = (100 - NAME_WIDTH - 2 * SUM_WIDTH) // max(len(hours.months), 1)
    columns = [("Наставник", NAME_WIDTH)]
    columns += [(f"{month_words(month)} {month.year}, ч", width) for month in hours.months]
    columns += [(f"Всего за {school_year_words(year)}, ч", SUM_WIDTH), ("Встреч", SUM_WIDTH)]
    rows = [
        [row.person.full_name, *(figure.words for figure in row.figures), row.words, str(row.meetings)]
        for row in hours.rows
    ]
    if rows:
        rows.append(["Всего", *(figure.words for figure in hours.totals), hours.words, str(hours.meetings)])
    return columns, rows, kept


REGISTERS["hours"] = Register("Часы наставников", "meetings:hours", choose, read)


def years_known(me, first):
    """School years to choose from, the running one first."""
    running = me.organization.school_year
    since = school_year_of(first) if first else running
    return list(range(running, min(since, running) - 1, -1))


def school_year_of(day: dt.date) -> int:
    return day.year if day.month >= 8 else day.year - 1
