"""Files of papers: the draft drawn on the spot, stored bytes as they are, the scan that comes back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from common.docx import DOCX_TYPE, render_docx
from common.pages import file_response, form_page, require
from documents.forms.signing import ScanForm
from documents.kinds import file_name, kind_of
from documents.models import Document, FrozenFile
from documents.packing import NOTES
from documents.permissions import can_scan, can_see_papers
from documents.services.drafts import current_content
from documents.services.keeping import EXTENSIONS, DamagedFile, read_frozen
from documents.services.registering import attach_scan
from documents.services.sealing import render_paper

COPY = " (копия для правки)"


@require_safe
def document_pdf(request, pk):
    """A draft as it would be printed; of a registered paper the stored file, never a new one (PAP-2)."""
    document = get_object_or_404(Document.objects.visible_to(request.membership), pk=pk)
    if not document.is_registered:
        pdf = render_paper(document, current_content(document), draft=True)
        return file_response(pdf, name=file_name(document), content_type="application/pdf", inline=True)
    files = {file.kind: file for file in document.files.all()}
    for kind in (FrozenFile.Kind.SEALED, FrozenFile.Kind.SCAN, FrozenFile.Kind.PRINT):
        if kind in files:
            return redirect("documents:file", pk=files[kind].pk)
    messages.info(request, "Файл ещё готовится. Обновите страницу через несколько секунд.")
    return redirect(document)


@require_safe
def document_docx(request, pk):
    """The paper for Word: a draft as it reads now; of a registered one a copy to edit that names its original."""
    me = request.membership
    document = get_object_or_404(Document.objects.visible_to(me), pk=pk)
    require(can_see_papers(me))
    content = current_content(document)
    if "letterhead" not in content:  # a paper made outside is kept as its file alone
        raise Http404
    data = render_docx(content | {"draft": not document.is_registered}, template=kind_of(document).template)
    stem = file_name(document).removesuffix(".pdf")
    note = COPY if document.is_registered else ""
    return file_response(data, name=f"{stem}{note}.docx", content_type=DOCX_TYPE)


@require_safe
def frozen_file(request, pk):
    frozen = get_object_or_404(
        FrozenFile.objects.visible_to(request.membership).select_related("document"), pk=pk
    )
    try:
        data = read_frozen(frozen)
    except DamagedFile:
        return render(request, "documents/file_damaged.html", {"document": frozen.document}, status=500)
    stem = file_name(frozen.document).removesuffix(".pdf")
    name = f"{stem}{NOTES[frozen.kind]}.{EXTENSIONS[frozen.content_type]}"
    return file_response(data, name=name, content_type=frozen.content_type, inline=True)


@require_http_methods(["GET", "POST"])
def document_scan(request, pk):
    me = request.membership
    document = get_object_or_404(Document.objects.visible_to(me), pk=pk)
    require(can_scan(me, document))
    form = ScanForm(request.POST or None, request.FILES or None)
    return form_page(
        request,
        form,
        lambda: attach_scan(document, form.cleaned_data["scan"], by=me),
        title="Скан подписанного документа",
        lead=f"{document}. После загрузки документ считается подписанным, пары начинают работать.",
        done="Скан сохранён, документ подписан.",
        back=(document.get_absolute_url(), str(document)),
        button="Загрузить скан",
    )
