"""The store of unsigned answers: once each, both or neither, groups of crowds only."""

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection

from audit.models import Entry
from people.tests.factories import PersonFactory
from surveys.models import Box, Campaign, Invitation, Turnout
from surveys.results.reading import respondents
from surveys.services import unsigned
from surveys.services.unsigned import (
    AlreadyAnswered,
    open_boxes,
    put_ballot,
    submit_anonymous,
)
from surveys.tests.factories import ANSWERS, CampaignFactory, InvitationFactory
from surveys.turnout import answered_ids, has_answered

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(school):
    return CampaignFactory(is_anonymous=True, questionnaire__organization=school)


@pytest.fixture(autouse=True)
def _no_marks_of_others():
    cache.clear()


def ballots(campaign):
    return [ballot for box in Box.objects.filter(campaign=campaign) for ballot in box.ballots]


def invite(campaign, number, side="mentee", form=""):
    return [InvitationFactory(campaign=campaign, side=side, form=form) for _ in range(number)]


def test_open_boxes_twice_is_once(campaign):
    open_boxes(campaign)
    boxes = open_boxes(campaign)

    assert [(box.number, box.ballots) for box in boxes] == [(0, [])]
    assert Turnout.objects.filter(campaign=campaign).count() == 1


def test_an_answer_is_noted_and_put_apart(campaign):
    row, other = invite(campaign, 2)

    submit_anonymous(row, ANSWERS)

    assert answered_ids(campaign) == {row.pk}
    assert (has_answered(row), has_answered(other)) == (True, False)
    assert [set(ballot) for ballot in ballots(campaign)] == [{"key", "answers"}]
    assert ballots(campaign)[0]["answers"] == ANSWERS
    assert len(ballots(campaign)[0]["key"]) == 32
    assert not Entry.objects.exists()


def test_nobody_answers_twice(campaign):
    (row,) = invite(campaign, 1)
    submit_anonymous(row, ANSWERS)

    with pytest.raises(AlreadyAnswered, match="уже ответили"):
        submit_anonymous(row, {"comfort": 1, "more": "no"})

    assert [ballot["answers"] for ballot in ballots(campaign)] == [ANSWERS]


def test_signed_closed_and_taken_back_are_refused(campaign):
    (row,) = invite(campaign, 1)
    for change, words in (
        ({"is_anonymous": False}, "не анонимный"),
        ({"is_anonymous": True, "status": "closed"}, "закрыт"),
    ):
        Campaign.objects.update(**change)
        with pytest.raises(ValidationError, match=words):
            submit_anonymous(row, ANSWERS)
    Campaign.objects.update(status="open")
    Invitation.objects.update(withdrawn_on=campaign.opens_on)
    with pytest.raises(ValidationError, match="отменено"):
        submit_anonymous(row, ANSWERS)

    assert ballots(campaign) == []
    assert answered_ids(campaign) == set()


def test_both_or_neither(campaign, monkeypatch):
    (row,) = invite(campaign, 1)
    monkeypatch.setattr(unsigned, "lay", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        submit_anonymous(row, ANSWERS)

    assert not has_answered(row)


def test_a_form_sent_twice_is_one_answer(campaign):
    put_ballot(campaign, ANSWERS, nonce="n1")
    put_ballot(campaign, ANSWERS, nonce="n1")
    put_ballot(campaign, ANSWERS, nonce="n2")
    put_ballot(campaign, ANSWERS)
    put_ballot(campaign, ANSWERS)

    assert len(ballots(campaign)) == 4


def test_what_failed_may_be_sent_again(campaign, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(unsigned, "lay", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            put_ballot(campaign, ANSWERS, nonce="n1")

    put_ballot(campaign, ANSWERS, nonce="n1")

    assert len(ballots(campaign)) == 1


def test_the_mark_of_a_form_lasts_to_the_end_of_a_day(monkeypatch):
    """The cache may lie in the database: when its mark ends tells the day, not the moment."""
    monkeypatch.setattr(unsigned.time, "time", lambda: 86400 * 7 + 50000.5)

    assert unsigned.seconds_kept() == 86400 - 50001 + 3600


def test_groups_are_told_when_they_are_crowds(campaign):
    mentors, mentees = invite(campaign, 9, "mentor"), invite(campaign, 12, "mentee", "teacher_teacher")
    invite(campaign, 1, "mentor")

    submit_anonymous(mentors[0], ANSWERS)
    submit_anonymous(mentees[0], ANSWERS)

    told = {(one.side, one.form) for one in respondents(campaign)}
    assert told == {("mentor", ""), ("mentee", "teacher_teacher")}


def test_a_later_guest_makes_earlier_answers_forget_their_group(campaign):
    """Ten mentors are told as mentors; then one curator is asked, who would be the only one without a group."""
    mentors = invite(campaign, 10, "mentor")
    for row in mentors[:3]:
        submit_anonymous(row, ANSWERS)
    assert {one.side for one in respondents(campaign)} == {"mentor"}
    (curator,) = invite(campaign, 1, "curator")

    submit_anonymous(curator, ANSWERS)

    assert [one.side for one in respondents(campaign)] == ["", "", "", ""]


def test_those_who_come_later_never_bring_a_group_in(campaign):
    first = invite(campaign, 9, "mentor")
    submit_anonymous(first[0], ANSWERS)
    later = invite(campaign, 5, "mentor")

    submit_anonymous(later[0], ANSWERS)

    assert [one.side for one in respondents(campaign)] == ["", ""]


def test_answers_are_kept_in_one_order_of_questions(campaign):
    """The order in which a form was sent would part one device, or the paper, from another."""
    put_ballot(campaign, {"more": "yes", "comfort": 3})
    put_ballot(campaign, {"comfort": 3, "more": "yes"})

    first, second = ballots(campaign)
    assert list(first["answers"]) == list(second["answers"])


def test_full_boxes_are_mixed_into_twice_as_many(campaign, monkeypatch):
    monkeypatch.setattr(unsigned, "FULL", 5)
    for number in range(400):
        put_ballot(campaign, {"comfort": number % 10})

    boxes = list(Box.objects.filter(campaign=campaign))
    assert len(boxes) == unsigned.BOXES
    assert [box.number for box in boxes] == list(range(unsigned.BOXES))
    assert len({ballot["key"] for ballot in ballots(campaign)}) == 400
    assert all(box.ballots == sorted(box.ballots, key=lambda one: one["key"]) for box in boxes)
    assert sorted(one["answers"]["comfort"] for one in ballots(campaign)) == sorted(
        n % 10 for n in range(400)
    )


def test_a_large_campaign_costs_the_same_as_a_small_one(campaign, django_assert_num_queries):
    rows = Invitation.objects.bulk_create(
        Invitation(
            organization=campaign.organization, campaign=campaign, person=person, side="mentee",
            link_salt=str(number), link_hash=str(number),
        )
        for number, person in enumerate(PersonFactory(organization=campaign.organization) for _ in range(30))
    )  # fmt: skip
    put_ballot(campaign, ANSWERS)
    is_own = connection.in_atomic_block
    assert is_own

    for row in (rows[0], rows[-1]):
        with django_assert_num_queries(10):
            submit_anonymous(row, ANSWERS)
