"""Pages of one line of a roadmap."""

from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.pages import deed, form_page, require
from roadmap import services
from roadmap.forms.live import CloseActivityForm
from roadmap.forms.maps import ActivityForm, AddActivityForm
from roadmap.items import needs_proof
from roadmap.models import Activity
from roadmap.overview import line_of
from roadmap.permissions import can_edit_roadmap, can_note_activity
from roadmap.recognising import PLANNED
from roadmap.views.reach import visible_activity, visible_roadmap

ASK_PROOF = " Система этого не видит, поэтому нужны файл или ссылка."


@require_safe
def activity(request, pk):
    """One line: a page of its own, or the opened row of the table when the table asks for it."""
    me = request.membership
    row = visible_activity(me, pk)
    template = "roadmap/_activity_rows.html" if request.htmx else "roadmap/activity.html"
    is_open = "closed" not in request.GET
    return render(request, template, {"roadmap": row.roadmap, "is_open": is_open, **opened(me, row)})


def opened(me, row):
    """What an opened line shows; a body above reads figures only."""
    own = me.organization_id == row.organization_id
    roadmap, can_edit = row.roadmap, can_edit_roadmap(me, row)
    return {
        "line": line_of(row, own=own, me=me),
        "own": own,
        "notes": row.notes.select_related("written_by") if own else [],
        "people": row.members.select_related("user") if own else [],
        "can_work": can_edit and roadmap.is_current,
        "can_change": can_edit and not roadmap.is_approved and not roadmap.is_in_order,
        "can_note": roadmap.is_current and can_note_activity(me, row),
        "needs_proof": needs_proof(row),
        "planned": PLANNED.get(row.counter, ""),
    }


@require_http_methods(["GET", "POST"])
def activity_add(request, pk):
    me = request.membership
    roadmap = visible_roadmap(me, pk)
    require(can_edit_roadmap(me, roadmap))
    row = Activity(roadmap=roadmap, organization=roadmap.organization)
    form = AddActivityForm(request.POST or None, instance=row, membership=me, stages=roadmap.stages.all())
    return form_page(
        request,
        form,
        lambda: services.add_activity(roadmap, by=me, **form.cleaned_data).place,
        title="Новое мероприятие",
        done="Мероприятие добавлено.",
        back=(roadmap.get_absolute_url(), str(roadmap)),
    )


@require_http_methods(["GET", "POST"])
def activity_edit(request, pk):
    """Words and term, while the version is not approved."""
    me = request.membership
    row = visible_activity(me, pk)
    require(can_edit_roadmap(me, row))
    title, place = f"Изменить: {row}", row.place
    form = ActivityForm(request.POST or None, instance=row, membership=me)
    return form_page(
        request,
        form,
        lambda: services.edit_activity(row, by=me, **form.cleaned_data).place,
        title=title,
        done="Мероприятие изменено.",
        back=(place, str(row.roadmap)),
    )


@require_http_methods(["GET", "POST"])
def activity_close(request, pk):
    """Tick a line by hand: why, and what proves it."""
    me = request.membership
    row = visible_activity(me, pk)
    require(can_edit_roadmap(me, row))
    form = CloseActivityForm(request.POST or None, request.FILES or None)
    return form_page(
        request,
        form,
        lambda: services.close_activity(row, by=me, **form.cleaned_data).place,
        title="Закрыть вручную",
        lead=f"{row}.{ASK_PROOF if needs_proof(row) else ''}",
        done="Мероприятие закрыто вручную.",
        back=(row.place, str(row.roadmap)),
        button="Закрыть вручную",
    )


@require_POST
def activity_reopen(request, pk):
    me = request.membership
    row = visible_activity(me, pk)
    require(can_edit_roadmap(me, row))
    return deed(
        request,
        lambda: services.reopen_activity(row, by=me),
        done="Мероприятие снова в работе.",
        to=row.place,
    )
