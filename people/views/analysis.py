"""The analysis of the banks: what is asked for against what there is, by competence."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from common.pages import require
from people.analysis import analyse
from people.analysis_plot import NARROW, WIDE, draw
from people.permissions import can_edit_people, can_see_people
from people.registers import people_counts


@require_safe
def analysis(request):
    me = request.membership
    require(can_see_people(me))
    found = analyse(me)
    context = {
        "found": found,
        "wide": draw(found.lines, WIDE),
        "narrow": draw(found.lines, NARROW),
        "counts": people_counts(me),
        "can_edit": can_edit_people(me),
        "today": me.organization.today,
    }
    return render(request, "people/analysis.html", context)
