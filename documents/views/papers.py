"""The draft of an order, the way of one paper."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.pages import deed, form_page, require
from documents.forms.drafts import ChoosePairsForm
from documents.models import Document
from documents.papers import order_pairs
from documents.permissions import can_add_paper, can_delete_draft, can_send, can_take_back
from documents.services.drafts import draft_order_pairs
from documents.services.sending import delete_draft, send_to_sign, take_back
from documents.views.context import paper_context
from pairs.models import Pair
from pairs.queries import with_people


@require_safe
def document_detail(request, pk):
    me = request.membership
    document = get_object_or_404(
        Document.objects.visible_to(me).select_related("organization", "signature", "created_by__user"), pk=pk
    )
    template = "documents/document_detail.html" if me.works_with_papers else "documents/document_to_know.html"
    return render(request, template, paper_context(me, document))


@require_http_methods(["GET", "POST"])
def order_pairs_add(request):
    me = request.membership
    require(can_add_paper(me, order_pairs.KIND))
    ready = with_people(Pair.objects.visible_to(me).ready())
    form = ChoosePairsForm(request.POST or None, pairs=ready)
    return form_page(
        request,
        form,
        lambda: draft_order_pairs(form.cleaned_data["pairs"], by=me),
        title="Приказ о закреплении пар и групп",
        done="Черновик приказа готов. Прочитайте его и отправьте на подпись.",
        template="documents/order_pairs_add.html",
        back=(reverse("documents:list"), "Документы"),
        button="Составить черновик",
        has_pairs=bool(ready),
    )


@require_POST
def document_send(request, pk):
    me = request.membership
    document = get_object_or_404(Document.objects.visible_to(me), pk=pk)
    require(can_send(me, document))
    return deed(
        request, lambda: send_to_sign(document, by=me), done="Документ отправлен на подпись.", to=document
    )


@require_POST
def document_take_back(request, pk):
    me = request.membership
    document = get_object_or_404(Document.objects.visible_to(me), pk=pk)
    require(can_take_back(me, document))
    return deed(
        request, lambda: take_back(document, by=me), done="Документ снова у вас в черновиках.", to=document
    )


@require_POST
def document_delete(request, pk):
    me = request.membership
    document = get_object_or_404(Document.objects.visible_to(me), pk=pk)
    require(can_delete_draft(me, document))
    done = "Черновик удалён."
    return deed(request, lambda: delete_draft(document, by=me), done=done, to="documents:list")
