"""The lines above the table in reading order: stamps that stand side by side are read one after the other."""

import re

from roadmap.reading.grids import Grid, Line, Piece
from roadmap.reading.heading import TITLE
from roadmap.reading.stamps import has_act, is_complete, stamp_word

# tabs or a run of spaces between two stamps on one line
ACTS = {"приказ": r"\W*утвержд", "протокол": r"\W*(?:принят|рассмотр|согласов|одобр)"}
GAP = re.compile(r"\t[\t ]*| {3,}")


def head_lines(pieces: list[Piece]) -> list[str]:
    """All lines in the order in which they are to be read; empty ones are kept."""
    lines: list[str] = []
    run: list[str] = []
    for piece in pieces:
        if isinstance(piece, Line):
            run.append(piece.text)
        else:
            lines += _unfolded(run) + [""] + _grid_lines(piece) + [""]
            run = []
    return lines + _unfolded(run)


def _unfolded(lines):
    """Lines with two stamps side by side, parted by tabs or spaces, as one column after the other."""
    start = next((i for i, line in enumerate(lines) if _is_double(line)), None)
    if start is None:
        return lines
    end = next((i for i in range(start, len(lines)) if TITLE.match(lines[i].strip())), len(lines))
    places = [place for place, _ in _parts(lines[start])]
    columns: list[list[str]] = [[] for _ in places]
    for line in lines[start:end]:
        parts = _parts(line)
        for place, text in parts:
            if "\t" in line:
                at = min(place, len(places) - 1)
            else:
                at = _nearest(places, place) if "\t" not in lines[start] else _missing(columns, text)
            columns[at].append(text)
    return lines[:start] + [line for column in columns for line in [*column, ""]] + _unfolded(lines[end:])


def _missing(columns, text):
    """The stamp that waits for a line of which nothing says where it stood."""
    act = next((word for word in ACTS if text.lower().startswith(word)), None)
    for i, column in enumerate(columns):
        if act and re.match(ACTS[act], column[0], re.IGNORECASE) and not has_act(column):
            return i
    return next((i for i, column in enumerate(columns) if not is_complete(column)), 0)


def _is_double(line):
    parts = _parts(line)
    return len(parts) > 1 and sum(stamp_word(text) is not None for _, text in parts) > 1


def _parts(line):
    """Texts with their places: the count of tabs before, or the column where they start."""
    if "\t" in line:
        texts = GAP.split(line)
        return [(i, text.strip()) for i, text in enumerate(texts) if text.strip()]
    return [(found.start(), found[0].strip()) for found in re.finditer(r"\S+(?: {1,2}\S+)*", line)]


def _nearest(places, place):
    return min(range(len(places)), key=lambda i: abs(places[i] - place))


def _grid_lines(grid: Grid):
    """Rows up to the title column by column where stamps stand in them, the others row by row."""
    title = next((i for i, row in enumerate(grid.rows) if any(map(_is_title, row.texts))), len(grid.rows))
    above, below = grid.rows[:title], grid.rows[title:]
    cells = [[row.cells[i] for row in above if i not in row.covered] for i in range(grid.width)]
    by_column = [line for column in cells for cell in [*column, ""] for line in cell.split("\n")]
    by_row = [line for row in above for cell in row.texts for line in cell.split("\n")]
    has_stamps = any(stamp_word(line.strip()) for row in above for line in row.texts)
    rest = [
        line
        for row in below
        for i, cell in enumerate(row.cells)
        if cell.strip() and i not in row.covered
        for line in cell.split("\n")
    ]
    return _without_gaps(by_column if has_stamps else by_row) + [""] + rest


def _is_title(text):
    return any(TITLE.match(line.strip()) for line in text.split("\n"))


def _without_gaps(lines):
    """Empty cells of a sheet say nothing; one between two columns is enough."""
    return [line for i, line in enumerate(lines) if line.strip() or (i and lines[i - 1].strip())]
