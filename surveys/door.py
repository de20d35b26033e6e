"""Through which door a questionnaire is answered: a personal link, the common one, an own account."""

from dataclasses import dataclass
from functools import cached_property

from common.codes import digest, link_secret
from surveys.models import Campaign, Invitation, Response

OF_CAMPAIGN = ("campaign__organization", "campaign__questionnaire", "person")


@dataclass
class Door:
    """What the page of a questionnaire needs to know: whose it is, where it is saved and sent."""

    campaign: Campaign
    home: str
    close: str
    invitation: Invitation | None = None
    save: str = ""  # "" where nothing is kept until the end
    is_signed_in: bool = False

    @cached_property
    def response(self):
        """What was answered by name, or None; of an anonymous campaign there is nothing to read."""
        if self.invitation is None or self.campaign.is_anonymous:
            return None
        return Response.objects.filter(invitation=self.invitation).order_by("pk").first()

    @property
    def is_unsigned(self):
        return self.invitation is None or self.campaign.is_anonymous

    @property
    def side(self):
        """A common link is answered as whoever the questionnaire is for."""
        return self.invitation.side if self.invitation else self.campaign.questionnaire.side

    @property
    def sheet(self):
        return self.campaign.questionnaire.sheet

    @property
    def organization(self):
        return self.campaign.organization

    @property
    def answers(self):
        return self.response.answers if self.response else {}

    @property
    def saves_to(self):
        """Where the page is saved as it is written; what was sent already changes only when it is sent anew."""
        return "" if self.is_done else self.save

    @property
    def is_done(self):
        return self.response is not None and self.response.status == Response.Status.DONE

    @property
    def keep_key(self):
        """Under which name the browser itself keeps what has been written: nothing of it tells a name."""
        part = self.invitation.link_hash if self.invitation else self.campaign.common_hash
        return f"survey-{digest(part)[:16]}"


def opened_by(secret_hash):
    """The invitation that a personal link opens, whatever the state of its campaign: a query set of one or none."""
    return Invitation.objects.filter(
        link_hash=secret_hash or None,  # an empty secret opens nothing
        person__destroyed_on=None,
        person__merged_into=None,
        person__processing_stopped_on=None,
    )


def own_invitation(secret_hash):
    return opened_by(secret_hash).select_related(*OF_CAMPAIGN).order_by("pk").first()


def common_campaign(secret_hash):
    if not secret_hash:
        return None
    rows = Campaign.objects.select_related("organization", "questionnaire")
    return rows.filter(common_hash=secret_hash).order_by("pk").first()


def new_nonce():
    """A form that is sent twice is told by it."""
    return link_secret()
