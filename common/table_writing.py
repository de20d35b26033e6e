"""Tables that leave the house: XLSX in which no cell is ever a formula."""

import io
import re

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

# What neither XML nor a spreadsheet takes: one such letter in a name would kill the whole export.
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
TITLE_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
CELL_MAX = 32_767
NARROWEST, WIDEST = 8, 60
ROWS_MEASURED = 200


def write_xlsx(title, header, rows) -> bytes:
    """A workbook of one sheet: bold frozen heading, every cell a text, so that `=1+1` stays `=1+1`."""
    return write_xlsx_sheets([(title, header, rows)])


def write_xlsx_sheets(sheets) -> bytes:
    """A workbook of several sheets, each given as (title, header, rows)."""
    book = Workbook(write_only=True)
    for title, header, rows in sheets:
        _write_sheet(book.create_sheet(sheet_title(title)), header, list(rows))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def sheet_title(title):
    """Excel allows 31 letters in the name of a sheet and forbids a few."""
    return TITLE_FORBIDDEN.sub(" ", as_text(title)).strip()[:31] or "Лист1"


def as_text(value):
    return "" if value is None else FORBIDDEN.sub("", str(value))[:CELL_MAX]


def _write_sheet(sheet, header, rows):
    sheet.freeze_panes = "A2"
    for index, width in enumerate(_widths(header, rows), 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.append([_text_cell(sheet, cell, heading=True) for cell in header])
    for row in rows:
        sheet.append([_text_cell(sheet, cell) for cell in row])


def _text_cell(sheet, value, *, heading=False):
    cell = WriteOnlyCell(sheet)
    cell._value = as_text(value)  # the setter would make a formula of a leading "="
    cell.data_type, cell.number_format = "s", "@"
    if heading:
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    return cell


def _widths(header, rows):
    measured = [header, *rows[:ROWS_MEASURED]]
    columns = max(map(len, measured))
    lengths = (max(len(as_text(row[i])) for row in measured if i < len(row)) for i in range(columns))
    return [min(max(length + 2, NARROWEST), WIDEST) for length in lengths]
