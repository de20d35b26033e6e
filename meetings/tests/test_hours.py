"""Hours per mentor and month: only what took place, a group once, whoever led."""

import datetime as dt

import pytest
from django.urls import reverse

from audit.models import Entry
from common.table_reading import read_table
from jobs.models import Job
from jobs.work import run
from meetings.hours import hours_of, hours_words
from meetings.tests.factories import MeetingFactory
from pairs.models import Substitution
from pairs.tests.factories import PairFactory
from people.models import Person
from people.services import ask_for_export
from people.tests.factories import PersonFactory

YEAR = 2026


def figures(me):
    hours = hours_of(me, YEAR)
    return {
        row.person.last_name: {figure.month.month: figure.words for figure in row.figures if figure.minutes}
        for row in hours.rows
    }


def held(pair, *days, minutes=45):
    return [MeetingFactory(pair=pair, on=day, minutes=minutes, status="held") for day in days]


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, ""), (45, "0,75"), (60, "1"), (90, "1,5"), (100, "1,67"), (600, "10")]
)
def test_hours_are_written_as_accountants_do(minutes, words):
    assert hours_words(minutes) == words


def test_hours_count_what_took_place_in_the_school_year(pair, curator):
    held(pair, dt.date(2026, 10, 12), dt.date(2026, 11, 9), dt.date(2026, 11, 16))
    held(pair, dt.date(2026, 5, 20))  # of the year before
    for status in ("planned", "not_held", "cancelled"):
        MeetingFactory(pair=pair, on=dt.date(2026, 11, 10), status=status)

    assert figures(curator) == {"Громова": {10: "0,75", 11: "1,5"}}
    assert hours_of(curator, YEAR).words == "2,25"


def test_a_group_counts_once_and_two_pairs_of_a_mentor_together(pair, curator, mentor):
    people = [PersonFactory(organization=curator.organization) for _ in range(3)]
    held(PairFactory(mentor=mentor.person, mentees=people, status="active"), dt.date(2026, 11, 9), minutes=60)
    held(pair, dt.date(2026, 11, 9), minutes=30)

    assert figures(curator) == {"Громова": {11: "1,5"}}


def test_hours_belong_to_whoever_stood_in_on_that_day(pair, curator):
    instead = PersonFactory(organization=curator.organization, last_name="Заменина")
    Substitution.objects.create(
        organization=curator.organization, pair=pair, person=instead, reason="health",
        starts_on=dt.date(2026, 11, 8), ends_on=dt.date(2026, 11, 14),
    )  # fmt: skip
    held(pair, dt.date(2026, 11, 2), dt.date(2026, 11, 9))

    assert figures(curator) == {"Громова": {11: "0,75"}, "Заменина": {11: "0,75"}}


def test_a_participant_sees_the_own_hours_only(pair, mentor, mentee, curator):
    other = PairFactory(
        mentor=PersonFactory(organization=curator.organization, last_name="Другова"), status="active"
    )
    held(pair, dt.date(2026, 11, 9))
    held(other, dt.date(2026, 11, 9))

    assert set(figures(curator)) == {"Громова", "Другова"}
    assert set(figures(mentor)) == {"Громова"}
    assert figures(mentee) == {}


def test_months_of_summer_stand_only_when_somebody_met(pair, curator):
    held(pair, dt.date(2026, 11, 9))
    without = len(hours_of(curator, YEAR).months)
    held(pair, dt.date(2027, 7, 5))

    assert (without, len(hours_of(curator, YEAR).months)) == (10, 11)


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_hours_costs_the_same_for_all(client, curator, friday, count, django_assert_num_queries):
    for _ in range(count):
        mentor = PersonFactory(organization=curator.organization)
        held(PairFactory(mentor=mentor, status="active"), dt.date(2026, 11, 9))
    client.force_login(curator.user)

    with django_assert_num_queries(6):
        page = client.get(reverse("meetings:hours")).content.decode()

    assert page.count("month=2026-11&amp;state=held") == count


def test_a_figure_opens_the_meetings_behind_it(client, curator, pair):
    held(pair, dt.date(2026, 11, 9))
    MeetingFactory(pair=pair, on=dt.date(2026, 11, 10))
    client.force_login(curator.user)

    url = f"{reverse('meetings:list')}?mentor={pair.mentor_id}&month=2026-11&state=held"

    assert [row.on.day for row in client.get(url).context["page"].object_list] == [9]


def exported(curator, file_format="xlsx"):
    job = ask_for_export("hours", file_format=file_format, query="year=2026", by=curator)
    run(job.pk)
    job.refresh_from_db()
    with job.result.open() as file:
        return job, file.read()


@pytest.fixture
def met(curator):
    """By the clock on the wall: a job is leased by it."""
    pair = PairFactory(
        mentor=PersonFactory(organization=curator.organization, last_name="Громова"), status="active"
    )
    held(pair, dt.date(2026, 11, 9), dt.date(2026, 11, 16))
    return pair


def test_register_of_hours_is_a_file_through_the_gate(met, curator):
    stopped = PairFactory(mentor=PersonFactory(organization=curator.organization), status="active")
    held(stopped, dt.date(2026, 11, 9))
    Person.objects.filter(pk=stopped.mentor_id).update(processing_stopped_on=dt.date(2026, 11, 10))

    job, data = exported(curator)

    head, row, total, note = [[cell for cell in line if cell] for line in read_table(data)]
    assert (job.status, job.result_name.split()[0]) == (Job.Status.DONE, "Часы")
    assert (head[0], row, total) == (
        "Наставник",
        [met.mentor.full_name, "1,5", "1,5", "2"],
        ["Всего", "1,5", "1,5", "2"],
    )
    assert "1 человек" in note[0].replace("\xa0", " ")
    assert Entry.objects.get(action="people.exported").details["register"] == "hours"


def test_register_of_hours_is_printed(met, curator):
    _, data = exported(curator, "pdf")

    assert data.startswith(b"%PDF-")
