import pytest
from weasyprint import HTML

from common.blocks import Merge, Paragraph, Table
from common.document_pdf import line_text
from common.document_reading import DocumentError, read_document
from common.document_ruling import across, down, find_rulings
from tests import pdf_corpus
from tests.pdf_corpus import one_page

STYLE = (
    "<style>@page {size: A4; margin: 20mm; @bottom-center {content: counter(page)}}"
    "body {font: 11pt serif; hyphens: manual} table {border-collapse: collapse; width: 100%}"
    "td {border: 1px solid; padding: 2px 4px; vertical-align: top}</style>"
)


def pdf(body, style=""):
    return HTML(string=f"<html lang=ru>{STYLE}<style>{style}</style>{body}").write_pdf()


def read(body, style=""):
    """The blocks of the only page without the number of the page at its foot."""
    blocks = read_document(pdf(body, style))
    assert blocks.pop() == Paragraph("1")
    return blocks


def rows(*lines):
    cells = ("".join(cell if cell.startswith("<td") else f"<td>{cell}" for cell in line) for line in lines)
    return f"<table>{''.join(f'<tr>{line}' for line in cells)}</table>"


def test_lines_and_tables_come_in_the_order_of_the_page():
    body = f"<p>План<br>школы<p>{rows(['№', 'Этап'], ['1', 'Отбор<br>и обучение'])}<p>Конец"

    assert read(body) == [
        Paragraph("План"),
        Paragraph("школы"),
        Table([["№", "Этап"], ["1", "Отбор\nи обучение"]]),
        Paragraph("Конец"),
    ]


def test_joined_cells_are_merges():
    body = rows(
        ["№", "Этап", "Срок"],
        ["<td colspan=3>1. Отбор наставников и наставляемых"],
        ["<td rowspan=2>1.1", "лекция", "май"],
        ["беседа", "июнь"],
    )

    assert read(body) == [
        Table(
            [
                ["№", "Этап", "Срок"],
                ["1. Отбор наставников и наставляемых", "", ""],
                ["1.1", "лекция", "май"],
                ["", "беседа", "июнь"],
            ],
            [Merge(1, 0, 1, 3), Merge(2, 0, 2, 1)],
        )
    ]


@pytest.mark.parametrize(
    "style",
    [
        "table {border-collapse: separate; border-spacing: 2px}",
        "td {border: 3px double}",
        "td {border: 2px dashed}",
        "td {background: #eee}",
        "body {border: 1px solid; padding: 10px}",
        "@page {size: A4 landscape}",
    ],
)
def test_table_is_found_however_its_lines_are_drawn(style):
    body = rows(["№", "Этап", "Срок"], ["<td colspan=2>1. Отбор", "май"])

    assert read(body, style) == [Table([["№", "Этап", "Срок"], ["1. Отбор", "", "май"]], [Merge(1, 0, 1, 2)])]


def test_row_cut_by_a_page_goes_on_in_the_next_table():
    lines = "".join(f"{number}. Отбор<br>" for number in range(1, 81))
    blocks = read_document(pdf(rows(["№", "Этап"], ["1", lines])))

    assert [type(block) for block in blocks] == [Table, Paragraph, Table, Paragraph]
    first, second = blocks[0], blocks[2]
    assert [row[0] for row in first.rows + second.rows] == ["№", "1", ""]
    assert f"{first.rows[1][1]}\n{second.rows[0][1]}".split("\n") == [f"{n}. Отбор" for n in range(1, 81)]
    assert (blocks[1], blocks[3]) == (Paragraph("1"), Paragraph("2"))


def test_table_without_a_last_line_keeps_its_last_row():
    down = " ".join(f"{x} 500 m {x} 700 l S" for x in (50, 150, 250))
    across = "50 700 m 250 700 l S 50 600 m 250 600 l S"
    words = "".join(
        f"BT /F 9 Tf {x} {y} Td ({text}) Tj ET "
        for x, y, text in ((60, 650, "a"), (160, 650, "b"), (160, 550, "c"))
    )

    assert read_document(one_page(f"{down} {across} {words}".encode())) == [Table([["a", "b"], ["", "c"]])]


def rulings_of(lines_down, lines_across):
    return find_rulings([down(*line) for line in lines_down] + [across(*line) for line in lines_across])


def test_two_tables_side_by_side_are_two():
    lines_down = [(x, 0, 40) for x in (0, 50, 100, 200, 250, 300)]
    lines_across = [(y, *ends) for y in (0, 20, 40) for ends in ((0, 100), (200, 300))]

    assert [(ruling.xs, ruling.ys) for ruling in rulings_of(lines_down, lines_across)] == [
        ([0, 50, 100], [0, 20, 40]),
        ([200, 250, 300], [0, 20, 40]),
    ]


def test_cell_with_a_corner_cut_out_is_no_merge_and_its_text_stays_together():
    [ruling] = rulings_of([(0, 0, 40), (50, 0, 20), (100, 0, 40)], [(0, 0, 100), (20, 50, 100), (40, 0, 100)])
    whole, corner = Merge(0, 0, 2, 2), Merge(0, 1, 1, 1)

    assert ruling.merges() == []
    assert [ruling.cell_at(*place) for place in ((10, 10), (60, 10), (60, 30))] == [whole, corner, whole]
    assert ruling.cell_at(60, 50) is None


def test_table_without_outer_borders_is_closed_by_the_ends_of_its_lines():
    [ruling] = rulings_of([(50, 0, 60), (90, 0, 20)], [(20, 0, 120)])

    assert (ruling.xs, ruling.ys) == ([0, 50, 90, 120], [0, 20, 60])
    assert ruling.merges() == [Merge(1, 1, 1, 2)]


def test_underline_at_the_border_of_a_cell_parts_nothing():
    [ruling] = rulings_of([(0, 0, 40), (50, 0, 40), (100, 0, 40)], [(0, 0, 100), (15, 2, 30), (40, 0, 100)])

    assert (ruling.xs, ruling.ys) == ([0, 50, 100], [0, 40])


def test_page_with_more_crossings_than_a_table_has_is_a_drawing():
    grid = [(4 * number, 0, 500) for number in range(110)]

    assert len(rulings_of(grid[:50], grid[:50])) == 1
    assert rulings_of(grid, grid) == []


@pytest.mark.parametrize(
    ("lines_down", "lines_across"),
    [
        ([], [(0, 0, 100), (20, 0, 100)]),
        ([(0, 0, 50), (50, 0, 50)], []),
        ([(0, 0, 50), (50, 0, 50)], [(0, 0, 50), (50, 0, 50)]),
        ([(0, 0, 50), (50, 0, 50)], [(0, 0, 50), (20, 44, 54), (50, 0, 50)]),
        ([(0, 0, 50), (2, 0, 50)], [(0, 0, 2)]),
    ],
)
def test_underlines_and_frames_are_no_tables(lines_down, lines_across):
    assert rulings_of(lines_down, lines_across) == []


def test_stamps_side_by_side_are_parted_by_a_tab_and_words_by_a_space():
    body = (
        "<div style='float:right'>УТВЕРЖДАЮ<br>Директор</div><div>СОГЛАСОВАНО на совете<br>протокол № 1</div>"
    )

    assert read(body) == [Paragraph("СОГЛАСОВАНО на совете\tУТВЕРЖДАЮ"), Paragraph("протокол № 1\tДиректор")]


def test_words_broken_at_the_end_of_a_line_show_it():
    body = "<p style='width: 3cm'>наставни\u00adчество и взаимодей\u00adствие"

    texts = [block.text for block in read(body)]

    assert texts == ["наставни\u2010", "чество и", "взаимодей\u2010", "ствие"]


def test_soft_hyphen_left_in_the_letters_of_a_line_becomes_a_hyphen():
    assert line_text([{"x0": 0, "x1": 9, "text": "на\u00adстав\u00ad"}]) == "настав\u2010"


def test_small_raised_figure_stays_in_its_line():
    assert read("<p>Этап<sup style='font-size:7pt'>1</sup> и срок") == [Paragraph("Этап1 и срок")]


def test_letters_printed_twice_count_once():
    twice = b"BT /F 12 Tf 72 700 Td (Plan) Tj ET BT /F 12 Tf 72.3 700 Td (Plan) Tj ET"

    assert read_document(one_page(twice)) == [Paragraph("Plan")]


def test_words_without_spaces_between_them_are_parted_by_their_distance():
    content = b"BT /F 8 Tf 72 700 Td (Plan) Tj 18 0 Td (school) Tj ET"

    assert read_document(one_page(content)) == [Paragraph("Plan school")]


def test_page_that_is_a_picture_is_named_among_the_others():
    picture = pdf_corpus.stream(
        b"\x80", "/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"
    )
    resources = "<</Font 7 0 R/XObject<</I 6 0 R>> >>"
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources {resources}/Contents %s 0 R>>"
    data = pdf_corpus.pdf(
        pdf_corpus.CATALOGUE,
        "<</Type/Pages/Kids[3 0 R 8 0 R]/Count 2>>",
        page % 4,
        pdf_corpus.stream(b"595 0 0 842 0 0 cm /I Do"),
        pdf_corpus.stream(pdf_corpus.WORDS),
        picture,
        pdf_corpus.FONT[7:-2],
        page % 5,
    )

    assert read_document(data) == [
        Paragraph("Страница 1: картинка без текста, прочитать её нельзя."),
        Paragraph("Plan 2026"),
    ]


def test_sixty_pages_are_read_and_one_more_is_refused():
    assert len(read_document(pdf_corpus.many_pages(60))) == 60
    with pytest.raises(DocumentError, match="больше 60 страниц"):
        read_document(pdf_corpus.many_pages(61))
