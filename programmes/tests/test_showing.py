"""What others are told: the roadmap, the desk, the page of a pair, the table, the extract, the act of destruction."""

import datetime as dt

import pytest
from django.urls import reverse

from audit.models import Entry
from desk.todo import tasks_for
from pairs.models import Pair
from pairs.tests.factories import PairFactory
from people.destruction import strings_of
from people.extract import extract_of
from people.tests.factories import PersonFactory
from programmes.erasing import erase_programmes
from programmes.models import Programme
from programmes.services import (
    submit_programme,
)
from programmes.tests.factories import ProgrammeFactory
from roadmap.progress import COUNTERS
from roadmap.tests.factories import RoadmapFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(school, mentor):
    mentee = PersonFactory(organization=school, last_name="Седых")
    return PairFactory(mentor=mentor.person, mentees=[mentee], status="active", consents=True)


@pytest.fixture
def programme(pair):
    return ProgrammeFactory(pair=pair)


def test_counter_says_whose_programme_is_missing(programme, curator, head):
    roadmap = RoadmapFactory(organization=curator.organization)
    other = PairFactory(
        mentor=PersonFactory(organization=curator.organization, last_name="Яшина"), status="active"
    )

    progress = COUNTERS["programmes"][1](roadmap)

    assert (progress.done, progress.total) == (0, 2)
    assert [item.words for item in progress.missing] == [
        f"{programme.pair}: программа составляется",
        f"{other}: программы нет",
    ]


def titles(me):
    return [task.title for task in tasks_for(me)]


def test_tasks_of_the_pair_follow_the_state(pair, mentor):
    task = next(task for task in tasks_for(mentor) if task.title == "Составьте программу пары")
    assert task.due == pair.starts_on + dt.timedelta(days=14)

    programme = ProgrammeFactory(pair=pair)
    assert "Допишите программу и передайте на проверку" in titles(mentor)
    Programme.objects.filter(pk=programme.pk).update(status="returned")
    assert "Есть замечания к программе" in titles(mentor)
    Programme.objects.filter(pk=programme.pk).update(status="submitted")
    assert not [title for title in titles(mentor) if "рограмм" in title]


def test_task_of_the_curator_counts_what_waits(programme, curator):
    submit_programme(programme, by=curator)
    curator.refresh_from_db()

    assert "Программы на проверке: 1" in titles(curator)


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_one_and_three(client, school, curator, count, django_assert_num_queries):
    for _ in range(count):
        ProgrammeFactory(pair=PairFactory(mentor=PersonFactory(organization=school)), status="submitted")
        PairFactory(mentor=PersonFactory(organization=school), status="active")
    client.force_login(curator.user)

    with django_assert_num_queries(9):
        page = client.get(reverse("programmes:list")).content.decode()

    assert "Пары без программы" in page


@pytest.mark.parametrize("rows", [1, 9])
def test_page_costs_the_same_for_one_row_and_nine(client, pair, curator, rows, django_assert_num_queries):
    programme = ProgrammeFactory(pair=pair, rows=rows)
    client.force_login(curator.user)

    with django_assert_num_queries(8):
        client.get(programme.get_absolute_url())


def test_list_is_narrowed_and_exported_without_who_withdrew(client, programme, curator):
    school = curator.organization
    other = ProgrammeFactory(
        pair=PairFactory(mentor=PersonFactory(organization=school, last_name="Яшина")), approved=True
    )
    client.force_login(curator.user)
    url = reverse("programmes:list")

    found = [line.programme for line in client.get(f"{url}?state=approved").context["page"]]
    named = [line.programme for line in client.get(f"{url}?q=яшина").context["page"]]
    waits = [line.programme for line in client.get(f"{url}?waits=pair").context["page"]]
    file = client.post(reverse("programmes:export"), {"state": "approved"})

    assert (found, named, waits) == ([other], [other], [programme])
    assert file.content[:2] == b"PK"
    assert Entry.objects.get().details == {"rows": 1}


def test_page_of_the_pair_shows_the_programme_and_what_is_next(client, pair, mentor):
    programme = ProgrammeFactory(pair=pair, approved=True)
    client.force_login(mentor.user)

    page = client.get(pair.get_absolute_url()).content.decode()

    assert programme.title in page
    assert programme.rows.first().activity in page


def test_erasing_takes_the_programme_of_two_and_the_name_out_of_others(pair, programme, school):
    person = pair.members.get().person
    other = ProgrammeFactory(pair=PairFactory(mentor=PersonFactory(organization=school)), goal="Как у Седых")
    versions = other.versions.create(
        organization=school, number=1, occasion="draft", content={"rows": ["Седых"]}
    )

    erase_programmes(person, strings_of(person))

    assert list(Programme.objects.all()) == [other]
    other.refresh_from_db()
    versions.refresh_from_db()
    assert "Седых" not in other.goal + str(versions.content)


def test_extract_tells_the_programme_to_both_sides(pair, programme):
    for person in (pair.mentor, pair.members.get().person):
        told = extract_of(person)["Программы и планы пар"]
        assert programme.rows.first().activity in str(told)


def test_programme_stops_with_its_pair_and_only_the_curator_marks_what_was_done(
    client, pair, mentor, curator
):
    programme = ProgrammeFactory(pair=pair, approved=True)
    Pair.objects.filter(pk=pair.pk).update(status="ended")
    row = programme.rows.first()
    done = reverse("programmes:row_done", args=[row.pk])

    client.force_login(mentor.user)
    page = client.get(reverse("pairs:detail", args=[pair.pk])).content.decode()
    client.post(done, {"done": "1"})

    assert "прекращена вместе с парой" in page
    assert "Ближайшее в плане" not in page
    row.refresh_from_db()
    assert row.done_on is None

    client.force_login(curator.user)
    client.post(done, {"done": "1"})
    row.refresh_from_db()
    assert row.done_on is not None
