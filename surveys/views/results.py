"""Results of a campaign: figures and plots for those who lead the programme, one named paper for the curator."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from audit.services import note_sight
from common.pages import file_response, require
from common.pdf import render_pdf
from surveys.models import Campaign, Response
from surveys.permissions import can_read_named, can_run_surveys, can_see_results
from surveys.results.paper import file_name, paper_of
from surveys.results.report import report_of
from surveys.results.written import written_answers


def visible_campaign(me, pk):
    require(can_see_results(me))
    rows = Campaign.objects.visible_to(me).select_related("questionnaire", "organization")
    return get_object_or_404(rows.exclude(status=Campaign.Status.DRAFT), pk=pk)


@require_safe
def results(request, pk):
    me = request.membership
    campaign = visible_campaign(me, pk)
    context = {
        "campaign": campaign,
        "report": report_of(campaign, by=request.GET.get("by", "")),
        "can_run": can_run_surveys(me),
    }
    return render(request, "surveys/results/results.html", context)


@require_safe
def results_pdf(request, pk):
    campaign = visible_campaign(request.membership, pk)
    report = report_of(campaign, by=request.GET.get("by", ""))
    if report.state != "full":
        return redirect("surveys:results", campaign.pk)  # it says why there is nothing to print
    data = render_pdf("papers/survey_results.html", paper_of(report))
    return file_response(data, name=file_name(campaign), content_type="application/pdf", inline=True)


@require_safe
def response(request, pk):
    """One named answer, as its paper would be read: not a result."""
    me = request.membership
    require(can_read_named(me))
    rows = Response.objects.visible_to(me).done().select_related(
        "campaign__questionnaire", "invitation__person", "typed_by__user"
    )  # fmt: skip
    row = get_object_or_404(rows, pk=pk)
    note_sight(row.invitation.person, by=me)
    context = {"response": row, "parts": written_answers(row)}
    return render(request, "surveys/results/response.html", context)
