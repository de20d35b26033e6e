"""Figures against an independent computation: numpy over the raw answers of each person."""

import random
import statistics as standard

import numpy as np
import pytest

from surveys.asking import asked
from surveys.results.columns import columns_of, scores_of
from surveys.results.findings import findings
from surveys.results.labels import percent, two
from surveys.results.reading import Respondent
from surveys.results.statistics import bins_of, score_summary, summary
from surveys.scoring import band_of, score
from surveys.sheet import Kind
from surveys.tests.results_people import SHEET, answers_of, crowd, question

SEEDS = range(6)


@pytest.fixture(params=SEEDS)
def people(request):
    return crowd(120, random.Random(request.param))


def given(people, key):
    """Raw answers of those who gave one."""
    return [one.answers[key] for one in people if key in one.answers]


def column(people, key):
    return next(one for one in columns_of(SHEET, people) if one.key == key)


def who_was_asked(people, key):
    return sum(
        key in {one.key for _, questions in asked(SHEET, who.answers, who.side) for one in questions}
        for who in people
    )


@pytest.mark.parametrize("one", SHEET.questions, ids=lambda one: one.key)
def test_number_of_asked_and_answered(people, one):
    key = f"{one.key}.r0" if one.kind == Kind.GRID else one.key
    found = summary(column(people, key))
    answered = given(people, one.key)

    assert found.asked == who_was_asked(people, one.key)
    assert (
        found.answered == sum("r0" in value for value in answered) if one.kind == Kind.GRID else len(answered)
    )


MARKS = [("ten", None), ("turned", 11), ("zero", None), ("after", None), ("mentors", None)]


@pytest.mark.parametrize(("key", "turn"), MARKS)
def test_marks(people, key, turn):
    marks = np.array(given(people, key))
    straight = turn - marks if turn else marks
    found = summary(column(people, key), 8)

    assert found.counts == {mark: int((marks == mark).sum()) for mark in SHEET.question(key).marks}
    assert found.mean == pytest.approx(straight.mean())
    assert found.median == np.median(straight)
    assert found.spread == pytest.approx(straight.std())
    is_to_ten = SHEET.question(key).high == 10
    assert found.satisfied == (int((straight >= 8).sum()) if is_to_ten else None)


@pytest.mark.parametrize(("row", "turn"), [("r0", None), ("r1", 6), ("r2", None)])
def test_lines_of_a_grid(people, row, turn):
    marks = np.array([value[row] for value in given(people, "grid") if row in value])
    found = summary(column(people, f"grid.{row}"))

    assert found.answered == len(marks)
    assert found.counts == {mark: int((marks == mark).sum()) for mark in range(1, 6)}
    assert found.mean == pytest.approx((turn - marks if turn else marks).mean())


def test_options(people):
    single, several, own = (given(people, key) for key in ("one", "some", "own"))

    assert summary(column(people, "one")).counts == {f"o{n}": single.count(f"o{n}") for n in range(5)}
    assert summary(column(people, "some")).counts == {
        f"o{n}": sum(f"o{n}" in value for value in several) for n in range(5)
    }
    found = summary(column(people, "own"))
    assert found.counts["other"] == sum(isinstance(value, dict) for value in own)
    assert sum(found.counts.values()) == len(own)
    assert sum(times for _, times in found.texts) == found.counts["other"]


def test_ranking(people):
    orders = given(people, "rank")
    found = summary(column(people, "rank"))

    for key in SHEET.question("rank").keys:
        assert found.places[key] == pytest.approx(np.mean([order.index(key) + 1 for order in orders]))
        assert found.counts[key] == sum(order[0] == key for order in orders)


def test_numbers(people):
    values = np.array(given(people, "count"))
    found = summary(column(people, "count"))

    assert (found.mean, found.spread) == (pytest.approx(values.mean()), pytest.approx(values.std()))
    assert found.median == pytest.approx(np.median(values))
    edges = [*(one.low for one in found.bins), found.bins[-1].high]
    assert [one.count for one in found.bins] == [
        sum(low <= value < high for value in values) for low, high in zip(edges, edges[1:], strict=False)
    ]
    assert len(found.bins) <= 10


def test_dates_are_counted_by_month_and_yes_by_word(people):
    days = [value[:7] for value in given(people, "day")]

    assert summary(column(people, "day")).counts == {month: days.count(month) for month in sorted(set(days))}
    assert summary(column(people, "more")).counts == {
        word: given(people, "more").count(word) for word in ("yes", "no")
    }


def test_scores_and_bands(people):
    scores = {place: score(SHEET, one.answers) for place, one in enumerate(people)}
    known = {place: points for place, points in scores.items() if points is not None}

    assert scores_of(columns_of(SHEET, people)) == known
    found = score_summary(SHEET, list(known.values()))
    assert found.mean == pytest.approx(standard.fmean(known.values()))
    for band, count in found.bands:
        assert count == sum(band_of(SHEET, points) == band for points in known.values())


def test_texts_stand_by_alphabet_with_the_same_words_once(people):
    found = summary(column(people, "wish")).texts

    assert [text for text, _ in found] == sorted({*given(people, "wish")}, key=str.casefold)
    assert sum(times for _, times in found) == len(given(people, "wish"))
    assert dict(summary(column(people, "ten")).reasons)["Не успели"] == len(given(people, "ten:why"))


def test_groups_are_counted_of_their_people_alone(people):
    found = findings(SHEET, people, by="side")
    checked = 0
    for finding in found.columns:
        for group in finding.groups:
            some = [one for one in people if one.side in group.values]
            whole = summary(next(one for one in columns_of(SHEET, some) if one.key == finding.column.key))
            assert (group.summary.counts, group.summary.answered) == (whole.counts, whole.answered)
            assert group.summary.mean == (pytest.approx(whole.mean) if whole.mean is not None else None)
            assert group.summary.asked == whole.asked
            assert (group.summary.texts, group.summary.reasons) == ([], [])
            checked += 1
    assert checked > 20


def test_nobody_answered_anything():
    people = [Respondent(f"r{place}", "mentee", "", {}) for place in range(6)]
    found = findings(SHEET, people)

    assert found.number == 6
    assert all(one.is_hidden for one in found.columns)
    assert found.score is None


def test_unsigned_answers_without_a_side_count_as_asked():
    one = SHEET.question("mentors")
    given_answers = [answers_of(SHEET, random.Random(seed), "mentor", missing=0) for seed in range(7)]
    people = [Respondent(f"k{place}", "", "", answers) for place, answers in enumerate(given_answers)]

    assert summary(column(people, one.key)).answered == summary(column(people, one.key)).asked == 7


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([0, 1, 2], ["0", "1", "2"]),
        ([3, 3, 3], ["3"]),
        ([0, 24], ["0–4", "5–9", "10–14", "15–19", "20–24"]),
        ([-3, 4], [str(number) for number in range(-3, 5)]),
        ([0.5, 0.7], ["от 0,5 до 0,6", "от 0,6 до 0,7", "от 0,7 до 0,8"]),
        ([0.5, 1.2], None),
        ([1000000, 9000000], None),
        ([], []),
    ],
)  # fmt: skip
def test_bins_are_round_and_hold_everything(values, words):
    found = bins_of(values)

    assert words is None or [one.words for one in found] == words
    assert sum(one.count for one in found) == len(values)
    assert len(found) <= 10


ROUNDED = [(1.005, "1,01"), (2.675, "2,68"), (7, "7,00"), (2 / 3, "0,67"), (-0.125, "-0,13"), (None, "")]


@pytest.mark.parametrize(("number", "words"), ROUNDED)
def test_means_are_rounded_as_people_round(number, words):
    assert two(number) == words


def test_shares_of_halves_go_up():
    assert [percent(1, 8), percent(5, 5), percent(0, 3), percent(1, 0)] == ["13 %", "100 %", "0 %", ""]


def test_scale_turned_to_ten_counts_the_satisfied_from_the_other_end():
    one = question("x", Kind.SCALE, is_reversed=True)
    people = [Respondent(f"r{mark}", "", "", {"x": mark}) for mark in range(1, 11)]
    sheet = SHEET.__class__((SHEET.sections[0].__class__("s", "", "", (one,)),))

    assert summary(columns_of(sheet, people)[0], 8).satisfied == 3  # 1, 2 and 3
    assert summary(columns_of(sheet, people)[0], 10).satisfied == 1
