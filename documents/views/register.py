"""The register of papers: the list, what is sent from it, its files."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from common.pages import chosen_ids, page_of, require
from common.russian import counted
from documents.forms.register import RegisterExportForm
from documents.models import Document
from documents.permissions import (
    can_add_document,
    can_appoint_substitute,
    can_export_register,
    can_see_papers,
)
from documents.register import RegisterFilter, light, register_lines, register_of
from documents.services.register_export import ask_for_register
from documents.services.sending import send_to_sign
from documents.services.zipping import ask_for_zip

MORE = [
    ("documents:scans", "Загрузить сканы"),
    ("documents:outside_add", "Документ извне"),
    ("documents:numbers", "Номера"),
]


@require_safe
def document_list(request):
    """All papers that the address asks for, drafts first, then the newest."""
    me = request.membership
    require(can_see_papers(me))
    chosen = RegisterFilter(request.GET, me=me)
    page = page_of(request, light(chosen.narrow(register_of(me))))
    page.object_list = register_lines(page.object_list)
    context = {
        "page": page,
        "filter": chosen,
        "can_draft": can_add_document(me),
        "more": ways_on(me),
        "has_drafts": any(line.paper.status == Document.Status.DRAFT for line in page.object_list),
    }
    return render(request, "documents/document_list.html", context)


def ways_on(me):
    """(address, words) of the pages beside the register: the curator's, and for the head who stands in."""
    named = MORE if can_add_document(me) else []
    if can_appoint_substitute(me, me.organization):
        named = [*named, ("documents:substitutes", "Замещения")]
    return [(reverse(name), words) for name, words in named]


@require_POST
def documents_send(request):
    """Ticked drafts go to the head, each by itself: what one of them lacks stops no other."""
    me = request.membership
    require(can_add_document(me))
    ids = chosen_ids(request.POST.getlist("paper"))
    drafts = list(Document.objects.visible_to(me).filter(pk__in=ids))
    if len(drafts) != len(ids):
        raise Http404
    if not drafts:
        messages.error(request, "Отметьте черновики, которые надо отправить на подпись.")
    sent = sum(is_sent(request, draft, me) for draft in drafts)
    if sent:
        messages.success(
            request, f"Отправлено на подпись: {counted(sent, 'документ', 'документа', 'документов')}."
        )
    return redirect("documents:list")


def is_sent(request, draft, me):
    try:
        send_to_sign(draft, by=me)
    except ValidationError as refused:
        messages.error(request, f"«{draft.title}» не отправлен. {' '.join(refused.messages)}")
        return False
    return True


@require_POST
def register_export(request):
    """The register as its filter shows it, as a table, for print, or with all the files of its papers."""
    me = request.membership
    require(can_export_register(me))
    form = RegisterExportForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Выберите, в каком виде выгрузить реестр.")
        return redirect("documents:list")
    query, file_format = form.cleaned_data["query"], form.cleaned_data["format"]
    ask = ask_for_zip if file_format == "zip" else ask_for_register
    try:
        job = ask(file_format=file_format, query=query, by=me)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect(f"{reverse('documents:list')}?{query}" if query else "documents:list")
    return redirect(job)
