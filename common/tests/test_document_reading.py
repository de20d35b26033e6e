import time
import zipfile

import pytest

from common import document_archive
from common.blocks import Paragraph, Table
from common.document_limits import MAX_BLOCKS
from common.document_reading import MAX_BYTES, DocumentError, blocks_of_text, read_document
from tests import corpus, document_corpus, pdf_corpus
from tests.document_corpus import docx, good_docx, paragraph, text_rows


def table_pdf(pages):
    """A PDF of pages that are each a ruled table of forty rows and five columns."""
    lines = "".join(f"{x} 20 m {x} 820 l S " for x in range(20, 590, 110))
    lines += "".join(f"20 {y} m 570 {y} l S " for y in range(20, 840, 20))
    places = ((row, column) for row in range(40) for column in range(5))
    text = "".join(
        f"BT /F 8 Tf {25 + 110 * column} {806 - 20 * row} Td ({row}.{column} plan) Tj ET "
        for row, column in places
    )
    return pdf_corpus.many_pages(pages, (lines + text).encode())


def test_corpus_is_as_large_as_it_has_to_be():
    """tests/test_upload_readers.py reads it, within limits of time and memory."""
    assert len(document_corpus.HOSTILE) + len(document_corpus.ODD) >= 57
    assert len(pdf_corpus.HOSTILE) + len(pdf_corpus.ODD) >= 23


def test_entities_and_inserted_files_bring_nothing_in():
    for build in (document_corpus.external_entity, document_corpus.inserted_file):
        with pytest.raises(DocumentError) as caught:
            read_document(build())
        assert "root:" not in str(caught.value)


def test_archive_that_promises_too_much_is_refused_unopened(monkeypatch):
    bomb = document_corpus.element_bomb()
    monkeypatch.setattr(zipfile.ZipFile, "open", None)

    with pytest.raises(DocumentError, match="тяжёлый"):
        document_archive.read_archive(bomb)


def test_text_part_with_too_many_tags_is_refused_and_one_at_the_limit_is_read(monkeypatch):
    full = docx(paragraph("План") * 10)
    monkeypatch.setattr(document_archive, "MAX_TAGS", 65)  # six to a paragraph, four around them, one before

    assert len(document_archive.read_archive(full)) == 10
    with pytest.raises(DocumentError, match="тяжёлый"):
        document_archive.read_archive(docx(paragraph("План") * 10 + "<w:p/>"))


def test_blocks_come_in_the_order_of_the_text():
    data = docx(paragraph("План") + text_rows(["№", "Этап"]) + paragraph("Конец"))

    assert read_document(data) == [Paragraph("План"), Table([["№", "Этап"]]), Paragraph("Конец")]


@pytest.mark.parametrize("name", ["plan.txt", "plan.pdf", "../../plan", ""])
def test_content_is_judged_and_the_name_is_not(name):
    assert read_document(good_docx(), name) == read_document(good_docx(), "plan.docx")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16", "utf-16-le", "koi8-r", "cp866"]
)
def test_text_is_read_in_every_code_page(encoding):
    lines = ["УТВЕРЖДАЮ", "", "  Директор школы", "п/п\tЭтап\tСрок", "1.\tОтбор наставников\tмай 2026", ""]

    assert read_document("\r\n".join(lines).encode(encoding)) == [Paragraph(line) for line in lines]


def test_pasted_text_is_read_line_by_line():
    text = "№\tЭтап\r\n1.\tОтбор\u00a0наставников\n\n  – лекция"

    assert blocks_of_text(text) == [
        Paragraph("№\tЭтап"),
        Paragraph("1.\tОтбор наставников"),
        Paragraph(""),
        Paragraph("  – лекция"),
    ]


@pytest.mark.parametrize("text", ["", " \n\t\r\n", "\u200b\u00ad"])
def test_empty_pasted_text_is_refused(text):
    with pytest.raises(DocumentError, match="нет текста|пустое"):
        blocks_of_text(text)


def test_endless_pasted_text_is_refused_and_one_within_the_limit_is_read():
    assert len(blocks_of_text("а\n" * (MAX_BLOCKS - 1))) == MAX_BLOCKS
    for text in ("а\n" * (MAX_BLOCKS + 1), "а" * 6_000_000):
        with pytest.raises(DocumentError, match="слишком длинный"):
            blocks_of_text(text)


def test_file_over_the_limit_is_refused_and_file_at_the_limit_is_read():
    full = docx(
        paragraph("План"), extra=[("word/media/image1.png", document_corpus.noise(MAX_BYTES - 10_000))]
    )
    full += b"\0" * (MAX_BYTES - len(full))

    assert read_document(full) == [Paragraph("План")]
    with pytest.raises(DocumentError, match="больше 15 МБ"):
        read_document(full + b"\0")


def test_forty_full_pages_are_read_in_time():
    blocks = read_document(table_pdf(40))

    assert [len(block.rows) for block in blocks] == [40] * 40
    assert blocks[0].rows[1] == [f"1.{column} plan" for column in range(5)]


def test_small_file_costs_little():
    times = []
    for _ in range(5):
        start = time.monotonic()
        read_document(good_docx())
        times.append(time.monotonic() - start)

    assert min(times) <= 0.6


def test_reading_leaves_no_files_behind(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    read_document(good_docx())
    read_document(pdf_corpus.one_page())

    assert list(tmp_path.iterdir()) == []


def test_spreadsheets_of_the_staff_list_are_read_too():
    for build in (corpus.staff_xlsx, corpus.staff_ods):
        assert read_document(build(3)) == [Table(corpus.staff_rows(3))]
