"""Two presses at the same moment are one answer; a save never undoes what was sent."""

import pytest

from audit.models import Entry
from organizations.tests.factories import OrganizationFactory
from pairs.tests.test_races import at_once
from people.tests.factories import PersonFactory
from surveys.models import Invitation, Response
from surveys.services.answering import save_draft, submit
from surveys.tests.factories import ANSWERS, CampaignFactory, InvitationFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def invitation():
    school = OrganizationFactory()
    campaign = CampaignFactory(questionnaire__organization=school)
    row = InvitationFactory(campaign=campaign, person=PersonFactory(organization=school))
    rows = Invitation.objects.select_related("campaign__organization", "campaign__questionnaire")
    return rows.get(pk=row.pk)


def test_presses_at_once_are_one_answer(invitation):
    at_once(*[lambda: submit(invitation, ANSWERS, by=None)] * 5)

    assert Response.objects.get().answers == ANSWERS
    assert Entry.objects.filter(action="survey.answered").count() == 1


def test_save_at_the_moment_of_sending_undoes_nothing(invitation):
    save_draft(invitation, {"comfort": "1"}, revision=0, by=None)

    at_once(
        lambda: submit(invitation, ANSWERS, by=None),
        lambda: save_draft(invitation, {"comfort": "2"}, revision=1, by=None),
    )

    response = Response.objects.get()
    assert (response.status, response.answers) == ("done", ANSWERS)
