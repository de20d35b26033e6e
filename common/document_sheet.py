"""Reads the sheets of XLSX, XLS and ODS as tables; works in the child process of `document_parsing`."""

import io

import python_calamine as calamine

from common.blocks import Block, Merge, Table, tidy
from common.table_limits import BROKEN, LOCKED, TableError
from common.table_workbook import repack, sheet_rows


def read_sheets(data: bytes, *, is_archive: bool) -> list[Block]:
    """A table for every visible sheet with something in it, or for the hidden ones if there is no other."""
    try:
        with calamine.load_workbook(io.BytesIO(repack(data) if is_archive else data)) as book:
            seen = calamine.SheetVisibleEnum.Visible
            kinds = [meta for meta in book.sheets_metadata if meta.typ == calamine.SheetTypeEnum.WorkSheet]
            shown = tables_of(book, [meta.name for meta in kinds if meta.visible == seen])
            return shown or tables_of(book, [meta.name for meta in kinds if meta.visible != seen])
    except calamine.PasswordError as error:
        raise TableError(LOCKED) from error
    except calamine.CalamineError as error:
        raise TableError(BROKEN) from error


def tables_of(book, names):
    tables = (table_of(book.get_sheet_by_name(name)) for name in names)
    return [table for table in tables if table.rows]


def table_of(sheet):
    """The sheet from its first cell to its last filled one; a merged cell counts as far as it is in there."""
    rows = [[tidy(cell).strip() for cell in row] for row in sheet_rows(sheet)]
    height = max((number for number, row in enumerate(rows, 1) if any(row)), default=0)
    width = max((number for row in rows for number, cell in enumerate(row, 1) if cell), default=0)
    grid = [(row + [""] * width)[:width] for row in rows[:height]]
    merges = []
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        merge = Merge(top, left, min(bottom + 1, height) - top, min(right + 1, width) - left)
        if merge.rows > 0 and merge.columns > 0 and merge.rows * merge.columns > 1:
            merges.append(merge)
    return Table(grid, sorted(merges, key=lambda merge: (merge.row, merge.column)))
