"""The report on numbers: what bears each, what explains each gap."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from common.pages import file_response, require
from documents.numbering_report import choices, report_contents, report_of
from documents.permissions import can_see_papers
from documents.views.acknowledging import TYPES
from people.exports import written


@require_safe
def numbers_report(request):
    """`?series=core&year=2026`, and `format` for a file."""
    me = request.membership
    require(can_see_papers(me))
    series, years = choices(me)
    asked, year = request.GET.get("series", ""), request.GET.get("year", "")
    key = asked if asked in dict(series) else series[0][0]
    year = int(year) if year in map(str, years) else years[0]
    report = report_of(me, key, year)
    if file_format := request.GET.get("format", ""):
        return as_file(report, file_format, me)
    context = {"report": report, "series": series, "years": years}
    return render(request, "register/numbers_report.html", context)


def as_file(report, file_format, me):
    if file_format not in TYPES:
        raise Http404
    data, name = written(report_contents(report, me.organization.today), file_format, me.organization)
    return file_response(data, name=name, content_type=TYPES[file_format], inline=file_format == "pdf")
