"""Tables that leave the house: XLSX in which no cell is ever a formula, CSV in which none becomes one."""

import csv
import io
import re

import xlsxwriter

from common.table_limits import guarded

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What neither XML nor a spreadsheet takes: one such letter in a name would kill the whole export.
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
BREAKS = re.compile(r"\r\n?")
TITLE_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
CELL_MAX = 32_767
NARROWEST, WIDEST = 8, 60
ROWS_MEASURED = 200


def write_xlsx(title, header, rows) -> bytes:
    """A workbook of one sheet: bold frozen heading, every cell a text, so that `=1+1` stays `=1+1`."""
    return write_xlsx_sheets([(title, header, rows)])


def write_xlsx_sheets(sheets, *, has_numbers=False) -> bytes:
    """A workbook of several sheets, each given as (title, header, rows). `has_numbers`: int and float stay numbers."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "num_format": "@"})
    text = book.add_format({"num_format": "@", "valign": "top"})
    number = book.add_format({"valign": "top"}) if has_numbers else None
    for title, header, rows in sheets:
        _write_sheet(book.add_worksheet(sheet_title(title)), header, list(rows), heading, text, number)
    book.close()
    return buffer.getvalue()


def write_csv(header, rows) -> bytes:
    """The table as Excel of a Russian office opens it: UTF-8 with a mark, semicolons, no cell that it would compute."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";")
    writer.writerow([guarded(as_text(cell)) for cell in header])
    writer.writerows([guarded(as_text(cell)) if cell else as_text(cell) for cell in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")


def sheet_title(title):
    """Excel allows 31 letters in the name of a sheet and forbids a few."""
    return TITLE_FORBIDDEN.sub(" ", as_text(title)).strip()[:31] or "Лист1"


def as_text(value):
    """A cell as text: no control characters, one kind of line break."""
    if value is None:
        return ""
    text = value if type(value) is str else str(value)
    if text.isprintable():  # the quick way for nearly every cell; a lone surrogate is not printable
        return text[:CELL_MAX]
    return BREAKS.sub("\n", FORBIDDEN.sub("", text)).replace("\t", " ")[:CELL_MAX]


def _write_sheet(sheet, header, rows, heading, text, number_format):
    sheet.freeze_panes(1, 0)
    for index, width in enumerate(_widths(header, rows)):
        sheet.set_column(index, index, width, text)
    write = sheet.write_string
    for column, cell in enumerate(header):
        write(0, column, as_text(cell), heading)
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            if number_format and type(cell) in (int, float):
                sheet.write_number(number, column, cell, number_format)
            elif cell not in ("", None):
                write(number, column, as_text(cell), text)


def _widths(header, rows):
    measured = [header, *rows[:ROWS_MEASURED]]
    columns = max(map(len, measured))
    lengths = (max(len(as_text(row[i])) for row in measured if i < len(row)) for i in range(columns))
    return [min(max(length + 2, NARROWEST), WIDEST) for length in lengths]
