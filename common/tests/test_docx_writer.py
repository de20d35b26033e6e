"""The Word twin of a table paper: the same words in the same order, spans, sheet, head that repeats."""

import io
import zipfile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT

from common.docx import render_docx
from common.tests import papers


def read(content):
    return Document(io.BytesIO(render_docx(content)))


def grid(document):
    return document.tables[1]


def plain(text):
    """Words without what holds them together at the end of a line."""
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(("form", "orientation"), [("A", WD_ORIENT.PORTRAIT), ("B", WD_ORIENT.LANDSCAPE)])
def test_sheet_lies_when_the_table_is_wide(form, orientation):
    section = read(papers.roadmap(form)).sections[0]

    assert section.orientation == orientation
    assert (section.page_width > section.page_height) == (orientation == WD_ORIENT.LANDSCAPE)


def test_words_of_the_paper_stand_in_their_order():
    content = papers.roadmap("B", stages=1, intro="Пилотные учреждения названы в письме.")
    document = read(content)

    stamp = [plain(p.text) for p in document.tables[0].rows[0].cells[1].paragraphs]
    assert stamp == [
        "УТВЕРЖДАЮ",
        "Директор МБОУ «СОШ № 12»",
        "",
        "______________ М.С. Ковалёва",
        "Приказ от 28.08.2026 № 118-од",
    ]
    texts = [plain(p.text) for p in document.paragraphs]
    assert any("реализации программы наставничества" in text.replace("\n", " ") for text in texts)
    assert "Пилотные учреждения названы в письме." in texts
    rows = [[plain(cell.text) for cell in row.cells] for row in grid(document).rows]
    assert rows[0] == [column["title"] for column in content["table"]["columns"]]
    assert set(rows[1]) == {"1. Подготовка условий для запуска программы наставничества"}
    assert rows[2][4] == "Администрация школы\nКуратор наставничества"


def test_cell_over_several_rows_is_one_cell():
    content = papers.roadmap("A", stages=1)
    wide = {"lines": ["Этап"], "rows": 2, "mid": False}
    one = {"lines": ["а"], "rows": 1, "mid": False}
    content["table"]["rows"] = [{"cells": [wide, one, one]}, {"cells": [one, one]}]

    rows = grid(read(content)).rows

    assert rows[1].cells[0]._tc is rows[2].cells[0]._tc
    assert [cell.text for cell in rows[2].cells] == ["Этап", "а", "а"]


def test_head_repeats_and_rows_stay_whole():
    rows = grid(read(papers.roadmap("B")))._tbl.tr_lst

    assert rows[0].trPr.xpath("./w:tblHeader")
    assert all(row.trPr.xpath("./w:cantSplit") for row in rows[1:])


def test_stamps_of_agreement_stand_at_the_left():
    content = papers.roadmap("A", left_stamps=[{"word": "ПРИНЯТО", "lines": ["Педагогическим советом"]}])

    left, right = read(content).tables[0].rows[0].cells

    assert left.text.startswith("ПРИНЯТО\nПедагогическим советом")
    assert right.text.startswith("УТВЕРЖДАЮ")


def test_same_content_gives_the_same_document():
    parts = [Document(io.BytesIO(render_docx(papers.roadmap("A")))).element.xml for _ in range(2)]

    assert parts[0] == parts[1]


def test_file_holds_text_only():
    names = zipfile.ZipFile(io.BytesIO(render_docx(papers.roadmap("A")))).namelist()

    assert [name for name in names if not name.endswith((".xml", ".rels"))] == []
