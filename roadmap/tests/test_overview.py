"""The whole roadmap today: totals, stages, the desk's tasks and the ruler; a fixed number of queries."""

import datetime as dt

import pytest

from desk.todo import tasks_for
from roadmap import services
from roadmap.models import Stage
from roadmap.overview import Section, Totals, overview
from roadmap.progress import COUNTERS, Missing, Progress
from roadmap.states import State
from roadmap.summary import stage_ruler
from roadmap.tests.factories import ActivityFactory, RoadmapFactory
from roadmap.todo import lines_that_press

LINK = "https://school.example/protokol"


def said(text):
    return text.replace("\u00a0", " ")


@pytest.fixture
def facts(monkeypatch):
    """Facts of a room above, set by the test; how often each was counted."""
    counted = []

    def say(key, progress):
        monkeypatch.setitem(COUNTERS, key, (key, lambda roadmap: counted.append(key) or progress))

    say.counted = counted
    return say


@pytest.fixture
def roadmap(school):
    return RoadmapFactory(
        organization=school, starts_on=dt.date(school.school_year, 8, 1), ends_on=dt.date(2090, 7, 31)
    )


def due_in(roadmap, days, **fields):
    return ActivityFactory(
        roadmap=roadmap, due_on=roadmap.organization.today + dt.timedelta(days=days), **fields
    )


def test_line_carries_what_is_missing_the_papers_and_the_address(roadmap, facts):
    lack, paper = Missing("Нет согласия: Жук А. И.", "/people/7/"), Missing("Приказ № 3", "/documents/3/")
    facts("pairs", Progress(2, 3, [lack], "/pairs/", "в парах", [paper]))
    row = ActivityFactory(roadmap=roadmap, counter="pairs")

    line = overview(roadmap).line_of(row)

    assert (line.missing, line.papers, line.url) == ([lack], [paper], "/pairs/")
    assert (line.state, said(line.counted)) == ("running", "в парах: 2 из 3")


def test_body_above_gets_figures_without_names_notes_and_addresses(roadmap, curator, facts):
    facts("pairs", Progress(2, 3, [Missing("Нет согласия: Жук А. И.", "/people/7/")], "/pairs/"))
    counted = ActivityFactory(roadmap=roadmap, counter="pairs")
    ticked = services.close_activity(
        ActivityFactory(roadmap=roadmap), note="справка Жук А. И.", url=LINK, by=curator
    )

    seen = overview(roadmap, own=False)

    line, closed = seen.line_of(counted), seen.line_of(ticked)
    assert (line.missing, line.papers, line.url, line.progress.done) == ([], [], "", 2)
    assert (closed.state, closed.condition.note) == ("hand", "")


@pytest.mark.parametrize(("people", "state"), [(0, "not_needed"), (2, "waiting")])
def test_line_for_mentees_waits_for_the_bank(roadmap, facts, people, state):
    facts("mentee_bank", Progress(0, people))
    row = ActivityFactory(roadmap=roadmap, only_with_mentees=True)

    assert overview(roadmap).line_of(row).state == state


def test_unknown_counter_leaves_the_line_to_the_hand(roadmap):
    row = ActivityFactory(roadmap=roadmap, counter="weather")

    line = overview(roadmap).line_of(row)

    assert (line.state, line.progress) == ("waiting", None)


def test_each_counter_runs_once_however_many_lines_name_it(roadmap, facts):
    facts("pairs", Progress(1, 2))
    facts("mentee_bank", Progress(1, 2))
    ActivityFactory.create_batch(3, roadmap=roadmap, counter="pairs", only_with_mentees=True)

    overview(roadmap)

    assert sorted(facts.counted) == ["mentee_bank", "pairs"]


@pytest.mark.parametrize("count", [1, 30])
def test_overview_costs_the_same_for_one_line_and_for_thirty(roadmap, count, django_assert_num_queries):
    ActivityFactory.create_batch(count, roadmap=roadmap)

    with django_assert_num_queries(1):
        assert len(overview(roadmap).lines) == count


def test_totals_say_everything_but_zeros():
    states = [
        State.DONE,
        State.HAND,
        State.RUNNING,
        State.WAITING,
        State.PLANNED,
        State.LATE,
        State.NOT_NEEDED,
    ]

    assert said(Totals(tuple(states)).words) == (
        "Закрыто 2 из 6, идут 1, ждут 1, впереди 1, просрочено 1, не требуется 1"
    )
    assert said(Totals((State.DONE,)).words) == "Закрыто 1 из 1"
    assert Totals(()).words == "Мероприятий пока нет"


@pytest.mark.parametrize(
    ("states", "continuous", "mark", "words"),
    [
        ("done hand", False, "done", "готово, 2 из 2"),
        ("done not_needed", False, "done", "готово, 1 из 1"),
        ("done running", False, "run", "идёт, 1 из 2"),
        ("late done", False, "late", "есть просрочка, 1 из 2"),
        ("running done", True, "run", "весь год, 1 из 2"),
        ("not_needed", False, "none", "не требуется"),
        ("", False, "none", "нет мероприятий"),
    ],
)
def test_words_of_a_stage(states, continuous, mark, words):
    stage = Stage(number=5, is_continuous=continuous)
    lines = [type("Line", (), {"state": State(state)}) for state in states.split()]

    section = Section(stage, lines)

    assert (section.mark, said(section.words)) == (mark, words)


def test_stage_that_lies_ahead_says_from_when(school):
    ahead = services.create_roadmap(school, template="s1", start_year=2089, by=None)

    section = overview(ahead).sections[6]

    assert (section.mark, said(section.words)) == ("plan", "с мая, 0 из 2")


def test_ruler_shows_every_stage_with_its_figures(curator):
    roadmap = services.create_roadmap(curator.organization, template="s0", start_year=2089, by=curator)
    for row in roadmap.activities.filter(stage__number=3):
        services.close_activity(row, note="анкеты", url=LINK, by=curator)

    ruler = stage_ruler(roadmap)

    assert [(mark.done, mark.total) for mark in ruler] == [
        (0, 1),
        (0, 2),
        (2, 2),
        (0, 2),
        (0, 3),
        (0, 3),
        (0, 1),
    ]
    assert (ruler[2].mark, said(ruler[2].words), ruler[6].is_continuous) == ("done", "готово, 2 из 2", True)
    assert ruler[2].url == f"/roadmap/{roadmap.pk}/?stage=3#stage3"


@pytest.mark.parametrize(("days", "waits"), [(-4, True), (0, True), (14, True), (15, False)])
def test_desk_names_lines_late_or_due_within_two_weeks(roadmap, curator, days, waits):
    due_in(roadmap, days)

    assert bool(lines_that_press(curator)) is waits


def test_task_says_how_far_and_what_is_missing(roadmap, curator, facts):
    lacks = [Missing("Нет согласия: Жук А. И."), Missing("Нет согласия: Бойко А. С.")]
    facts("pairs", Progress(2, 4, lacks, "/pairs/", "в парах"))
    row = due_in(roadmap, 3, counter="pairs", number="5.1", title="Формирование пар")

    (task,) = [task for task in tasks_for(curator) if task.url == "/pairs/"]

    assert said(task.title) == "5.1 Формирование пар: в парах: 2 из 4"
    assert (task.due, task.owes) == (row.due_on, [lack.words for lack in lacks])


def test_desk_leaves_closed_lines_alone(roadmap, curator):
    services.close_activity(due_in(roadmap, -1), note="приказ № 3", url=LINK, by=curator)

    assert lines_that_press(curator) == []


def test_desk_names_own_lines_to_the_curator_only(roadmap, curator, head, stranger):
    due_in(roadmap, -1)
    due_in(RoadmapFactory(), -1)

    assert len(lines_that_press(curator)) == 1
    assert (lines_that_press(head), lines_that_press(stranger)) == ([], [])


def test_approval_counts_as_a_fact(roadmap, curator):
    row = ActivityFactory(roadmap=roadmap, counter="roadmap_approved")
    before = overview(roadmap).line_of(row)

    approved = services.approve_roadmap(roadmap, approved_on=dt.date(2026, 9, 8), by=curator)

    assert (before.state, [lack.url for lack in before.missing]) == (
        "waiting",
        [f"/roadmap/{roadmap.pk}/approve/"],
    )
    assert overview(approved).line_of(row).state == "done"
