"""What an answer tells: why somebody is left, what a change by hand does, what if; words of both."""

from dataclasses import replace

import pytest

from selection.matching.answering import answer, around, difference, effect
from selection.matching.criteria import CRITERIA
from selection.matching.problem import (
    Mentee,
    Mentor,
    Problem,
    Wish,
    sha256,
    with_capacity,
    with_locks,
    without_mentor,
)
from selection.matching.words import left_sentence, sentence
from selection.tests.problems import invented, problem

ASKS, OFFERS = {"competences": (1,)}, {"competences": (1,)}
OTHER = {"competences": (2,)}
NAMES = {1: "Методика урока", 2: "ИКТ", 3: "Классное руководство"}


def mentors_of(found):
    return {match.mentee: match.mentor for match in found.matches}


@pytest.mark.parametrize(
    ("left", "mentee", "mentors", "rules"),
    [
        ("consent", ASKS | {"blocked": "consent"}, {2: OFFERS}, {}),
        ("consent", ASKS, {2: OFFERS | {"blocked": "consent"}}, {}),
        ("form", ASKS | {"forms": ("a",)}, {2: OFFERS | {"forms": ("b",)}}, {}),
        ("form", ASKS, {}, {}),
        ("competence", ASKS, {2: OTHER}, {"floor": 30}),
        ("excluded", ASKS, {2: OFFERS, 3: OTHER}, {"floor": 30, "managers": ((1, 2),)}),
        ("excluded", ASKS, {2: OFFERS}, {"locked": {1: None}}),
        ("capacity", ASKS, {2: OFFERS | {"load": 1}, 3: OTHER | {"load": 1}}, {}),
        ("capacity", {}, {2: {"load": 1}}, {"goal": "everyone"}),
    ],
)
def test_who_is_left_learns_the_first_thing_that_would_have_to_change(left, mentee, mentors, rules):
    match = answer(problem({1: mentee}, mentors, **rules)).matches[0]

    assert (match.mentor, match.score, match.left) == (None, None, left)
    assert left_sentence(match, NAMES).endswith(".")


def test_goal_decides_whether_a_bad_pair_is_better_than_none():
    rows = problem({1: ASKS, 4: ASKS}, {2: OFFERS, 3: OTHER}, floor=30)

    best, everyone = answer(rows), answer(replace(rows, goal="everyone"))

    assert (best.paired, best.total) == (1, 100)
    assert (everyone.paired, everyone.total) == (2, 100)
    assert best.matches[1].left == "capacity"


def test_among_equals_the_longest_wait_wins_and_the_mentor_of_before_stays():
    rows = problem({1: ASKS, 4: ASKS | {"days_waiting": 40}}, {2: OFFERS, 3: OTHER}, floor=30)

    assert mentors_of(answer(rows)) == {1: None, 4: 2}
    assert mentors_of(answer(replace(rows, before={1: 2}))) == {1: 2, 4: None}


def test_demand_and_free_places_are_counted_without_the_blocked():
    mentees = {1: ASKS, 4: {"competences": (1, 3)}, 5: ASKS | {"blocked": "consent"}}
    mentors = {2: {"competences": (1, 2), "capacity": 3, "load": 1}, 3: ASKS | {"blocked": "consent"}}

    found = answer(problem(mentees, mentors))

    assert found.demand == {1: (2, 2), 2: (0, 2), 3: (1, 0)}
    assert found.free == {2: 0, 3: 1}


def test_effect_of_a_choice_names_who_loses_and_leaves_equals_alone():
    mentees = dict.fromkeys((1, 4, 5), ASKS)
    rows = problem(mentees, dict.fromkeys((2, 3), OFFERS))
    found = answer(rows)
    (left,) = [mentee for mentee, mentor in mentors_of(found).items() if mentor is None]
    loser = next(mentee for mentee, mentor in mentors_of(found).items() if mentor == 3)

    told = effect(rows, found, {left: 3})

    assert told == {
        "total": 200, "gain": 0, "paired": 2, "lost": [loser], "found": [left],
        "moved": sorted(
            ({"mentee": loser, "before": 3, "after": None}, {"mentee": left, "before": None, "after": 3}),
            key=lambda one: one["mentee"],
        ),
    }  # fmt: skip


def test_effect_of_a_swap_and_of_what_is_forbidden():
    rows = problem({1: ASKS, 4: OTHER}, {2: OFFERS, 3: OTHER})
    found = answer(rows)

    swapped = effect(rows, found, {1: 3, 4: 2})

    assert (found.total, swapped["total"], swapped["gain"], swapped["lost"]) == (200, 0, -200, [])
    apart = replace(rows, avoids=((1, 3),))
    assert effect(apart, found, {1: 3}) == {"obstacle": "excluded", "mentee": 1, "mentor": 3}
    assert effect(rows, found, {1: None})["lost"] == [1]


def test_lock_holds_against_the_score_but_not_against_a_consent_or_a_full_mentor():
    rows = problem({1: ASKS, 4: OTHER}, {2: OFFERS | {"forms": ("a",)}, 3: OTHER})

    assert mentors_of(answer(with_locks(rows, {1: 3, 4: 2}))) == {1: 3, 4: 2}
    assert mentors_of(answer(with_locks(rows, {1: 3, 4: 3}))) == {1: 3, 4: 2}
    gone = replace(rows.mentors[1], blocked="consent")
    barred = replace(rows, mentors=(rows.mentors[0], gone), locked={4: 3})
    assert mentors_of(answer(barred)) == {1: 2, 4: None}


def test_what_if_a_mentor_leaves_or_takes_more():
    rows = problem({1: ASKS, 4: ASKS}, {2: OFFERS, 3: OFFERS}, locked={1: 2}, before={1: 2})

    left, wider = without_mentor(rows, 2), with_capacity(rows, 3, 2)

    assert (left.locked, left.before, answer(left).paired) == ({}, {}, 1)
    assert answer(with_capacity(left, 3, 2)).paired == 2
    assert (answer(wider).free, wider.mentors[0], sha256(wider) == sha256(rows)) == (
        {2: 0, 3: 1}, rows.mentors[0], False,
    )  # fmt: skip


def test_answer_around_itself_changes_nothing():
    for seed in range(30):
        rows = invented(seed)
        found = answer(rows)

        again = answer(around(rows, found))

        assert difference(found, again)["gain"] == 0
        assert answer(around(rows, again)) == again


def test_stored_problem_does_not_learn_of_criteria_that_came_later():
    plain = problem({1: {}}, {2: {}}).as_json()
    del plain["weights"]["time"]

    assert Problem.from_json(plain).weights["time"] == 0


def test_broken_problem_is_refused():
    with pytest.raises(ValueError, match="twice"):
        Problem(mentees=(Mentee(id=1), Mentee(id=1)), mentors=())
    with pytest.raises(ValueError, match="goal"):
        Problem(mentees=(), mentors=(), goal="all")


def test_sentence_tells_the_strongest_reasons():
    mentee = Mentee(id=1, competences=(1,), subject="математика", position="учитель", experience=1,
                    category=0, times=("tue",), days_waiting=3)  # fmt: skip
    mentor = Mentor(id=2, competences=(1, 2), subject="Математика", position="учитель", experience=22,
                    category=3, times=("tue.pm", "fri"), capacity=2)  # fmt: skip
    other = Mentor(id=3, competences=(1,), capacity=2)
    weights = {criterion.key: 1 for criterion in CRITERIA}
    wishes = (Wish(1, 2, 1), Wish(2, 1, 2))
    rows = Problem(mentees=(mentee,), mentors=(mentor, other), weights=weights)

    plain, mutual = answer(rows).matches[0], answer(replace(rows, wishes=wishes)).matches[0]

    assert sentence(plain, NAMES) == (
        "Запрос – методика урока, это сильная сторона наставника; тот же предмет; та же должность; "
        "общее время: вторник после обеда."
    )
    assert sentence(mutual, NAMES, {"met_on": "14 января", "subject": "Математика"}) == (
        "Выбрали друг друга на встрече 14 января; запрос – методика урока, это сильная сторона наставника; "
        "тот же предмет: математика; та же должность."
    )
    assert mutual.runner_up == 3


@pytest.mark.parametrize(
    ("reasons", "words"),
    [
        ((), "Данных для сравнения мало; у наставника есть место."),
        ((("free", 1),), "Данных для сравнения мало; наставник пока никого не ведёт."),
        (
            (("competence", (1, 2)), ("unanswered", (3,)), ("only", (1, 2))),
            "Отвечает на часть запроса (2 из 3): методика урока, ИКТ, больше в банке это никто не предлагает.",
        ),
        ((("competence", (1, 3)), ("known", 1)),
         "Уже работали вместе; отвечает на весь запрос: методика урока, классное руководство."),
        ((("competence", (9,)), ("group", 1)), "Та же группа или параллель."),
        ((("mentee_wish", 1), ("reverse", 20)), "Первый выбор наставляемого; учит новому коллегу с большим стажем."),
        ((("mentor_wish", 5), ("position", 1)), "В списке пожеланий наставника; похожая работа."),
        ((("experience", 21), ("category", 2)), "Стаж больше на 21\u00a0год; первая категория."),
        ((("time", ("mon", "tue.am", "wed")),), "Общее время: понедельник, вторник до обеда и не только."),
    ],
)  # fmt: skip
def test_each_reason_has_words(reasons, words):
    match = replace(answer(problem({1: {}}, {2: {}})).matches[0], reasons=reasons)

    assert sentence(match, NAMES) == words


def test_who_is_left_is_told_in_words_what_was_asked():
    competence = answer(problem({1: ASKS}, {2: OTHER}, floor=30)).matches[0]
    blocked = answer(problem({1: ASKS | {"blocked": "consent"}}, {2: OTHER})).matches[0]

    assert left_sentence(competence, NAMES) == (
        "В банке не нашлось подходящего наставника по запросу: методика урока."
    )
    assert left_sentence(blocked, NAMES) == "Нет согласия: предложить наставника пока нельзя."
    assert left_sentence(competence) == "Подходящего наставника в банке нет."
