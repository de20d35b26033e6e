"""A corrected draft laid onto school years: what moves, which days the terms mean, what stays without dates. Pure."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass, field

from common.russian import counted, date_dots, date_words
from common.russian_dates import MONTHS
from roadmap.correcting.draft import live_lines
from roadmap.reading.terms import FIRST_MONTH, Period, Term, read_term, shift_school_years, shift_term

MOST_YEARS = 5
SCHOOL_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*[/–—-]\s*(20\d\d|\d\d)(?!\d)")
UNTITLED = "Дорожная карта"
NOT_UNDERSTOOD = "срок не распознан: дат не будет"


@dataclass(frozen=True)
class Years:
    """School years in a row: the first one begins in `start`."""

    start: int
    count: int = 1

    @property
    def ends(self) -> tuple[int, int]:
        return self.start, self.start + self.count

    def __str__(self):
        return ", ".join(f"{year}/{year + 1}" for year in range(*self.ends))


@dataclass(frozen=True)
class PlannedLine:
    """A line as it will stand in the roadmap; `periods` are [first day, last day]."""

    number: str
    title: str
    content: list[str]
    term: str
    responsible: list[str]
    result: str
    periods: list[tuple[dt.date | None, dt.date]] = field(default_factory=list)
    is_continuous: bool = False

    @property
    def is_understood(self):
        """Nothing is wrong with a line without a term, or with one that runs all the time."""
        return bool(self.periods or self.is_continuous or not self.term)


@dataclass(frozen=True)
class PlannedStage:
    number: str
    title: str
    lines: list[PlannedLine]

    @property
    def is_continuous(self):
        return bool(self.lines) and all(line.is_continuous for line in self.lines)


@dataclass(frozen=True)
class Plan:
    """The whole draft in the chosen years; `moved` is by how many years it was shifted."""

    years: Years
    moved: int
    title: str
    intro: str
    stages: list[PlannedStage]

    @property
    def lines(self):
        return [line for stage in self.stages for line in stage.lines]

    @property
    def moved_words(self):
        """ "4 года вперёд"."""
        return f"{counted(abs(self.moved), 'год', 'года', 'лет')} {'вперёд' if self.moved > 0 else 'назад'}"

    @property
    def not_understood(self):
        return [line for line in self.lines if not line.is_understood]


def own_years(draft: dict) -> Years | None:
    """The school years of the document itself: by its terms, else its title, else the day of its approval."""
    periods = [period for _, line in live_lines(draft) for period in read_term(line["term"] or "").periods]
    if periods:
        first = min(school_year_of(period.start or period.end) for period in periods)
        last = max(school_year_of(period.end) for period in periods)
        return Years(first, min(last - first + 1, MOST_YEARS))
    if said := SCHOOL_YEAR.search(" ".join([*draft["title_lines"], draft["intro"]])):
        return Years(int(said[1]), min(max((int(said[2]) - int(said[1])) % 100, 1), MOST_YEARS))
    approved = day_of(draft["approval_order"]["date"])
    return Years(approved.year if approved.month > 5 else approved.year - 1) if approved else None


def school_year_of(day: dt.date) -> int:
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def day_of(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text or "")
    except ValueError:
        return None


def proposed_years(own: Years | None, current: int, is_taken) -> Years:
    """The document's own years unless they are over; else the running year, or the next where it is taken."""
    if own and own.start + own.count > current:
        return own
    start = current + 1 if is_taken(current) else current
    return Years(start, min(own.count, 2) if own else 1)


def approval_words(draft: dict, plan: Plan) -> str:
    """The approval that may be written down, "приказ от 08.09.2022 № 134/4, Л.А. Попова"; "" for other years."""
    number, day = draft["approval_order"]["number"], day_of(draft["approval_order"]["date"])
    if plan.moved or not day:
        return ""
    said = f"приказ от {date_dots(day)} № {number}" if number else date_words(day)
    return ", ".join(filter(None, [said, draft["approver"]["position"], draft["approver"]["name"]]))


def plan_of(draft: dict, years: Years) -> Plan:
    """The draft with all years moved from the document's own to the chosen ones."""
    own = own_years(draft)
    moved = years.start - own.start if own else 0
    stages = [
        PlannedStage(
            stage["number"] or "",
            shift_school_years(stage["title"] or "", moved),
            [
                _line(row, years, moved)
                for row in stage["activities"]
                if not row.get("removed") and has_words(row)
            ],
        )
        for stage in draft["stages"]
    ]
    title = "\n".join(shift_school_years(line, moved) for line in draft["title_lines"])
    return Plan(years, moved, title or UNTITLED, shift_school_years(draft["intro"], moved), stages)


def has_words(row: dict) -> bool:
    """A blank line that nobody filled in is no line of the roadmap."""
    return any(row[key] for key in ("title", "content", "term", "responsible", "result"))


def _line(row, years, moved):
    words = shift_term(row["term"] or "", moved)
    term = read_term(words, years.ends)
    return PlannedLine(
        number=row["number"] or "",
        title=shift_school_years(row["title"], moved),
        content=[shift_school_years(item, moved) for item in row["content"]],
        term=words,
        responsible=row["responsible"],
        result=shift_school_years(row["result"] or "", moved),
        periods=[(period.start, period.end) for period in term.periods],
        is_continuous=term.is_continuous or (row["continuous"] and not words),
    )


def dates_of(periods: list[tuple[dt.date | None, dt.date]]) -> dict:
    """Fields of an activity: "до 15.09" has no first day and is the one day by which the work is done."""
    if not periods:
        return {"starts_on": None, "due_on": None, "periods": []}
    starts = [start for start, _ in periods]
    return {
        "starts_on": None if None in starts else min(starts),
        "due_on": max(end for _, end in periods),
        "periods": sorted([(start or end).isoformat(), end.isoformat()] for start, end in periods),
    }


def term_words(term: Term) -> str:
    """What was understood, for a person: "август – сентябрь 2022"; "" for no term at all."""
    said = [_period_words(period) for period in term.periods]
    if term.is_continuous:
        said.append("всё время")
    if said:
        return "; ".join(said)
    return NOT_UNDERSTOOD if term.text else ""


def _period_words(period: Period):
    start, end = period.start, period.end
    if start is None:
        return f"до {date_words(end)}"
    if start == end:
        return date_words(end)
    if start.day != 1 or end.day != calendar.monthrange(end.year, end.month)[1]:
        return f"с {date_words(start)} по {date_words(end)}"
    first, last = MONTHS[start.month - 1], f"{MONTHS[end.month - 1]} {end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return last
    return f"{first} – {last}" if start.year == end.year else f"{first} {start.year} – {last}"
