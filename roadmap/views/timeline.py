"""The calendar plan: months × activities, on a page and on paper."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from common.pages import file_response
from common.pdf import render_pdf
from common.russian import date_dots
from roadmap.overview import overview
from roadmap.permissions import can_edit_roadmap
from roadmap.timeline import NARROW, WIDE, draw
from roadmap.timeline_paper import build, file_name
from roadmap.views.reach import visible_roadmap


def overview_for(me, pk):
    """What the actor may know of a roadmap: a body above sees figures of those below, no names."""
    roadmap = visible_roadmap(me, pk)
    return overview(roadmap, own=me.organization_id == roadmap.organization_id)


def about(seen):
    """What a reader of the screen hears instead of the bars."""
    roadmap = seen.roadmap
    return (
        f"Полосы по месяцам, {date_dots(roadmap.starts_on)}–{date_dots(roadmap.ends_on)}. {seen.totals.words}. "
        "Сроки и состояние каждого мероприятия словами – на вкладке «Таблица»."
    )


@require_safe
def timeline(request, pk):
    seen = overview_for(request.membership, pk)
    today = seen.roadmap.organization.today
    context = {
        "roadmap": seen.roadmap,
        "seen": seen,
        "wide": draw(seen, today, WIDE),
        "narrow": draw(seen, today, NARROW),
        "about": about(seen),
        "can_edit": can_edit_roadmap(request.membership, seen.roadmap),
        "tab": "timeline",
    }
    return render(request, "roadmap/timeline.html", context)


@require_safe
def timeline_print(request, pk):
    """The plan on sheets A4, or A3 for the wall: `?sheet=A3`."""
    seen = overview_for(request.membership, pk)
    sheet = "A3" if request.GET.get("sheet") == "A3" else "A4"
    content = build(seen, seen.roadmap.organization.today, sheet=sheet)
    data = render_pdf("papers/timeline.html", content)
    return file_response(data, name=file_name(seen.roadmap), content_type="application/pdf", inline=True)
