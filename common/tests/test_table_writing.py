import io

import openpyxl
import pytest

from common.table_reading import read_table
from common.table_writing import write_xlsx, write_xlsx_sheets

DANGEROUS = ["=1+1", "+79001234567", "-Иванов", "@SUM(A1)", "\t=1+1", "\r=1", "\n=1"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_xlsx_cell_is_never_a_formula(text):
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx("Список", [text], [[text]])))

    for cell in (book.active["A1"], book.active["A2"]):
        assert cell.data_type == "s"
        assert cell.value.strip() == text.strip()


def test_control_characters_do_not_kill_the_export():
    data = write_xlsx("Список", ["Имя"], [["Ива\x00нов\x0b\ud800"], [None], [7]])

    assert read_table(data) == [["Имя"], ["Иванов"], [], ["7"]]


def test_written_table_is_read_back_the_same():
    header, rows = ["ФИО", "Телефон"], [["Дементьев Пётр", "+79001234567"], ["=cmd()", "007"]]

    assert read_table(write_xlsx("Список", header, rows)) == [header, *rows]


def test_heading_is_bold_and_frozen_and_columns_fit():
    book = openpyxl.load_workbook(
        io.BytesIO(write_xlsx("Список", ["№", "Имя"], [["1", "Константинопольский Пётр"]]))
    )

    assert book.active.freeze_panes == "A2"
    assert book.active["A1"].font.bold
    assert not book.active["A2"].font.bold
    assert book.active.column_dimensions["B"].width > book.active.column_dimensions["A"].width


def test_several_sheets_with_names_excel_forbids():
    book = openpyxl.load_workbook(
        io.BytesIO(write_xlsx_sheets([("a/b:c", ["А"], []), ("ж" * 50, ["Б"], [])]))
    )

    assert book.sheetnames == ["a b c", "ж" * 31]
