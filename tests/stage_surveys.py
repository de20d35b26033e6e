"""Questionnaires, campaigns and answers on the stage."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from surveys.links import salt_and_hash, secret_of
from surveys.models import Box, SwotNote, Turnout
from surveys.tests.factories import (
    ANSWERS,
    CampaignFactory,
    InvitationFactory,
    QuestionnaireFactory,
    ResponseFactory,
)

FILED = {
    "sections": [{"key": "s", "questions": [{"key": "proof", "kind": "file", "words": "Приложите план"}]}]
}


def filed_response(organization, person):
    """An answer that is a file."""
    questionnaire = QuestionnaireFactory(organization=organization, content=FILED, status="frozen")
    asked = InvitationFactory(campaign=CampaignFactory(questionnaire=questionnaire), person=person)
    stored = default_storage.save("answers/plan.pdf", ContentFile(b"%PDF-1.4"))
    return ResponseFactory(invitation=asked, answers={"proof": {"name": "План.pdf", "stored": stored}})


def common_secret_of(campaign):
    campaign.common_salt, campaign.common_hash = salt_and_hash()
    campaign.save(update_fields=["common_salt", "common_hash"])
    return secret_of(campaign.common_salt)


def survey_rows(organization, members, side):
    """A draft and a frozen questionnaire, a named campaign with an answer and one without, an anonymous one."""
    draft = QuestionnaireFactory(organization=organization)
    frozen = QuestionnaireFactory(organization=organization, status="frozen")
    campaign = CampaignFactory(questionnaire=frozen)
    invitation = InvitationFactory(campaign=campaign, person=side["person"])
    answered = InvitationFactory(campaign=CampaignFactory(questionnaire=frozen), person=side["person"])
    anonymous = CampaignFactory(questionnaire=frozen, is_anonymous=True)
    InvitationFactory(campaign=anonymous, person=side["person"])
    Turnout.objects.create(organization=organization, campaign=anonymous)
    Box.objects.create(
        organization=organization, campaign=anonymous, number=0, ballots=[{"key": "k", "answers": ANSWERS}]
    )
    note = SwotNote.objects.create(
        organization=organization, campaign=campaign, text="Много встреч", cell="strength",
        school_year=organization.school_year,
    )  # fmt: skip
    return {
        "questionnaire": draft,
        "frozen_questionnaire": frozen,
        "survey_question": "often",
        "survey_section": "s1",
        "campaign": campaign,
        "draft_campaign": CampaignFactory(questionnaire=frozen, status="draft"),
        "anonymous_campaign": anonymous,
        "invitation": invitation,
        "own_invitation": invitation,
        "filed_response": filed_response(organization, side["person"]),
        "answer_key": "proof",
        "common_secret": common_secret_of(campaign),
        "response": ResponseFactory(invitation=answered),
        "swot_note": note,
        "survey_secret": secret_of(invitation.link_salt),
        "ready_key": "satisfaction",
        "ready_form": "teacher_teacher",
    }
