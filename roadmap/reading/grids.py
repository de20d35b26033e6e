"""The document as lines and grids: rows of cells that know where they come from and what covers them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from common.blocks import Block, Merge, Paragraph, Table
from roadmap.reading.draft import Source
from roadmap.reading.phrases import without_emphasis


@dataclass
class Line:
    """A paragraph or a physical line; spaces and tabs at its start say where it stood."""

    text: str
    source: Source
    more: list[Source] = field(default_factory=list)


@dataclass
class GridRow:
    """A row; `covered` are its columns that a cell merged from above fills, `is_wide` one cell across the row."""

    cells: list[str]
    source: Source
    is_wide: bool = False
    covered: frozenset[int] = frozenset()
    follows_break: bool = False
    #: further lines of plain text that the row takes
    more: list[Source] = field(default_factory=list)

    @property
    def sources(self) -> list[Source]:
        return [self.source, *self.more]

    @property
    def texts(self) -> list[str]:
        return [cell.strip() for cell in self.cells if cell.strip()]


@dataclass
class Grid:
    rows: list[GridRow] = field(default_factory=list)

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)


Piece = Line | Grid


def pieces_of(blocks: Iterable[Block]) -> list[Piece]:
    """The blocks one by one; empty columns and rows of a table are left out."""
    return [
        Line(without_emphasis(block.text), (index, 0))
        if isinstance(block, Paragraph)
        else grid_of(block, index)
        for index, block in enumerate(blocks)
    ]


def grid_of(table: Table, index: int) -> Grid:
    """The table with the cells that merged cells cover downwards filled in."""
    width = max((len(row) for row in table.rows), default=0)
    cells = [[without_emphasis(cell) for cell in row] + [""] * (width - len(row)) for row in table.rows]
    covered: dict[int, set[int]] = {}
    wide = set()
    for merge in table.merges:
        if merge.row >= len(cells) or merge.column >= width:
            continue
        if _is_across(merge, cells[merge.row]):
            wide.add(merge.row)
        for row in range(merge.row + 1, min(merge.row + merge.rows, len(cells))):
            covered.setdefault(row, set()).update(
                range(merge.column, min(merge.column + merge.columns, width))
            )
            if not cells[row][merge.column].strip():
                cells[row][merge.column] = cells[merge.row][merge.column]
    kept = [i for i in range(width) if any(row[i].strip() for row in cells)]
    rows = [
        GridRow(
            [row[i] for i in kept],
            (index, number),
            number in wide,
            frozenset(kept.index(i) for i in covered.get(number, ()) if i in kept),
        )
        for number, row in enumerate(cells)
        if any(cell.strip() for i, cell in enumerate(row) if i not in covered.get(number, ()))
    ]
    if rows:
        rows[0].follows_break = True
    return Grid(rows)


def _is_across(merge: Merge, row: list[str]) -> bool:
    """One cell over at least all columns but one (that of the number)."""
    outside = [cell for i, cell in enumerate(row) if not merge.column <= i < merge.column + merge.columns]
    is_long = merge.columns >= 2 and merge.columns >= len(row) - 1
    return is_long and not any(len(cell.strip()) > 8 for cell in outside)
