"""The list of campaigns and the page of one."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from common.pages import page_of, require
from surveys.audience import asked_people
from surveys.forms.campaigns import CampaignFilter, InvitedFilter
from surveys.links import common_url, personal_url
from surveys.models import Campaign, Invitation
from surveys.permissions import can_run_surveys, can_see_results
from surveys.services.letters import address_of, signs_in
from surveys.services.slips import length_of
from surveys.turnout import answered_ids, ballots_of, begun_ids, responses_of, shares_of


@dataclass
class Line:
    """One invited person on the page of a campaign."""

    invitation: Invitation
    state: str  # "done", "half", "none"
    url: str
    address: str
    signs_in: bool
    response: int | None = None  # the finished answer, by name


@require_safe
def campaigns_list(request):
    me = request.membership
    require(can_see_results(me))
    chosen = CampaignFilter(request.GET)
    rows = chosen.narrow(Campaign.objects.visible_to(me).select_related("questionnaire"))
    page = page_of(request, rows)
    shares = shares_of(page.object_list)
    context = {
        "page": page,
        "lines": [(campaign, shares[campaign.pk]) for campaign in page.object_list],
        "filter": chosen,
        "can_run": can_run_surveys(me),
        "today": me.organization.today,
    }
    return render(request, "surveys/campaigns/campaigns_list.html", context)


@require_safe
def campaign_detail(request, pk):
    me = request.membership
    rows = Campaign.objects.visible_to(me).select_related("questionnaire")
    campaign = get_object_or_404(rows, pk=pk)
    require(can_see_results(me))
    campaign.organization = me.organization
    context = {
        "campaign": campaign,
        "can_run": can_run_surveys(me),
        "today": me.organization.today,
        "length": length_of(campaign),
    }
    if campaign.status == Campaign.Status.DRAFT:
        people = asked_people(me.organization, campaign.audience, side=campaign.questionnaire.side)
        return render(request, "surveys/campaigns/campaign_draft.html", context | {"asked": people})
    context |= {
        "share": shares_of([campaign])[campaign.pk],
        "unsigned": ballots_of([campaign.pk]).get(campaign.pk, 0),
    }
    if can_run_surveys(me):
        context |= people_of(request, campaign)
    return render(request, "surveys/campaigns/campaign_detail.html", context)


def people_of(request, campaign):
    """The invited ones for the curator; in an anonymous campaign nothing of one but whether there is an answer."""
    named = {} if campaign.is_anonymous else responses_of(campaign)
    done = answered_ids(campaign) if campaign.is_anonymous else set(named)
    half = set() if campaign.is_anonymous else begun_ids(campaign)
    chosen = InvitedFilter(request.GET, campaign=campaign)
    rows = Invitation.objects.visible_to(request.membership).standing().filter(campaign=campaign)
    page = page_of(
        request, chosen.narrow(rows, done=done, half=half).select_related("person__membership__user")
    )
    return {
        "page": page,
        "filter": chosen,
        "lines": [line_of(row, done, half, named.get(row.pk)) for row in page.object_list],
        "common_url": common_url(campaign) if campaign.has_common_link else "",
        "takes": campaign.takes_answers(request.membership.organization.today),
    }


def line_of(row, done, half, response):
    state = "done" if row.pk in done else "half" if row.pk in half else "none"
    return Line(row, state, personal_url(row), address_of(row.person), signs_in(row.person), response)
