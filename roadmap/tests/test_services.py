"""Deeds on roadmaps: what they change, what they refuse, what they journal."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from audit.models import Entry
from organizations.tests.factories import OrganizationFactory
from roadmap import services
from roadmap.columns import preset_of
from roadmap.models import Roadmap
from roadmap.tests.factories import ActivityFactory, RoadmapFactory


@pytest.fixture
def roadmap(curator):
    roadmap = services.create_roadmap(curator.organization, template="s1", start_year=2026, by=curator)
    Entry.objects.all().delete()
    return roadmap


def line(roadmap, number="5.1"):
    return roadmap.activities.get(number=number)


def actions():
    return list(Entry.objects.values_list("action", flat=True))


def test_create_roadmap_opens_the_year_and_journals_it(curator):
    roadmap = services.create_roadmap(curator.organization, template="s1", start_year=2026, by=curator)

    assert (roadmap.starts_on, roadmap.ends_on) == (dt.date(2026, 8, 1), dt.date(2027, 7, 31))
    assert (preset_of(roadmap.columns), roadmap.stamp, str(roadmap)) == (
        "B",
        "order",
        "Дорожная карта на 2026/27 учебный год",
    )
    entry = Entry.objects.get()
    assert (entry.action, entry.details) == ("roadmap.created", {"template": "s1", "year": 2026})


@pytest.mark.parametrize(
    ("template", "message"), [("s2", "другого вида"), ("s9", "другого вида"), ("s0", "уже есть")]
)
def test_create_roadmap_refuses_a_strange_sample_and_a_second_one_for_the_year(
    curator, roadmap, template, message
):
    with pytest.raises(ValidationError, match=message):
        services.create_roadmap(curator.organization, template=template, start_year=2026, by=curator)

    assert (Roadmap.objects.count(), actions()) == (1, [])


def test_add_activity_numbers_it_after_the_last_of_its_stage(curator, roadmap):
    stage = roadmap.stages.get(number=5)

    row = services.add_activity(roadmap, stage=stage, title="День наставника", by=curator)

    assert (row.number, row.organization, row.stage) == ("5.3", curator.organization, stage)
    assert actions() == ["activity.added"]


@pytest.mark.parametrize("whose", ["none", "foreign"])
def test_add_activity_refuses_a_line_outside_the_stages(curator, roadmap, whose):
    other = services.create_roadmap(curator.organization, template="s1", start_year=2027, by=None)
    stage = None if whose == "none" else other.stages.first()

    with pytest.raises(ValidationError, match="Выберите этап"):
        services.add_activity(roadmap, stage=stage, title="День наставника", by=curator)

    assert roadmap.activities.count() == 16


def test_edit_activity_changes_words_and_term_and_journals_names_only(curator, roadmap):
    services.edit_activity(line(roadmap), by=curator, title="Формирование пар", due_on=dt.date(2026, 10, 31))

    row = line(roadmap)
    assert (row.title, row.due_on) == ("Формирование пар", dt.date(2026, 10, 31))
    assert Entry.objects.get().details == {"fields": ["title", "due_on", "periods"]}


@pytest.mark.parametrize(
    ("term", "periods", "is_continuous"),
    [
        ("Октябрь 2026", [["2026-10-01", "2026-10-31"]], False),
        (
            "октябрь-ноябрь, январь-май",
            [["2026-10-01", "2026-11-30"], ["2027-01-01", "2027-05-31"]],
            False,
        ),
        ("до 15.12.2026", [["2026-12-15", "2026-12-15"]], False),
        ("постоянно", [], True),
    ],
)
def test_days_follow_the_words_of_the_term(curator, roadmap, term, periods, is_continuous):
    services.edit_activity(line(roadmap), by=curator, term=term)

    row = line(roadmap)
    assert (row.periods, row.is_continuous) == (periods, is_continuous)
    assert row.due_on == (dt.date.fromisoformat(periods[-1][1]) if periods else None)


def test_days_set_by_hand_stay_beside_new_words(curator, roadmap):
    days = {"starts_on": dt.date(2026, 10, 5), "due_on": dt.date(2026, 10, 20)}

    services.edit_activity(line(roadmap), by=curator, term="Октябрь 2026", **days)

    row = line(roadmap)
    assert (row.starts_on, row.due_on) == (days["starts_on"], days["due_on"])
    assert row.periods == [["2026-10-05", "2026-10-20"]]


def test_roles_follow_the_printed_responsible(curator, roadmap):
    services.edit_activity(line(roadmap), by=curator, responsible="Администрация\nПедагог-психолог")

    assert line(roadmap).roles == ["head", "psychologist"]


def test_new_line_takes_days_roles_and_counter_from_its_words(curator, roadmap):
    row = services.add_activity(
        roadmap,
        stage=roadmap.stages.get(number=2),
        title="Формирование базы наставляемых",
        term="Ноябрь 2026",
        responsible="Куратор",
        by=curator,
    )

    assert (row.starts_on, row.due_on) == (dt.date(2026, 11, 1), dt.date(2026, 11, 30))
    assert (row.roles, row.counter) == (["curator"], "mentee_bank")


def test_edit_activity_refuses_a_term_that_ends_before_it_begins(curator, roadmap):
    with pytest.raises(ValidationError, match="раньше, чем начался"):
        services.edit_activity(line(roadmap), by=curator, due_on=dt.date(2026, 8, 1))

    assert (line(roadmap).due_on, actions()) == (dt.date(2026, 9, 30), [])


def test_remove_activity_moves_the_rest_of_the_stage_up(curator, roadmap):
    services.remove_activity(line(roadmap, "1.2"), by=curator)

    numbers = list(roadmap.activities.filter(stage__number=1).values_list("number", flat=True))
    assert numbers == ["1.1", "1.2", "1.3"]
    assert line(roadmap, "1.2").title.startswith("Выбор форм")
    assert actions() == ["activity.removed"]


def test_remove_activity_refuses_a_closed_line(curator, roadmap):
    services.close_activity(line(roadmap), note="приказ № 3", by=curator)

    with pytest.raises(ValidationError, match="Сначала верните"):
        services.remove_activity(line(roadmap), by=curator)

    assert (roadmap.activities.count(), actions()) == (16, ["activity.closed"])


def test_close_activity_says_who_when_and_what_proves_it(curator, roadmap):
    services.close_activity(line(roadmap), note=" приказ № 3 ", by=curator)

    row = line(roadmap)
    assert (row.closed_on, row.closed_by, row.closed_note) == (
        curator.organization.today,
        curator.user,
        "приказ № 3",
    )
    entry = Entry.objects.get()
    assert (entry.action, entry.subject_id, entry.details) == ("activity.closed", row.pk, {})


def test_close_activity_refuses_a_tick_without_words(curator, roadmap):
    with pytest.raises(ValidationError, match="чем подтверждается"):
        services.close_activity(line(roadmap), note="  ", by=curator)

    assert (line(roadmap).closed_on, actions()) == (None, [])


def test_close_activity_refuses_a_second_tick(curator, roadmap):
    services.close_activity(line(roadmap), note="приказ № 3", by=curator)

    with pytest.raises(ValidationError, match="уже закрыто"):
        services.close_activity(line(roadmap), note="другое", by=curator)

    assert (line(roadmap).closed_note, actions()) == ("приказ № 3", ["activity.closed"])


def test_reopen_activity_takes_the_tick_back(curator, roadmap):
    services.close_activity(line(roadmap), note="приказ № 3", by=curator)

    services.reopen_activity(line(roadmap), by=curator)

    row = line(roadmap)
    assert (row.closed_on, row.closed_by, row.closed_note) == (None, None, "")
    assert set(actions()) == {"activity.closed", "activity.reopened"}


def test_reopen_activity_refuses_an_open_line(curator, roadmap):
    with pytest.raises(ValidationError, match="не закрывали"):
        services.reopen_activity(line(roadmap), by=curator)

    assert actions() == []


def test_lines_of_a_roadmap_without_stages_keep_their_order(db):
    roadmap = services.create_roadmap(
        OrganizationFactory(kind="department"), template="s2", start_year=2026, by=None
    )

    services.remove_activity(roadmap.activities.first(), by=None)
    added = services.add_activity(roadmap, title="Слёт наставников", by=None)

    assert [row.order for row in roadmap.activities.all()] == list(range(1, 11))
    assert (roadmap.activities.last(), added.number) == (added, "")


@pytest.mark.parametrize(("years", "found"), [([2020, 2021], 2021), ([], None), ([2020, "now", 2090], "now")])
def test_current_roadmap_covers_today_else_is_the_latest(school, years, found):
    years = [school.school_year if year == "now" else year for year in years]
    found = school.school_year if found == "now" else found
    for year in years:
        RoadmapFactory(organization=school, starts_on=dt.date(year, 8, 1), ends_on=dt.date(year + 1, 7, 31))
    ActivityFactory()

    current = Roadmap.objects.current(school)

    assert (current and current.starts_on.year) == found
