"""The calendar plan of a roadmap as a drawing: months across, a row a line, bars for terms. Pure: no database.

All measures are whole units of the drawing, so that a page writes them without a decimal comma.
"""

from dataclasses import dataclass, replace

from roadmap.timeline_rows import Row, Scale, Size, Text, rows_of

SHORT = ("янв", "февр", "март", "апр", "май", "июнь", "июль", "авг", "сент", "окт", "нояб", "дек")
ROOM_FOR_SHORT, ROOM_FOR_YEAR = 36, 74  # widths of a month that hold "сент" and "сент 2026"
WIDE, NARROW = Size(1290, 330), Size(340)


@dataclass(frozen=True)
class Month:
    x: int
    width: int
    words: str
    is_shaded: bool


@dataclass(frozen=True)
class Drawing:
    """Everything that is drawn; `top` is where the head of months ends and the rows begin."""

    width: int
    height: int
    top: int
    months: list[Month]
    years: list[Text]
    rows: list[Row]
    today: Text | None  # x is the line, words and anchor its label


def draw(seen, today, size) -> Drawing:
    """The whole plan in one drawing; `seen` is the overview of a roadmap."""
    scale = Scale(seen.roadmap, size)
    top, months, years = _head(size, scale)
    rows, y = [], top
    for row in rows_of(seen, today, size, scale):
        rows.append(replace(row, y=y))
        y += row.height
    return Drawing(size.width, y, top, months, years, rows, _today(today, size, scale, top))


def _head(size, scale):
    """Where the head ends, its months, and its row of years where a month has no room for the year."""
    firsts = list(scale.months())
    month_width = scale.width // len(firsts)
    with_years = month_width >= ROOM_FOR_YEAR
    base = 18 if with_years else 36
    months = [
        Month(
            scale.x(first), scale.x(after) - scale.x(first), _month_words(first, n, month_width), n % 2 == 0
        )
        for n, (first, after) in enumerate(firsts)
    ]
    starts = [first for n, (first, _) in enumerate(firsts) if n == 0 or first.month == 1]
    years = [] if with_years else [Text(scale.x(first) + 2, 18, str(first.year)) for first in starts]
    return base + 22, months, years


def _month_words(first, place, width):
    words = SHORT[first.month - 1]
    if width < ROOM_FOR_SHORT:
        return words[0]
    return f"{words} {first.year}" if width >= ROOM_FOR_YEAR and (place == 0 or first.month == 1) else words


def _today(today, size, scale, top):
    if not scale.holds(today):
        return None
    words = f"сегодня, {today.day} {_dotted(SHORT[today.month - 1])}"
    x = scale.x(today)
    fits = x + 6 + len(words) * size.letter <= size.width
    return Text(x, top - 6, words, "start" if fits else "end")


def _dotted(month):
    return month if month in {"март", "май", "июнь", "июль"} else f"{month}."
