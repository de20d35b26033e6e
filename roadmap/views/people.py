"""Who answers: of one line, of the whole roadmap, and what one answers for oneself."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from common.pages import form_page, require
from organizations.models import Role
from roadmap import services
from roadmap.answering import groups_of, own_lines, people_of
from roadmap.forms.live import AssignForm
from roadmap.models import Note, Roadmap
from roadmap.overview import overview
from roadmap.permissions import can_edit_roadmap
from roadmap.views.reach import visible_activity, visible_roadmap


@require_http_methods(["GET", "POST"])
def activity_people(request, pk):
    """Roles and people of a line and what closes it; changes in an approved version too."""
    me = request.membership
    row = visible_activity(me, pk)
    require(can_edit_roadmap(me, row))
    title = str(row)
    form = AssignForm(request.POST or None, instance=row, membership=me)
    return form_page(
        request,
        form,
        lambda: services.assign_activity(row, by=me, **form.cleaned_data),
        title="Кто отвечает и чем закрывается",
        lead=f"{title}. В документе: {', '.join(row.responsible.splitlines()) or 'не указано'}.",
        done="Сохранено.",
        back=(row.get_absolute_url(), title),
    )


@require_safe
def roadmap_responsible(request, pk):
    """The lines by who answers; a line with several stands under each of them."""
    me = request.membership
    roadmap = visible_roadmap(me, pk)
    own = me.organization_id == roadmap.organization_id
    seen = overview(roadmap, own=own)
    context = {
        "roadmap": roadmap,
        "seen": seen,
        "groups": groups_of(seen, people_of(roadmap) if own else {}),
        "can_edit": can_edit_roadmap(me, roadmap),
        "tab": "responsible",
    }
    return render(request, "roadmap/responsible.html", context)


@require_safe
def mine(request):
    """What the actor answers for: staff see it in the table, a participant on a page of words, term and own notes."""
    me = request.membership
    if me.role != Role.PARTICIPANT:
        roadmap = Roadmap.objects.visible_to(me).current(me.organization)
        return redirect(f"{roadmap.get_absolute_url()}?show=mine" if roadmap else "roadmap:list")
    lines = own_lines(me)
    notes = Note.objects.visible_to(me).filter(written_by=me.user_id)
    of_line = {}
    for note in notes.filter(activity__in=[line.activity for line in lines]):
        of_line.setdefault(note.activity_id, []).append(note)
    rows = [(line, of_line.get(line.activity.pk, [])) for line in lines]
    return render(request, "roadmap/mine.html", {"rows": rows})
