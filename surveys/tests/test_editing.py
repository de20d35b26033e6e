"""Changes of a sheet, and questions pasted as lines."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys import editing
from surveys.pasting import pasted
from surveys.sheet import Kind, Question, Row, Section, Sheet
from surveys.tests.sheets import sheets


def sheet_of(**sections):
    """sheet_of(s1="ab", s2="c"): questions a and b in the first section, c in the second."""
    return Sheet(
        tuple(
            Section(key, questions=tuple(Question(one, Kind.SHORT, one.upper()) for one in keys))
            for key, keys in sections.items()
        )
    )


def order_of(sheet):
    return {section.key: "".join(one.key for one in section.questions) for section in sheet.sections}


@pytest.mark.parametrize(
    ("key", "step", "order"),
    [
        ("a", 1, {"s1": "ba", "s2": "c"}),
        ("b", -1, {"s1": "ba", "s2": "c"}),
        ("b", 1, {"s1": "a", "s2": "bc"}),
        ("c", -1, {"s1": "abc", "s2": ""}),
        ("a", -1, {"s1": "ab", "s2": "c"}),
        ("c", 1, {"s1": "ab", "s2": "c"}),
    ],
)
def test_a_step_goes_over_the_edge_of_a_section(key, step, order):
    assert order_of(editing.step_question(sheet_of(s1="ab", s2="c"), key, step)) == order


@pytest.mark.parametrize(
    ("key", "section", "position", "order"),
    [
        ("a", "s1", 1, {"s1": "ba", "s2": "c"}),
        ("a", "s2", 0, {"s1": "b", "s2": "ac"}),
        ("a", "s2", None, {"s1": "b", "s2": "ca"}),
        ("a", "s2", 99, {"s1": "b", "s2": "ca"}),
    ],
)
def test_a_question_is_put_where_it_was_dragged(key, section, position, order):
    sheet = editing.move_question(sheet_of(s1="ab", s2="c"), key, section=section, position=position)

    assert order_of(sheet) == order


def test_what_is_gone_is_missing():
    for act in (
        lambda: editing.move_question(sheet_of(s1="a"), "a", section="zz"),
        lambda: editing.take_question(sheet_of(s1="a"), "zz"),
        lambda: editing.take_section(sheet_of(s1="a"), "zz"),
    ):
        with pytest.raises(editing.Missing):
            act()


def test_the_first_question_makes_the_first_section():
    sheet = editing.put_questions(Sheet(), [Question("a", Kind.SHORT, "?")], section="gone")

    assert [len(section.questions) for section in sheet.sections] == [1]


def test_a_double_has_own_keys_and_measures_something_else():
    question = Question(
        "a", Kind.GRID, "?", low=1, high=5, rows=(Row("r", "Раз", measure="m1"),), measure="m2"
    )
    sheet = editing.put_questions(sheet_of(s1="z"), [question], section="s1", position=0)

    sheet, double = editing.double_question(sheet, "a")

    assert order_of(sheet) == {"s1": f"a{double.key}z"}
    assert double == replace(question, key=double.key, measure="", rows=(Row("r", "Раз"),))
    assert double.key != "a"


def test_sections_move_and_go():
    sheet = sheet_of(s1="a", s2="b", s3="c")

    assert list(order_of(editing.move_section(sheet, "s3", 0))) == ["s3", "s1", "s2"]
    assert list(order_of(editing.move_section(sheet, "s1", -1))) == ["s1", "s2", "s3"]
    assert list(order_of(editing.take_section(sheet, "s2"))) == ["s1", "s3"]


def test_every_scale_measures_something_and_keeps_it():
    sheet = Sheet((Section("s", questions=(
        Question("a", Kind.SCALE, "?", low=1, high=5, measure="comfort"),
        Question("b", Kind.SCALE, "?", low=1, high=5),
        Question("c", Kind.GRID, "?", low=1, high=5, rows=(Row("r", "?"), Row("s", "?", measure="trust"))),
        Question("d", Kind.SHORT, "?"),
    )),))  # fmt: skip

    first, second, grid, plain = editing.measured(sheet).questions

    assert (first.measure, grid.rows[1].measure, plain.measure, grid.measure) == ("comfort", "trust", "", "")
    assert second.measure
    assert grid.rows[0].measure
    assert editing.measured(editing.measured(sheet)).questions != sheet.questions


@settings(max_examples=40, deadline=None)
@given(sheets(), st.data())
def test_no_move_loses_a_question(sheet, data):
    keys = sorted(one.key for one in sheet.questions)
    if not keys:
        return
    key = data.draw(st.sampled_from(keys))
    moved = editing.step_question(sheet, key, data.draw(st.sampled_from([-1, 1])))

    assert sorted(one.key for one in moved.questions) == keys
    assert {one.key: one for one in moved.questions} == {one.key: one for one in sheet.questions}
    assert set(editing.difference(sheet, moved)) <= {"moved"}


def test_a_difference_names_keys_only():
    old = sheet_of(s1="abc")
    new = editing.take_question(editing.replace_question(old, Question("b", Kind.LONG, "Иначе")), "c")
    new = editing.put_questions(new, [Question("d", Kind.SHORT, "Новый")], section="s1")

    assert editing.difference(old, new) == {"added": ["d"], "removed": ["c"], "changed": ["b"]}
    assert editing.difference(old, old) == {}


LINES = """
1. Как часто вы встречаетесь?
- Каждую неделю
– Раз в месяц
2) Что помогает? (можно выбрать несколько)
а) Советы
б) Открытые уроки

3. Насколько вам комфортно? (1-10)
Хотите продолжить? (да/нет)
Что изменить?
"""


def test_lines_become_questions():
    found = pasted(LINES)

    assert [(one.kind, one.words) for one in found] == [
        (Kind.SINGLE, "Как часто вы встречаетесь?"),
        (Kind.SEVERAL, "Что помогает?"),
        (Kind.SCALE, "Насколько вам комфортно?"),
        (Kind.YES_NO, "Хотите продолжить?"),
        (Kind.LONG, "Что изменить?"),
    ]
    assert [one.words for one in found[1].options] == ["Советы", "Открытые уроки"]
    assert (found[2].low, found[2].high) == (1, 10)
    assert len({one.key for one in found}) == 5


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_pasted(text):
    for question in pasted(text):
        assert question.words
        assert len({option.key for option in question.options}) == len(question.options)
