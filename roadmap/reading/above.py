"""What stands above the rows of a table in its own grid: stamps, the title, the name of the first stage."""

from roadmap.reading.columns import is_heading
from roadmap.reading.grids import Grid, GridRow, Line, Piece
from roadmap.reading.heading import TITLE
from roadmap.reading.markers import take_number
from roadmap.reading.phrases import is_blank, join_lines
from roadmap.reading.signs import is_number, looks_like_roman, looks_like_stage


def names_stage(text: str) -> bool:
    """A line that can only be a stage: by its words or by a number such as "IV."."""
    return looks_like_stage(join_lines(text)) or looks_like_roman(take_number(text)[0])


def without_title(pieces: list[Piece]) -> list[Piece]:
    """Sheets in which the title stands above the rows without a heading between: the rows in a grid of their own."""
    return [part for piece in pieces for part in _parted(piece)]


def _parted(piece):
    size = _head_size(piece.rows) if isinstance(piece, Grid) else 0
    return [Grid(piece.rows[:size]), Grid(piece.rows[size:])] if 0 < size < len(piece.rows) else [piece]


def _head_size(rows):
    """How many rows go up to the last line of the title."""
    body = next((i for i, row in enumerate(rows) if _is_body(row)), len(rows))
    title = next((i for i, row in enumerate(rows[:body]) if _is_title(row)), None)
    return 0 if title is None else body


def _is_body(row):
    """A numbered row, one of three cells, or a stage."""
    texts = row.texts
    if len(texts) == 1:
        return names_stage(texts[0])
    return len(texts) > 2 or is_number(texts[0]) or is_heading(row)


def _is_title(row):
    return len(row.texts) == 1 and TITLE.match(row.texts[0]) is not None


def stage_before(pieces: list[Piece], following: list[Piece]) -> tuple[list[Piece], Line | None]:
    """The pieces without a stage named in the last line before its own table, and that line."""
    last = next((i for i in range(len(pieces) - 1, -1, -1) if _is_filled(pieces[i])), None)
    if last is None:
        return pieces, None
    piece, line = pieces[last], _last_line(pieces[last])
    if line is None or not names_stage(line.text):
        return pieces, None
    has_others = any(names_stage(text) for part in following for text in _lone_texts(part))
    if not has_others and not take_number(join_lines(line.text))[0]:
        return pieces, None
    rest = [Grid(piece.rows[:-1])] if isinstance(piece, Grid) and len(piece.rows) > 1 else []
    return pieces[:last] + rest + pieces[last + 1 :], line


def _is_filled(piece):
    return isinstance(piece, Grid) or not is_blank(piece.text)


def _last_line(piece):
    if isinstance(piece, Line):
        return piece
    row: GridRow = piece.rows[-1]
    return Line(row.texts[0], row.source) if len(row.texts) == 1 else None


def _lone_texts(piece):
    """Lines, and cells that stand alone in their row."""
    if isinstance(piece, Line):
        return [piece.text]
    return [row.texts[0] for row in piece.rows if len(row.texts) == 1]
