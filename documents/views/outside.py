"""Papers whose text the system did not make or whose signature comes as a file."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from common.pages import form_page, require
from documents.forms.outside import OutsideForm, QualifiedForm
from documents.models import Document
from documents.permissions import can_add_outside, can_scan
from documents.services.outside import register_outside
from documents.services.qualified import attach_qualified


@require_http_methods(["GET", "POST"])
def outside_add(request):
    """Put a paper made without the system into the register by its scan."""
    me = request.membership
    require(can_add_outside(me))
    form = OutsideForm(request.POST or None, request.FILES or None, me=me)

    def save():
        data = form.cleaned_data
        return register_outside(
            data["scan"],
            series=data["series"],
            number=data["number"],
            dated=data["dated"],
            facts={name: data[name] for name in ("type", "heading", "signed_by", "keep")},
            acts_on=(data["acts"], data["target"]) if data["acts"] else None,
            by=me,
        )

    return form_page(
        request,
        form,
        save,
        title="Документ со стороны",
        lead="Его издали на бумаге без системы. В реестр попадут скан, номер и дата, текст система не составляет.",
        done="Документ в реестре.",
        back=(reverse("documents:list"), "Документы"),
        button="Внести в реестр",
    )


@require_http_methods(["GET", "POST"])
def document_qualified(request, pk):
    """The file of a qualified signature instead of a scan."""
    me = request.membership
    document = get_object_or_404(Document.objects.visible_to(me), pk=pk)
    require(can_scan(me, document))
    form = QualifiedForm(request.POST or None, request.FILES or None)
    return form_page(
        request,
        form,
        lambda: attach_qualified(document, form.cleaned_data["file"], by=me),
        title="Файл усиленной подписи",
        lead=f"{document}. Система прочитает файл, но действительность подписи не проверяет.",
        done="Файл подписи сохранён, документ подписан.",
        back=(document.get_absolute_url(), str(document)),
        button="Загрузить файл подписи",
    )
