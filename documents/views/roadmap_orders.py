"""The order that approves a roadmap: one question, then the usual way of a paper."""

from django.forms import Form
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from common.pages import form_page, require
from documents.permissions import can_add_document
from documents.services.drafts import draft_order_roadmap
from roadmap.models import Roadmap
from roadmap.permissions import can_edit_roadmap


@require_http_methods(["GET", "POST"])
def order_roadmap_add(request, pk):
    me = request.membership
    require(can_add_document(me))
    roadmap = get_object_or_404(Roadmap.objects.visible_to(me), pk=pk)
    require(can_edit_roadmap(me, roadmap))  # a body above sees those of the institutions below, no more
    form = Form(request.POST if request.method == "POST" else None)
    return form_page(
        request,
        form,
        lambda: draft_order_roadmap(roadmap, by=me),
        title="Приказ об утверждении дорожной карты",
        lead=f"{roadmap}. Пока приказ не подписан, слова и сроки карты не меняются.",
        done="Черновик приказа готов. Прочитайте его и отправьте на подпись.",
        back=(roadmap.get_absolute_url(), str(roadmap)),
        button="Составить черновик",
    )
