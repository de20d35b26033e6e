"""Who has answered: by name from the finished answers, of an anonymous campaign from its list alone (PDN-5)."""

from dataclasses import dataclass

from surveys.models import Box, Invitation, Response, Turnout


@dataclass(frozen=True)
class Share:
    """How many of those who were asked have answered; `unsigned` came by the common link or on nameless sheets."""

    answered: int
    invited: int
    unsigned: int = 0

    @property
    def left(self):
        return self.invited - self.answered

    @property
    def percent(self):
        return round(100 * self.answered / self.invited) if self.invited else 0


def answered_ids(campaign):
    """Ids of the invitations of one campaign that were used, in one query."""
    if campaign.is_anonymous:
        return set(Turnout.objects.filter(campaign=campaign).values_list("answered", flat=True).first() or ())
    return set(responses_of(campaign))


def responses_of(campaign):
    """{invitation: its finished answer by name}, ids both."""
    return dict(Response.objects.filter(campaign=campaign).done().values_list("invitation", "pk"))


def has_answered(invitation):
    if invitation.campaign.is_anonymous:
        return invitation.pk in answered_ids(invitation.campaign)
    return Response.objects.done().filter(invitation=invitation).exists()


def still_asked(campaign):
    """Invitations of a campaign that were not used yet."""
    done = Response.objects.filter(campaign=campaign).done().values("invitation")
    return campaign.invitations.standing().exclude(
        pk__in=answered_ids(campaign) if campaign.is_anonymous else done
    )


def begun_ids(campaign):
    """Ids of the invitations whose answer by name is begun and not sent."""
    rows = Response.objects.filter(campaign=campaign, status=Response.Status.DRAFT)
    return set(rows.values_list("invitation", flat=True))


def sides_asked(campaign):
    """As whom people are asked in this campaign; one side goes without saying."""
    asked = Invitation.objects.standing().filter(campaign=campaign).exclude(side="").order_by("side")
    return list(asked.values_list("side", flat=True).distinct())


def shares_of(campaigns):
    """{campaign id: Share} in four queries at most; unsigned answers are counted where a common link collects them.

    Who answered and was taken back later, because of a withdrawal, stays among those who answered.
    """
    pks = [campaign.pk for campaign in campaigns]
    anonymous = {campaign.pk for campaign in campaigns if campaign.is_anonymous}
    used = {**signed_of(set(pks) - anonymous), **used_of(anonymous)}
    asked = {pk: set() for pk in pks}
    for campaign, pk, withdrawn_on in Invitation.objects.filter(campaign__in=pks).values_list(
        "campaign", "pk", "withdrawn_on"
    ):
        if withdrawn_on is None or pk in used.get(campaign, ()):
            asked[campaign].add(pk)
    unsigned = ballots_of([campaign.pk for campaign in campaigns if campaign.has_common_link])
    return {pk: share_of(pk, asked[pk], used.get(pk, set()), unsigned, anonymous) for pk in pks}


def share_of(pk, asked, used, unsigned, anonymous):
    answered = len(asked & used)
    nameless = unsigned.get(pk, 0) - (answered if pk in anonymous else 0)
    return Share(answered, len(asked), max(nameless, 0))


def signed_of(campaigns):
    """{campaign id: invitations that were answered by name}."""
    found = {}
    rows = Response.objects.done().filter(campaign__in=campaigns).order_by()
    for campaign, pk in rows.values_list("campaign", "invitation"):
        found.setdefault(campaign, set()).add(pk)
    return found


def used_of(campaigns):
    """The same of anonymous ones, from their lists alone."""
    rows = Turnout.objects.filter(campaign__in=campaigns).values_list("campaign", "answered")
    return {campaign: set(answered) for campaign, answered in rows}


def ballots_of(campaigns):
    """How many unsigned answers lie in the boxes of each campaign."""
    found = {}
    for campaign, ballots in Box.objects.filter(campaign__in=campaigns).values_list("campaign", "ballots"):
        found[campaign] = found.get(campaign, 0) + len(ballots)
    return found
