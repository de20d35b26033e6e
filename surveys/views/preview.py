"""A questionnaire as whoever answers it sees it; nothing of a preview is kept."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from common.pages import require
from surveys.duration import minutes_of
from surveys.models import Questionnaire, Side
from surveys.permissions import can_see_results
from surveys.showing import screens


@require_safe
def preview(request, pk):
    """Two frames, the width of a phone and of a screen; the side is chosen above them."""
    row = seen(request, pk)
    side = side_of(request, row)
    context = {"questionnaire": row, "side": side, "sides": sides_of(row)}
    return render(request, "surveys/builder/preview.html", context)


def seen(request, pk):
    me = request.membership
    row = get_object_or_404(Questionnaire.objects.visible_to(me), pk=pk)
    require(can_see_results(me))
    return row


def sides_of(row):
    """Whose questions may be looked at: only when some of them are for one side alone."""
    if not any(question.only_for for question in row.sheet.questions):
        return []
    return [("", "кто угодно"), *Side.choices]


def side_of(request, row):
    chosen = request.GET.get("side", row.side)
    return chosen if chosen in Side.values else ""


@require_safe
def preview_sheet(request, pk):
    """The questionnaire alone, inside a frame; its answers stay in the page."""
    row = seen(request, pk)
    shown = screens(row.sheet, {}, side_of(request, row))
    context = {
        "questionnaire": row,
        "screens": shown,
        "count": sum(len(screen.fields) for screen in shown),
        "minutes": minutes_of(row.sheet),
        "institution": row.organization,
    }
    return render(request, "surveys/builder/preview_sheet.html", context)
