"""The journal of all pairs for the staff, and that of one pair for whoever sees it."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from common.pages import page_of, require
from meetings.filters import MeetingFilter
from meetings.models import Meeting, MeetingSeries
from meetings.permissions import (
    can_keep_meetings,
    can_plan_for_all,
    can_read_lines,
    can_see_meetings,
)
from meetings.queries import Journal, figures, with_people
from pairs.models import Pair


@require_safe
def meetings_list(request):
    me = request.membership
    require(can_see_meetings(me))
    meetings = Meeting.objects.visible_to(me)
    chosen = MeetingFilter(request.GET, me=me)
    context = {
        "page": page_of(request, with_people(chosen.narrow(meetings))),
        "filter": chosen,
        "figures": figures(meetings, me.organization.today),
        "today": me.organization.today,
        "can_keep": can_plan_for_all(me),
        "can_read": can_read_lines(me),
    }
    return render(request, "meetings/meetings_list.html", context)


@require_safe
def meetings_of_pair(request, pk):
    """What a pair has met for and what it has planned."""
    me = request.membership
    pairs = Pair.objects.visible_to(me).select_related("mentor").prefetch_related("members__person")
    pair = get_object_or_404(pairs, pk=pk)
    journal = Journal(pair.meetings.visible_to(me).select_related("row"), pair, me.organization.today)
    context = {
        "pair": pair,
        "today": me.organization.today,
        "journal": journal,
        "series": MeetingSeries.objects.visible_to(me).filter(pair=pair, until__gte=me.organization.today),
        "can_keep": can_keep_meetings(me, pair),
        "is_running": pair.status == Pair.Status.ACTIVE,
        "can_read": can_read_lines(me),
        "can_plan_for_all": can_plan_for_all(me),
    }
    return render(request, "meetings/meetings_of_pair.html", context)
