"""The editor of a draft: its pieces at the left, the paper at the right; a stale save shows both (CON-2)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from common.pages import require
from documents.arranging import NoPlace, arranged
from documents.comparing import differences
from documents.editor import Editor
from documents.forms.drafts import LEVELS, DraftForm
from documents.kinds import kind_of
from documents.models import Document
from documents.permissions import can_edit_draft
from documents.services.drafts import StaleDraft
from documents.services.editing import corrected, edit_draft

NO_PLACE = "Этого места в документе больше нет. Проверьте текст: мы показали его таким, какой он сейчас."


@require_http_methods(["GET", "POST"])
def document_edit(request, pk):
    me = request.membership
    document = draft_of(request, pk)
    if request.method == "GET":
        if document.status != Document.Status.DRAFT:
            messages.error(
                request, "Документ уже не черновик. Чтобы изменить его, сначала заберите его обратно."
            )
            return redirect(document)
        return editor_page(request, document, DraftForm(initial={"version": document.version}))
    form = DraftForm(request.POST)
    if form.is_valid():
        try:
            edit_draft(document, by=me, **form.cleaned_data)
        except StaleDraft:
            return conflict_page(request, document, form)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, "Черновик сохранён.")
            return redirect(document)
    return editor_page(request, document, form, status=422)


@require_POST
def document_pieces(request, pk):
    """A button of the editor: the form comes back moved, added to or cleared; nothing is saved."""
    document = draft_of(request, pk)
    form = DraftForm(request.POST)
    is_part = bool(request.headers.get("HX-Request"))
    if not form.is_valid():
        return editor_page(request, document, form, status=200 if is_part else 422, is_part=is_part)
    content, _, fresh = corrected(document, form.typed, keeps_gone=True)
    try:
        content, said, where = arranged(content, fresh or {}, request.POST.get("do", ""))
    except NoPlace:
        said, where = NO_PLACE, ""
    seen = form.seen
    if request.POST.get("do", "").startswith("restore:"):
        seen[where] = ""  # brought back on purpose: a save takes it for touched
    shown = {"content": content, "fresh": fresh, "seen": seen, "said": said, "where": where}
    return editor_page(request, document, form, shown=shown, is_part=is_part)


@require_POST
def document_preview(request, pk):
    """The paper as it would read with what is typed; nothing is written."""
    document = draft_of(request, pk)
    form = DraftForm(request.POST)
    form.is_valid()
    paper, _, _ = corrected(document, form.typed)
    context = {"paper": paper, "body": kind_of(document).body}
    return render(request, "documents/_edit_preview.html", context)


def draft_of(request, pk):
    me = request.membership
    rows = Document.objects.visible_to(me).select_related("organization", "created_by__user")
    document = get_object_or_404(rows, pk=pk)
    require(can_edit_draft(me, document))
    return document


def editor_page(request, document, form, *, shown=None, status=200, is_part=False):
    """The editor with what was typed; `shown` is what a button made of it."""
    typed = getattr(form, "typed", [])
    if shown is None:
        content, _, fresh = corrected(document, typed, keeps_gone=True)
        shown = {"content": content, "fresh": fresh, "seen": form.seen}
    editor = Editor(shown["content"], shown["fresh"], seen=shown["seen"], where=shown.get("where", ""))
    context = {
        "document": document,
        "form": form,
        "version": form.data.get("version") or document.version,
        "parts": editor.sections(),
        "levels": LEVELS,
        "said": shown.get("said", ""),
        "back": (document.get_absolute_url(), document.title),
    }
    if is_part:
        answer = render(request, "documents/_edit_answer.html", context)
        answer["HX-Trigger-After-Settle"] = "pieces-changed"
        return answer
    paper, _, _ = corrected(document, typed)
    context |= {"paper": paper, "body": kind_of(document).body}
    return render(request, "documents/document_edit.html", context, status=status)


def conflict_page(request, document, form):
    """409: what was typed beside what is stored now; one saves over it knowingly or takes the other's."""
    document.refresh_from_db()
    mine, stored, _ = corrected(document, form.typed)
    sent = [(name, value) for name, values in request.POST.lists() for value in values]
    context = {
        "document": document,
        "changes": differences(stored, mine),
        "other": document.versions.visible_to(request.membership).select_related("saved_by__user").first(),
        "sent": [pair for pair in sent if pair[0] not in ("version", "csrfmiddlewaretoken", "do")],
        "back": (document.get_absolute_url(), document.title),
    }
    return render(request, "documents/document_conflict.html", context, status=409)
