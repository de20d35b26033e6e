"""Questionnaires of the people of a pair this school year on its page (pairs/rooms.py): asked, answered, no content."""

from dataclasses import dataclass, field

from pairs import rooms
from pairs.queries import people_of
from surveys.models import Campaign, Invitation
from surveys.permissions import can_run_surveys
from surveys.progress import is_answered


@dataclass
class Line:
    """One campaign in which people of the pair were asked."""

    campaign: Campaign
    asked: int = 0
    answered: int = 0
    waiting: list = field(default_factory=list)  # persons without an answer, told to the curator alone
    own: Invitation | None = None  # the reader's own, still to be answered


@rooms.part(50)
def questionnaires_of_pair(pair, me):
    """Who asks reads how many answered, the curator also who did not; a participant only of the own ones."""
    rows = invitations_of(pair, me)
    lines = {}
    for row in rows:
        line = lines.setdefault(row.campaign_id, Line(row.campaign))
        is_done = is_answered(row, row.campaign)
        line.asked, line.answered = line.asked + 1, line.answered + is_done
        if not is_done and can_run_surveys(me):
            line.waiting.append(row.person)
        if not is_done and not me.is_staff_of_programme and row.campaign.takes_answers(me.organization.today):
            line.own = row
    return (
        rooms.Part("Анкеты", "surveys/campaigns/_part.html", {"lines": list(lines.values())})
        if lines
        else None
    )


def invitations_of(pair, me):
    """One query; of an anonymous campaign two people are told apart, so only the curator reads how many."""
    rows = (
        Invitation.objects.visible_to(me)
        .standing()
        .filter(
            person__in=[person.pk for person in people_of(pair)],
            campaign__school_year=me.organization.school_year,
        )
    )
    if me.is_staff_of_programme and not can_run_surveys(me):
        rows = rows.filter(campaign__is_anonymous=False)
    rows = rows.exclude(campaign__status=Campaign.Status.DRAFT)
    rows = rows.select_related("person", "response", "campaign__turnout")
    return rows.order_by("-campaign__opens_on", "-campaign", "person__search", "pk")
