"""What is wrong with a questionnaire before anybody is asked."""

from dataclasses import replace

import pytest

from surveys.builtin import all_ready
from surveys.checking import problems, serious
from surveys.sheet import Band, Kind, Option, Question, Row, Section, Sheet, ShowIf

TWO = (Option("a", "А"), Option("b", "Б"))
FINE = [
    Question("yes", Kind.YES_NO, "Да?"),
    Question("one", Kind.SINGLE, "Что?", options=TWO, show_if=ShowIf("yes", ("no",))),
    Question("own", Kind.SINGLE_OTHER, "Что ещё?", options=TWO[:1], show_if=ShowIf("one", ("a",))),
    Question("few", Kind.SEVERAL, "Что?", options=TWO, least=1, most=2, show_if=ShowIf("own", ("other",))),
    Question("mark", Kind.SCALE, "Сколько?", low=0, high=10, why_at=3, labels=()),
    Question("grid", Kind.GRID, "Сколько?", low=1, high=2, labels=("мало", "много"), rows=(Row("r", "Раз"),)),
    Question("last", Kind.LONG, "Почему?", show_if=ShowIf("mark", ("0", "1"))),
    Question("age", Kind.NUMBER, "Сколько лет стажа?", low=0, high=60),
]


def sheet_of(*questions, bands=()):
    return Sheet((Section("s1", questions=questions),), bands)


def told(*questions, is_anonymous=False):
    """(key, is serious) of what is wrong, and all the words."""
    found = problems(sheet_of(*questions), is_anonymous=is_anonymous)
    return [(one.question, one.is_serious) for one in found], " ".join(one.words for one in found)


def test_a_sheet_that_can_be_answered_has_no_problems():
    assert problems(sheet_of(*FINE), is_anonymous=True) == []


@pytest.mark.parametrize("key", list(all_ready()))
def test_the_ready_made_can_be_opened(key):
    assert serious(problems(all_ready()[key].sheet)) == []


def test_a_sheet_without_questions_cannot_be_opened():
    assert [one.is_serious for one in problems(Sheet())] == [True]
    assert [one.is_serious for one in problems(sheet_of())] == [True]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (Question("q", Kind.SHORT, " "), "нет слов"),
        (Question("q", Kind.SINGLE, "?"), "Нет вариантов"),
        (Question("q", Kind.RANKING, "?", options=TWO[:1]), "только один"),
        (Question("q", Kind.SINGLE, "?", options=(TWO[0], replace(TWO[0], words="Б"))), "нельзя отличить"),
        (Question("q", Kind.SEVERAL, "?", options=TWO, least=3, most=3), "выбрать 3, а вариантов 2"),
        (Question("q", Kind.SEVERAL, "?", options=TWO, least=2, most=1), "больше, чем"),
        (Question("q", Kind.SEVERAL, "?", options=TWO, most=0), "не меньше 1"),
        (Question("q", Kind.SCALE, "?", low=5, high=5), "меньше последней"),
        (Question("q", Kind.SCALE, "?"), "меньше последней"),
        (Question("q", Kind.SCALE, "?", low=0, high=11), "12 отметок"),
        (Question("q", Kind.SCALE, "?", low=1, high=3, labels=("раз",)), "Подписей 1, а отметок 3"),
        (Question("q", Kind.GRID, "?", low=1, high=3), "Нет строк"),
        (Question("q", Kind.NUMBER, "?", low=9, high=1), "больше наибольшего"),
        (Question("q", Kind.SHORT, "?", show_if=ShowIf("gone", ("a",))), "которого выше нет"),
        (Question("q", Kind.SHORT, "?", show_if=ShowIf("q", ("a",))), "которого выше нет"),
        (Question("q", Kind.SHORT, "?", show_if=ShowIf("age", ("5",))), "где ответ выбирают"),
        (Question("q", Kind.SHORT, "?", show_if=ShowIf("one", ("a", "z"))), "ответ, которого"),
        (Question("q", Kind.SHORT, "?", show_if=ShowIf("one")), "ответ, которого"),
        (Question("q", Kind.SHORT, "?", show_if=ShowIf("mark", ("11",))), "ответ, которого"),
    ],
)
def test_what_cannot_be_answered_is_serious(question, words):
    found, said = told(*FINE, question)

    assert found == [("q", True)]
    assert words in said


def test_a_condition_on_a_later_question_is_told():
    first = Question("first", Kind.SHORT, "?", show_if=ShowIf("yes", ("no",)))

    assert told(first, *FINE)[0] == [("first", True)]


def test_a_doubled_key_is_told():
    assert told(*FINE, Question("yes", Kind.SHORT, "Ещё?"))[0] == [("yes", True)]


@pytest.mark.parametrize(
    "words",
    [
        "Какой у вас диагноз?",
        "Есть ли хронические болезни?",
        "Номер паспорта",
        "Ваш СНИЛС",
        "Адрес проживания",
    ],
)
def test_what_no_school_needs_to_know_is_a_doubt(words):
    assert told(Question("q", Kind.SHORT, words))[0] == [("q", False)]
    assert told(Question("q", Kind.SINGLE, "?", options=(*TWO, Option("c", words))))[0] == [("q", False)]


@pytest.mark.parametrize("words", ["Здоровый ли климат в паре?", "Полезны ли встречи?", "Инициатива класса"])
def test_usual_words_are_no_doubt(words):
    assert told(Question("q", Kind.SHORT, words))[0] == []


def test_words_that_stand_twice_and_a_why_off_the_scale_are_doubts():
    same = (Option("a", "Да"), Option("b", "да "))

    assert told(Question("q", Kind.SINGLE, "?", options=same))[0] == [("q", False)]
    assert told(Question("q", Kind.SCALE, "?", low=1, high=5, why_at=0))[0] == [("q", False)]


@pytest.mark.parametrize(
    ("kind", "words"), [(Kind.FILE, "План"), (Kind.SHORT, "Ваша фамилия"), (Kind.SHORT, "ФИО")]
)
def test_a_campaign_without_names_asks_for_nothing_that_tells_who(kind, words):
    question = Question("q", kind, words)

    assert told(question, is_anonymous=True)[0] == [("q", True)]
    assert told(question)[0] == []


@pytest.mark.parametrize(
    ("bands", "words", "is_serious"),
    [
        ([(0, 5), (6, 10)], "", None),
        ([(6, 10), (0, 5)], "", None),
        ([(0, 5), (5, 10)], "накладываются", True),
        ([(0, 10), (3, 4)], "накладываются", True),
        ([(5, 0), (6, 10)], "начало больше", True),
        ([(0, 3), (6, 10)], "пропуск", False),
        ([(1, 5), (6, 10)], "набрать можно 0–10", False),
        ([(0, 5), (6, 9)], "набрать можно 0–10", False),
    ],
)
def test_levels_lie_side_by_side_over_every_score(bands, words, is_serious):
    made = tuple(Band(low, high, f"{low}") for low, high in bands)

    found = problems(sheet_of(Question("q", Kind.SCALE, "?", low=0, high=10), bands=made))

    assert [one.is_serious for one in found] == ([] if is_serious is None else [is_serious])
    assert all(words in one.words for one in found)


def test_levels_without_points_are_a_doubt():
    found = problems(sheet_of(Question("q", Kind.SHORT, "?"), bands=(Band(0, 5, "да"),)))

    assert [(one.is_serious, "баллов нет" in one.words) for one in found] == [(False, True)]
