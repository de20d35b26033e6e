"""The life of a campaign: each deed goes through and is refused with nothing changed."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict

from audit.models import Entry
from common.codes import digest
from people.services import withdraw_consents
from people.services.persons import mark_left
from people.tests.factories import PersonFactory
from surveys.audience import Asked
from surveys.links import secret_of
from surveys.models import Box, Campaign, Invitation, Turnout
from surveys.services.campaigns import (
    change_campaign,
    close_campaign,
    close_over,
    open_campaign,
    remove_campaign,
    reopen_campaign,
)
from surveys.services.inviting import (
    invite_people,
    renew_link,
    start_common_link,
    stop_common_link,
    withdraw_invitation,
)
from surveys.services.unsigned import submit_anonymous
from surveys.tests.cast import open_one, planned_campaign, running_pair
from surveys.tests.factories import ANSWERS, QuestionnaireFactory, ResponseFactory

pytestmark = pytest.mark.django_db
FILE = {"sections": [{"key": "s", "questions": [{"key": "f", "kind": "file", "words": "Приложите файл"}]}]}


def everything():
    rows = [*Campaign.objects.all(), *Invitation.objects.all()]
    return [model_to_dict(row) for row in rows], Entry.objects.count()


def refused(act, *words):
    """The deed is refused with these words and changes nothing."""
    before = everything()
    with pytest.raises(ValidationError) as error:
        act()
    said = " ".join(error.value.messages)
    assert all(word in said for word in words), said
    assert everything() == before


@pytest.fixture
def pair(school):
    return running_pair(school)


def test_a_campaign_in_preparation_asks_nobody(curator, pair):
    row = planned_campaign(curator)

    assert (row.status, row.made_by, row.school_year) == ("draft", curator, curator.organization.school_year)
    assert not Invitation.objects.exists()
    assert Entry.objects.get(action="campaign.added").details["questionnaire"] == row.questionnaire_id


def test_a_campaign_needs_a_day_ahead_and_a_questionnaire_in_use(curator):
    refused(lambda: planned_campaign(curator, days=-1), "уже прошёл")
    archived = QuestionnaireFactory(organization=curator.organization, status="archived")
    refused(lambda: planned_campaign(curator, questionnaire=archived), "в архиве")


def test_opening_freezes_the_questions_and_invites_everybody_once(curator, pair):
    row = open_campaign(planned_campaign(curator), by=curator)

    row.questionnaire.refresh_from_db()
    assert (row.status, row.opens_on) == ("open", curator.organization.today)
    assert row.questionnaire.status == "frozen"
    people = {(one.person_id, one.side, one.form) for one in row.invitations.all()}
    mentee = pair.members.get().person_id
    assert people == {(pair.mentor_id, "mentor", pair.form), (mentee, "mentee", pair.form)}
    assert all(one.link_hash == digest(secret_of(one.link_salt)) for one in row.invitations.all())
    assert Entry.objects.get(action="campaign.opened").details["invited"] == 2


def test_opening_twice_is_refused(curator, pair):
    row = open_one(curator)

    refused(lambda: open_campaign(row, by=curator), "уже начат")


def test_opening_is_refused_when_there_is_nobody(curator):
    row = planned_campaign(curator, groups=["bank_mentors"])

    refused(lambda: open_campaign(row, by=curator), "Спрашивать некого")
    row.questionnaire.refresh_from_db()
    assert row.questionnaire.is_draft


def test_an_anonymous_campaign_takes_no_file(curator, pair):
    questionnaire = QuestionnaireFactory(organization=curator.organization, content=FILE)
    row = planned_campaign(curator, questionnaire=questionnaire, is_anonymous=True)

    refused(lambda: open_campaign(row, by=curator), "айл")


def test_opening_without_names_makes_the_boxes(curator, pair):
    row = open_one(curator, is_anonymous=True)

    assert Turnout.objects.filter(campaign=row).count() == 1
    assert Box.objects.filter(campaign=row).exists()


def test_a_draft_changes_as_a_whole_and_a_running_one_only_its_term(curator, pair):
    row = planned_campaign(curator)
    change_campaign(row, title="Другое", is_anonymous=True, by=curator)
    row.refresh_from_db()
    assert (row.title, row.is_anonymous) == ("Другое", True)

    row = open_campaign(row, by=curator)
    change_campaign(row, accepts_late=True, by=curator)
    refused(lambda: change_campaign(row, is_anonymous=False, by=curator), "уже начат")
    refused(lambda: change_campaign(row, audience={}, by=curator), "уже начат")
    refused(lambda: change_campaign(row, closes_on=dt.date(2020, 1, 1), by=curator), "уже прошёл")
    row.refresh_from_db()
    assert row.accepts_late


def test_closing_and_opening_again(curator, pair):
    row = close_campaign(open_one(curator), by=curator)
    assert (row.status, row.closed_on) == ("closed", curator.organization.today)

    refused(lambda: close_campaign(row, by=curator), "который идёт")
    refused(lambda: reopen_campaign(row, closes_on=dt.date(2020, 1, 1), by=curator), "уже прошёл")
    day = curator.organization.today + dt.timedelta(days=5)
    row = reopen_campaign(row, closes_on=day, by=curator)
    assert (row.status, row.closed_on, row.closes_on) == ("open", None, day)
    refused(lambda: reopen_campaign(row, closes_on=day, by=curator), "только закрытый")


def test_anonymous_campaign_once_closed_takes_no_more_answers(curator, pair):
    """Its results are shown from then on: a second look would differ by whoever answered in between (PDN-6)."""
    row = close_campaign(open_one(curator, is_anonymous=True), by=curator)
    day = curator.organization.today + dt.timedelta(days=5)

    refused(lambda: reopen_campaign(row, closes_on=day, by=curator), "Итоги анонимного опроса")
    refused(lambda: change_campaign(row, accepts_late=True, by=curator), "Итоги анонимного опроса")

    row.refresh_from_db()
    assert (row.status, row.accepts_late) == ("closed", False)


def test_only_a_draft_is_removed(curator, pair):
    remove_campaign(planned_campaign(curator), by=curator)
    assert not Campaign.objects.exists()

    row = open_one(curator)
    refused(lambda: remove_campaign(row, by=curator), "не удаляют")


def test_the_day_after_its_last_a_campaign_closes_by_itself(curator, pair, school):
    row, late = open_one(curator), open_one(curator, accepts_late=True)
    last = row.closes_on

    close_over(school, last)
    row.refresh_from_db()
    assert row.is_open
    close_over(school, last + dt.timedelta(days=1))
    close_over(school, last + dt.timedelta(days=1))

    row.refresh_from_db()
    late.refresh_from_db()
    assert (row.status, late.status) == ("closed", "open")
    assert Entry.objects.filter(action="campaign.closed").count() == 1


# People of a campaign


def test_more_people_are_invited_later(curator, pair, school):
    row, person = open_one(curator), PersonFactory(organization=school)

    invite_people(row, [Asked(person, "mentor")], by=curator)

    assert row.invitations.filter(person=person, side="mentor").count() == 1
    refused(lambda: invite_people(row, [Asked(person, "mentor")], by=curator), "уже приглашены")
    draft = planned_campaign(curator)
    refused(lambda: invite_people(draft, [Asked(person, "")], by=curator), "не идёт")


def test_who_withdrew_or_left_is_not_invited(curator, pair, school):
    row = open_one(curator)
    left = PersonFactory(organization=school, last_name="Ушедшая", left_on=school.today)
    stopped = PersonFactory(organization=school, last_name="Отзывова", processing_stopped_on=school.today)

    refused(lambda: invite_people(row, [Asked(left, "")], by=curator), "Ушедшая")
    refused(lambda: invite_people(row, [Asked(stopped, "")], by=curator), "Отзывова")


def test_an_invitation_is_taken_back_and_given_again_with_a_new_link(curator, pair):
    row = open_one(curator)
    one = row.invitations.get(side="mentee")
    was = one.link_hash

    withdraw_invitation(one, by=curator)
    one.refresh_from_db()
    assert one.withdrawn_on == curator.organization.today
    invite_people(row, [Asked(one.person, "mentee")], by=curator)

    one.refresh_from_db()
    assert one.withdrawn_on is None
    assert one.link_hash != was


def test_who_has_answered_is_not_taken_back(curator, pair):
    named, unsigned = open_one(curator), open_one(curator, is_anonymous=True)
    one, other = named.invitations.first(), unsigned.invitations.first()
    ResponseFactory(invitation=one)
    submit_anonymous(other, ANSWERS)

    refused(lambda: withdraw_invitation(one, by=curator), "уже ответил")
    refused(lambda: withdraw_invitation(other, by=curator), "уже ответил")


def test_a_new_link_ends_the_earlier_one(curator, pair):
    one = open_one(curator).invitations.first()
    was = one.link_hash

    made = renew_link(one, by=curator)

    assert made.link_hash != was
    assert made.link_hash == digest(secret_of(made.link_salt))
    withdraw_invitation(one, by=curator)
    refused(lambda: renew_link(one, by=curator), "Пригласите")


def test_the_common_link_is_turned_on_and_off(curator, pair):
    row = start_common_link(open_one(curator), by=curator)
    assert row.common_hash == digest(secret_of(row.common_salt))
    assert start_common_link(row, by=curator).common_hash == row.common_hash

    row = stop_common_link(row, by=curator)
    assert not row.common_hash
    draft = planned_campaign(curator)
    refused(lambda: start_common_link(draft, by=curator), "Сначала")
    named = open_one(curator, questionnaire=QuestionnaireFactory(organization=row.organization, content=FILE))
    refused(lambda: start_common_link(named, by=curator), "файл")


@pytest.mark.parametrize("kind", ["processing", "mentee_duty"])
def test_a_withdrawn_consent_ends_the_links(curator, pair, kind):
    one = open_one(curator).invitations.get(side="mentee")

    withdraw_consents(
        one.person, [kind], channel="letter", received_on=curator.organization.today, by=curator
    )

    one.refresh_from_db()
    assert bool(one.withdrawn_on) == (kind == "processing")


def test_who_leaves_is_asked_no_more(curator, pair):
    row = open_one(curator)
    mark_left(pair.members.get().person, on=curator.organization.today, by=curator)

    assert [one.side for one in row.invitations.standing()] == ["mentor"]
