"""The day from which a paper works."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from common.pages import form_page, require
from documents.forms.register import InForceForm
from documents.models import Document
from documents.permissions import can_set_in_force
from documents.services.in_force import set_in_force


@require_http_methods(["GET", "POST"])
def document_in_force(request, pk):
    me = request.membership
    document = get_object_or_404(Document.objects.visible_to(me), pk=pk)
    require(can_set_in_force(me, document))
    form = InForceForm(request.POST or None, initial={"in_force_from": document.in_force_from})
    return form_page(
        request,
        form,
        lambda: set_in_force(document, on=form.cleaned_data["in_force_from"], by=me),
        title="Вступает в силу",
        lead="Эту дату покажет реестр. Если она нужна и в тексте, впишите её отдельным пунктом.",
        done="Дата записана.",
        back=(document.get_absolute_url(), document.title),
    )
