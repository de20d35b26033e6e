"""The rows of a calendar plan: names, bars, marks and words of each line. Pure: no database.

A row holds its parts measured from its own top left corner; `Row.y` says where the row stands.
"""

import datetime as dt
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace

from common.russian import date_dots, day_month, done_of
from roadmap.states import State

BAR, DIAMOND = 12, 9
LINE = 16  # from one line of text to the next
NUMBER_ROOM = 60
BOLD = 1.12  # how much wider strong letters are
MARKS = {State.DONE: "done", State.HAND: "done", State.NOT_NEEDED: "none", State.LATE: "late"}


@dataclass(frozen=True)
class Size:
    """How wide a drawing is, where its months begin (0: names stand above the bars) and how wide a letter is."""

    width: int
    left: int = 0
    letter: float = 8.0  # of the widest of the fonts that a page falls back to
    name_lines: int = 3
    pad: int = 10  # what a row is higher than its text


@dataclass(frozen=True)
class Text:
    """Words at a point; `anchor` is "start" or "end"."""

    x: int
    y: int
    words: str
    anchor: str = "start"


@dataclass(frozen=True)
class Bar:
    """One term of a line. `mark`: done, run (filled from the left for `filled` units), plan, late or none."""

    x: int
    y: int
    width: int
    mark: str
    filled: int = 0


@dataclass(frozen=True)
class Row:
    """A line of the roadmap, or the heading of a stage: then it has neither bars nor an address."""

    height: int
    number: str
    names: list[Text]
    is_stage: bool = False
    bars: tuple[Bar, ...] = ()
    diamond: Text | None = None  # the middle of the mark of a late line, without words
    words: Text | None = None
    is_late: bool = False
    url: str = ""
    hint: str = ""
    number_x: int = 0
    y: int = 0


class Scale:
    """Days of the plan laid out over the width of a drawing."""

    def __init__(self, roadmap, size):
        self.first, self.last = roadmap.starts_on.replace(day=1), roadmap.ends_on
        self.left, self.width = size.left, size.width - size.left
        self.days = (self.last - self.first).days + 1

    def x(self, day):
        return self.left + round((day - self.first).days * self.width / self.days)

    def holds(self, day):
        return self.first <= day <= self.last

    def clipped(self, start, end):
        """The part of a term that the plan shows, or None."""
        start, end = max(start, self.first), min(end, self.last)
        return (start, end) if start <= end else None

    def months(self) -> Iterator[tuple[dt.date, dt.date]]:
        """First day of each month and of the one after it."""
        first = self.first
        while first <= self.last:
            after = (first + dt.timedelta(days=31)).replace(day=1)
            yield first, after
            first = after


def rows_of(seen, today, size, scale):
    room = _number_room(seen.lines, size)
    for section in seen.sections:
        if section.stage:
            yield _stage_row(section.stage, size)
        is_continuous = bool(section.stage and section.stage.is_continuous)
        for line in section.lines:
            yield _line_row(line, today, size, scale, room, is_continuous)


def _number_room(lines, size):
    longest = max((len(line.activity.number) for line in lines), default=0)
    return min(round(longest * size.letter) + 6, NUMBER_ROOM) if longest else 0


def _stage_row(stage, size):
    names = _wrapped(str(stage), 0, size.width / BOLD, size)
    return Row(LINE * len(names) + size.pad, "", names, is_stage=True)


def _wrapped(words, x, room, size):
    """A text in lines no longer than `room`; a title that needs more lines than there are ends with "…"."""
    lines = textwrap.wrap(words, int(room // size.letter), max_lines=size.name_lines, placeholder="…")
    return [Text(x, 17 + n * LINE, line) for n, line in enumerate(lines)]


def _line_row(line, today, size, scale, number_room, is_continuous):
    activity, margin = line.activity, 14 if size.left else 2
    x = margin + number_room
    names = _wrapped(activity.title, x, (size.left or size.width) - x - 8, size)
    text_height = LINE * len(names) + size.pad
    bar_y = (text_height - BAR) // 2 if size.left else text_height - 2
    bars = tuple(_bars(line, today, scale, bar_y, is_continuous))
    row = Row(
        text_height if size.left else bar_y + BAR + 8,
        activity.number,
        names,
        bars=bars,
        diamond=_diamond(line, bars, scale),
        is_late=line.is_late,
        url=activity.get_absolute_url(),
        hint=_hint(line, is_continuous),
        number_x=margin,
    )
    words = _words(line, bars, is_narrow=not size.left)
    return _with_words(row, words, size) if words else row


def _bars(line, today, scale, y, is_continuous):
    for start, end in _terms(line.activity, scale, is_continuous):
        if shown := scale.clipped(start, end):
            x = scale.x(shown[0])
            width = max(scale.x(shown[1] + dt.timedelta(days=1)) - x, 4)
            mark = MARKS.get(line.state) or ("plan" if start > today else "run")
            filled = min(max(scale.x(today) - x, 2), width) if mark == "run" else 0
            yield Bar(x, y, width, mark, filled)


def _terms(activity, scale, is_continuous):
    """The ranges of days of a line; work that never stops takes the whole plan when it has no dates of its own."""
    if activity.periods:
        return [(dt.date.fromisoformat(start), dt.date.fromisoformat(end)) for start, end in activity.periods]
    if activity.due_on:
        return [(activity.starts_on or activity.due_on, activity.due_on)]
    return [(scale.first, scale.last)] if is_continuous or activity.is_continuous else []


def _diamond(line, bars, scale):
    """A late line has its mark on the day it was due."""
    if not line.is_late or not bars:
        return None
    return Text(
        min(bars[-1].x + bars[-1].width, scale.left + scale.width - DIAMOND), bars[-1].y + BAR // 2, ""
    )


def _words(line, bars, *, is_narrow):
    """What a bar alone does not say: late, not needed, no dates."""
    if line.is_late:
        counted = (
            done_of(line.progress.done, line.progress.total) if line.progress and line.progress.total else ""
        )
        if is_narrow and bars:
            return counted or "просрочено"
        return ", ".join(filter(None, [f"просрочено с {day_month(line.activity.due_on)}", counted]))
    if line.state == State.NOT_NEEDED:
        return line.condition.words
    if bars:
        return ""
    reason = "срок вне этого плана" if line.activity.due_on else "срок не указан"
    return f"{reason}, {line.condition.words}" if line.condition.is_closed else reason


def _with_words(row, words, size):
    """Words right of the bars, else left of them, else under them in a row made higher."""
    width = len(words) * size.letter * BOLD
    if not row.bars:
        y = row.names[0].y if size.left else row.height - 10
        return replace(row, words=Text((size.left or 2) + (6 if size.left else 0), y, words))
    y, first = row.bars[0].y + BAR - 2, row.bars[0].x
    last = max(bar.x + bar.width for bar in row.bars)
    right = max(last, row.diamond.x + DIAMOND if row.diamond else 0) + 6
    if right + width <= size.width:
        return replace(row, words=Text(right, y, words))
    if first - 6 - width >= size.left:
        return replace(row, words=Text(first - 6, y, words, "end"))
    below = Text(size.width - 2, row.bars[0].y + BAR + LINE, words, "end")
    return replace(row, height=max(row.height, below.y + 8), words=below)


def _hint(line, is_continuous):
    """The whole of a row in words: for the pointer and for those who do not see the bars."""
    activity = line.activity
    terms = [_days(*map(dt.date.fromisoformat, period)) for period in activity.periods]
    if not terms:
        terms = ["весь период"] if is_continuous or activity.is_continuous else ["срок не указан"]
    return f"{activity}: {line.condition.words}; {', '.join(terms)}"


def _days(start, end):
    return date_dots(start) if start == end else f"{date_dots(start)}–{date_dots(end)}"
