import datetime as dt

import pytest
from django.urls import reverse

from organizations.tests.factories import OrganizationFactory
from people.bank_todo import banks_without_facts
from people.models import Request
from people.tests.factories import ConsentFactory, MenteeEntryFactory, MentorEntryFactory, PersonFactory
from people.todo import consents_not_returned
from roadmap.progress import count
from roadmap.tests.factories import RoadmapFactory

KEYS = ["mentee_bank", "mentor_bank", "requests", "banks"]


def test_banks_of_nobody_have_nothing_to_count(school):
    found = count(RoadmapFactory(organization=school), KEYS)

    assert [(progress.done, progress.total) for progress in found.values()] == [(0, 0)] * 4


def test_missing_is_named_with_the_page_that_mends_it(school):
    mentee = MenteeEntryFactory(person__organization=school)
    MenteeEntryFactory(person__organization=OrganizationFactory())
    mentor = MentorEntryFactory(person__organization=school)

    found = count(RoadmapFactory(organization=school), KEYS)

    assert [(row.done, row.total) for row in found.values()] == [(0, 1)] * 3 + [(0, 2)]
    assert [lack.url for lack in found["banks"].missing] == [
        mentee.person.get_absolute_url(),
        mentor.person.get_absolute_url(),
    ]
    assert found["mentee_bank"].missing[0].words == f"{mentee.person}: нет согласия на обработку данных"
    assert found["mentor_bank"].missing[0].url == mentor.person.get_absolute_url()
    assert found["requests"].missing[0].url == mentee.person.get_absolute_url()


def test_only_a_signed_consent_that_is_not_withdrawn_counts(school):
    for fields in (
        {"signed_on": None},
        {"ended_on": dt.date(2026, 10, 1), "ending": "withdrawn"},
        {"kind": "mentee_duty"},
        {},
    ):
        ConsentFactory(person=MenteeEntryFactory(person__organization=school).person, **fields)

    found = count(RoadmapFactory(organization=school), ["mentee_bank"])["mentee_bank"]

    assert (found.done, found.total) == (1, 4)


def test_filled_banks_are_done(school, django_assert_num_queries):
    mentee = MenteeEntryFactory(person__organization=school)
    Request.objects.create(entry=mentee, text="Методика урока", made_on=dt.date(2026, 9, 1))
    mentor = MentorEntryFactory(person__organization=school)
    for person in (mentee.person, mentor.person):
        ConsentFactory(person=person)
    roadmap = RoadmapFactory(organization=school)

    with django_assert_num_queries(3):
        found = count(roadmap, KEYS)

    assert all(progress.is_done for progress in found.values())


def test_one_bank_alone_does_not_close_the_line_about_both(school):
    ConsentFactory(person=MenteeEntryFactory(person__organization=school).person)

    found = count(RoadmapFactory(organization=school), KEYS)

    assert found["mentee_bank"].is_done
    assert (found["banks"].done, found["banks"].total, found["banks"].is_done) == (1, 2, False)
    assert [lack.words for lack in found["banks"].missing] == ["В банке наставников пока никого нет"]


#: A roadmap of 1 September 2026 – 31 August 2027 and the days of a stay: whether it counts.
@pytest.mark.parametrize(
    ("entered_on", "left_on", "counts"),
    [
        ((2026, 9, 1), None, True),
        ((2020, 9, 1), None, True),
        ((2020, 9, 1), (2026, 8, 31), False),
        ((2020, 9, 1), (2026, 9, 1), True),
        ((2027, 8, 31), None, True),
        ((2027, 9, 1), None, False),
        ((2026, 10, 1), (2026, 11, 1), True),
        ((2027, 9, 1), (2027, 10, 1), False),
    ],
)
@pytest.mark.parametrize(
    ("factory", "key"), [(MenteeEntryFactory, "mentee_bank"), (MentorEntryFactory, "mentor_bank")]
)
def test_stay_counts_when_it_overlaps_the_roadmap(school, factory, key, entered_on, left_on, counts):
    left_on = left_on and dt.date(*left_on)
    factory(person__organization=school, entered_on=dt.date(*entered_on), left_on=left_on)

    found = count(RoadmapFactory(organization=school), [key])[key]

    assert found.total == counts


@pytest.mark.parametrize(
    ("signed_on", "ended_on", "left_on", "counts"),
    [
        ((2026, 9, 2), None, None, True),
        ((2027, 8, 31), None, None, True),
        ((2027, 9, 1), None, None, False),
        ((2026, 9, 2), (2027, 8, 30), None, False),
        ((2026, 9, 2), (2027, 8, 31), None, True),
        ((2026, 9, 2), (2027, 9, 5), None, True),
        ((2026, 9, 2), (2026, 11, 1), (2026, 11, 1), True),  # withdrawn: bank and consent end on one day
        ((2026, 9, 2), (2026, 10, 31), (2026, 11, 1), False),
        ((2026, 11, 2), None, (2026, 11, 1), False),
    ],
)
def test_consent_counts_when_in_force_at_the_end_of_the_overlap(school, signed_on, ended_on, left_on, counts):
    days = [day and dt.date(*day) for day in (signed_on, ended_on, left_on)]
    entry = MenteeEntryFactory(person__organization=school, left_on=days[2])
    ending = "expired" if days[1] else ""
    ConsentFactory(person=entry.person, signed_on=days[0], ended_on=days[1], ending=ending)

    found = count(RoadmapFactory(organization=school), ["mentee_bank"])["mentee_bank"]

    assert (found.done, found.total) == (counts, 1)


def test_person_with_two_stays_counts_once_by_the_last(school):
    person = PersonFactory(organization=school)
    MenteeEntryFactory(person=person, left_on=dt.date(2026, 10, 1), leaving="asked")
    MenteeEntryFactory(person=person, entered_on=dt.date(2026, 11, 1))
    ConsentFactory(person=person, ended_on=dt.date(2026, 10, 15), ending="expired")

    found = count(RoadmapFactory(organization=school), ["mentee_bank"])["mentee_bank"]

    assert (found.done, found.total) == (0, 1)


@pytest.mark.parametrize(("made_on", "done"), [((2027, 8, 31), 1), ((2027, 9, 1), 0), ((2025, 9, 1), 1)])
def test_request_counts_when_made_by_the_end_of_the_roadmap(school, made_on, done):
    entry = MenteeEntryFactory(person__organization=school)
    Request.objects.create(entry=entry, text="Поздний", made_on=dt.date(2028, 1, 1))
    Request.objects.create(entry=entry, text="Урок", made_on=dt.date(*made_on))

    found = count(RoadmapFactory(organization=school), ["requests"])["requests"]

    assert (found.done, found.total) == (done, 1)


def test_mistakes_and_people_who_may_not_be_counted_are_not(school):
    MenteeEntryFactory(person__organization=school, left_on=dt.date(2026, 9, 5), leaving="mistake")
    MenteeEntryFactory(person__organization=school, person__processing_stopped_on=dt.date(2026, 9, 5))
    MenteeEntryFactory(person__organization=school, person__destroyed_on=dt.date(2026, 9, 5))

    found = count(RoadmapFactory(organization=school), KEYS)

    assert [(row.done, row.total) for row in found.values()] == [(0, 0)] * 4


def test_roadmaps_of_several_years_share_one_reading(school, django_assert_num_queries):
    MenteeEntryFactory(person__organization=school, left_on=dt.date(2027, 5, 1), leaving="done")
    MentorEntryFactory(person__organization=school)
    years = [
        RoadmapFactory(organization=school, starts_on=dt.date(year, 9, 1), ends_on=dt.date(year + 1, 8, 31))
        for year in (2025, 2026, 2027)
    ]

    with django_assert_num_queries(3):
        found = [count(roadmap, KEYS) for roadmap in years]

    assert [row["mentee_bank"].total for row in found] == [0, 1, 0]
    assert [row["mentor_bank"].total for row in found] == [0, 1, 1]


def test_curator_is_told_of_missing_requests_and_competences_only(curator, head):
    school = curator.organization
    silent, vague = (
        MenteeEntryFactory(person__organization=school),
        MentorEntryFactory(person__organization=school),
    )
    for factory in (MenteeEntryFactory, MentorEntryFactory):
        factory(person__organization=school, status="paused")
        factory(person__organization=school, left_on=dt.date(2026, 10, 1))
        factory()

    tasks = banks_without_facts(curator)

    assert [(task.title, task.owes) for task in tasks] == [
        ("Не записан запрос у 1\u00a0наставляемого", [str(silent.person)]),
        ("Не указаны компетенции у 1\u00a0наставника", [str(vague.person)]),
    ]
    assert tasks[0].url == f"{reverse('people:mentees')}?source=none&status=active"
    assert banks_without_facts(head) == []


def test_blanks_of_a_week_ago_wait_for_the_curator_only(curator, head):
    person = PersonFactory(organization=curator.organization)
    ConsentFactory(person=person, signed_on=None)
    ConsentFactory(person=person, kind="mentee_duty", signed_on=None, printed_on=curator.organization.today)
    ConsentFactory(person__organization=curator.organization)

    task = consents_not_returned(curator)[0]

    assert task.title == "Не вернули согласие 1\u00a0человек"
    assert task.owes == [str(person)]
    assert task.due == dt.date(2026, 9, 8)
    assert consents_not_returned(head) == []
