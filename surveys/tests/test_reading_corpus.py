"""Questionnaires in many layouts are read as their expected answers say; nothing in them is lost."""

import random
import re

import pytest

from common.blocks import Paragraph
from common.document_reading import blocks_of_text, read_document
from surveys.checking import problems, serious
from surveys.reading import read
from surveys.reading.marks import range_in
from surveys.sheet import load
from surveys.tests.reading_documents import FOLDER, answer, blocks_of, document, found_in, titles, wrong

NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))
WORD = re.compile(r"[^\W\d_]{3,}")
# How to answer, told by the kind of the question and not by its words any more.
HOW = {
    *("вариант", "варианты", "ответ", "ответа", "ваш", "мой", "другое", "иное", "свой", "нужное", "подчеркнуть", "где"),
    *("балл", "критерий", "утверждение", "оценка", "вопрос", "вопросы", "блок", "раздел", "ответов", "умение", "нет"),
    *("напишите", "вариантов"),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_document_is_read_as_expected(name):
    expected, found = document(name)["expected"], answer(name)

    assert wrong(expected, found) == []
    assert len(list(found_in(found))) == len(expected["questions"])
    assert titles(found) == expected["sections"]
    assert {key: getattr(found, key) for key in ("title", "purpose", "side", "greeting", "unread")} == {
        key: expected[key] for key in ("title", "purpose", "side", "greeting", "unread")
    }
    assert sum("в анкету не вошла" in doubt["words"] for doubt in found.doubts) == expected["dropped"]


@pytest.mark.parametrize("name", NAMES)
def test_no_word_is_lost(name):
    assert lost(blocks_of(document(name))) == []


@pytest.mark.parametrize("name", NAMES)
def test_lines_in_any_disorder_lose_no_word(name):
    lines = [block.text for block in blocks_of(document(name)) if isinstance(block, Paragraph)]
    for seed in range(10):
        blocks = [Paragraph(text) for text in random.Random(seed).sample(lines, len(lines))]

        assert lost(blocks) == []


@pytest.mark.parametrize("name", NAMES)
def test_what_is_read_can_be_asked(name):
    sheet = load(answer(name).content)

    assert serious(problems(sheet)) == []
    assert all(place < len(answer(name).lines) for place in answer(name).places.values())


def lost(blocks):
    """Words of the document that stand nowhere in what was read."""
    found = read(blocks)
    kept = " ".join([found.title, found.greeting, *found.unread, *(doubt["words"] for doubt in found.doubts)])
    kept = " ".join([kept, *texts(found.content)])
    said = set(WORD.findall(kept.lower()))
    words = dict.fromkeys(word for line in found.lines for word in WORD.findall(line.lower()))
    told = {word for line in found.lines if range_in(line) for word in WORD.findall(line.lower())}
    return [word for word in words if word not in said | HOW | told]


def texts(value):
    if isinstance(value, dict):
        return [text for one in value.values() for text in texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in texts(one)]
    return [value] if isinstance(value, str) else []


# The rules one by one


def one(text):
    """The first question of a pasted text."""
    found = read(blocks_of_text(text))
    return next(found_in(found))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1. Что вам помогает?", "long"),
        ("1. Ваш предмет", "short"),
        ("1. Сколько вам лет?", "number"),
        ("1. Укажите дату первой встречи", "date"),
        ("1. Вам нравится? Да / Нет", "yes_no"),
        ("1. Вам нравится? да, нет", "yes_no"),
        ("1. Вам нравится? (да/нет/не знаю)", "single"),
        ("1. Вам нравится? ☐ да ☐ нет ☐ не знаю", "single"),
        ("1. Вам нравится? да ☐ нет ☐ не знаю ☐", "single"),
        ("1. Ваш выбор: а) книга б) фильм в) другое", "single_other"),
        ("1. Ваш выбор (можно несколько):\n- книга\n- фильм", "several"),
        ("1. Оцените урок от 0 до 100", "number"),
        ("1. Оцените урок по пятибалльной шкале", "scale"),
        ("1. Оцените урок: 1 2 3 4 5", "scale"),
        ("1. Оцените урок\n1 – плохо\n2 – средне\n3 – хорошо", "scale"),
        ("1. Оцените по шкале от 1 до 5:\nа) урок\nб) встречу", "grid"),
        ("1. Расставьте в порядке важности:\nа) опыт\nб) знания", "ranking"),
    ],
)
def test_kind_is_told_by_words_and_answers(text, kind):
    assert one(text)["kind"] == kind


@pytest.mark.parametrize(
    ("told", "limits"),
    [
        ("выберите не более трёх", (None, 3)),
        ("ровно 2", (2, 2)),
        ("отметьте три ответа", (3, 3)),
        ("от 1 до 2 вариантов", (1, 2)),
        ("не менее двух", (2, None)),
        ("можно выбрать несколько", (None, None)),
    ],
)
def test_how_many_may_be_chosen(told, limits):
    question = one(f"1. Что вам ближе? ({told})\nа) книга\nб) фильм\nв) прогулка")

    assert question["kind"] == "several"
    assert (question.get("least"), question.get("most")) == limits


def test_ends_of_a_scale_have_their_words():
    question = one("1. Вам комфортно? (1 – совсем нет, 5 – полностью)")

    assert (question["low"], question["high"]) == (1, 5)
    assert (question["low_words"], question["high_words"]) == ("совсем нет", "полностью")


@pytest.mark.parametrize(
    "line",
    [
        "ФИО: ____________",
        "Фамилия, имя, отчество ______",
        "Ваша должность: ______",
        "Подпись ______",
        "Дата заполнения ______",
        "Телефон: _______",
        "Даю согласие на обработку персональных данных ____",
    ],
)
def test_nobody_is_asked_who_they_are_nor_for_a_consent(line):
    found = read(blocks_of_text(f"Анкета\n{line}\n1. Что вам помогает?\n{line}"))

    assert [question["words"] for question in found_in(found)] == ["Что вам помогает?"]
    assert len(found.doubts) == 2
    assert all("не вошла" in doubt["words"] for doubt in found.doubts)


def test_question_hangs_on_the_answer_above():
    found = read(blocks_of_text("1. Вы довольны? Да / Нет\n2. Если нет, почему?\n3. Если да, чем именно?"))
    questions = found.content["sections"][0]["questions"]

    assert [one.get("show_if") for one in questions] == [
        None,
        {"question": "q1", "answers": ["no"]},
        {"question": "q1", "answers": ["yes"]},
    ]


def test_wrapped_line_goes_on_and_a_short_answer_does_not():
    found = read(
        blocks_of_text("1. Насколько полезны были для вас встречи\nс наставником в этом полугодии?\nда\nнет")
    )

    assert list(found_in(found)) == [
        {"kind": "yes_no", "words": "Насколько полезны были для вас встречи с наставником в этом полугодии?"}
    ]


def test_long_words_are_cut_and_the_end_is_shown():
    words = "слово " * 150
    found = read(blocks_of_text(f"1. {words}конец?"))

    assert len(next(found_in(found))["words"]) <= 600
    assert found.unread[-1].endswith("конец?")
    assert any("Сократите" in doubt["words"] for doubt in found.doubts)


def test_file_of_another_code_page_is_read():
    text = "Анкета\r\n1. Вам нравится наставничество? Да / Нет\r\n"

    assert one(text) == next(found_in(read(read_document(text.encode("cp1251")))))


def test_answer_numbered_like_a_question_is_no_question_even_if_it_asks():
    found = read(
        blocks_of_text("1. Как вы готовитесь?\n1. по плану\n2. вместе\n3. как получится\n2. Что мешает?")
    )

    assert [(question["words"], question.get("options")) for question in found_in(found)] == [
        ("Как вы готовитесь?", ["по плану", "вместе", "как получится"]),
        ("Что мешает?", None),
    ]
