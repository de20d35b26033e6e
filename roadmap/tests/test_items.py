"""A line that its content items close, and what counting costs for few people and for many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pairs.tests.factories import PairFactory
from people.tests.factories import MenteeEntryFactory, MentorEntryFactory, PersonFactory
from roadmap import services
from roadmap.models import Roadmap
from roadmap.overview import overview
from roadmap.progress import COUNTERS, Missing, Progress, count
from roadmap.tests.factories import ActivityFactory

MOST_QUERIES = 20  # these pages ask the counters and the tasks of every room
ORDER, ROADMAP, TRAINING = "Приказ о закреплении пар", "Утверждение дорожной карты", "Обучение наставников"


@pytest.fixture
def facts(monkeypatch):
    """Facts of rooms, set by the test; how often each was counted."""
    counted = []

    def say(key, progress):
        monkeypatch.setitem(COUNTERS, key, (key, lambda roadmap: counted.append(key) or progress))

    say.counted = counted
    return say


def line(school, *content):
    return ActivityFactory(roadmap__organization=school, counter="items", content=list(content))


def seen(row, **how):
    return overview(row.roadmap, **how).line_of(row)


def said(text):
    return text.replace("\u00a0", " ")


def test_line_says_how_many_items_are_done_and_which_are_not(school, facts):
    facts("order_pairs", Progress(1, 3, url="/documents/", words="пар в приказе"))
    facts("roadmap_approved", Progress(1, 1, papers=[Missing("Карта с грифом", "/print/")]))

    found = seen(line(school, ORDER, ROADMAP, TRAINING))

    assert (found.state, said(found.condition.words)) == ("running", "готово 1 из 3")
    assert [said(lack.words) for lack in found.missing] == [
        f"{ORDER}: пар в приказе: 1 из 3",
        f"{TRAINING}: отмечается вручную",
    ]
    assert [lack.url for lack in found.missing] == ["/documents/", ""]
    assert [item.mark for item in found.items] == ["run", "done", "none"]
    assert (found.url, [paper.url for paper in found.papers]) == ("/documents/", ["/print/"])


def test_item_for_mentees_is_not_needed_while_there_are_none(school, facts):
    facts("order_pairs", Progress(0, 0))
    facts("roadmap_approved", Progress(1, 1))
    row = line(school, f"{ORDER} (при наличии в организации наставляемых)", ROADMAP)

    without = seen(row)
    MenteeEntryFactory(person=PersonFactory(organization=school))
    with_one = seen(type(row).objects.get(pk=row.pk))  # read anew: facts are kept for a request

    assert (without.state, without.items[0].words) == ("done", "не требуется: в банке нет наставляемых")
    assert (with_one.state, with_one.items[0].is_needed) == ("running", True)


def test_line_closes_by_itself_when_every_item_is_counted_and_done(school, facts):
    facts("order_pairs", Progress(3, 3))
    facts("roadmap_approved", Progress(1, 1))

    whole = line(school, ORDER, ROADMAP)
    partly = ActivityFactory(roadmap=whole.roadmap, counter="items", content=[ORDER, TRAINING])

    assert (seen(whole).state, seen(partly).state) == ("done", "running")


def test_line_whose_items_nothing_counts_waits_for_a_hand(school):
    found = seen(line(school, TRAINING, "Иное"))

    assert (found.state, found.progress, [item.words for item in found.items]) == (
        "waiting",
        None,
        ["отмечается вручную"] * 2,
    )


def test_counter_of_several_items_and_lines_runs_once(school, facts):
    facts("order_pairs", Progress(1, 3))
    row = line(school, ORDER, "Приказ о закреплении наставнических пар")
    ActivityFactory(roadmap=row.roadmap, counter="order_pairs")

    overview(row.roadmap)

    assert facts.counted == ["order_pairs"]


def test_body_above_gets_the_marks_of_items_without_addresses(school, facts):
    facts("order_pairs", Progress(1, 3, [Missing("Жук А. И.")], "/documents/", "пар в приказе"))

    found = seen(line(school, ORDER, TRAINING), own=False)

    assert [(item.mark, item.url) for item in found.items] == [("run", ""), ("none", "")]
    assert (found.missing, found.url) == ([], "")


def test_opened_line_shows_the_mark_of_each_item(client, curator, school, facts):
    facts("order_pairs", Progress(3, 3, url="/documents/"))
    row = line(school, ORDER, TRAINING)
    client.force_login(curator.user)

    shown = said(client.get(row.get_absolute_url()).content.decode())

    assert "готово, 3 из 3" in shown
    assert "отмечается вручную" in shown
    assert "готово 1 из 2" in shown


def fill(school, number):
    """Banks, pairs and people: each third a mentor with a pair."""
    people = PersonFactory.create_batch(number, organization=school, experience_years=5)
    for mentor, mentee, other in zip(people[::3], people[1::3], people[2::3], strict=True):
        MentorEntryFactory(person=mentor)
        for person in (mentee, other):
            MenteeEntryFactory(person=person)
        PairFactory(mentor=mentor, mentees=[mentee], consents=False)


def test_counters_and_pages_cost_the_same_for_three_people_and_for_three_hundred(client, curator, school):
    roadmap = services.create_roadmap(school, template="s3", start_year=school.school_year, by=curator)
    row = roadmap.activities.get(counter="items")
    pages = [roadmap.get_absolute_url(), row.get_absolute_url()]
    pages += [reverse(f"roadmap:{name}", args=[roadmap.pk]) for name in ("due", "responsible")]
    pages += [reverse("roadmap:list"), reverse("desk:home")]
    client.force_login(curator.user)
    fill(school, 3)

    few = [cost(count_all, roadmap.pk)] + [cost(client.get, url) for url in pages]
    fill(school, 297)
    many = [cost(count_all, roadmap.pk)] + [cost(client.get, url) for url in pages]

    assert few == many
    assert max(many) <= MOST_QUERIES


def count_all(pk):
    """Every counter there is, nothing read before."""
    return count(Roadmap.objects.select_related("organization").get(pk=pk), COUNTERS)


def cost(act, *args):
    with CaptureQueriesContext(connection) as queries:
        act(*args)
    return len(queries)
