"""The state of one line, from facts, hand tick and term."""

import datetime as dt

import pytest

from roadmap.models import Activity, Stage
from roadmap.progress import Missing, Progress
from roadmap.states import condition_of

TODAY = dt.date(2026, 10, 5)
SEPTEMBER = {"starts_on": dt.date(2026, 9, 1), "due_on": dt.date(2026, 10, 1)}
NOW = {"starts_on": dt.date(2026, 10, 1), "due_on": dt.date(2026, 10, 31)}
SOON = {"starts_on": dt.date(2026, 9, 1), "due_on": dt.date(2026, 10, 8)}
MAY = {"starts_on": dt.date(2027, 5, 1), "due_on": dt.date(2027, 5, 31)}
YEAR = {"starts_on": dt.date(2026, 9, 1), "due_on": dt.date(2027, 5, 31)}
HAND = {"closed_on": dt.date(2026, 9, 9), "closed_note": "протокол № 1"}


def words(text):
    return text.replace("\u00a0", " ")


def condition(term, progress=None, **how):
    return condition_of(Activity(**term), progress, today=TODAY, **how)


@pytest.mark.parametrize(
    ("term", "progress", "state", "said", "mark"),
    [
        (NOW, Progress(4, 4), "done", "готово, 4 из 4", "done"),
        (SEPTEMBER, Progress(4, 4), "done", "готово, 4 из 4", "done"),
        (MAY, Progress(5, 4), "done", "готово, 5 из 4", "done"),
        (SEPTEMBER | HAND, None, "hand", "закрыто вручную 9 сентября", "hand"),
        (NOW | HAND, Progress(1, 4), "hand", "закрыто вручную 9 сентября", "hand"),
        (NOW, Progress(3, 4), "running", "идёт, 3 из 4", "run"),
        (MAY, Progress(1, 4), "running", "идёт, 1 из 4", "run"),
        (YEAR, None, "running", "идёт", "run"),
        (NOW, Progress(0, 4, words="согласий"), "waiting", "согласий: 0 из 4", "wait"),
        (NOW, None, "waiting", "ждёт отметки", "wait"),
        ({}, None, "waiting", "ждёт отметки", "wait"),
        (SOON, None, "waiting", "осталось 3 дня", "miss"),
        (SEPTEMBER, None, "late", "просрочено на 4 дня", "late"),
        (SEPTEMBER, Progress(3, 4), "late", "просрочено на 4 дня", "late"),
        (SEPTEMBER, Progress(0, 0), "late", "просрочено на 4 дня", "late"),
        (MAY, None, "planned", "с мая", "plan"),
        (MAY, Progress(0, 0), "planned", "с мая", "plan"),
        ({"starts_on": dt.date(2026, 10, 6)}, None, "planned", "с 6 октября", "plan"),
        (NOW, Progress(0, 0), "no_data", "нет данных", "none"),
    ],
)
def test_state_words_and_mark(term, progress, state, said, mark):
    found = condition(term, progress)

    assert (found.state, words(found.words), found.mark) == (state, said, mark)


def test_line_for_mentees_is_not_needed_without_them():
    found = condition(SEPTEMBER, Progress(0, 0), is_needed=False)

    assert (found.state, found.words, found.needs_attention) == ("not_needed", "не требуется", False)


def test_hand_tick_wins_over_not_needed():
    assert condition(SEPTEMBER | HAND, is_needed=False).state == "hand"


def test_line_of_a_continuous_stage_runs():
    assert condition(NOW | {"stage": Stage(is_continuous=True)}).state == "running"


@pytest.mark.parametrize(
    "endless", [{"is_continuous": True, "term": "постоянно"}, {"stage": Stage(is_continuous=True)}]
)
def test_work_that_runs_all_the_time_is_never_late_nor_due(endless):
    past, soon = condition(SEPTEMBER | endless), condition(SOON | endless)

    assert (past.state, past.needs_attention) == ("running", False)
    assert (soon.state, soon.needs_attention) == ("running", False)


def test_line_with_a_term_of_its_own_is_late_in_a_continuous_stage_too():
    assert (
        condition(SEPTEMBER | {"stage": Stage(is_continuous=True), "term": "Сентябрь 2026"}).state == "late"
    )


TWICE = {
    "starts_on": dt.date(2026, 9, 1),
    "due_on": dt.date(2027, 1, 31),
    "periods": [["2026-09-01", "2026-09-30"], ["2027-01-01", "2027-01-31"]],
}


@pytest.mark.parametrize(
    ("today", "state", "said"),
    [
        (dt.date(2026, 8, 20), "planned", "с сентября"),
        (dt.date(2026, 9, 30), "running", "идёт"),
        (dt.date(2026, 10, 1), "planned", "с января"),
        (dt.date(2026, 12, 31), "planned", "с января"),
        (dt.date(2027, 1, 1), "running", "идёт"),
        (dt.date(2027, 2, 1), "late", "просрочено на 1 день"),
    ],
)
def test_between_two_periods_the_line_is_planned_again(today, state, said):
    found = condition_of(Activity(**TWICE), None, today=today)

    assert (found.state, words(found.words)) == (state, said)


def test_pause_says_how_far_the_work_is():
    found = condition(TWICE, Progress(1, 4, words="встреч"))

    assert (found.state, words(found.note), found.begins) == (
        "planned",
        "встреч: 1 из 4",
        dt.date(2027, 1, 1),
    )


def test_two_last_days_without_a_first_leave_no_pause():
    until = TWICE | {
        "starts_on": None,
        "periods": [["2026-09-30", "2026-09-30"], ["2027-01-31", "2027-01-31"]],
    }

    assert condition(until).state == "waiting"


@pytest.mark.parametrize(
    ("progress", "state", "said"),
    [
        (Progress(2, 5, by_items=True), "running", "готово 2 из 5"),
        (Progress(0, 5, by_items=True), "waiting", "готово 0 из 5"),
        (Progress(5, 5, by_items=True), "done", "готово, 5 из 5"),
    ],
)
def test_line_of_items_says_how_many_are_done(progress, state, said):
    found = condition(NOW, progress)

    assert (found.state, words(found.words)) == (state, said)


@pytest.mark.parametrize(
    ("due_on", "needs"),
    [
        (dt.date(2026, 10, 4), True),
        (dt.date(2026, 10, 5), True),
        (dt.date(2026, 10, 19), True),
        (dt.date(2026, 10, 20), False),
    ],
)
def test_attention_begins_two_weeks_before_the_term(due_on, needs):
    assert condition({"due_on": due_on}).needs_attention is needs


def test_line_due_today_is_not_late():
    found = condition({"due_on": TODAY})

    assert (found.state, found.words) == ("waiting", "сегодня")


def test_late_line_says_how_far_it_is():
    found = condition(SEPTEMBER, Progress(3, 4, [Missing("Нет согласия")], words="согласий"))

    assert words(found.note) == "согласий: 3 из 4"
