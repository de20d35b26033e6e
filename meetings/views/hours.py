"""Hours per mentor and month; a participant sees the own ones."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from common.pages import require
from meetings.hours import hours_of, month_words
from meetings.models import Meeting
from meetings.permissions import can_see_hours
from meetings.queries import first_day
from meetings.register import year_of, years_known
from organizations.models import Role


@require_safe
def hours(request):
    me = request.membership
    require(can_see_hours(me))
    year = year_of(request.GET, me)
    found = hours_of(me, year)
    meetings = Meeting.objects.visible_to(me)
    context = {
        "hours": found,
        "months": [month_words(month) for month in found.months],
        "year": year,
        "years": [(one, f"{one}/{one + 1}") for one in years_known(me, first_day(meetings))],
        "is_own": me.role == Role.PARTICIPANT,
    }
    return render(request, "meetings/hours.html", context)
