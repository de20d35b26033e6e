"""What campaigns tell other rooms: tasks of the desk, counters of the roadmap, the page of a pair."""

import datetime as dt

import pytest
from django.urls import reverse

from organizations.models import Membership
from organizations.tests.factories import MembershipFactory
from pairs.models import Pair
from people.models import Person
from roadmap.progress import COUNTERS
from roadmap.tests.factories import RoadmapFactory
from surveys import todo
from surveys.mine import questionnaires_of_pair
from surveys.models import Campaign
from surveys.services.campaigns import close_campaign
from surveys.services.unsigned import submit_anonymous
from surveys.tests.cast import open_one, planned_campaign, running_pair
from surveys.tests.factories import ANSWERS, QuestionnaireFactory, ResponseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(school):
    return running_pair(school)


@pytest.fixture
def mentee(pair):
    """The mentee of the pair signs in."""
    me = MembershipFactory(organization=pair.organization, role="participant")
    Person.objects.filter(pk=pair.members.get().person_id).update(membership=me)
    return me


def fresh(me):
    return Membership.objects.select_related("organization", "user").get(pk=me.pk)


def to_answer(me):
    return todo.questionnaires_to_answer(fresh(me))


def to_look_at(me):
    return [task.title.split(":")[0] for task in todo.campaigns_to_look_at(fresh(me))]


def invitation(row, side="mentee"):
    return row.invitations.get(side=side)


def test_whoever_is_asked_has_a_task_with_its_length_and_term(curator, mentee):
    row = open_one(curator)

    (task,) = to_answer(mentee)

    assert (task.title, task.due) == (f"Анкета: {row.title}", row.closes_on)
    assert task.url == reverse("surveys:answer", args=[invitation(row).pk])
    assert task.detail.replace("\u00a0", " ") == "4 вопроса, около 1 минуты"


def test_an_anonymous_task_has_no_date_that_the_desk_would_note(curator, mentee):
    row = open_one(curator, is_anonymous=True)

    (task,) = to_answer(mentee)
    assert task.due is None
    assert "без имени" in task.detail
    submit_anonymous(invitation(row), ANSWERS)

    assert to_answer(mentee) == []


LONG_AGO = {"opens_on": dt.date(2020, 1, 1), "closes_on": dt.date(2020, 1, 2)}


@pytest.mark.parametrize("change", [{"status": "draft"}, {"status": "closed"}, LONG_AGO])
def test_no_task_when_no_answer_is_taken(curator, mentee, change):
    Campaign.objects.filter(pk=open_one(curator).pk).update(**change)

    assert to_answer(mentee) == []


def test_the_task_goes_with_the_answer_and_with_the_invitation(curator, mentee):
    answered, withdrawn = open_one(curator), open_one(curator)
    ResponseFactory(invitation=invitation(answered))
    withdrawn.invitations.update(withdrawn_on=withdrawn.opens_on)

    assert to_answer(mentee) == []


def test_the_curator_hears_of_few_answers_before_the_end(curator, mentee):
    soon, later = open_one(curator, days=2), open_one(curator, days=10)
    assert to_look_at(curator) == ["Мало ответов"]
    assert to_look_at(mentee) == []

    ResponseFactory(invitation=invitation(soon))
    assert to_look_at(curator) == []
    assert later.is_open


def test_the_curator_hears_of_results_and_answers_for_the_banks(curator, pair):
    questionnaire = QuestionnaireFactory(organization=curator.organization, purpose="requests")
    row = open_one(curator, questionnaire=questionnaire)
    ResponseFactory(invitation=invitation(row))
    assert to_look_at(curator) == ["Ответы к внесению в банки"]

    row = close_campaign(row, by=curator)
    assert to_look_at(curator) == ["Ответы к внесению в банки", "Посмотрите результаты"]
    Campaign.objects.filter(pk=row.pk).update(closed_on=row.closed_on - dt.timedelta(days=8))
    assert to_look_at(curator) == ["Ответы к внесению в банки"]


@pytest.mark.parametrize("count", [1, 3])
def test_tasks_cost_the_same_however_many(curator, mentee, count, django_assert_max_num_queries):
    for _ in range(count):
        open_one(curator, days=2)
    me, other = fresh(mentee), fresh(curator)

    with django_assert_max_num_queries(3):
        assert len(todo.questionnaires_to_answer(me)) == count
        assert len(todo.campaigns_to_look_at(other)) == count


# Roadmap


def progress(key, school):
    school = type(school).objects.get(pk=school.pk)
    roadmap = RoadmapFactory.build(
        organization=school,
        starts_on=dt.date(school.school_year, 9, 1),
        ends_on=dt.date(school.school_year + 1, 5, 31),
    )
    return COUNTERS[key][1](roadmap)


PURPOSES = [
    ("survey_preliminary", "requests"),
    ("survey_candidates", "candidate"),
    ("survey_entry", "entry"),
    ("survey_interim", "interim"),
    ("survey_final", "exit"),
    ("survey_final", "satisfaction"),
]


@pytest.mark.parametrize(("key", "purpose"), PURPOSES)
def test_a_line_counts_answers_of_those_asked(curator, pair, key, purpose):
    questionnaire = QuestionnaireFactory(organization=curator.organization, purpose=purpose)
    row = open_one(curator, questionnaire=questionnaire)
    ResponseFactory(invitation=invitation(row, "mentor"))

    found = progress(key, row.organization)

    assert (found.done, found.total, found.url) == (1, 2, row.get_absolute_url())
    assert [one.words.split(":")[0] for one in found.missing] == [str(invitation(row).person)]


def test_anonymous_answers_count_too(curator, pair):
    questionnaire = QuestionnaireFactory(organization=curator.organization, purpose="entry")
    row = open_one(curator, questionnaire=questionnaire, is_anonymous=True)
    submit_anonymous(invitation(row), ANSWERS)

    found = progress("survey_entry", row.organization)

    assert (found.done, found.total) == (1, 2)


def test_other_years_drafts_and_those_taken_back_do_not_count(curator, pair):
    questionnaire = QuestionnaireFactory(organization=curator.organization, purpose="entry", status="frozen")
    planned_campaign(curator, questionnaire=questionnaire)
    old, row = open_one(curator, questionnaire=questionnaire), open_one(curator, questionnaire=questionnaire)
    Campaign.objects.filter(pk=old.pk).update(school_year=row.school_year - 1)
    row.invitations.filter(side="mentee").update(withdrawn_on=row.opens_on)

    found = progress("survey_entry", row.organization)

    assert (found.done, found.total) == (0, 1)


def test_an_empty_line_leads_to_asking(school):
    found = progress("survey_entry", school)

    assert (found.done, found.total, found.missing) == (0, 0, [])
    assert found.url == reverse("surveys:campaign_add") + "?purpose=entry"


# The page of a pair


def lines_of(pair, me):
    pair = Pair.objects.select_related("mentor").prefetch_related("members__person").get(pk=pair.pk)
    part = questionnaires_of_pair(pair, fresh(me))
    return part.context["lines"] if part else []


def test_a_pair_shows_who_was_asked_and_whose_answer_is_missing(
    curator, head, pair, django_assert_num_queries
):
    row = open_one(curator)
    ResponseFactory(invitation=invitation(row, "mentor"))

    (line,) = lines_of(pair, curator)
    assert (line.asked, line.answered, line.waiting) == (2, 1, [invitation(row).person])
    (line,) = lines_of(pair, head)
    assert (line.asked, line.answered, line.waiting) == (2, 1, [])


def test_of_two_people_an_anonymous_campaign_is_told_to_the_curator_alone(curator, head, pair):
    open_one(curator, is_anonymous=True)

    assert len(lines_of(pair, curator)) == 1
    assert lines_of(pair, head) == []


def test_a_participant_reads_only_of_the_own_ones(curator, mentee, pair):
    row = open_one(curator)
    open_one(curator, groups=["pair_mentors"])

    (line,) = lines_of(pair, mentee)

    assert (line.campaign, line.asked, line.own) == (row, 1, invitation(row))
    ResponseFactory(invitation=invitation(row))
    (line,) = lines_of(pair, mentee)
    assert (line.answered, line.own) == (1, None)


def test_a_pair_nobody_was_asked_of_has_no_part(curator, pair):
    assert lines_of(pair, curator) == []
