import datetime as dt

from organizations.tests.factories import OrganizationFactory
from people.models import Competence, Request
from people.tests.factories import ConsentFactory, MenteeEntryFactory, MentorEntryFactory, PersonFactory
from people.todo import consents_not_returned
from roadmap.progress import count
from roadmap.tests.factories import RoadmapFactory

KEYS = ["mentee_bank", "mentor_bank", "requests"]


def test_banks_of_nobody_have_nothing_to_count(school):
    found = count(RoadmapFactory(organization=school), KEYS)

    assert [(progress.done, progress.total) for progress in found.values()] == [(0, 0)] * 3


def test_missing_is_named_with_the_page_that_mends_it(school):
    PersonFactory(organization=school, experience_years=1, last_name="Панова")
    PersonFactory(organization=school, experience_years=20)
    mentee = MenteeEntryFactory(person__organization=school)
    MenteeEntryFactory(person__organization=OrganizationFactory())
    mentor = MentorEntryFactory(person__organization=school)

    found = count(RoadmapFactory(organization=school), KEYS)

    assert [(row.done, row.total) for row in found.values()] == [(1, 2), (0, 1), (0, 1)]
    assert "Панова" in found["mentee_bank"].missing[0].words
    assert found["mentor_bank"].missing[0].url == f"/people/mentors/{mentor.pk}/"
    assert found["requests"].missing[0].url == f"/people/mentees/{mentee.pk}/"


def test_filled_banks_are_done(school, django_assert_num_queries):
    mentee = MenteeEntryFactory(person__organization=school)
    Request.objects.create(entry=mentee, text="Методика урока", made_on=dt.date(2026, 9, 1))
    mentor = MentorEntryFactory(person__organization=school)
    mentor.competences.add(Competence.objects.create(organization=school, name="Методика"))
    roadmap = RoadmapFactory(organization=school)

    with django_assert_num_queries(3):
        found = count(roadmap, KEYS)

    assert all(progress.is_done for progress in found.values())


def test_lack_of_room_keeps_the_bank_of_mentors_open(school):
    MenteeEntryFactory.create_batch(2, person__organization=school)
    mentor = MentorEntryFactory(person__organization=school, capacity=1)
    mentor.competences.add(Competence.objects.create(organization=school, name="Методика"))

    found = count(RoadmapFactory(organization=school), ["mentor_bank"])["mentor_bank"]

    assert (found.done, found.total) == (1, 2)
    assert "не хватает мест" in found.missing[0].words


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
