"""What is typed from paper, as answers; the questions as they stand on a blank."""

import pytest

from surveys.blank_paper import blank
from surveys.builtin import all_ready
from surveys.sheet import load
from surveys.typing_in import fields, read

SHEET = load({"sections": [
    {"key": "s1", "title": "Пара", "questions": [
        {"key": "mark", "kind": "scale", "words": "Комфортно?", "low": 1, "high": 10, "why_at": 4,
         "low_words": "нет", "high_words": "да"},
        {"key": "one", "kind": "single", "words": "Как часто?", "options": [
            {"key": "week", "words": "Каждую неделю"}, {"key": "month", "words": "Раз в месяц"}]},
        {"key": "own", "kind": "single_other", "words": "Где?", "options": [{"key": "school", "words": "В школе"}]},
        {"key": "some", "kind": "several", "words": "Что дало?", "most": 2, "options": [
            {"key": "a", "words": "Уверенность"}, {"key": "b", "words": "Методики"}, {"key": "c", "words": "Друзья"}]},
    ]},
    {"key": "s2", "questions": [
        {"key": "rank", "kind": "ranking", "words": "Что важнее?", "options": [
            {"key": "x", "words": "Опыт"}, {"key": "y", "words": "Время"}, {"key": "z", "words": "Характер"}]},
        {"key": "grid", "kind": "grid", "words": "Справляетесь?", "low": 0, "high": 2, "rows": [
            {"key": "r1", "words": "План"}, {"key": "r2", "words": "Порядок"}]},
        {"key": "more", "kind": "yes_no", "words": "Продолжить?"},
        {"key": "wish", "kind": "long", "words": "Что изменить?", "show_if": {"question": "more", "answers": ["no"]}},
        {"key": "day", "kind": "date", "words": "Когда?"},
        {"key": "hours", "kind": "number", "words": "Часов?", "low": 1, "high": 40},
        {"key": "proof", "kind": "file", "words": "Приложите"},
        {"key": "only", "kind": "short", "words": "Кого ведёте?", "only_for": "mentor"},
    ]},
]})  # fmt: skip
GOOD = {
    "mark": "3", "mark:why": "Мало времени", "one": "2", "own": "В парке", "some": "13", "rank": "2 3 1",
    "grid.r1": "2", "grid.r2": "0", "more": "Нет", "wish": "Чаще", "day": "5.10.26", "hours": "2,5", "only": "Класс",
}  # fmt: skip


def test_digits_become_answers():
    raw, errors = read(SHEET, GOOD)

    assert errors == {}
    assert raw == {
        "mark": 3, "mark:why": "Мало времени", "one": "month", "own": {"other": "В парке"}, "some": ["a", "c"],
        "rank": ["z", "x", "y"], "grid": {"r1": 2, "r2": 0}, "more": "no", "wish": "Чаще", "day": "2026-10-05",
        "hours": 2.5, "only": "Класс",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("mark", "11", "от 1 до 10"),
        ("mark", "пять", "от 1 до 10"),
        ("one", "3", "от 1 до 2"),
        ("one", "12", "один номер"),
        ("some", "4", "от 1 до 3"),
        ("rank", "1 1 2", "места всех строк"),
        ("grid.r2", "3", "от 0 до 2"),
        ("more", "может", "1, если"),
        ("day", "в среду", "например 05.10.2026"),
        ("day", "31.02.2026", "Такой даты нет"),
        ("hours", "много", "цифрами"),
        ("hours", "100", "до 40"),
    ],
)
def test_what_no_blank_offers_is_refused_beside_its_line(field, text, words):
    raw, errors = read(SHEET, GOOD | {field: text})

    assert list(errors) == [field]
    assert words in errors[field]


@pytest.mark.parametrize("text", ["1 3", "1,3", "3; 1", " 13 ", "1.3"])
def test_numbers_may_be_parted_in_any_way(text):
    assert read(SHEET, {"some": text})[0] == {"some": ["a", "c"]}


def test_an_empty_sheet_is_no_answer():
    assert read(SHEET, {}) == ({}, {})


def test_lines_of_the_form_bear_the_numbers_of_the_blank():
    lines = [line for _, found in fields(SHEET, "mentee", {"mark": "7"}, {"one": "?"}) for line in found]
    paper = blank(SHEET, title="Анкета", institution="Школа", side="mentee")
    printed = [(one["number"], one["words"]) for section in paper["sections"] for one in section["questions"]]

    assert [line.number for line in lines] == ["1", "", "2", "3", "4", "5", "6.1", "6.2", "7", "8", "9", "10"]
    assert [number for number, _ in printed] == list(range(1, 12))  # the file is asked for on paper
    assert (lines[0].value, lines[2].error) == ("7", "?")
    assert [line.words for line in lines if line.number.startswith("6.")] == ["План", "Порядок"]


def test_what_lacks_in_a_grid_is_told_beside_its_empty_rows():
    lines = [
        line
        for _, found in fields(SHEET, "", {"grid.r1": "2"}, {"grid": "В каждой строке."})
        for line in found
    ]

    assert [(line.name, line.error) for line in lines if line.error] == [("grid.r2", "В каждой строке.")]


def test_a_blank_says_in_words_whom_a_question_is_for():
    paper = blank(SHEET, title="Анкета", institution="Школа")
    asked = {one["words"]: one for section in paper["sections"] for one in section["questions"]}

    assert asked["Что изменить?"]["condition"] == "Если в вопросе 7 вы ответили «Нет»"
    assert asked["Кого ведёте?"]["condition"] == "Отвечают только наставники"
    assert asked["Комфортно?"]["why"] == "Если 4 или ниже – почему?"
    assert asked["Что дало?"]["hint"] == "не больше 2"
    assert len(asked["Что изменить?"]["lines"]) == 3


def test_four_short_options_stand_in_two_columns():
    words = ["Раз", "Два", "Три", "Четыре", "Пять"]
    sheet = load({"sections": [{"key": "s", "questions": [
        {"key": "q", "kind": "several", "words": "?", "options": [
            {"key": f"o{n}", "words": one} for n, one in enumerate(words)]}]}]})  # fmt: skip

    (section,) = blank(sheet, title="", institution="")["sections"]

    assert section["questions"][0]["columns"] == [["Раз", "Четыре"], ["Два", "Пять"], ["Три"]]


@pytest.mark.parametrize("key", list(all_ready()))
def test_every_ready_questionnaire_can_be_printed_and_typed_in(key):
    sheet = all_ready()[key].sheet
    paper = blank(sheet, title="Анкета", institution="Школа", side=all_ready()[key].side)

    words = {one["words"] for section in paper["sections"] for one in section["questions"]}
    lines = [line for _, found in fields(sheet, all_ready()[key].side) for line in found]
    assert words == {question.words for question in sheet.questions}
    assert len({line.name for line in lines}) == len(lines) >= len(words)
