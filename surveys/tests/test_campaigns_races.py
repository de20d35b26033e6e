"""Two deeds at the same moment: one set of invitations, an answer that counts or is refused, never half of it."""

import pytest

from organizations.models import Role
from organizations.tests.factories import MembershipFactory, OrganizationFactory
from pairs.tests.test_races import at_once
from surveys.models import Box, Invitation, Turnout
from surveys.services.campaigns import close_campaign, open_campaign
from surveys.services.inviting import withdraw_invitation
from surveys.services.unsigned import submit_anonymous
from surveys.tests.cast import open_one, planned_campaign, running_pair
from surveys.tests.factories import ANSWERS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def curator():
    school = OrganizationFactory()
    running_pair(school)
    return MembershipFactory(organization=school, role=Role.CURATOR)


def test_two_openings_make_one_set_of_invitations(curator):
    row = planned_campaign(curator)

    at_once(lambda: open_campaign(row, by=curator), lambda: open_campaign(row, by=curator))

    assert sorted(Invitation.objects.values_list("side", flat=True)) == ["mentee", "mentor"]


@pytest.mark.parametrize("end", ["close", "withdraw"])
def test_an_answer_while_the_curator_ends_it_counts_whole_or_not_at_all(curator, end):
    row = open_one(curator, is_anonymous=True)
    one = row.invitations.get(side="mentee")
    ends = {
        "close": lambda: close_campaign(row, by=curator),
        "withdraw": lambda: withdraw_invitation(one, by=curator),
    }

    at_once(ends[end], lambda: submit_anonymous(one, ANSWERS))

    answered = len(Turnout.objects.get(campaign=row).answered)
    ballots = sum(len(box.ballots) for box in Box.objects.filter(campaign=row))
    assert answered == ballots
    row.refresh_from_db()
    assert row.is_open == (end == "withdraw")
