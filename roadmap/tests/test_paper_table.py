"""The printed table: each usual form, spans, and columns in an order of their own."""

from types import SimpleNamespace

import pytest

from roadmap.columns import PRESETS, preset_of
from roadmap.paper_table import table, widths


class Stage(SimpleNamespace):
    def __str__(self):
        return f"{self.number}. {self.title}"


def stage(number=1, title="Подготовка условий", lead=""):
    return Stage(number=number, title=title, lead=lead)


def line(title="Сбор запросов", **fields):
    usual = {"number": "1.1", "order": 1, "content": [], "term": "", "responsible": "", "result_paper": ""}
    return SimpleNamespace(**{**usual, "title": title, **fields})


def cells(row):
    return [cell["lines"] for cell in row["cells"]]


def spans(row):
    return [cell["rows"] for cell in row["cells"]]


def test_form_a_puts_the_lines_of_a_stage_into_one_cell():
    lines = [line("Сбор запросов"), line("Обучение", content=["материалы", "консультации"])]

    rows = table(PRESETS["A"], [(stage(), lines)])["rows"]

    assert [cells(row) for row in rows] == [
        [
            ["1"],
            ["Подготовка условий"],
            ["1) Сбор запросов.", "2) Обучение:", "– материалы;", "– консультации."],
        ]
    ]


def test_form_a_keeps_the_lead_of_a_split_line():
    rows = table(PRESETS["A"], [(stage(lead="Принятие актов:"), [line("приказ"), line("положение")])])["rows"]

    assert cells(rows[0])[2] == ["Принятие актов:", "– приказ;", "– положение."]


def test_form_b_has_the_stage_across_the_table():
    own = line(content=["Приказ", "Положение"], term="Сентябрь 2026", responsible="Администрация\nКуратор")

    head, row = table(PRESETS["B"], [(stage(), [own])])["rows"]

    assert head == {"stage": "1. Подготовка условий"}
    assert cells(row) == [
        ["1.1"],
        ["Сбор запросов"],
        ["1. Приказ.", "2. Положение."],
        ["Сентябрь 2026"],
        ["Администрация", "Куратор"],
    ]


def test_form_c_has_no_stages_and_the_content_under_the_title():
    rows = table(PRESETS["C"], [(None, [line(content=["письмо"], term="май 2027", responsible="ИМЦ")])])[
        "rows"
    ]

    assert cells(rows[0]) == [["Сбор запросов", "– письмо."], ["май 2027"], ["ИМЦ"]]


def test_form_e_spans_the_stage_over_its_lines():
    first, second = table(PRESETS["E"], [(stage(), [line(), line("Банк", term="май")])])["rows"]

    assert spans(first) == [2, 2, 1, 1, 1, 1]
    assert cells(second) == [["Банк"], [], ["май"], []]


def test_stage_column_with_terms_of_their_own_gives_a_row_a_line():
    columns = [["number", "№"], ["stage", "Этап"], ["content", "Содержание"], ["term", "Срок"]]

    alike = table(columns, [(stage(), [line(term="май"), line("Банк", term="май")])])["rows"]
    apart = table(columns, [(stage(), [line(term="май"), line("Банк", term="июнь")])])["rows"]

    assert [spans(row) for row in alike] == [[1, 1, 1, 1]]
    assert [spans(row) for row in apart] == [[2, 2, 1, 1], [1, 1]]
    assert cells(apart[1]) == [["Банк."], ["июнь"]]


def test_stage_without_lines_keeps_its_row():
    assert table(PRESETS["B"], [(stage(), [])])["rows"] == [{"stage": "1. Подготовка условий"}]
    assert cells(table(PRESETS["E"], [(stage(), [])])["rows"][0])[1] == ["Подготовка условий"]


def test_own_columns_print_in_their_own_order_under_their_own_headings():
    columns = [["term", "Когда"], ["activity", "Что делаем"], ["mark", "Отметка"], ["result", "Документ"]]

    made = table(columns, [(None, [line(term="май", result_paper="Справка")])])

    assert [column["title"] for column in made["columns"]] == ["Когда", "Что делаем", "Отметка", "Документ"]
    assert cells(made["rows"][0]) == [["май"], ["Сбор запросов"], [], ["Справка"]]
    assert sum(column["width"] for column in made["columns"]) == 100


@pytest.mark.parametrize("letter", PRESETS)
def test_usual_tables_have_widths_of_the_whole_sheet(letter):
    assert preset_of(PRESETS[letter]) == letter
    assert sum(widths(PRESETS[letter])) == 100
