"""Each criterion by itself, what cannot be told, what is left out, what lifts, what forbids."""

import numpy as np
import pytest

from selection.matching.criteria import CRITERIA, LEVELS, category_level, weights_of
from selection.matching.problem import Wish
from selection.matching.scoring import obstacle, score_table
from selection.tests.problems import EVEN, problem


def score(mentee, mentor, weights, **rules):
    """The score of the one cell, -1 where it is forbidden."""
    return int(score_table(problem({1: mentee}, {2: mentor}, weights=weights, **rules))[2][0, 0])


@pytest.mark.parametrize(
    ("key", "mentee", "mentor", "expected"),
    [
        ("competence", {"competences": (1, 2)}, {"competences": (1, 2, 3)}, 100),
        ("competence", {"competences": (1, 2)}, {"competences": (2,)}, 75),
        ("competence", {"competences": (1,)}, {"competences": (2,)}, 0),
        ("subject", {"subject": "Математика, физика"}, {"subject": "физика и астрономия"}, 100),
        ("subject", {"subject": "Математика"}, {"subject": "химия"}, 0),
        ("subject", {"subject": "ОВЗ", "kind": "learner"}, {"subject": "овз"}, 100),
        ("position", {"position": "учитель"}, {"position": "Старший учитель"}, 100),
        ("position", {"position": "учитель химии"}, {"position": "учитель физики"}, 50),
        ("position", {"position": "учитель"}, {"position": "учитель-логопед"}, 0),
        ("experience", {"experience": 4}, {"experience": 12}, 100),
        ("experience", {"experience": 4}, {"experience": 6}, 40),
        ("experience", {"experience": 12}, {"experience": 4}, 0),
        ("experience", {"experience": 0}, {"experience": 3}, 0),  # both are young teachers
        ("category", {"category": 1}, {"category": 3}, 100),
        ("category", {"category": 2}, {"category": 2}, 50),
        ("category", {"category": 3}, {"category": 1}, 0),
        ("time", {"times": ("tue",)}, {"times": ("tue.pm", "fri")}, 100),
        ("time", {"times": ("tue.am",)}, {"times": ("tue.pm",)}, 0),
        ("load", {}, {"capacity": 4, "load": 1}, 75),
    ],
)
def test_criterion_alone(key, mentee, mentor, expected):
    assert score(mentee, mentor, {key: 2}) == expected


@pytest.mark.parametrize("key", ["competence", "subject", "position", "experience", "category", "time"])
def test_what_cards_do_not_tell_counts_as_one_half(key):
    assert score({}, {}, {key: 3}) == 50


def test_silence_loses_to_what_is_fulfilled_and_beats_what_is_not():
    mentors = {2: {"subject": "физика"}, 3: {}, 4: {"subject": "химия"}}
    rows = problem({1: {"subject": "физика"}}, mentors, weights={"subject": 2, "load": 1})

    scores = score_table(rows)[2][0].tolist()

    assert scores[0] > scores[1] > scores[2]


def test_weights_share_the_score_and_a_weight_of_nothing_is_not_asked():
    mentee, mentor = {"competences": (1,), "subject": "физика"}, {"competences": (1,), "subject": "химия"}

    assert score(mentee, mentor, {"competence": 3, "subject": 1}) == 75
    assert score(mentee, mentor, {"competence": 3}) == 100
    assert score(mentee, mentor, {}) == 50


def test_pupil_has_no_experience_or_category_to_compare():
    pupil, mentor = {"kind": "learner", "competences": (1,)}, {"competences": (1,), "experience": 20}

    assert score(pupil, mentor, {"competence": 1, "experience": 3, "category": 3, "position": 3}) == 100


def test_younger_who_answers_the_request_of_an_older_one_is_not_punished_for_it():
    older, younger = {"experience": 25, "category": 3}, {"experience": 2, "category": 1}
    weights = {"competence": 1, "experience": 3, "category": 3}

    reverse = score(older | {"competences": (1,)}, younger | {"competences": (1,)}, weights)
    other = score(older | {"competences": (1,)}, younger | {"competences": (2,)}, weights)
    agreed = score(older | {"kinds": ("reverse",)}, younger | {"kinds": ("reverse",)}, weights)

    assert (reverse, other, agreed) == (100, 0, 50)
    # Between two young teachers the rule does not hold: a young one is helped by an experienced one.
    young = score({"experience": 2, "competences": (1,)}, {"experience": 1, "competences": (1,)}, weights)
    assert young < 50


def test_wishes_lift_a_mutual_one_most_and_lower_nobody():
    weights = {"competence": 2, "mentee_wish": 2, "mentor_wish": 2, "known": 1}
    mentee, mentor = {"competences": (1,)}, {"competences": (2,)}

    def lifted(*wishes, **rules):
        return score(mentee, mentor, weights, wishes=wishes, **rules)

    assert lifted() == 0
    assert lifted(Wish(1, 2)) == lifted(Wish(2, 1)) == 50
    assert lifted(Wish(1, 2, 1)) > lifted(Wish(1, 2, 2)) > lifted(Wish(1, 2, 3)) > lifted(Wish(1, 2, 4)) > 0
    assert lifted(Wish(1, 2), Wish(2, 1)) == 75
    assert lifted(known=((1, 2),)) == 10
    assert lifted(Wish(1, 3)) == 0  # about somebody who is not here
    assert score(mentee, mentor, {"competence": 2}, wishes=(Wish(1, 2), Wish(2, 1)), known=((1, 2),)) == 0


@pytest.mark.parametrize(
    ("code", "mentee", "mentor", "rules"),
    [
        ("consent", {"blocked": "consent"}, {}, {}),
        ("consent", {}, {"blocked": "consent"}, {}),
        ("form", {"forms": ("teacher_teacher",)}, {"forms": ("student_student",)}, {}),
        ("excluded", {}, {}, {"avoids": ((1, 2),)}),
        ("excluded", {}, {}, {"avoids": ((2, 1),)}),
        ("excluded", {}, {}, {"managers": ((1, 2),)}),
        ("excluded", {}, {}, {"refused": ((1, 2),)}),
        ("capacity", {}, {"capacity": 2, "load": 2}, {}),
        ("", {"forms": ("teacher_teacher",)}, {"forms": ()}, {"managers": ((2, 1),)}),
    ],
)
def test_obstacle_has_a_code(code, mentee, mentor, rules):
    rows = problem({1: mentee}, {2: mentor}, **rules)

    assert obstacle(rows, 1, 2) == code
    # A full mentor still has a score; what else forbids has none.
    assert (score_table(rows)[2][0, 0] == -1) == (code not in {"", "capacity"})


def test_nobody_is_the_own_mentor():
    assert obstacle(problem({1: {}}, {1: {}}), 1, 1) == "excluded"


def test_more_than_64_competences_are_told_apart():
    every = tuple(range(1, 131))
    mentors = {number + 1000: {"competences": (number,)} for number in every}

    scores = score_table(problem({1: {"competences": every[-2:]}, 2: {"competences": every}}, mentors))[2]

    assert np.flatnonzero(scores[0]).tolist() == [128, 129]
    assert (scores[1] > 0).all()


def test_levels_and_defaults_are_whole():
    assert {criterion.key for criterion in CRITERIA} == EVEN.keys() == weights_of({}).keys()
    assert all(criterion.default in LEVELS and criterion.label for criterion in CRITERIA)
    assert weights_of({"time": 9, "load": -1, "other": 2}) == weights_of({}) | {"time": 3, "load": 0}


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("высшая", 3), ("Первая квалификационная категория", 2), ("I категория", 2), ("соответствие", 1),
        ("СЗД", 1), ("педагог-наставник", 3), ("без категории", 0), ("", 0), ("не имеет", 0),
    ],
)  # fmt: skip
def test_category_is_read_as_schools_write_it(text, level):
    assert category_level(text) == level
