"""What the screen of a reading shows: the source with addresses, what was understood, what is left."""

import datetime as dt

import pytest

from common.blocks import Merge, Paragraph, Table, to_json
from roadmap.correcting.draft import line_of, stage_of
from roadmap.correcting.plan import Years, own_years, plan_of, proposed_years, term_words
from roadmap.correcting.screen import MOST_ROWS, closing_words, places_in, source_of
from roadmap.progress import COUNTERS
from roadmap.reading.terms import read_term


def test_merged_cells_are_shown_once_and_keep_their_size():
    table = Table([["1", "Этап", ""], ["", "а", "б"]], [Merge(0, 1, 1, 2), Merge(0, 0, 2, 1)])

    (block,) = source_of(to_json([Paragraph(""), table]))

    shown = [[(cell.text, cell.columns, cell.rows) for cell in row.cells] for row in block.rows]
    assert shown == [[("1", 1, 2), ("Этап", 2, 1)], [("а", 1, 1), ("б", 1, 1)]]
    assert [row.key for row in block.rows] == ["b1r0", "b1r1"]


def test_source_of_a_long_document_is_cut_for_the_page():
    blocks = source_of(to_json([Paragraph(str(number)) for number in range(MOST_ROWS + 5)]))

    assert sum(len(block.rows) for block in blocks) == MOST_ROWS


def test_piece_is_found_by_a_line_of_its_cell():
    blocks = source_of(to_json([Paragraph("Шапка"), Table([["а", "первая\nвторая  строка"]])]))

    assert (places_in(blocks)["вторая строка"], places_in(blocks)["Шапка"]) == ("b1r0", "b0r0")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        ("Август-сентябрь 2022", "август – сентябрь 2022"),
        ("Сентябрь 2022", "сентябрь 2022"),
        ("Октябрь 2022 по май 2023", "октябрь 2022 – май 2023"),
        ("сентябрь 2022, май 2023", "сентябрь 2022; май 2023"),
        ("постоянно", "всё время"),
        ("как получится", "срок не распознан: дат не будет"),
    ],
)
def test_understood_term_is_said_in_words(text, words):
    assert term_words(read_term(text)) == words


def test_days_of_a_term_are_said_as_days():
    said = [
        term_words(read_term(text)).replace("\u00a0", " ")
        for text in ("до 15.09.2023", "с 5.09.2023 по 9.09.2023")
    ]

    assert said == ["до 15 сентября 2023 г.", "с 5 сентября 2023 г. по 9 сентября 2023 г."]


def test_line_says_what_will_close_it(monkeypatch):
    monkeypatch.delitem(COUNTERS, "training", raising=False)

    assert closing_words("Ремонт крыши", []) == "вручную"
    assert closing_words("Обучение наставников", []).startswith("вручную, по смыслу: ")
    assert closing_words("Формирование банка наставников", []).startswith("сама, по данным: ")
    assert (
        closing_words("Локальные акты", ["Приказ", "Положение"]) == "сама, когда готовы все пункты содержания"
    )


def a_draft(*terms, title="", intro="", approved=None):
    lines = [line_of(title="Дело", term=term) for term in terms]
    order = {"number": None, "date": approved}
    return {
        "stages": [stage_of(activities=lines)],
        "title_lines": [title],
        "intro": intro,
        "approval_order": order,
    }


@pytest.mark.parametrize(
    ("draft", "years"),
    [
        (a_draft("Август 2022", "май 2023"), Years(2022)),
        (a_draft("Октябрь 2022", "май 2024"), Years(2022, 2)),
        (a_draft("май", title="на 2024/2025 учебный год"), Years(2024)),
        (a_draft("май", title="на 2024-2026 годы"), Years(2024, 2)),
        (a_draft("май", approved="2023-08-30"), Years(2023)),
        (a_draft("май", approved="2024-01-15"), Years(2023)),
        (a_draft("май"), None),
    ],
)
def test_document_tells_its_own_years(draft, years):
    assert own_years(draft) == years


@pytest.mark.parametrize(
    ("own", "taken", "expected"),
    [
        (Years(2026), [], Years(2026)),
        (Years(2025, 2), [2026], Years(2025, 2)),
        (Years(2022), [], Years(2026)),
        (Years(2022), [2026], Years(2027)),
        (None, [], Years(2026)),
    ],
)
def test_years_that_one_would_expect_are_proposed(own, taken, expected):
    assert proposed_years(own, 2026, lambda year: year in taken) == expected


def test_acts_keep_their_dates_when_the_document_moves():
    draft = a_draft("Сентябрь 2022", title="по приказу от 01.09.2022 № 5 на 2022/2023 учебный год")

    plan = plan_of(draft, Years(2024))

    assert (plan.moved, plan.lines[0].term) == (2, "Сентябрь 2024")
    assert plan.title == "по приказу от 01.09.2022 № 5 на 2024/2025 учебный год"
    assert plan.lines[0].periods == [(dt.date(2024, 9, 1), dt.date(2024, 9, 30))]
