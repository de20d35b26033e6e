"""Terms of lines moved by days, weeks or months, set anew by words or by dates. Pure: no database, no Django.

Printed words follow only where they plainly say the dates; what they then say is read back to be sure.
"""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from common.russian_dates import MONTHS, MONTHS_OF, date_dots, date_words
from roadmap.correcting.plan import dates_of
from roadmap.reading.terms import read_term

_DOTS = re.compile(r"(?<!\d)\d{1,2}\.\d{1,2}\.20\d\d(?!\d)")
_YEAR = re.compile(r" 20\d\d(?: г\.)?")
_STEMS = "|".join(month[:3] for month in MONTHS).replace("май", "ма[йя]")
_PLAIN = re.compile(rf"(?:(?:{_STEMS})[а-я]*|\d+|г(?:ода|\.)?|год|до|по|с|и|[\s.,;–—-])+", re.IGNORECASE)


@dataclass(frozen=True)
class Term:
    """When a line is due: printed words, (first day or None, last day) in order, whether it runs all the time."""

    term: str
    periods: tuple[tuple[dt.date | None, dt.date], ...] = ()
    is_continuous: bool = False

    @property
    def days_words(self):
        """ "01.08.2026 – 30.09.2026, до 15.10.2026"; "всё время" for a line that only runs."""
        said = [_dots(start, end) for start, end in self.periods]
        return ", ".join(said) or ("всё время" if self.is_continuous else "без дат")

    @property
    def fields(self):
        """The fields of a line, as they are stored."""
        return {"term": self.term, "is_continuous": self.is_continuous, **dates_of(list(self.periods))}


def term_of(text, years):
    """A term set by its words; months without a year take it from `years` (first, last)."""
    read = read_term(text, years)
    return Term(text.strip(), _said_by(text, years), read.is_continuous)


def term_between(old, starts_on, due_on, years):
    """A term set by its days; words that said the old days say the new ones."""
    return _reworded(old, ((starts_on, due_on),), years)


def shifted(old, number, unit, years):
    """The term `number` days, weeks or months later (earlier, where negative); without dates it stays as it is."""
    if not old.periods:
        return old
    moved = [(start and shift(start, number, unit), shift(end, number, unit)) for start, end in old.periods]
    return _reworded(old, tuple(moved), years)


def shift(day, number, unit):
    """The day so much later; by months the last day of a month stays the last one."""
    if unit != "months":
        return day + dt.timedelta(days=number * {"days": 1, "weeks": 7}[unit])
    years, month = divmod(day.month - 1 + number, 12)
    year, month = day.year + years, month + 1
    length = calendar.monthrange(year, month)[1]
    is_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return dt.date(year, month, length if is_last else min(day.day, length))


def is_plain(term, years):
    """Whether the words are nothing but dates or months and say these very days; no words say nothing wrong."""
    return not term.term or (_said_by(term.term, years) == term.periods and bool(_PLAIN.fullmatch(term.term)))


def _reworded(old, periods, years):
    """New words where the old ones are plain and the new ones read back as exactly these days, else the old words."""
    words = _words(old, periods)
    has_year = not old.term or _YEAR.search(f" {old.term}") or _DOTS.search(old.term)
    for said in [words] if has_year else [_YEAR.sub("", words), words]:
        if is_plain(old, years) and _said_by(said, years) == periods:
            return Term(said, periods, old.is_continuous)
    return Term(old.term, periods, old.is_continuous)


def _said_by(text, years):
    periods = [(period.start, period.end) for period in read_term(text, years).periods]
    return tuple(sorted(periods, key=lambda period: (period[0] or period[1], period[1])))


def _words(old, periods):
    """Written dates are replaced where they stand ("до 15.09.2026"), months and words of dates are written anew."""
    days = [day for period in periods for day in dict.fromkeys(period) if day]
    if old.term and len(_DOTS.findall(old.term)) == len(days):
        left = iter(days)
        return _DOTS.sub(lambda found: f"{next(left):%d.%m.%Y}", old.term)
    words = ", ".join(_said(start, end) for start, end in periods)
    return words[:1].upper() + words[1:] if old.term[:1].isupper() else words


def _said(start, end):
    """ "сентябрь-октябрь 2026", "до 15 сентября 2026 г.", "с 1 сентября по 3 октября 2026 г."."""
    if start is None:
        return f"до {date_words(end)}"
    if start == end:
        return date_words(end)
    if start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]:
        return _months(start, end)
    first = f"{start.day} {MONTHS_OF[start.month - 1]}" + (
        "" if start.year == end.year else f" {start.year} г."
    )
    return f"с {first} по {date_words(end)}"


def _dots(start, end):
    if start is None:
        return f"до {date_dots(end)}"
    return date_dots(end) if start == end else f"{date_dots(start)} – {date_dots(end)}"


def _months(start, end):
    last = f"{MONTHS[end.month - 1]} {end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return last
    first = MONTHS[start.month - 1]
    return f"{first}-{last}" if start.year == end.year else f"{first} {start.year} – {last}"
