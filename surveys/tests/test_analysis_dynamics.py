"""Before and after, years: figures against numpy, and nothing about one to four people by subtraction."""

import itertools
import random

import numpy as np
import pytest

from surveys.results.closeness import distances, shown_sets
from surveys.results.dynamics import Level, Wave, changes
from surveys.results.groups import OTHERS, merged, parted
from surveys.results.reading import Respondent
from surveys.results.years import Asked, compare, measures
from surveys.sheet import Kind, Question, Row, Section, Sheet


def scale(key, measure, **more):
    return Question(key, Kind.SCALE, f"Вопрос {key}", **{"low": 1, "high": 10, "measure": measure, **more})


def sheet(*questions):
    return Sheet((Section("s", "", "", questions),))


def person(number, side="mentee", form="teacher_teacher", young=False, **answers):
    return Respondent(f"r{number:08}", side, form, answers, young, number)


ENTRY = sheet(
    scale("a", "comfort"),
    scale("b", "stress", is_reversed=True),
    Question("g", Kind.GRID, "Что даётся", low=0, high=4,
             rows=(Row("x", "Урок", measure="lesson"), Row("y", "Тревога", True, measure="calm"))),
)  # fmt: skip
EXIT = sheet(
    Question("g2", Kind.GRID, "Что даётся", low=0, high=4,
             rows=(Row("p", "Тревога", True, measure="calm"), Row("q", "Урок", measure="lesson"))),
    scale("c", "stress"),
    scale("d", "comfort"),
)  # fmt: skip


def answered(chance, questions):
    """Random answers with gaps: {question: mark} and {question: {row: mark}}."""
    found = {}
    for key, rows in questions.items():
        if rows is None and chance.random() < 0.85:
            found[key] = chance.randint(1, 10)
        elif rows:
            marks = {row: chance.randint(0, 4) for row in rows if chance.random() < 0.8}
            found |= {key: marks} if marks else {}
    return found


@pytest.mark.parametrize("seed", range(12))
def test_figures_are_those_of_numpy(seed):
    chance = random.Random(seed)
    first = [person(n, **answered(chance, {"a": None, "b": None, "g": "xy"})) for n in range(90)]
    last = [person(n, **answered(chance, {"c": None, "d": None, "g2": "pq"})) for n in range(30, 140)]

    found = {one.measure: one for one in changes([Wave(ENTRY, first)], [Wave(EXIT, last)])}

    expected = {
        "comfort": (lambda a: a.get("a"), lambda a: a.get("d")),
        "stress": (lambda a: 11 - a["b"] if "b" in a else None, lambda a: a.get("c")),
        "lesson": (lambda a: a.get("g", {}).get("x"), lambda a: a.get("g2", {}).get("q")),
        "calm": (lambda a: turned(a.get("g", {}).get("y")), lambda a: turned(a.get("g2", {}).get("p"))),
    }
    assert list(found) == ["calm", "lesson", "stress", "comfort"]  # as they stand in the last questionnaire
    for measure, (read_first, read_last) in expected.items():
        before = column(first, read_first)
        after = column(last, read_last)
        both = ~np.isnan(before) & ~np.isnan(after)
        moves = (after - before)[both]
        told = found[measure].total
        assert told.level == Level.FULL
        assert told.n == both.sum()
        assert (told.grew, told.same, told.fell) == ((moves > 0).sum(), (moves == 0).sum(), (moves < 0).sum())
        assert (told.before, told.after) == pytest.approx((before[both].mean(), after[both].mean()))
        assert told.change == pytest.approx(moves.mean())


def turned(mark):
    return None if mark is None else 4 - mark


def column(people, read):
    values = np.full(200, np.nan)
    for one in people:
        value = read(one.answers)
        values[one.person_id] = np.nan if value is None else value
    return values


def half(people, key="a"):
    return [person(n, **{key: mark}) for n, mark in people.items()]


def comfort(before, after):
    [found] = changes(
        [Wave(sheet(scale("a", "comfort")), before)], [Wave(sheet(scale("d", "comfort")), after)]
    )
    return found


@pytest.mark.parametrize(
    ("only_first", "only_last", "level"),
    [
        (0, 0, Level.FULL),
        (5, 7, Level.FULL),
        (0, 5, Level.FULL),
        (2, 2, Level.SHARES),
        (1, 0, Level.SHARES),
        (3, 2, Level.CHANGE),
        (9, 1, Level.CHANGE),
    ],
)
def test_means_and_change_are_hidden_when_few_answered_once(only_first, only_last, level):
    both = dict.fromkeys(range(8), 5)
    first = half(both | {100 + n: 9 for n in range(only_first)})
    last = half(dict.fromkeys(both, 6) | {200 + n: 2 for n in range(only_last)}, "d")

    told = comfort(first, last).total

    assert told.level == level
    assert (told.before is not None) == (told.after is not None) == (level == Level.FULL)
    assert (told.change is not None) == (level >= Level.CHANGE)
    assert (told.n, told.grew) == (8, 8)


def test_fewer_than_five_tell_nothing():
    told = comfort(half(dict.fromkeys(range(4), 5)), half(dict.fromkeys(range(4), 6), "d")).total

    assert (told.level, told.n, told.grew, told.change) == (Level.FEW, 4, 0, None)


def test_one_person_in_two_roles_is_matched_by_role():
    first = [person(n, side, a=mark) for n in range(6) for side, mark in (("mentor", 3), ("mentee", 5))]
    last = [person(n, side, d=mark) for n in range(6) for side, mark in (("mentor", 8), ("mentee", 5))]

    found = comfort(first, last)

    assert found.total.n == 12
    assert found.sides["mentor"].change == 5
    assert found.sides["mentee"].change == 0


def test_who_withdrew_is_not_counted_and_not_told_by_the_rest():
    people = dict.fromkeys(range(10), 5)
    waves = (
        [Wave(sheet(scale("a", "comfort")), half(people))],
        [Wave(sheet(scale("d", "comfort")), half(people, "d"))],
    )

    [found] = changes(*waves, counted=set(range(9)))

    assert (found.total.n, found.total.level) == (9, Level.SHARES)


def test_different_scales_are_not_compared():
    before = Wave(sheet(scale("a", "comfort", high=5)), half(dict.fromkeys(range(9), 5)))
    after = Wave(sheet(scale("d", "comfort")), half(dict.fromkeys(range(9), 5), "d"))

    [found] = changes([before], [after])

    assert (found.is_alike, found.total.level) == (False, Level.FEW)


def test_nearest_set_is_put_together_of_what_each_campaign_shows():
    first, second = 0b0111111, 0b1111110000000
    shown = [(first, shown_sets(first, [])), (second, shown_sets(second, []))]

    assert distances(first | second, shown) == {0, 5}
    assert distances(first ^ 1, shown) == {1, 5}
    assert distances((first | second) ^ 0b10000001, shown) == {2, 5}
    assert distances(second, shown) == {0, 5}


def test_small_groups_are_put_together():
    people = [(n, "many" if n < 9 else "some" if n < 15 else "few") for n in range(17)]

    found = merged(people, lambda one: one[1])

    assert {value: len(rows) for value, rows in found.items()} == {"many": 9, OTHERS: 8}


def test_ways_that_differ_by_a_few_people_are_not_both_shown():
    people = [(n, n < 10, n < 12) for n in range(24)]

    sides, forms = parted(people, [lambda one: one[1], lambda one: one[2]], lambda one: 3, total=3)

    assert len(sides.groups) == 2
    assert forms.groups == {}


@pytest.mark.parametrize("seed", range(60))
def test_no_difference_of_what_is_told_is_about_a_few(seed):
    """Everything a reader can subtract: our sets, those of the results of both campaigns, in pairs and in threes."""
    chance = random.Random(seed)
    people = [
        (n, chance.choice(["mentor", "mentee", "mentee", "curator"]), chance.choice(["f1", "f1", "f2"]))
        for n in range(chance.randint(8, 34))
    ]
    stays = chance.choice([0.6, 0.85, 0.95])
    first = [person(n, s, f, a=chance.randint(1, 10)) for n, s, f in people if chance.random() < stays]
    last = [person(n, s, f, d=chance.randint(1, 10)) for n, s, f in people if chance.random() < stays]
    found = comfort(first, last)
    twice = {one.person_id for one in first} & {one.person_id for one in last}
    members = {one[0]: one for one in people}

    def told_sets(level):
        sets = [twice] if found.total.level >= level else []
        for axis, groups in ((1, found.sides), (2, found.forms)):
            for value, figures in groups.items():
                group = {n for n in twice if members[n][axis] == value}
                if value == OTHERS:
                    group = {n for n in twice if members[n][axis] not in groups}
                assert len(group) == figures.n
                sets += [group] if figures.level >= level else []
        return [frozenset(group) for group in sets]

    public = [group for half in (first, last) for group in shown_of(half)]
    for shown in (told_sets(Level.SHARES), *(told_sets(Level.FULL) + [group] for group in public)):
        assert [group for group in shown if 0 < len(group) < 5] == []
        for one, other in itertools.combinations(set(shown), 2):
            assert not 0 < len(one ^ other) < 5, (one, other, found)


def shown_of(half):
    """The sets that the results of one campaign tell: all, a role, a form, as long as nobody is left over."""
    everybody = frozenset(one.person_id for one in half)
    found = [everybody]
    for name in ("side", "form"):
        for value in {getattr(one, name) for one in half}:
            group = frozenset(one.person_id for one in half if getattr(one, name) == value)
            found += [group] if not 0 < len(everybody - group) < 5 else []
    return [group for group in found if len(group) >= 5]


def asked(year, marks, kind="Входная", high=10):
    rows = [person(n, a=mark) for n, mark in enumerate(marks)]
    return Asked(year, kind, sheet(scale("a", "comfort", high=high)), rows)


def test_years_stand_beside_each_other_and_small_campaigns_are_left_out():
    rows = [
        asked(2024, [5] * 6), asked(2025, [6] * 10), asked(2025, [9] * 6), asked(2026, [8] * 4),
        asked(2024, [7] * 5, "Итоговая"), asked(2023, [3] * 9, high=5),
    ]  # fmt: skip

    found = compare("comfort", rows)

    assert measures(rows) == {"comfort": "Вопрос a"}
    assert [(one.kind, [(p.year, p.n, p.mean) for p in one.points]) for one in found.series] == [
        ("Входная", [(2024, 6, 5), (2025, 16, pytest.approx(np.mean([6] * 10 + [9] * 6)))]),
        ("Итоговая", [(2024, 5, 7)]),
    ]
    assert (found.small, found.unlike, found.years) == (1, 1, [2024, 2025])


def test_one_year_is_nothing_to_compare():
    assert measures([asked(2026, [5] * 6), asked(2026, [5] * 6)]) == {}
