"""The tables of the document that make the map: their columns, rows, and what stands beside them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from roadmap.reading.above import names_stage, stage_before, without_title
from roadmap.reading.columns import (
    Column,
    columns_of,
    field_of,
    guessed_columns,
    is_count,
    is_heading,
    is_subheading,
    same_headings,
)
from roadmap.reading.grids import Grid, GridRow, Line, Piece
from roadmap.reading.headlines import head_lines
from roadmap.reading.phrases import is_blank, join_lines
from roadmap.reading.rows import Record, records_of
from roadmap.reading.signs import PAGE
from roadmap.reading.stamps import stamp_word


@dataclass
class Layout:
    """The document in its parts: lines above the table, the rows by fields, texts of no use."""

    head: list[str] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)


def lay_out(pieces: list[Piece], fields: Sequence[str] = ()) -> Layout | None:
    """Find the table and read what is around it; None for a document without one.

    `fields` say what its columns are, by their place, instead of what the headings and cells say.
    """
    place = _first_heading(pieces)
    if place is None:
        pieces = without_title(pieces)
        at = _largest(pieces)
        if at is None:
            return None
        grid = pieces[at]
        columns = told(guessed_columns(grid.rows), fields)
        before, stage = stage_before(pieces[:at], pieces[at:])
        reader = _Reader(columns, Layout(head_lines(before), columns), fields)
        reader.layout.records += [_stage_record(stage)] if stage else []
        reader.read_grid(grid)
    else:
        at, row = place
        above, below = _cut(pieces[at], row)
        before, stage = stage_before([*pieces[:at], *above], [below, *pieces[at + 1 :]])
        reader = _Reader([], Layout(head_lines(before)), fields)
        reader.layout.records += [_stage_record(stage)] if stage else []
        reader.read_grid(below)
    for i, piece in enumerate(pieces[at + 1 :], at + 1):
        reader.read(piece, pieces[i + 1 :])
    return reader.layout


def has_table(pieces: list[Piece]) -> bool:
    return _first_heading(pieces) is not None


def _first_heading(pieces):
    return next(
        (
            (i, number)
            for i, piece in enumerate(pieces)
            if isinstance(piece, Grid)
            for number, row in enumerate(piece.rows)
            if is_heading(row)
        ),
        None,
    )


def _largest(pieces):
    """The table with most rows that is no pair of stamps."""
    sizes = [
        (len(piece.rows), -i)
        for i, piece in enumerate(pieces)
        if isinstance(piece, Grid) and piece.width > 1 and len(piece.rows) > 1 and not _has_stamps(piece)
    ]
    return -max(sizes)[1] if sizes else None


def _stage_record(line):
    return Record({"activity": join_lines(line.text)}, [line.source], is_wide=True, is_stage=True)


def _has_stamps(grid):
    return any(
        stamp_word(line.strip()) for row in grid.rows for cell in row.texts for line in cell.split("\n")
    )


def _cut(grid, row):
    above = [Grid(grid.rows[:row])] if row else []
    return above, Grid(grid.rows[row:])


def told(columns, fields):
    """The columns with the fields a person named; columns beyond them stay as they were understood."""
    named = [Column(field, column.heading) for column, field in zip(columns, fields, strict=False)]
    return [*named, *columns[len(named) :]]


class _Reader:
    """Reads grid after grid; a heading changes the columns, a grid without one goes on with those before."""

    def __init__(self, columns: list[Column], layout: Layout, fields: Sequence[str] = ()):
        self.columns = columns
        self.layout = layout
        self.fields = fields

    def read(self, piece, following):
        if isinstance(piece, Line):
            self.read_line(piece, following)
        elif any(is_heading(row) for row in piece.rows[:3]) or piece.width == len(self.columns):
            self.read_grid(piece)
        else:
            self.layout.rest += [join_lines(cell) for row in piece.rows for cell in row.texts]

    def read_line(self, line, following):
        """A line between two tables may be a stage; all others are of no use."""
        if is_blank(line.text):
            return
        if names_stage(line.text) and any(isinstance(piece, Grid) for piece in following):
            self.layout.records.append(_stage_record(line))
        elif PAGE.fullmatch(line.text):
            self.layout.repeated.append(join_lines(line.text))
        else:
            self.layout.rest.append(join_lines(line.text))

    def read_grid(self, grid):
        rows = list(grid.rows)
        while rows:
            row = rows.pop(0)
            if self.is_new_heading(row, is_first=row is grid.rows[0]):
                headings = [row]
                while rows and len(headings) < 3 and not is_count(rows[0]) and is_subheading(rows[0], row):
                    headings.append(rows.pop(0))
                self.take_columns(told(columns_of(headings), self.fields))
            elif same_headings(row, self.columns):
                self.layout.repeated += row.texts
            elif not is_count(row):
                self.layout.records += records_of([row], self.columns)

    def is_new_heading(self, row: GridRow, *, is_first):
        if same_headings(row, self.columns) or not is_heading(row):
            return False
        fields = [field_of(cell) for cell in row.texts]
        known = [column.field for column in self.columns if column.field != "other"]
        return not self.columns or [field for field in fields if field] == known or (is_first and all(fields))

    def take_columns(self, columns):
        if not self.layout.columns:
            self.layout.columns = columns
        else:
            self.layout.repeated += [column.heading for column in columns if column.heading]
        self.columns = columns
