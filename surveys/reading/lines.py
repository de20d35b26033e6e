"""A document as lines in reading order, tables of marks apart. Pure.

`Source` remembers each line as it came, so that the page can show where a question was taken from.
"""

import re
from dataclasses import dataclass, field, replace
from functools import cached_property

from common.blocks import Table
from surveys.reading.signs import Sign, sign_of
from surveys.reading.tables import Grid, grids_of, is_plan, lines_of

WRAPPED = 40  # a line shorter than this ends because it is over
ENDLESS = 2000  # letters: no question and no answer is as long
FAR = re.compile(r"[ \t]*\t[ \t]*| {3,}")  # answers in one line are parted by it


def spaced(text):
    """Words by one space, things far from each other by three."""
    return "   ".join(re.sub(r" +", " ", piece) for piece in FAR.split(text.strip()))


@dataclass
class Line:
    """`must` says what it is where a table has told: "question" or "option"."""

    text: str
    at: int
    is_strong: bool = False
    after_gap: bool = False
    must: str = ""

    @cached_property
    def sign(self) -> Sign:
        return sign_of(self.text)


@dataclass
class Source:
    """The lines of the document as they came, and what they were made of."""

    shown: list[str] = field(default_factory=list)
    items: list = field(default_factory=list)  # Line or Grid
    plans: int = 0  # tables that are a plan of work, not questions

    def keep(self, text):
        self.shown.append(text)
        return len(self.shown) - 1


def source_of(blocks) -> Source:
    source, gap = Source(), False
    for block in blocks:
        if isinstance(block, Table):
            add_table(source, block)
            gap = True
            continue
        text = spaced(block.text.replace("\n", " "))
        if text:
            must = "left" if len(text) > ENDLESS else ""
            add_line(source, Line(text, source.keep(text), block.is_strong, gap, must))
        gap = not text
    return source


def add_line(source, line):
    last = source.items[-1] if source.items else None
    if isinstance(last, Line) and continues(last, line):
        source.items[-1] = replace(last, text=f"{last.text} {line.text}")
    else:
        source.items.append(line)


def continues(last, line):
    """Whether a line goes on with the sentence of the line above: PDF and pasted text break lines anywhere."""
    sign = line.sign
    if line.after_gap or line.must or last.must or sign.kind != "plain" or last.sign.kind == "blank":
        return False
    is_broken = len(last.text) >= WRAPPED and not re.search(r"[.?!:;…_]$", last.text)
    return is_broken and line.text[:1].islower() and last.is_strong == line.is_strong


def add_table(source, table):
    rows = [[re.sub(r"[ \t]+", " ", cell).strip() for cell in row] for row in table.rows]
    width = max(map(len, rows), default=0)
    wide = {merge.row for merge in table.merges if merge.columns == width > 1}
    across = {at for at, number in enumerate(n for n, row in enumerate(rows) if any(row)) if number in wide}
    rows = [row for row in rows if any(row)]
    places = [source.keep(" | ".join(cell.replace("\n", " / ") for cell in row if cell)) for row in rows]
    if not rows:
        return
    is_no_form = is_plan(rows)
    source.plans += is_no_form
    if is_no_form or any(len(cell) > ENDLESS for row in rows for cell in row):
        source.items += [Line(source.shown[at], at, must="left") for at in places]
        return
    grids = grids_of(rows, across)
    for number, grid in enumerate(grids):
        grid.at = places[min(grid.first_row, len(places) - 1)]
        grid.is_next = number > 0
    source.items += grids or [
        Line(text, places[row], must=must, after_gap=must == "question") for row, text, must in lines_of(rows)
    ]


__all__ = ["Grid", "Line", "Source", "source_of"]
