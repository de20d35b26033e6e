"""Random questionnaires and random JSON for hypothesis."""

from hypothesis import strategies as st

from surveys.sheet import (
    KIND_WORDS,
    OF_MARKS,
    OF_OPTIONS,
    Band,
    Kind,
    Option,
    Question,
    Row,
    Section,
    Sheet,
    ShowIf,
)

keys = st.text("abcdefgh123", min_size=1, max_size=3)
words = st.text(max_size=12)
numbers = st.none() | st.integers(-5, 12)
scores = st.none() | st.integers(-5, 5) | st.floats(-5, 5, allow_nan=False)
options = st.builds(Option, key=keys, words=words, score=scores, competence=words)
rows = st.builds(Row, key=keys, words=words, is_reversed=st.booleans(), competence=words, measure=words)
conditions = st.none() | st.builds(ShowIf, question=keys, answers=st.lists(words, max_size=3).map(tuple))


@st.composite
def questions(draw, key=keys):
    """Any question, also one that nobody could answer."""
    kind = draw(st.sampled_from(list(KIND_WORDS)))
    marks = {"low": draw(numbers), "high": draw(numbers)} if kind in OF_MARKS | {Kind.NUMBER} else {}
    chosen = draw(st.lists(options, max_size=4, unique_by=lambda one: one.key)) if kind in OF_OPTIONS else []
    lines = draw(st.lists(rows, max_size=3, unique_by=lambda one: one.key)) if kind == Kind.GRID else []
    return Question(
        key=draw(key), kind=kind, words=draw(words), hint=draw(words), is_required=draw(st.booleans()),
        options=tuple(chosen), rows=tuple(lines), least=draw(numbers), most=draw(numbers),
        show_if=draw(conditions), only_for=draw(st.sampled_from(["", "mentor", "mentee"])), why_at=draw(numbers),
        is_scored=draw(st.booleans()), is_reversed=draw(st.booleans()), measure=draw(words), **marks,
    )  # fmt: skip


@st.composite
def sheets(draw):
    """Any sheet with keys that stand once."""
    found = draw(st.lists(questions(), max_size=6, unique_by=lambda one: one.key))
    cut = draw(st.integers(0, len(found)))
    sections = (
        Section("s1", "Первый", "", tuple(found[:cut])),
        Section("s2", "", "слова", tuple(found[cut:])),
    )
    bands = draw(
        st.lists(st.builds(Band, low=st.integers(0, 9), high=st.integers(0, 9), words=words), max_size=2)
    )
    return Sheet(sections, tuple(bands))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | keys,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5) | keys, inner, max_size=4)
    ),
    max_leaves=8,
)


@st.composite
def sheets_with_answers(draw):
    """A sheet, and JSON under the keys of its questions: some of it answers, some of it anything."""
    sheet = draw(sheets())
    raw = {one.key: draw(json_values | likely(one)) for one in sheet.questions}
    return sheet, raw | draw(st.dictionaries(keys.map(lambda key: f"{key}:why"), json_values, max_size=3))


def likely(question):
    """What could be an answer to this question."""
    chosen = st.sampled_from(question.keys) if question.keys else st.text(max_size=3)
    marks = st.integers(-1, 12) | st.integers(0, 9).map(str)
    return {
        Kind.SINGLE: chosen,
        Kind.SINGLE_OTHER: chosen | st.builds(lambda other: {"other": other}, st.text(max_size=5)),
        Kind.SEVERAL: st.lists(chosen, max_size=4),
        Kind.RANKING: st.permutations(question.keys),
        Kind.SCALE: marks,
        Kind.NUMBER: marks | st.just("1 000,5"),
        Kind.GRID: st.fixed_dictionaries({row.key: marks for row in question.rows}),
        Kind.YES_NO: st.sampled_from(["yes", "no"]),
        Kind.DATE: st.dates().map(str),
    }.get(question.kind, st.text(max_size=20))
