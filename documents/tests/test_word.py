"""Papers in Word: requisites in their order, numbers that Word counts, sheets, the last items with the signature."""

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from common.docx import render_docx
from common.paper_text import bind
from common.tests import papers
from common.tests.word_reading import all_words, numbered_lines, opened, words_of
from documents.papers import pieces

ORDER = ["pStyle", "keepNext", "keepLines", "widowControl", "numPr", "pBdr", "tabs", "suppressAutoHyphens", "spacing",
         "ind", "jc", "outlineLvl"]  # fmt: skip


def read(content):
    return opened(render_docx(content))


def paper(*blocks, **parts):
    """A paper of blocks without items."""
    return papers.one_sheet_order(command="", preamble="", body=list(blocks)) | {"items": []} | parts


def margins(section):
    return round(section.left_margin.mm), round(section.top_margin.mm), section.orientation


def paragraph_of(document, words):
    return next(p for p in document.element.body.iter(qn("w:p")) if words in words_of(p))


def test_order_says_its_requisites_one_after_another():
    said = all_words(read(papers.order()))

    places = [
        said.index(words)
        for words in (
            "Управление образования администрации",
            "«Средняя общеобразовательная школа № 12",
            "(МБОУ «СОШ № 12»)",
            "ПРИКАЗ 02.10.2026 г. Светлореченск № 147-од О закреплении",
            "В соответствии со статьей 351.8",
            "ПРИКАЗЫВАЮ:",
            "1.3. За группой в составе",
            "7. Контроль за исполнением",
            "Директор ДОКУМЕНТ ПОДПИСАН ПРОСТОЙ",
            "М.С. Ковалёва",
            "Астахова Ирина Викторовна",
            "Приложение к приказу МБОУ «СОШ № 12» от 02.10.2026 № 147-од Состав",
            "Лебедева Ольга Николаевна, учитель математики",
            "ЛИСТ ОЗНАКОМЛЕНИЯ",
            "ПЭП, 14:05",
            "Копия. Подлинник – в реестре, код 7K3M-9QTD",
        )
    ]
    assert places == sorted(places)
    assert "ПРОЕКТ" not in said


def test_draft_says_so_and_leaves_room_for_date_and_number():
    said = all_words(read(papers.order(draft=True, date="", number="")))

    assert said.startswith("ПРОЕКТ")
    assert "«____» ____________ 20___ г. г. Светлореченск № _______" in said
    assert "7K3M-9QTD" not in said


def test_items_are_counted_by_word_and_not_typed():
    document = read(papers.order())

    numbers = [
        line.split(" ")[0] for line in numbered_lines(document) if line[:1].isdigit() and "." in line[:3]
    ]
    item = paragraph_of(document, "Закрепить с 5 октября")
    assert numbers[1:14] == [text.split(" ")[0] for text in papers.ITEMS]
    looks = document.part.numbering_part.element.findall(qn("w:abstractNum"))[-1].iter(qn("w:lvlText"))
    assert [look.get(qn("w:val")) for look in looks] == ["%1.", "%1.%2.", "%1.%2.%3."]
    assert words_of(item).startswith("Закрепить")
    assert item.pPr.numPr.ilvl.val == 0


def test_number_that_word_would_count_otherwise_is_typed():
    items = [{"number": n, "text": "Пункт приказа."} for n in ("1.", "3.", "3.1.", "1.", "1.1.", "2.")]

    document = read(papers.one_sheet_order() | {"items": items})

    lines = [line for line in numbered_lines(document) if "Пункт приказа." in line]
    counted = [
        p for p in document.element.body.iter(qn("w:p")) if p.pPr is not None and p.pPr.numPr is not None
    ]
    assert [line.split(" ")[0] for line in lines] == ["1.", "3.", "3.1.", "1.", "1.1.", "2."]
    assert len(counted) == 4


def test_sections_of_a_local_act_are_headings_that_word_counts():
    blocks = pieces.sections(
        [("Общие положения", ["Понятия.", ["первое;", "второе."], "Основы."]), ("Права", ["Кто."])]
    )

    document = read(paper(*blocks))

    lines = numbered_lines(document)
    assert [line for line in lines if line[:2] in {"1.", "2."}] == [
        "1. Общие положения", "1.1. Понятия.", "1.2. Основы.", "2. Права", "2.1. Кто.",
    ]  # fmt: skip
    assert paragraph_of(document, "Права").pPr.style == document.styles["Heading 1"].style_id


def test_each_appendix_counts_its_own_numbers_and_sheets():
    appendix = {"label": "Приложение", "head_lines": [], "title_lines": ["План"], "landscape": True}
    body = [pieces.text("a", "Первое.", number="1.")]

    document = read(papers.one_sheet_order() | {"appendices": [appendix | {"body": body}] * 2})

    first, second, third = document.sections
    assert [line for line in numbered_lines(document) if "Первое" in line] == ["1. Первое."] * 2
    assert margins(first) == (30, 20, WD_ORIENT.PORTRAIT)
    assert margins(second) == (20, 30, WD_ORIENT.LANDSCAPE)
    for section in (second, third):
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
        assert section.different_first_page_header_footer
        assert [p.text for p in section.first_page_footer.paragraphs] == [""]


def test_short_keeping_and_small_letters_are_kept():
    document = read(papers.one_sheet_order(short_keeping=True, small=True))

    assert margins(document.sections[0])[0] == 20
    assert document.styles["Normal"].font.size.pt == 12


def test_last_two_items_go_with_the_signature():
    document = read(papers.order())

    kept = [words_of(p)[:12] for p in document.element.body.iter(qn("w:p"))
            if p.pPr is not None and p.pPr.keepNext is not None and p.pPr.numPr is not None]  # fmt: skip
    assert kept == ["Секретарю Ру", "Контроль за "]


def test_several_signatures_stand_together():
    signers = [pieces.signer("председатель", "И.И. Орлов"), pieces.signer("секретарь", "А.А. Ким")]

    document = read(papers.one_sheet_order(signature=None, signatures=signers, performer=None))

    rows = [table.rows[0] for table in document.tables]
    assert [[words_of(p._p) for cell in row.cells for p in cell.paragraphs] for row in rows] == [
        ["Председатель", "_" * 15, "И.И. Орлов"],
        ["Секретарь", "_" * 15, "А.А. Ким"],
    ]
    assert [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in rows] == [True, False]


def test_every_block_is_written():
    rows = [pieces.stage("s", "Этап 1"), pieces.row("r", "1", ["а", "б"])]
    document = read(
        paper(
            pieces.label("l", "СЛУШАЛИ:"),
            pieces.table("t", [("№ п/п", 10), ("Кто", 90)], rows),
            pieces.facts("f", [("Срок", "год"), ("Состав", ["Орлов И.И.", "Ким А.А."])]),
            pieces.bars("b", "Доли", [("да", "3 из 4", 75)]),
            pieces.sides("d", ["Работодатель", "ИНН 1"], ["Работник", "паспорт"]),
            pieces.signatures("g", [pieces.signer("педагог", "А.А. Ким")]),
            pieces.text("c", "посередине", look="c"),
        )
    )  # fmt: skip

    said = all_words(document)
    for words in ("СЛУШАЛИ: № п/п Кто Этап 1 1 а б", "Срок год Состав Орлов И.И. Ким А.А.", "Доли да", "3 из 4",
                  "Работодатель ИНН 1 Работник паспорт", "Педагог", "посередине"):  # fmt: skip
        assert words in said
    assert "█" * 15 + "░" * 5 in said
    head = next(row for row in document.element.body.iter(qn("w:tr")) if row.trPr.xpath("./w:tblHeader"))
    assert words_of(head) == "№ п/пКто"


def test_consent_says_everything_the_paper_says():
    document = read(papers.consent())

    said = all_words(document)
    assert "СОГЛАСИЕ на обработку персональных данных Я, Гриценко Артём Павлович, зарегистрированный" in said
    assert "1. Цель обработки: участие" in said
    assert "«____» ____________ 2026 г. _______________ А.П. Гриценко" in said
    assert "Экземпляр и версия текста: school12.example/p/7K3M-9QTD" in said
    bold = [run.text for p in document.paragraphs for run in p.runs if run.bold and "Гриценко" in run.text]
    assert bold == ["Гриценко Артём Павлович"]


def test_number_of_a_paper_is_held_in_one_piece():
    head = paragraph_of(read(papers.one_sheet_order()), "02.10.2026")

    assert len(list(head.iter(qn("w:noBreakHyphen")))) == 1
    assert bind("от 02.10.2026 № 147-од") == "от 02.10.2026 №\u00a0147-од"


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\ud800", "\ufffe"])
def test_signs_that_no_word_file_can_hold_are_left_out(sign):
    content = papers.one_sheet_order(heading=f"О по{sign}рядке", place=f"г. Ки{sign}ров")
    content["items"][0]["text"] = f"Пер{sign}вый."
    content["letterhead"] = content["letterhead"] | {"name_lines": [f"Шко{sign}ла"]}

    said = all_words(read(content))

    for words in ("О порядке", "г. Киров", "Первый.", "Школа"):
        assert words in said


def test_file_says_its_title_author_and_language():
    document = read(papers.one_sheet_order())

    properties = document.core_properties
    assert properties.title.startswith("ПРИКАЗ № 147-од от 02.10.2026. О закреплении")
    assert (properties.author, properties.language) == ("МБОУ «СОШ № 12»", "ru-RU")
    assert document.styles["Normal"].element.rPr.find(qn("w:lang")).get(qn("w:val")) == "ru-RU"


def test_properties_stand_in_the_order_of_the_schema():
    """Word calls a file damaged when a frame of a paragraph stands behind its indents."""
    document = read(papers.order())

    for root in (document.element, document.styles.element):
        for properties in root.iter(qn("w:pPr")):
            known = [
                ORDER.index(name) for child in properties if (name := child.tag.rpartition("}")[2]) in ORDER
            ]
            assert known == sorted(known)
