"""Scores, levels, and how far a score can go."""

import pytest
from hypothesis import given, settings

from surveys.asking import checked
from surveys.scoring import band_of, score, span
from surveys.sheet import Band, Kind, Option, Question, Row, Section, Sheet
from surveys.tests.sheets import sheets_with_answers

SCORED = (Option("a", "А", score=0), Option("b", "Б", score=2.5), Option("c", "В"), Option("d", "Г", score=4))


def sheet_of(*questions, bands=()):
    return Sheet((Section("s1", questions=questions),), bands)


def scale(key="q", **more):
    return Question(key, Kind.SCALE, "?", low=1, high=5, **more)


@pytest.mark.parametrize(
    ("question", "value", "points"),
    [
        (scale(), 4, 4),
        (scale(is_reversed=True), 5, 1),
        (scale(is_scored=False), 4, None),
        (Question("q", Kind.SINGLE, "?", options=SCORED), "a", 0),
        (Question("q", Kind.SINGLE, "?", options=SCORED), "b", 2.5),
        (Question("q", Kind.SINGLE, "?", options=SCORED), "c", None),
        (Question("q", Kind.SINGLE_OTHER, "?", options=SCORED), {"other": "своё"}, None),
        (Question("q", Kind.SEVERAL, "?", options=SCORED), ["b", "c", "d"], 6.5),
        (Question("q", Kind.RANKING, "?", options=SCORED), ["d", "b", "a", "c"], None),
        (Question("q", Kind.NUMBER, "?"), 7, None),
        (Question("q", Kind.SHORT, "?"), "слово", None),
        (scale(), None, None),
    ],
)
def test_points_of_one_answer(question, value, points):
    assert score(sheet_of(question), {"q": value}) == points


def test_grid_counts_each_row_from_its_own_end_and_passes_over_strangers():
    rows = (Row("r1", "Раз"), Row("r2", "Два", is_reversed=True))
    sheet = sheet_of(Question("q", Kind.GRID, "?", rows=rows, low=0, high=3))

    assert score(sheet, {"q": {"r1": 3, "r2": 3, "gone": 3}}) == 3


def test_a_score_is_the_sum_of_what_was_answered():
    sheet = sheet_of(scale("a"), scale("b"), scale("c"))

    assert score(sheet, {"a": 5, "c": 1}) == 6
    assert score(sheet, {}) is None


BANDS = (Band(0, 4, "низкий", "poor"), Band(5, 10, "высокий", "good"))


@pytest.mark.parametrize(
    ("points", "words"),
    [(0, "низкий"), (4, "низкий"), (5, "высокий"), (10, "высокий"), (11, None), (None, None)],
)
def test_level_of_a_score(points, words):
    found = band_of(sheet_of(bands=BANDS), points)

    assert (found and found.words) == words


@pytest.mark.parametrize(
    ("questions", "ends"),
    [
        ([], (None, None)),
        ([Question("q", Kind.SHORT, "?")], (None, None)),
        ([scale("a"), scale("b", is_reversed=True)], (2, 10)),
        ([scale("a"), scale("b", is_scored=False)], (1, 5)),
        ([Question("q", Kind.GRID, "?", rows=(Row("r", "?"), Row("s", "?")), low=0, high=3)], (0, 6)),
        ([Question("q", Kind.SINGLE, "?", options=SCORED)], (0, 4)),
        ([Question("q", Kind.SEVERAL, "?", options=SCORED)], (0, 6.5)),
        ([Question("q", Kind.SEVERAL, "?", options=SCORED, least=2, most=2)], (2.5, 6.5)),
        ([Question("q", Kind.SCALE, "?")], (None, None)),
    ],
)
def test_span_of_a_score(questions, ends):
    assert span(sheet_of(*questions)) == ends


@settings(max_examples=80, deadline=None)
@given(sheets_with_answers())
def test_whatever_is_answered_can_be_counted(found):
    sheet, raw = found
    answers, _ = checked(sheet, raw, is_draft=True)

    points = score(sheet, answers)

    assert points is None or isinstance(points, int | float)
    assert band_of(sheet, points) in (None, *sheet.bands)
