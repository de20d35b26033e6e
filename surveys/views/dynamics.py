"""Before and after: a page and a paper; one measure over the years."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from common.pages import file_response, require
from common.pdf import render_pdf
from surveys.comparing import HALVES, campaigns_of, chosen_year, compared_years, dynamics_of, years_of
from surveys.permissions import can_run_surveys, can_see_results
from surveys.results.dynamics_paper import build, file_name
from surveys.results.plots_dynamics import NARROW, WIDE, draw_changes, draw_years
from surveys.results.words import year_words


@require_safe
def dynamics(request):
    me = request.membership
    require(can_see_results(me))
    years, found, group = asked_dynamics(me, request.GET)
    chosen = found.chosen(group)
    context = {
        "me": me,
        "found": found,
        "years": years,
        "group": group,
        "chosen": chosen,
        "wide": draw_changes(chosen, WIDE),
        "narrow": draw_changes(chosen, NARROW),
        "can_run": can_run_surveys(me),
    }
    return render(request, "surveys/analysis/dynamics.html", context)


@require_safe
def dynamics_pdf(request):
    me = request.membership
    require(can_see_results(me))
    _, found, group = asked_dynamics(me, request.GET)
    data = render_pdf("papers/survey_dynamics.html", build(me.organization, found, group))
    return file_response(data, name=file_name(found), content_type="application/pdf", inline=True)


def asked_dynamics(me, query):
    """(years to choose from, the dynamics of the chosen one, the chosen group or "")."""
    campaigns = campaigns_of(me, questionnaire__purpose__in=HALVES, is_anonymous=False)
    years = years_of(campaigns, me)
    found = dynamics_of(me, campaigns, chosen_year(query, years))
    group = query.get("group", "")
    return years, found, group if group in dict(found.groups) else ""


@require_safe
def compare(request):
    """One measure in several school years."""
    me = request.membership
    require(can_see_results(me))
    known, found = compared_years(campaigns_of(me), request.GET.get("measure", ""))
    years = {year: year_words(year) for year in found.years} if found else {}
    has_plot = found is not None and bool(found.series)
    context = {
        "me": me,
        "known": known,
        "found": found,
        "years": years,
        "wide": [draw_years(found, WIDE, years)] if has_plot else [],
        "narrow": [draw_years(found, NARROW, years)] if has_plot else [],
    }
    return render(request, "surveys/analysis/compare.html", context)
