"""Tables in plain text: columns parted by tabs, by "|" or by runs of spaces become grids of rows."""

import re

from roadmap.reading.aligned import aligned_rows
from roadmap.reading.cells import numbered_marks
from roadmap.reading.columns import is_heading
from roadmap.reading.grids import Grid, GridRow, Line, Piece
from roadmap.reading.markers import take_number
from roadmap.reading.phrases import starts_low
from roadmap.reading.quoted import without_quotes
from roadmap.reading.signs import RULE, begins_row, is_aside, is_number

TAB, PIPE = re.compile(r"\t"), re.compile(r"[|│]")
SPACES = (re.compile(r"\s{3,}"), re.compile(r"\s{2,}"))
MAX_HEADING_LINES = 4
#: so many lines of like width are a table even without a heading
MIN_ROWS = 3


def with_grids(pieces: list[Piece]) -> list[Piece]:
    """The pieces with the table that stands in their lines as a grid; the same pieces where none does."""
    pieces = without_quotes(pieces)
    for separator in (TAB, PIPE, *SPACES):
        for start, piece in enumerate(pieces):
            if isinstance(piece, Line) and _heading(pieces[start : start + MAX_HEADING_LINES], separator):
                return _with_grid(pieces, start, separator)
    if any(isinstance(piece, Grid) for piece in pieces):
        return pieces
    for separator in (TAB, PIPE):
        start = next(
            (i for i in range(len(pieces)) if _begins_table(pieces[i : i + MIN_ROWS], separator)), None
        )
        if start is not None:
            return _with_grid(pieces, start, separator)
    return pieces


def _heading(lines, separator):
    """The cells of a heading, put together over wrapped lines, and how many lines it takes; None without one."""
    found, cells = None, []
    for count, line in enumerate(lines, 1):
        parts = split(line.text, separator) if isinstance(line, Line) else []
        if cells and not (separator is TAB and parts and starts_low(parts[0])):
            break
        cells = [*cells[:-1], f"{cells[-1]}\n{parts[0]}", *parts[1:]] if cells else parts
        if is_heading(GridRow(cells, (0, 0))):
            found = cells, count
    return found


def _begins_table(lines, separator):
    """Lines with equally many cells, at least three, one after the other."""
    rows = [split(line.text, separator) for line in lines if isinstance(line, Line)]
    widths = {len(cells) for cells in rows}
    return len(rows) == MIN_ROWS and len(widths) == 1 and min(widths) > 2 and all(map(all, rows))


def _with_grid(pieces, start, separator):
    """The table becomes a grid; page numbers and notes between its rows come after it."""
    end = _end_of_table(pieces, start, separator)
    aside = [
        line for line in pieces[start:end] if is_aside(line.text) and not separator.search(line.text.strip())
    ]
    lines = [line for line in pieces[start:end] if line not in aside]
    rows = aligned_rows(lines, separator) if separator in SPACES else _rows(lines, separator)
    return [*pieces[:start], Grid(rows), *aside, *pieces[end:]]


def split(text: str, separator: re.Pattern) -> list[str]:
    """The cells of a line; borders at its ends are none."""
    if separator in SPACES:
        return [cell.strip() for cell in separator.split(text.strip())]
    if separator is PIPE:
        text = text.strip().removeprefix("|").removesuffix("|")
    return [cell.strip() for cell in separator.split(text)]


def _end_of_table(pieces, start, separator):
    """The table ends where only lines without a separator follow after an empty line, or a grid does."""
    last = start
    for i in range(start, len(pieces)):
        if not isinstance(pieces[i], Line):
            break
        if separator.search(pieces[i].text.strip()) and not RULE.fullmatch(pieces[i].text):
            last = i
    while last + 1 < len(pieces) and isinstance(pieces[last + 1], Line) and pieces[last + 1].text.strip():
        last += 1
    return last + 1


def _rows(lines, separator):
    heading, count = _heading(lines[:MAX_HEADING_LINES], separator) or (None, 0)
    width = len(heading or split(lines[0].text, separator))
    rows = [GridRow(heading, lines[0].source)] if heading else []
    ruled, is_after_gap = _has_rules(lines), False
    for line in lines[count:]:
        if not line.text.strip() or RULE.fullmatch(line.text):
            is_after_gap = True
            continue
        cells = split(line.text, separator)
        if rows and _continues(rows, cells, width, ruled and not is_after_gap):
            _append(rows[-1], cells, line, by_column=ruled)
        else:
            rows.append(GridRow(cells, line.source, follows_break=is_after_gap, more=list(line.more)))
        is_after_gap = False
    return [_padded(row, width) for row in rows]


def _has_rules(lines):
    """Rules between all rows, not only below the heading: lines between two rules are one row."""
    return sum(RULE.fullmatch(line.text) is not None and bool(line.text.strip()) for line in lines) > 3


def _continues(rows, cells, width, is_same_row):
    """The line goes on with the row before: inside of its last cell, or column by column between rules."""
    before = rows[-1].cells
    if is_same_row and len(cells) == len(before) == width:
        return True
    if (len(rows) == 1 and is_heading(rows[0])) or is_stage_line(rows[-1]):
        return False
    if len(cells) == 1:
        return not begins_row(cells[0]) or _counts_on(before[-1], cells[0])
    is_room = len(before) < width and len(before) + len(cells) - 1 <= width
    return is_room and not is_number(cells[0])


def _counts_on(before, text):
    """ "2) Анкетирование" after a cell that ends with its item 1)."""
    number = take_number(text)[0]
    marks = numbered_marks(before)
    return (
        bool(marks and number)
        and number.isdigit()
        and int(number) == int(marks[-1][1].rpartition(".")[2]) + 1
    )


def is_stage_line(row: GridRow) -> bool:
    return len(row.texts) == 1 and begins_row(row.texts[0])


def _append(row, cells, line, *, by_column):
    row.more += [line.source, *line.more]
    if by_column and len(cells) == len(row.cells):
        row.cells = [f"{a}\n{b}".strip("\n") for a, b in zip(row.cells, cells, strict=True)]
    else:
        row.cells[-1] = f"{row.cells[-1]}\n{cells[0]}".strip("\n")
        row.cells += cells[1:]


def _padded(row, width):
    """Rows of the table's width; what a cell too many says goes with the last."""
    cells = row.cells + [""] * (width - len(row.cells))
    row.cells = cells[: width - 1] + ["\n".join(cell for cell in cells[width - 1 :] if cell)]
    return row
