import datetime as dt

from organizations.tests.factories import OrganizationFactory
from people.models import Request
from people.tests.factories import ConsentFactory, MenteeEntryFactory, MentorEntryFactory, PersonFactory
from people.todo import consents_not_returned
from roadmap.progress import count
from roadmap.tests.factories import RoadmapFactory

KEYS = ["mentee_bank", "mentor_bank", "requests"]


def test_banks_of_nobody_have_nothing_to_count(school):
    found = count(RoadmapFactory(organization=school), KEYS)

    assert [(progress.done, progress.total) for progress in found.values()] == [(0, 0)] * 3


def test_missing_is_named_with_the_page_that_mends_it(school):
    mentee = MenteeEntryFactory(person__organization=school)
    MenteeEntryFactory(person__organization=OrganizationFactory())
    mentor = MentorEntryFactory(person__organization=school)

    found = count(RoadmapFactory(organization=school), KEYS)

    assert [(row.done, row.total) for row in found.values()] == [(0, 1)] * 3
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

    with django_assert_num_queries(2):
        found = count(roadmap, KEYS)

    assert all(progress.is_done for progress in found.values())


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
