"""Who is asked: groups, filters, ticked people, and nobody whom the gate keeps out."""

import datetime as dt

import pytest

from organizations.models import Role
from organizations.tests.factories import MembershipFactory
from pairs.tests.factories import PairFactory
from people.models import Representation
from people.services import withdraw_consents
from people.tests.factories import MenteeEntryFactory, MentorEntryFactory, PersonFactory
from surveys.audience import asked_people, usual_audience
from surveys.models import Questionnaire
from surveys.tests.cast import running_pair

pytestmark = pytest.mark.django_db


def names(organization, side="", **audience):
    organization = type(organization).objects.get(pk=organization.pk)  # as the next request reads it
    return [(one.person.last_name, one.side) for one in asked_people(organization, audience, side=side)]


def test_people_of_running_pairs_stand_as_their_sides(school):
    running_pair(school)
    running_pair(school, "Будущев", status="ready")
    running_pair(school, "Бывшев", status="ended")

    assert names(school, groups=["pair_mentors"]) == [("НаставникПанов", "mentor")]
    assert names(school, groups=["pair_mentees"]) == [("Панов", "mentee")]


def test_a_person_on_both_sides_is_asked_twice_and_in_two_pairs_once(school):
    pair = running_pair(school)
    mentee = pair.members.get().person
    for _ in range(2):
        PairFactory(mentor=mentee, mentees=[PersonFactory(organization=school)], status="active")

    found = names(school, groups=["pair_mentors", "pair_mentees"])

    assert [side for name, side in found if name == "Панов"] == ["mentee", "mentor"]


def test_form_narrows_pairs_and_banks(school):
    running_pair(school, form="student_student")
    running_pair(school, "Другов")
    other = PersonFactory(organization=school, last_name="Банков")
    MentorEntryFactory(person=other, forms=["student_student"])

    assert names(school, groups=["pair_mentees"], form="student_student") == [("Панов", "mentee")]
    assert names(school, groups=["bank_mentors"], form="student_student") == [("Банков", "mentor")]


def test_banks_ask_those_who_take_part_now(school):
    MenteeEntryFactory(person=PersonFactory(organization=school, last_name="Здешняя"))
    MenteeEntryFactory(person=PersonFactory(organization=school, last_name="Ждущая"), status="paused")
    gone = PersonFactory(organization=school, last_name="Прежняя")
    MenteeEntryFactory(person=gone, left_on=dt.date(2026, 10, 1), leaving="asked")

    assert names(school, groups=["bank_mentees"]) == [("Здешняя", "mentee")]


def test_young_teachers_and_a_subject_are_filters(school):
    for name, years, subject in [("Юная", 1, "Физика"), ("Опытная", 20, "физика"), ("Новая", 2, "химия")]:
        person = PersonFactory(organization=school, last_name=name, experience_years=years, subject=subject)
        MenteeEntryFactory(person=person)

    assert names(school, groups=["bank_mentees"], young=True) == [("Новая", "mentee"), ("Юная", "mentee")]
    assert names(school, groups=["bank_mentees"], subject="ФИЗИКА") == [
        ("Опытная", "mentee"),
        ("Юная", "mentee"),
    ]
    assert names(school, groups=["bank_mentees"], subject="физика", young=True) == [("Юная", "mentee")]


def test_curators_are_asked_by_their_card(school):
    me = MembershipFactory(organization=school, role=Role.CURATOR)
    PersonFactory(organization=school, membership=me, last_name="Кураторова")
    MembershipFactory(organization=school, role=Role.CURATOR)  # has no card

    assert names(school, groups=["curators"]) == [("Кураторова", "curator")]


def test_parents_of_learners_in_pairs_are_asked_once(school):
    pair = running_pair(school)
    child, parent = (
        pair.members.get().person,
        PersonFactory(organization=school, last_name="Панова", kind="parent"),
    )
    type(child).objects.filter(pk=child.pk).update(kind="learner")
    Representation.objects.create(
        organization=school, learner=child, representative=parent, relation="mother"
    )

    assert names(school, groups=["parents"]) == [("Панова", "parent")]


def test_ticked_people_answer_as_the_questionnaire_asks(school):
    person = PersonFactory(organization=school, last_name="Выбранная")
    stranger = PersonFactory(last_name="Чужая")

    assert names(school, side="mentor", people=[person.pk, stranger.pk]) == [("Выбранная", "mentor")]


@pytest.mark.parametrize(
    "change", [{"left_on": dt.date(2026, 11, 1)}, {"destroyed_on": dt.date(2026, 11, 1)}]
)
def test_who_is_not_here_is_not_asked(school, change):
    person = PersonFactory(organization=school)
    type(person).objects.filter(pk=person.pk).update(**change)

    assert names(school, people=[person.pk]) == []


def test_who_withdrew_the_consent_is_not_asked(school, curator):
    pair = running_pair(school)
    person = pair.members.get().person

    withdraw_consents(person, ["processing"], channel="letter", received_on=school.today, by=curator)

    assert names(school, groups=["bank_mentees", "pair_mentees"], people=[person.pk]) == []


@pytest.mark.parametrize(
    ("purpose", "side", "groups"),
    [
        ("entry", "mentor", ["pair_mentors"]),
        ("exit", "mentee", ["pair_mentees"]),
        ("requests", "mentee", ["bank_mentees"]),
        ("candidate", "mentor", ["bank_mentors"]),
        ("curator", "curator", ["curators"]),
        ("satisfaction", "", ["pair_mentors", "pair_mentees"]),
    ],
)
def test_the_usual_audience_follows_the_purpose(purpose, side, groups):
    made = usual_audience(Questionnaire(purpose=purpose, side=side, form="student_student"))

    assert made == {"groups": groups, "form": "student_student"}


def test_asking_costs_the_same_however_many(school, django_assert_max_num_queries):
    for number in range(3):
        running_pair(school, "Панов" + "а" * number)
    school = type(school).objects.get(pk=school.pk)

    with django_assert_max_num_queries(7):
        found = asked_people(
            school,
            {
                "groups": [
                    "pair_mentors",
                    "pair_mentees",
                    "bank_mentors",
                    "bank_mentees",
                    "curators",
                    "parents",
                ]
            },
        )

    assert len(found) == 6
