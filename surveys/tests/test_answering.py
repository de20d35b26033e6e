"""Answering by name: kept as it is written, sent once, changed until the end."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from audit.models import Entry
from organizations.models import Organization
from people.tests.factories import PersonFactory
from surveys.models import Box, Campaign, Invitation, Response, Turnout
from surveys.services.answering import Stale, Wrong, save_draft, submit
from surveys.services.files import read_file
from surveys.services.unsigned import AlreadyAnswered
from surveys.tests.factories import ANSWERS, CampaignFactory, InvitationFactory, QuestionnaireFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def asked(school, **campaign):
    campaign = CampaignFactory(questionnaire__organization=school, **campaign)
    person = PersonFactory(organization=school)
    return Invitation.objects.select_related(
        "campaign__organization", "campaign__questionnaire", "person"
    ).get(pk=InvitationFactory(campaign=campaign, person=person).pk)


def test_draft_is_kept_unfinished_and_tells_a_later_page(school):
    invitation = asked(school)

    first = save_draft(invitation, {"comfort": "7", "often": "nonsense"}, revision=0, by=None)
    with pytest.raises(Stale):
        save_draft(invitation, {"comfort": "2"}, revision=0, by=None)

    response = Response.objects.get()
    assert (response.answers, response.status, first.revision) == ({"comfort": 7}, "draft", 1)


def test_submit_checks_keeps_and_journals_ids_alone(school):
    invitation = asked(school)

    submit(invitation, ANSWERS | {"wish": "не спрашивали"}, by=None)

    response = Response.objects.get()
    assert (response.answers, response.status, response.is_late) == (ANSWERS, "done", False)
    entry = Entry.objects.get(action="survey.answered")
    assert entry.details == {"invitation": invitation.pk, "typed": False}


def test_submit_names_what_is_missing_and_keeps_nothing(school):
    invitation = asked(school)

    with pytest.raises(Wrong) as wrong:
        submit(invitation, {"comfort": "11"}, by=None)

    assert set(wrong.value.errors) == {"comfort", "more"}
    assert not Response.objects.exists()
    assert not Entry.objects.exists()


def test_twenty_equal_submits_are_one_answer(school):
    invitation = asked(school)

    for _ in range(20):
        submit(invitation, ANSWERS, by=None)

    assert Response.objects.get().revision == 1
    assert Entry.objects.count() == 1


def test_sent_answers_may_be_changed_and_a_late_save_of_a_draft_does_not_touch_them(school):
    invitation = asked(school)
    sent = submit(invitation, ANSWERS, by=None)

    save_draft(invitation, {"comfort": "1"}, revision=sent.revision, by=None)
    assert Response.objects.get().answers == ANSWERS
    submit(invitation, ANSWERS | {"comfort": 3}, by=None)

    response = Response.objects.get()
    assert response.answers["comfort"] == 3
    assert response.done_at == sent.done_at
    assert list(Entry.objects.order_by("pk").values_list("action", flat=True)) == [
        "survey.answered",
        "survey.answer_changed",
    ]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"status": "draft"}, "ещё не открыт"),
        ({"opens_on": 3, "closes_on": 5}, "ещё не открыт"),
        ({"opens_on": -5, "closes_on": -1}, "закрыт"),
        ({"status": "closed"}, "закрыт"),
    ],
)
def test_outside_its_days_nothing_is_taken(school, change, words):
    invitation = asked(school)
    days = {
        key: school.today + value * DAY if isinstance(value, int) else value for key, value in change.items()
    }
    Campaign.objects.update(**days)
    invitation.campaign.refresh_from_db()

    for act in (
        lambda: submit(invitation, ANSWERS, by=None),
        lambda: save_draft(invitation, ANSWERS, revision=0, by=None),
    ):
        with pytest.raises(ValidationError, match=words):
            act()

    assert not Response.objects.exists()


def test_late_answers_are_taken_where_that_is_allowed_and_marked(school):
    invitation = asked(
        school, opens_on=school.today - 9 * DAY, closes_on=school.today - DAY, accepts_late=True
    )

    submit(invitation, ANSWERS, by=None)

    assert Response.objects.get().is_late


def test_taken_back_invitation_takes_no_answer(school):
    invitation = asked(school)
    invitation.withdrawn_on = school.today

    with pytest.raises(ValidationError, match="отменено"):
        submit(invitation, ANSWERS, by=None)


def test_anonymous_answer_leaves_neither_row_nor_line_with_a_name(school):
    invitation = asked(school, is_anonymous=True)

    submit(invitation, ANSWERS, by=None)

    assert not Response.objects.exists()
    assert not Entry.objects.exists()
    assert Turnout.objects.get().answered == [invitation.pk]
    assert [ballot["answers"] for box in Box.objects.all() for ballot in box.ballots] == [ANSWERS]
    with pytest.raises(AlreadyAnswered):
        submit(invitation, ANSWERS, by=None)
    with pytest.raises(ValidationError, match="только на вашем устройстве"):
        save_draft(invitation, ANSWERS, revision=0, by=None)


def test_typed_from_paper_says_who_typed(school, curator):
    submit(asked(school), ANSWERS, by=curator, typed=True)

    assert Response.objects.get().typed_by == curator


def test_what_was_left_empty_on_paper_stays_empty(school, curator):
    submit(asked(school), {"comfort": "8"}, by=curator, typed=True)

    assert Response.objects.get().answers == {"comfort": 8}


def test_file_is_kept_under_a_name_of_our_own_and_outlives_a_save_in_between(school):
    content = {"sections": [{"key": "s", "questions": [{"key": "plan", "kind": "file", "words": "План"}]}]}
    questionnaire = QuestionnaireFactory(organization=school, content=content, status="frozen")
    invitation = InvitationFactory(
        campaign=CampaignFactory(questionnaire=questionnaire), person=PersonFactory(organization=school)
    )

    submit(invitation, {}, by=None, files={"plan": SimpleUploadedFile("мой план.pdf", b"%PDF-1.4 text")})
    again = submit(invitation, {}, by=None)

    assert again.answers["plan"]["name"] == "мой план.pdf"
    assert "план" not in again.answers["plan"]["stored"]
    assert read_file(again, "plan") == (b"%PDF-1.4 text", "мой план.pdf", "application/pdf")
    assert read_file(again, "comfort") is None


def test_zone_of_the_institution_says_which_day_it_is(school):
    Organization.objects.update(time_zone="Asia/Kamchatka")
    school.refresh_from_db()
    invitation = asked(school)

    assert invitation.campaign.takes_answers(school.today)
