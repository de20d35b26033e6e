"""The term of a line as its document says it: read into periods, moved by years. Pure: no database, no Django."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass, field
from itertools import pairwise

from roadmap.reading.plain import plain
from roadmap.reading.term_tokens import MONTH, Point, items_of, second_year

FIRST_MONTH = 8  # August to December lie in the first calendar year of a school year, the rest in the last
LONGEST = 500  # letters of a cell that are read: what is longer is no term and must not cost minutes
_DAY = (
    rf"(?:\d{{1,2}}\.\d{{1,2}}\.(?:\d{{4}}|\d\d)|\d{{1,2}}\s+{MONTH}\s+\d{{4}})(?:\s*г(?:ода|\.)?(?![а-я]))?"
)
_NUMBER = r"(?:№|N[o°]?(?=\s*\d))\s*[\w/.\-]*[\w/]"
_ACT = r"(?:приказ|письм|распоряж|постановл|закон|указ|протокол|решени|фз(?![а-я]))"
CITED = re.compile(
    rf"{_NUMBER}\s+от\s+{_DAY}"
    rf"|(?<![а-я])от\s+{_DAY},?\s*{_NUMBER}"
    rf"|{_ACT}[^;\n\d]{{0,80}}(?<![а-я])от\s+{_DAY}(?!\s*(?:до|по|[-–—])(?![а-я]))"
    rf"|{_NUMBER}",
    re.IGNORECASE,
)
_WHOLE = r"всего|всей|данного|этого|указанного|отчетного|учебного|уч\.?|календарного|текущего|20\d\d(?:[/-]\d{2,4})?"
ALL_ALONG = re.compile(
    rf"(?:в течени[еи]|на протяжении) (?:(?:{_WHOLE}) ?)*(?:период|года?(?![а-я])|г\.|срок|времени|реализаци|действия)"
    r"|(?<![а-я])весь (?:учебный |календарный |отчетный )?(?:период|год|срок)|на всех этапах"
    r"|(?<![а-я])постоянно(?! действ)|круглый год|круглогодично|непрерывно"
    r"|ежегодно|ежемесячно|еженедельно|ежеквартально|ежедневно"
)
AT_TIMES = re.compile(
    r"регулярно|систематически|кажд(?:ый|ого|ую|ой|ое) (?:год|месяц|недел|четверт|квартал)"
    r"|по мере (?:необходимости|поступления|надобности|обращения)|при необходимости"
    r"|раза? в (?:год|месяц|недел|четверть|квартал|полугодие|триместр)"
)
YEARLY = re.compile(r"ежегодно|каждый год|каждого года")


@dataclass(frozen=True)
class Period:
    """Days from start to end, both included; start is None where only the last day is said ("до 15.09.2023")."""

    start: dt.date | None
    end: dt.date

    @property
    def months(self):
        """First and last month, "2022-08" and "2022-09"; one without a start is the month of its end."""
        return f"{self.start or self.end:%Y-%m}", f"{self.end:%Y-%m}"


@dataclass(frozen=True)
class Term:
    """The words as written, what they say in days, and whether the work runs all the time."""

    text: str
    periods: list[Period] = field(default_factory=list)
    is_continuous: bool = False


def read_term(text: str, default_years: tuple[int, int] | None = None) -> Term:
    """Read a term; months without a year take it from `default_years` (first, last), without it they give no period."""
    said = plain(without_acts(text[:LONGEST]))
    is_yearly = default_years and YEARLY.search(said)
    years = [(year, year + 1) for year in range(*default_years)] if is_yearly else [default_years]
    periods = [period for pair in years for period in _periods(items_of(said), pair)]
    is_running = bool(ALL_ALONG.search(said) or AT_TIMES.search(said))
    return Term(text.strip(), list(dict.fromkeys(periods)), is_running)


def is_continuous(text: str) -> bool:
    """Whether the words of a line without a term say that the work runs all the time: "на всех этапах"."""
    return bool(ALL_ALONG.search(plain(text)))


def without_acts(text: str) -> str:
    """The text without cited laws, orders and letters: their dates are no terms."""
    return CITED.sub(" ", text)


def _periods(items, default_years):
    points = [item for item in items if isinstance(item, Point)]
    unsaid = [point for point in points if point.year is None]
    groups = _groups(items)
    if unsaid:
        school = next(
            ((p.year, p.year + p.months // 12 + 1) for p in points if p.is_year and p.month == 9), None
        )
        groups = [group for group in groups if not group[1].is_year]
        _settle([p for p in points if not (p.is_year and p.month == 9)], groups, school or default_years)
    periods = [_period(start, end) for start, end in groups if end.year and (start is None or start.year)]
    return [period for period in periods if period.start is None or period.start <= period.end]


def _groups(items):
    """Pairs of first and last point; a point alone is both, after "до" it has no first."""
    groups, before = [], None
    for at, item in enumerate(items):
        if isinstance(item, Point):
            is_range = getattr(before, "kind", "") == "range" and at > 1 and isinstance(items[at - 2], Point)
            if is_range and groups:
                groups[-1] = (groups[-1][0], item)
            else:
                groups.append((None if getattr(before, "kind", "") == "until" else item, item))
        before = item
    return groups


def _settle(points, groups, default_years):
    """Say the year of each point: that of its neighbour, or a default one where no year stands at all."""
    if any(point.year for point in points):
        _settle_by_neighbours(points)
    elif default_years:
        for start, end in groups:
            _settle_by_default(start, end, default_years)


def _settle_by_neighbours(points):
    """ "август-сентябрь 2022" is of one year, "сентябрь-май 2023" begins a year before."""
    for point, after in reversed(list(pairwise(points))):
        if point.year is None and after.year and not after.is_year:
            point.year = after.year - (point.month > after.month)
    for before, point in pairwise(points):
        if point.year is None and before.year:
            point.year = before.year + (point.month < before.month)


def _settle_by_default(start, end, default_years):
    """Autumn is of the first year, spring of the last; "июнь-август" stays in one year."""
    for point in filter(None, (start, end)):
        is_autumn = point.month + point.months > FIRST_MONTH  # by its last month
        point.year = default_years[0] if is_autumn else default_years[1]
    if start and (start.year, start.month) > (end.year, end.month):
        end.year = start.year + (end.month < start.month)


def _period(start, end):
    first = start and dt.date(start.year, start.month, min(start.day or 1, _length(start.year, start.month)))
    months = end.month + end.months - 2
    year, month = end.year + months // 12, months % 12 + 1
    return Period(first, dt.date(year, month, min(end.day or 31, _length(year, month))))


def _length(year, month):
    return calendar.monthrange(year, month)[1]


_FULL = re.compile(r"(?<!\d)(\d{1,2})([./])(\d{1,2})\2(20\d\d|\d\d)(?!\d)")
_FEBRUARY = re.compile(r"(?<!\d)(2[89])(\s+фев[а-я]*\.?\s+)(20\d\d)(?!\d)", re.IGNORECASE)
_PAIR = re.compile(
    r"(?<![\d.])(20\d\d)(\s?[/–—‑-]\s?)(20\d\d|\d\d)(?![\d/]|[.-]\d|\s?"
    rf"{MONTH})(\s?уч)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def shift_term(text: str, years: int) -> str:
    """The same term some years later: every year moves, numbers after № and dates of cited acts stay."""
    return _outside_acts(text, lambda part: _shift_years(part, years))


def shift_school_years(text: str, years: int) -> str:
    """A title or a content item some years later: only school years in it move ("на 2022/2023 учебный год")."""
    return _outside_acts(text, lambda part: _PAIR.sub(lambda found: _moved_pair(found, years), part))


def shift_day(day: dt.date, years: int) -> dt.date:
    """The same day of another year; the last day of a month stays the last one."""
    year, length = day.year + years, _length(day.year + years, day.month)
    is_last = day.day == _length(day.year, day.month)
    return dt.date(year, day.month, length if is_last else day.day)


def _outside_acts(text, change):
    parts, at = [], 0
    for act in CITED.finditer(text):
        parts += [change(text[at : act.start()]), act[0]]
        at = act.end()
    return "".join([*parts, change(text[at:])])


def _shift_years(text, years):
    """Each kind of year is moved once: what one pattern has moved the next ones do not see."""
    moved = []

    def keep(words):
        moved.append(words)
        return f"\0{len(moved) - 1}\0"

    text = _FULL.sub(lambda found: keep(_moved_date(found, years)), text)
    text = _FEBRUARY.sub(lambda found: keep(_moved_february(found, years)), text)
    text = _PAIR.sub(lambda found: keep(to) if (to := _moved_pair(found, years)) != found[0] else to, text)
    text = _YEAR.sub(lambda found: keep(str(int(found[0]) + years)), text)
    return re.sub("\0(\\d+)\0", lambda found: moved[int(found[1])], text)


def _moved_date(found, years):
    day, dot, month, year = found.groups()
    full = int(year) if len(year) == 4 else 2000 + int(year)
    if not 1 <= int(month) <= 12 or not 1 <= int(day) <= _length(full, int(month)):
        return found[0]
    to = shift_day(dt.date(full, int(month), int(day)), years)
    return f"{to.day:0{len(day)}}{dot}{month}{dot}{str(to.year)[-len(year) :]}"


def _moved_february(found, years):
    day = min(int(found[1]), _length(int(found[3]), 2))
    to = shift_day(dt.date(int(found[3]), 2, day), years)
    return f"{to.day}{found[2]}{to.year}"


def _moved_pair(found, years):
    first, last = int(found[1]), second_year(int(found[1]), found[3], bool(found[4]))
    if not last:
        return found[0]
    return f"{first + years}{found[2]}{str(last + years)[-len(found[3]) :]}{found[4] or ''}"
