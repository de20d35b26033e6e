import datetime as dt
import io

import openpyxl

from common.blocks import Merge, Table
from common.document_reading import read_document
from tests import corpus


def book(*sheets, hidden=()):
    """A workbook; each sheet is a dict of cells and a list of merged ranges."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for number, (cells, merged) in enumerate(sheets):
        sheet = workbook.create_sheet(f"Лист{number}")
        sheet.sheet_state = "hidden" if number in hidden else "visible"
        for place, value in cells.items():
            sheet[place] = value
        for cells_range in merged:
            sheet.merge_cells(cells_range)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def test_sheet_is_a_table_with_merged_cells_and_dates_as_seen():
    cells = {
        "A1": "План",
        "A2": "№",
        "B2": "Этап",
        "C2": "Срок",
        "A3": "1. Отбор",
        "A4": 1,
        "B4": " лекция\r\nбеседа ",
        "C4": dt.date(2026, 9, 1),
    }

    assert read_document(book((cells, ["A1:C1", "A3:C3"]))) == [
        Table(
            [
                ["План", "", ""],
                ["№", "Этап", "Срок"],
                ["1. Отбор", "", ""],
                ["1", "лекция\nбеседа", "01.09.2026"],
            ],
            [Merge(0, 0, 1, 3), Merge(2, 0, 1, 3)],
        )
    ]


def test_merged_cell_is_cut_at_the_last_filled_row_and_column():
    cells = {"A1": "План", "B2": "май", "A2": "1"}

    assert read_document(book((cells, ["A1:Z1", "B2:B9", "C3:D4"]))) == [
        Table([["План", ""], ["1", "май"]], [Merge(0, 0, 1, 2)])
    ]


def test_every_sheet_with_text_is_a_table_and_hidden_ones_are_not():
    one, two = ({"A1": "1"}, []), ({"A1": "2"}, [])

    assert read_document(book(one, ({}, []), two)) == [Table([["1"]]), Table([["2"]])]
    assert read_document(book(one, two, hidden={0})) == [Table([["2"]])]


def test_hidden_sheet_is_read_if_the_others_are_empty():
    assert read_document(book(({}, []), ({"A1": "2"}, []), hidden={1})) == [Table([["2"]])]


def test_merged_cells_of_ods_keep_their_columns():
    def cell(text, more=""):
        return (
            f'<table:table-cell {more} office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        )

    wide = cell("Этап", 'table:number-columns-spanned="2"') + "<table:covered-table-cell/>" + cell("Срок")
    rows = f"<table:table-row>{wide}</table:table-row>"
    rows += f"<table:table-row>{cell('1')}{cell('Отбор')}{cell('май')}</table:table-row>"

    [table] = read_document(corpus.ods(rows))

    assert table.rows == [["Этап", "", "Срок"], ["1", "Отбор", "май"]]
