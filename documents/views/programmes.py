"""Programmes of pairs to the head: each gets its paper and goes on, what one of them lacks stops no other."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from common.pages import chosen_ids, require
from common.russian import counted
from documents.kinds import kind_of
from documents.permissions import can_send_programmes
from documents.services.programmes import draft_programme
from documents.services.sending import send_to_sign
from programmes.models import Programme


@require_POST
def programme_send(request):
    """Ticked programmes, or the one of a page."""
    me = request.membership
    require(can_send_programmes(me))
    ids = chosen_ids(request.POST.getlist("programme"))
    programmes = list(Programme.objects.visible_to(me).filter(pk__in=ids).select_related("pair"))
    if len(programmes) != len(ids):
        raise Http404
    if not programmes:
        messages.error(request, "Отметьте программы, которые надо отправить на утверждение.")
    papers = [paper for programme in programmes if (paper := is_sent(request, programme, me))]
    if sent := sum(kind_of(paper).by_head for paper in papers):
        words = counted(sent, "программа", "программы", "программ")
        messages.success(request, f"Отправлено на утверждение: {words}.")
    if by_hand := len(papers) - sent:
        words = counted(by_hand, "плана", "планов", "планов")
        messages.success(
            request, f"Составлены документы {words}: присвойте номер, распечатайте и подпишите у пары."
        )
    if len(papers) == 1 and not kind_of(papers[0]).by_head:
        return redirect(papers[0])
    return redirect(programmes[0] if len(programmes) == 1 else "programmes:list")


def is_sent(request, programme, me):
    """The paper, drawn up and sent; an individual plan is signed by hand, so its paper is only drawn up."""
    try:
        with transaction.atomic():
            paper = draft_programme(programme, by=me)
            return send_to_sign(paper, by=me) if kind_of(paper).by_head and paper.status == "draft" else paper
    except ValidationError as refused:
        messages.error(request, f"«{programme}»: {' '.join(refused.messages)}")
        return None
