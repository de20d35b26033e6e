import io

import docx as python_docx
import pytest

from common.blocks import Merge, Paragraph, Table
from common.document_numbering import draw
from common.document_reading import read_document
from tests.document_corpus import cell, docx, listed, paragraph, relations, table, text_rows, zipped

RUN = "<w:r><w:t>{}</w:t></w:r>"
BOX = "<w:txbxContent>{}</w:txbxContent>"


def texts(data):
    return [block.text for block in read_document(data)]


def rows(*lines):
    """The only table of a document of these rows of cells."""
    [block] = read_document(docx(table(*lines)))
    return block


def level(kind, text, *, depth=0, start=1, more=""):
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels, numbers='<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'):
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{numbers}'


def test_runs_tabs_and_soft_breaks_are_kept():
    body = (
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>УТВЕР</w:t></w:r><w:hyperlink><w:r>"
        "<w:t>ЖДАЮ</w:t><w:tab/><w:t>№ 1</w:t><w:br/><w:t>Директор</w:t><w:noBreakHyphen/>"
        "<w:t>методист</w:t></w:r></w:hyperlink></w:p>"
    )

    assert texts(docx(body)) == ["УТВЕРЖДАЮ\t№ 1", "Директор-методист"]


def test_inserted_text_counts_and_deleted_text_does_not():
    body = (
        "<w:p><w:ins>"
        + RUN.format("новое")
        + "</w:ins><w:del><w:r><w:delText>старое</w:delText></w:r></w:del>"
        "<w:moveFrom>"
        + RUN.format("отсюда")
        + "</w:moveFrom><w:moveTo>"
        + RUN.format(" сюда")
        + "</w:moveTo></w:p>"
        "<w:ins>" + paragraph("вставка") + "</w:ins><w:del>" + paragraph("вычеркнуто") + "</w:del>"
    )

    assert texts(docx(body)) == ["новое сюда", "вставка"]


def test_deleted_paragraph_and_row_take_no_number():
    gone = '<w:rPr><w:del/></w:rPr><w:numPr><w:numId w:val="1"/></w:numPr>'
    row = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('нет')}{cell('')}</w:tr>"
    body = (
        listed("а")
        + paragraph("", gone)
        + listed("б")
        + table([cell("1"), cell("2")]).replace("</w:tbl>", row)
    )

    data = docx(f"{body}</w:tbl>", numbering=numbering(level("decimal", "%1.")))

    assert read_document(data) == [Paragraph("1. а"), Paragraph("2. б"), Table([["1", "2"]])]


def test_joined_cells_are_merges_with_the_text_in_the_first():
    grid = rows(
        [cell("Этап 1", properties='<w:gridSpan w:val="3"/>')],
        [cell("1.1", properties='<w:vMerge w:val="restart"/>'), cell("а"), cell("б")],
        [cell("", properties="<w:vMerge/>"), cell("в", properties='<w:gridSpan w:val="2"/>')],
    )

    assert grid.rows == [["Этап 1", "", ""], ["1.1", "а", "б"], ["", "в", ""]]
    assert grid.merges == [Merge(0, 0, 1, 3), Merge(1, 0, 2, 1), Merge(2, 1, 1, 2)]


def test_words_in_the_hidden_part_of_a_joined_cell_are_kept():
    down = "<w:vMerge/>"
    grid = rows(
        [cell("1", properties='<w:vMerge w:val="restart"/>'), cell("а")],
        [cell("ещё", properties=down), cell("б")],
        [cell("", properties=down), cell("в")],
    )

    assert grid == Table([["1\nещё", "а"], ["", "б"], ["", "в"]], [Merge(0, 0, 3, 1)])


def test_continued_cell_without_a_beginning_is_a_cell():
    assert rows([cell("1", properties="<w:vMerge/>"), cell("а")]) == Table([["1", "а"]])


def test_short_and_shifted_rows_are_filled_up():
    shifted = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("в")}</w:tr>'
    body = table([cell("1"), cell("а"), cell("б")], [cell("2")]).replace("</w:tbl>", f"{shifted}</w:tbl>")

    assert read_document(docx(body)) == [Table([["1", "а", "б"], ["2", "", ""], ["", "в", ""]])]


def test_rows_and_cells_inside_content_controls_are_found():
    wrapped = f"<w:sdt><w:sdtPr/><w:sdtContent>{cell('б')}</w:sdtContent></w:sdt>"
    grid = f"<w:tbl><w:ins><w:tr>{cell('а')}{wrapped}</w:tr></w:ins></w:tbl>"
    body = f"<w:sdt><w:sdtContent>{grid}</w:sdtContent></w:sdt>"

    assert read_document(docx(body)) == [Table([["а", "б"]])]


def test_paragraphs_of_a_cell_are_lines_and_a_table_inside_keeps_its_text():
    inner = text_rows(["1", "лекция"], ["2", "беседа"])

    assert rows([cell("Этап", "", "второй"), cell("до", inner, "")]).rows == [
        ["Этап\n\nвторой", "до\n1\tлекция\n2\tбеседа"]
    ]


def test_table_of_one_cell_is_only_a_frame():
    body = table([cell("УТВЕРЖДАЮ", text_rows(["1", "а"]), "")])

    assert read_document(docx(body)) == [Paragraph("УТВЕРЖДАЮ"), Table([["1", "а"]]), Paragraph("")]


def test_text_boxes_are_paragraphs_and_are_not_read_twice():
    box = BOX.format(paragraph("УТВЕРЖДАЮ") + text_rows(["Директор", "Приказ"]))
    twice = f"<mc:AlternateContent xmlns:mc='m'><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    body = f"<w:p>{RUN.format('План')}<w:r>{twice}</mc:AlternateContent></w:r></w:p>"
    old = f"<w:p><w:r><w:pict>{BOX.format(paragraph('СОГЛАСОВАНО'))}</w:pict></w:r></w:p>"

    assert read_document(docx(body + table([cell(old, "1"), cell("2")]))) == [
        Paragraph("УТВЕРЖДАЮ"),
        Table([["Директор", "Приказ"]]),
        Paragraph("План"),
        Table([["СОГЛАСОВАНО\n\n1", "2"]]),
    ]


def test_notes_stand_at_the_end_under_their_numbers():
    body = (
        "<w:p>" + RUN.format("План") + '<w:r><w:footnoteReference w:id="5"/></w:r></w:p>' + paragraph("Этап")
    )
    notes = (
        '<w:footnote w:id="0"><w:p/></w:footnote><w:footnote w:id="5">'
        + paragraph(" по письму")
        + "</w:footnote>"
    )

    assert texts(docx(body, footnotes=notes)) == ["План¹", "Этап", "¹ по письму"]


def test_headers_and_comments_are_left_out_and_signs_of_fonts_are_drawn():
    body = (
        '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t> да</w:t><w:commentReference/></w:r></w:p>'
    )
    data = docx(
        body, links={"header": "header1.xml"}, extra=[("word/header1.xml", "<w:hdr>Колонтитул</w:hdr>")]
    )

    assert texts(data) == ["✓ да"]


@pytest.mark.parametrize(
    ("kind", "text", "drawn"),
    [
        ("decimal", "%1.", ["1. а", "2. б"]),
        ("decimal", "%1)", ["1) а", "2) б"]),
        ("upperRoman", "Этап %1.", ["Этап I. а", "Этап II. б"]),
        ("lowerRoman", "%1.", ["i. а", "ii. б"]),
        ("russianLower", "%1)", ["а) а", "б) б"]),
        ("decimalZero", "%1", ["01 а", "02 б"]),
        ("bullet", "\uf0b7", ["– а", "– б"]),
        ("none", "%1.", ["а", "б"]),
        ("decimal", "", ["а", "б"]),
    ],
)
def test_numbers_of_lists_are_drawn(kind, text, drawn):
    assert texts(docx(listed("а") + listed("б"), numbering=numbering(level(kind, text)))) == drawn


def test_levels_count_apart_and_begin_anew_under_the_next_number():
    parts = numbering(
        level("decimal", "%1."), level("decimal", "%1.%2.", depth=1), level("bullet", "o", depth=2)
    )
    body = (
        listed("а") + listed("б", level=1) + listed("в", level=1) + listed("г", level=2) + paragraph("текст")
    )
    body += listed("д") + listed("е", level=1)

    assert texts(docx(body, numbering=parts)) == [
        "1. а",
        "1.1. б",
        "1.2. в",
        "– г",
        "текст",
        "2. д",
        "2.1. е",
    ]


def test_legal_numbering_draws_roman_chapters_as_figures():
    parts = numbering(level("upperRoman", "%1."), level("decimal", "%1.%2", depth=1, more="<w:isLgl/>"))

    assert texts(docx(listed("а") + listed("б", level=1), numbering=parts)) == ["I. а", "1.1 б"]


def test_list_begun_anew_by_word_starts_again_and_a_shared_one_goes_on():
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    numbers = "".join(
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="0"/>{more}</w:num>'
        for key, more in ((1, ""), (2, override), (3, ""))
    )
    parts = numbering(level("decimal", "%1.", start=4), numbers=numbers)
    body = listed("а") + listed("б") + listed("в", number=2) + listed("г", number=3)

    assert texts(docx(body, numbering=parts)) == ["4. а", "5. б", "7. в", "8. г"]


def test_number_in_an_empty_cell_is_kept_and_an_idle_bullet_is_not():
    parts = numbering(level("decimal", "%1."), level("bullet", "–", depth=1))
    body = table([cell(listed("")), cell("Отбор")], [cell(listed("")), cell(listed("", level=1))])

    assert read_document(docx(body, numbering=parts)) == [Table([["1.", "Отбор"], ["2.", ""]])]


def test_number_comes_from_the_style_and_can_be_taken_away():
    styles = (
        '<w:style w:styleId="Own"><w:basedOn w:val="List"/></w:style><w:style w:styleId="List"><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    own, without = '<w:pStyle w:val="Own"/>', '<w:pStyle w:val="Own"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = paragraph("а", own) + paragraph("б", without) + paragraph("в", own)

    data = docx(body, styles=styles, numbering=numbering(level("decimal", "%1.")))

    assert texts(data) == ["1. а", "б", "2. в"]


def test_style_named_by_a_level_takes_that_level():
    styles = '<w:style w:styleId="Sub"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    second = level("decimal", "%1.%2", depth=1, more='<w:pStyle w:val="Sub"/>')
    body = listed("а") + paragraph("б", '<w:pStyle w:val="Sub"/>')

    assert texts(docx(body, styles=styles, numbering=numbering(level("decimal", "%1."), second))) == [
        "1. а",
        "1.1 б",
    ]


@pytest.mark.parametrize(
    ("count", "kind", "drawn"),
    [
        (1994, "upperRoman", "MCMXCIV"),
        (27, "upperLetter", "AA"),
        (28, "russianUpper", "Я"),
        (3, "ordinal", "3"),
    ],
)
def test_large_numbers_are_drawn_as_word_draws_them(count, kind, drawn):
    assert draw(count, kind) == drawn


def test_text_part_under_another_name_is_found():
    members = [
        ("_rels/.rels", relations(officeDocument="/word/document2.xml")),
        ("word/document2.xml", '<w:document xmlns:w="w"><w:p><w:r><w:t>План</w:t></w:r></w:p></w:document>'),
    ]

    assert texts(zipped(members)) == ["План"]


def test_file_written_by_a_real_program_is_read():
    document = python_docx.Document()
    document.add_heading("Дорожная карта", 1)
    document.add_paragraph("Первое", style="List Number")
    document.add_paragraph("Второе", style="List Number")
    document.add_paragraph("точка", style="List Bullet")
    grid = document.add_table(3, 3)
    grid.cell(0, 0).merge(grid.cell(0, 2)).text = "1. Отбор"
    grid.cell(1, 0).merge(grid.cell(2, 0)).text = "1.1"
    grid.cell(1, 1).text = "лекция\nбеседа"
    buffer = io.BytesIO()
    document.save(buffer)

    assert read_document(buffer.getvalue()) == [
        Paragraph("Дорожная карта"),
        Paragraph("1. Первое"),
        Paragraph("2. Второе"),
        Paragraph("– точка"),
        Table(
            [["1. Отбор", "", ""], ["1.1", "лекция\nбеседа", ""], ["", "", ""]],
            [Merge(0, 0, 1, 3), Merge(1, 0, 2, 1)],
        ),
    ]
