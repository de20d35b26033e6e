"""What proves a line and what was said about it."""

from django.http import Http404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.pages import deed, file_response, form_page, require
from organizations.models import Role
from roadmap import services
from roadmap.forms.live import EvidenceForm, NoteForm
from roadmap.permissions import can_edit_roadmap, can_note_activity
from roadmap.views.reach import noted_activity, own_note, visible_activity, visible_evidence


@require_http_methods(["GET", "POST"])
def evidence_add(request, pk):
    me = request.membership
    row = visible_activity(me, pk)
    require(can_edit_roadmap(me, row))
    form = EvidenceForm(request.POST or None, request.FILES or None)
    return form_page(
        request,
        form,
        lambda: services.add_evidence(row, by=me, **form.cleaned_data).activity,
        title="Приложить подтверждение",
        lead=str(row),
        done="Подтверждение приложено.",
        back=(row.get_absolute_url(), str(row)),
        button="Приложить",
    )


@require_safe
def evidence_file(request, pk):
    """The file itself, always as something to save, never as a page of ours."""
    evidence = visible_evidence(request.membership, pk)
    if not evidence.file:
        raise Http404
    with evidence.file.open() as file:
        data = file.read()
    name = f"{evidence.title}.{evidence.extension}"
    return file_response(data, name=name, content_type=evidence.content_type)


@require_POST
def evidence_remove(request, pk):
    me = request.membership
    evidence = visible_evidence(me, pk)
    require(can_edit_roadmap(me, evidence))
    return deed(
        request,
        lambda: services.remove_evidence(evidence, by=me),
        done="Подтверждение удалено.",
        to=evidence.activity,
    )


@require_http_methods(["GET", "POST"])
def note_add(request, pk):
    me = request.membership
    row = noted_activity(me, pk)
    require(can_note_activity(me, row))
    form = NoteForm(request.POST or None)
    back = place_of_notes(me, row)
    return form_page(
        request,
        form,
        lambda: services.add_note(row, by=me, **form.cleaned_data) and back,
        title="Новая заметка",
        lead=str(row),
        done="Заметка записана.",
        back=(back, str(row)),
        button="Записать",
    )


@require_POST
def note_remove(request, pk):
    me = request.membership
    note = own_note(me, pk)
    return deed(
        request,
        lambda: services.remove_note(note, by=me),
        done="Заметка удалена.",
        to=place_of_notes(me, note.activity),
    )


def place_of_notes(me, activity):
    """A participant reads no roadmaps: the own lines stand on a page of their own."""
    mine = f"{reverse('roadmap:mine')}#a{activity.pk}"
    return mine if me.role == Role.PARTICIPANT else activity.get_absolute_url()
