"""Supply against demand as a drawing: two bars a competence from one zero. Pure: no database.

All measures are whole units of the drawing, so that a page writes them without a decimal comma.
"""

from dataclasses import dataclass
from textwrap import wrap

from common.russian import counted, done_of

BAR, GAP, TEXT, PAD = 13, 3, 17, 12  # height of a bar, between the two, a line of text, around a row


@dataclass(frozen=True)
class Size:
    """A drawing: its width, the column of names (0: names stand above the bars), the room of the labels."""

    width: int
    names: int
    labels: int
    letters: int  # in a line of the name
    is_short: bool  # labels say the main figure only


WIDE, NARROW = Size(1290, 360, 290, 46, False), Size(340, 0, 135, 44, True)


@dataclass(frozen=True)
class Text:
    x: int
    y: int
    words: str


@dataclass(frozen=True)
class Row:
    """One competence; widths of its bars, 0 draws nothing."""

    line: object
    y: int
    height: int
    names: list[Text]
    x: int
    top: int
    young: int
    asked: int
    taken: int
    capacity: int
    demand: Text
    supply: Text


@dataclass(frozen=True)
class Drawing:
    width: int
    height: int
    x: int
    rows: list[Row]


def draw(lines, size):
    """The competences that somebody asks for or is strong in, in their order, the widest need first."""
    used = [line for line in lines if line.is_used]
    longest = max((max(line.asked, line.capacity) for line in used), default=0)
    unit = (size.width - size.names - size.labels) / max(longest, 1)
    rows, y = [], 0
    for line in used:
        rows.append(row_of(line, y, size, unit))
        y += rows[-1].height
    return Drawing(size.width, y, size.names, rows)


def row_of(line, y, size, unit):
    names = wrap(line.competence.name, size.letters) or [""]
    above = 0 if size.names else TEXT * len(names)
    bars = 2 * BAR + GAP
    height = PAD + (max(bars, TEXT * len(names)) if size.names else above + 4 + bars) + PAD
    top = PAD + (above + 4 if above else 0)
    asked, capacity = round(line.asked * unit), round(line.capacity * unit)
    return Row(
        line,
        y,
        height,
        [Text(0, PAD + 12 + TEXT * n, words) for n, words in enumerate(names)],
        size.names,
        top,
        round(line.young * unit),
        asked,
        round((line.capacity - line.places) * unit),
        capacity,
        Text(size.names + asked + 6, top + BAR - 2, demand_words(line, size)),
        Text(size.names + capacity + 6, top + bars - 2, supply_words(line, size)),
    )


def demand_words(line, size):
    if not line.asked:
        return "никто не просит"
    young = f"молодых {line.young}" if line.young and not size.is_short else ""
    alone = f"без пары {line.waiting}" if line.waiting else ""
    return ", ".join(filter(None, [f"просят {line.asked}", young, alone]))


def supply_words(line, size):
    if not line.offered:
        return "наставников нет"
    free = f"свободно {done_of(line.places, line.capacity)}"
    return (
        free
        if size.is_short
        else f"{free}, {counted(line.offered, 'наставник', 'наставника', 'наставников')}"
    )
