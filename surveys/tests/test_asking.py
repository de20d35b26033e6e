"""Which questions are asked, and what counts as an answer."""

import datetime as dt
import json

import pytest
from hypothesis import given, settings

from surveys.asking import LONG_MAX, OTHER_MAX, SHORT_MAX, asked, checked
from surveys.sheet import Kind, Option, Question, Row, Section, Sheet, ShowIf
from surveys.tests.sheets import sheets_with_answers

OPTIONS = (Option("a", "А"), Option("b", "Б"), Option("c", "В"))


def sheet_of(*questions):
    return Sheet((Section("s1", questions=questions),))


def one(kind, **more):
    return sheet_of(Question("q", kind, "Вопрос", **more))


def answer_to(kind, raw, **more):
    """(answer kept, what is wrong) of one question."""
    answers, errors = checked(one(kind, **more), {"q": raw})
    return answers.get("q"), errors.get("q", "")


@settings(max_examples=150, deadline=None)
@given(sheets_with_answers())
def test_any_json_is_read_without_a_fall_and_reading_twice_changes_nothing(found):
    sheet, raw = found

    for is_draft in (True, False):
        answers, errors = checked(sheet, raw, "mentor", is_draft=is_draft)
        json.dumps(answers, ensure_ascii=False).encode()
        shown = {question.key for _, questions in asked(sheet, answers, "mentor") for question in questions}

        assert {key.removesuffix(":why") for key in answers} <= shown
        assert checked(sheet, answers, "mentor", is_draft=is_draft)[0] == answers
        assert "\x00" not in str(answers)
        assert not (is_draft and errors)


@pytest.mark.parametrize("raw", [None, [], "text", 5, True])
def test_what_is_no_sheet_of_answers_is_an_empty_one(raw):
    assert checked(one(Kind.SHORT, is_required=True), raw) == ({}, {"q": "Ответьте на этот вопрос."})


@pytest.mark.parametrize(
    ("kind", "raw", "kept"),
    [
        (Kind.SHORT, "  слово ", "слово"),
        (Kind.LONG, "да\x00 нет\ud800", "да нет"),
        (Kind.NUMBER, "1 000,5", 1000.5),
        (Kind.NUMBER, "1\u00a0000", 1000),
        (Kind.NUMBER, 7.0, 7),
        (Kind.DATE, "2026-10-01", "2026-10-01"),
        (Kind.YES_NO, "no", "no"),
        (Kind.SINGLE, "b", "b"),
        (Kind.SINGLE_OTHER, "b", "b"),
        (Kind.SINGLE_OTHER, {"other": " своё "}, {"other": "своё"}),
        (Kind.SEVERAL, ["c", "a", "a"], ["a", "c"]),
        (Kind.RANKING, ["c", "a", "b"], ["c", "a", "b"]),
        (
            Kind.FILE,
            {"name": "План.docx", "stored": "1.docx", "more": 1},
            {"name": "План.docx", "stored": "1.docx"},
        ),
    ],
)
def test_an_answer_is_kept_in_its_shape(kind, raw, kept):
    assert answer_to(kind, raw, options=OPTIONS) == (kept, "")


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (Kind.SHORT, 5),
        (Kind.NUMBER, "много"),
        (Kind.NUMBER, "inf"),
        (Kind.NUMBER, "nan"),
        (Kind.DATE, "2026-02-30"),
        (Kind.YES_NO, "maybe"),
        (Kind.YES_NO, True),
        (Kind.SINGLE, "z"),
        (Kind.SINGLE, ["a"]),
        (Kind.SINGLE, {"other": "своё"}),
        (Kind.SINGLE_OTHER, {"other": "  "}),
        (Kind.SINGLE_OTHER, {"other": None}),
        (Kind.SEVERAL, "a"),
        (Kind.SEVERAL, ["a", "z"]),
        (Kind.SEVERAL, [["a"]]),
        (Kind.RANKING, ["a", "b"]),
        (Kind.RANKING, ["a", "a", "b"]),
    ],
)
def test_what_is_no_answer_is_said_and_not_kept(kind, raw):
    kept, error = answer_to(kind, raw, options=OPTIONS)

    assert kept is None
    assert error


@pytest.mark.parametrize(
    "raw", ["file.txt", {"name": "a"}, {"name": "a", "stored": ""}, {"name": 1, "stored": 2}]
)
def test_a_file_is_one_that_we_have_stored(raw):
    assert answer_to(Kind.FILE, raw) == (None, "")


@pytest.mark.parametrize(("kind", "limit"), [(Kind.SHORT, SHORT_MAX), (Kind.LONG, LONG_MAX)])
def test_a_text_that_is_too_long_is_cut_and_said(kind, limit):
    kept, error = answer_to(kind, "я" * (limit + 1))

    assert len(kept) == limit
    assert str(limit) in error
    assert answer_to(kind, "я" * limit)[1] == ""


def test_a_cut_text_ends_with_a_letter():
    assert answer_to(Kind.SHORT, "я" * (SHORT_MAX - 1) + " конец")[0] == "я" * (SHORT_MAX - 1)
    assert len(answer_to(Kind.SINGLE_OTHER, {"other": "я" * 999}, options=OPTIONS)[0]["other"]) == OTHER_MAX


def test_number_within_its_bounds():
    assert answer_to(Kind.NUMBER, "0", low=0, high=40) == (0, "")
    assert answer_to(Kind.NUMBER, "41", low=0, high=40) == (None, "Число должно быть от 0 до 40.")
    assert answer_to(Kind.NUMBER, "-1", low=0) == (None, "Число должно быть от 0.")


@pytest.mark.parametrize(
    ("raw", "kept"), [(1, 1), ("10", 10), (0, None), (11, None), ("5.5", None), (None, None)]
)
def test_mark_stands_on_its_scale(raw, kept):
    assert answer_to(Kind.SCALE, raw, low=1, high=10)[0] == kept


def test_grid_keeps_the_marks_that_are_marks():
    rows = (Row("r1", "Раз"), Row("r2", "Два"))

    assert answer_to(Kind.GRID, {"r1": "5", "r2": 9, "zz": 1}, rows=rows, low=1, high=5) == (
        {"r1": 5}, "Выберите оценки на шкале.",
    )  # fmt: skip
    assert answer_to(Kind.GRID, {"r1": ""}, rows=rows, low=1, high=5) == (None, "")


def test_a_required_grid_wants_every_row_another_does_not():
    rows = (Row("r1", "Раз"), Row("r2", "Два"))

    required = answer_to(Kind.GRID, {"r1": 2}, rows=rows, low=1, high=5, is_required=True)

    assert required == ({"r1": 2}, "Поставьте оценку в каждой строке.")
    assert answer_to(Kind.GRID, {"r1": 2}, rows=rows, low=1, high=5) == ({"r1": 2}, "")


@pytest.mark.parametrize(
    ("least", "most", "chosen", "error"),
    [
        (2, 2, ["a"], "Нужно выбрать ровно 2."),
        (2, 2, ["a", "b"], ""),
        (2, None, ["a"], "Нужно выбрать не меньше 2."),
        (None, 1, ["a", "b"], "Можно выбрать не больше 1."),
        (2, 2, [], ""),
    ],
)
def test_several_are_counted(least, most, chosen, error):
    assert answer_to(Kind.SEVERAL, chosen, options=OPTIONS, least=least, most=most)[1] == error


def test_why_is_asked_at_the_mark_and_below_only():
    sheet = one(Kind.SCALE, low=1, high=10, why_at=4)

    assert checked(sheet, {"q": 4}) == ({"q": 4}, {"q": "Напишите, почему такая оценка."})
    assert checked(sheet, {"q": 4, "q:why": "  "})[1] == {"q": "Напишите, почему такая оценка."}
    assert checked(sheet, {"q": 4, "q:why": " Нет времени "}) == ({"q": 4, "q:why": "Нет времени"}, {})
    assert checked(sheet, {"q": 5, "q:why": "Всё хорошо"}) == ({"q": 5}, {})


def test_a_draft_demands_nothing_and_keeps_what_is_an_answer():
    sheet = sheet_of(
        Question("a", Kind.SHORT, "А", is_required=True),
        Question("b", Kind.SCALE, "Б", low=1, high=5),
        Question("c", Kind.SEVERAL, "В", options=OPTIONS, least=3),
    )

    assert checked(sheet, {"b": 9, "c": ["a"]}, is_draft=True) == ({"c": ["a"]}, {})


def branching():
    """Three in a row: each hangs on the one before, all in one section."""
    return sheet_of(
        Question("a", Kind.YES_NO, "А"),
        Question("b", Kind.SCALE, "Б", low=1, high=5, show_if=ShowIf("a", ("no",))),
        Question("c", Kind.SHORT, "В", is_required=True, show_if=ShowIf("b", ("1", "2"))),
    )


def keys_asked(sheet, answers, side=""):
    return [question.key for _, questions in asked(sheet, answers, side) for question in questions]


@pytest.mark.parametrize(
    ("answers", "keys"),
    [
        ({}, ["a"]),
        ({"a": "yes", "b": 1}, ["a"]),
        ({"a": "no"}, ["a", "b"]),
        ({"a": "no", "b": 3}, ["a", "b"]),
        ({"a": "no", "b": 2}, ["a", "b", "c"]),
    ],
)
def test_a_condition_hangs_on_answers_of_the_same_section_too(answers, keys):
    assert keys_asked(branching(), answers) == keys


def test_what_is_not_asked_is_neither_kept_nor_demanded():
    answers, errors = checked(branching(), {"a": "yes", "b": 1, "c": "слова"})

    assert (answers, errors) == ({"a": "yes"}, {})


@pytest.mark.parametrize(
    ("value", "is_shown"),
    [({"other": "своё"}, True), ("a", True), ("b", False), (["a"], True), (None, False)],
)
def test_a_condition_knows_own_words_and_lists(value, is_shown):
    sheet = sheet_of(
        Question("q", Kind.SINGLE_OTHER, "?", options=OPTIONS),
        Question("next", Kind.SHORT, "?", show_if=ShowIf("q", ("other", "a"))),
    )

    assert ("next" in keys_asked(sheet, {"q": value})) is is_shown


def test_questions_of_one_side_are_for_it_alone_and_empty_sections_fall_out():
    sheet = Sheet(
        (
            Section("s1", questions=(Question("all", Kind.SHORT, "?"),)),
            Section("s2", questions=(Question("own", Kind.SHORT, "?", only_for="mentor", is_required=True),)),
        )
    )

    assert keys_asked(sheet, {}, "mentor") == ["all", "own"]
    assert [section.key for section, _ in asked(sheet, {}, "mentee")] == ["s1"]
    assert checked(sheet, {"own": "слова"}, "") == ({}, {})
    assert "own" in checked(sheet, {}, "mentor")[1]


def test_dates_are_days():
    today = dt.date(2026, 11, 22)

    assert answer_to(Kind.DATE, today.isoformat()) == ("2026-11-22", "")
