"""Texts without a table: a cell a line, or lines with labels; and what stands above the rows in a sheet."""

import random

import pytest

from common.blocks import Paragraph, Table
from common.document_reading import blocks_of_text
from roadmap.reading.interpreting import interpret
from roadmap.reading.phrases import join_lines
from roadmap.reading.responsible import split_responsible
from roadmap.reading.words import lost_words
from roadmap.tests.layouts import text_of, whole_rows
from roadmap.tests.scoring import score
from roadmap.tests.test_reading_corpus import document, read

A_CELL_A_LINE = [
    "d11_word_numbers",
    "d23_six_columns_pdf",
    "d46_stage_and_activity_one_column",
    "d48_laws_letters_footnotes",
    "d54_sheet_stage_before_table",
    "d66_stage_row_number_apart",
    "d72_odd_order",
    "d75_sheet_stage_column_numbers",
    "d81_stage_in_first_column_number",
    "seed_s2",
]


def lines_of(part):
    if isinstance(part, str):
        return [part]
    cells = [cell for row in whole_rows(part)[0] for cell in row] if "rows" in part else sum(part["side"], [])
    return [text.replace("\n", " ") for cell in cells if (text := text_of(cell))]


@pytest.mark.parametrize("name", A_CELL_A_LINE)
def test_table_written_one_cell_a_line(name):
    text = "\n".join(line for part in document(name)["parts"] for line in [*lines_of(part), ""])

    result = score(document(name)["expected"], read(blocks_of_text(text)))

    assert result.share >= 0.95, result.wrong


def test_stage_that_stands_above_its_table_in_the_same_sheet():
    rows = [
        ["План наставничества", ""],
        ["Этап 1. Начало", ""],
        ["Мероприятие", "Срок"],
        ["Приказ", "май 2025"],
    ]

    draft = interpret([Table(rows, [])])

    assert draft.title == "План наставничества"
    assert [(stage.number, stage.title) for stage in draft.stages] == [("1", "Начало")]


def test_numbers_of_a_sheet_are_fractions():
    rows = [["№", "Мероприятие", "Срок"], ["1,9", "Опрос", "май 2025"], ["1,1", "Отчёт", "июнь 2025"]]

    activities = interpret([Table(rows, [])]).stages[0].activities

    assert [activity.number for activity in activities] == ["1.9", "1.10"]


def test_labels_below_an_activity():
    lines = ["1. Приказ", "Срок: май 2025", "Ответственный: завуч,", "куратор", "2. Опрос",
             "Срок: июнь 2025", "Ответственный: куратор"]  # fmt: skip

    first, second = (
        interpret([Paragraph(line) for line in ["План наставничества", *lines]]).stages[0].activities
    )

    assert (first.number, first.title, first.term) == ("1", "Приказ", "май 2025")
    assert first.responsible == ["завуч", "куратор"]
    assert (second.number, second.term, second.responsible) == ("2", "июнь 2025", ["куратор"])


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("Админи‐\nстрация", "Администрация"),
        ("Психолого-\nпедагогиче‐\nское", "Психолого-педагогическое"),
        ("Август-\nсентябрь", "Август-сентябрь"),
        ("учитель‐\nнаставник", "учитель-наставник"),
    ],
)
def test_words_cut_at_the_end_of_a_line(lines, text):
    assert join_lines(lines) == text


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("замести‐\nтель ди‐\nректора", ["заместитель директора"]),
        ("Зимина А.А., Летова\nБ.Б.", ["Зимина А.А.", "Летова Б.Б."]),
        ("Директор\nЗимина\nА.А.", ["Директор Зимина А.А."]),
        ("Зимина А.А. и Летова Б.Б.", ["Зимина А.А.", "Летова Б.Б."]),
        ("Кураторы и классные\nруководители", ["Кураторы", "классные руководители"]),
        ("Директор\nи куратор", ["Директор", "куратор"]),
    ],
)
def test_responsible_over_several_lines(text, parts):
    assert split_responsible(text) == parts


def test_any_cells_below_any_headings_lose_no_word():
    headings = ["№", "Этап", "Мероприятие", "Содержание", "Срок", "Ответственный", "Результат"]
    cells = ["1", "1.1", "2", "1,1", "Этап 2. Работа", "2. Реализация", "Приказ", "положение", "май 2025", "Завуч", "",
             "Срок: май", "Ответственный: завуч"]  # fmt: skip
    for seed in range(400):
        chance = random.Random(seed)
        lines = chance.sample(headings, chance.randint(1, 6)) + chance.choices(cells, k=chance.randint(0, 30))
        blocks = blocks_of_text("\n".join(["Дорожная карта", *lines]))

        assert lost_words(blocks, interpret(blocks).to_json()) == [], seed
