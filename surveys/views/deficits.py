"""What people find difficult beside what the bank of mentors has."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from common.pages import require
from surveys.comparing import campaigns_of, chosen_year, deficit_map, years_of
from surveys.models.questionnaires import Purpose
from surveys.permissions import can_run_surveys, can_see_results


@require_safe
def deficits(request):
    me = request.membership
    require(can_see_results(me))
    known = campaigns_of(me, questionnaire__purpose=Purpose.REQUESTS)
    years = years_of(known, me)
    year = chosen_year(request.GET, years)
    campaigns = [campaign for campaign in known if campaign.school_year == year]
    chosen = [campaign for campaign in campaigns if str(campaign.pk) == request.GET.get("campaign", "")]
    context = {
        "me": me,
        "years": years,
        "year": year,
        "campaigns": campaigns,
        "chosen": chosen[0] if chosen else None,
        "found": deficit_map(me, chosen or campaigns),
        "can_run": can_run_surveys(me),
    }
    return render(request, "surveys/analysis/deficits.html", context)
