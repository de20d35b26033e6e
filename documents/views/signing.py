"""The head's desk: read, sign, return; a number for a paper signed by hand."""

import datetime as dt

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.confirm import confirm_identity, send_confirmation_code
from common.pages import form_page, require
from documents.forms.signing import RegisterPaperForm, ReturnForm
from documents.kinds import kind_of
from documents.models import Document
from documents.permissions import can_open_queue, can_register, can_return, can_sign
from documents.services.drafts import current_content
from documents.services.following import locked
from documents.services.numbering import next_number
from documents.services.registering import (
    ContentChanged,
    register_on_paper,
    return_document,
    shown_of,
    sign_document,
    signed_already,
)
from documents.services.substituting import standing_in
from documents.views.queue import WAYS, desk_page, queue_of

__all__ = ["WAYS", "document_register_paper", "document_return", "document_sign", "send_code", "to_sign"]
WRONG = "Не подошло. Проверьте раскладку и повторите."


@require_safe
def to_sign(request):
    """The queue at the left, the first paper (or the chosen one) in place."""
    me = request.membership
    require(can_open_queue(me, standing_in(me)))
    chosen, way = request.GET.get("paper", ""), request.GET.get("way", "")
    queue = queue_of(me)
    document = next((paper for paper in queue if str(paper.pk) == chosen), queue[0] if queue else None)
    return desk_page(request, queue, document, way=way)


@require_POST
def document_sign(request, pk):
    me = request.membership
    document = get_object_or_404(Document.objects.visible_to(me), pk=pk)
    require(can_sign(me, document, standing_in(me)))
    signed, error = sign_confirmed(request, document)
    if error is None:
        messages.success(request, f"Подписано: {signed}. Файл с печатью готовится.")
        return redirect(signed)
    queue = queue_of(me)
    current = next((paper for paper in queue if paper.pk == pk), None)
    if current is None:  # somebody else dealt with it meanwhile
        messages.error(request, " ".join(error.messages))
        return redirect(document)
    status = 409 if isinstance(error, ContentChanged) else 422
    return desk_page(request, queue, current, error=error, way=request.POST.get("way", ""), status=status)


@require_POST
def send_code(request, pk):
    """Mail a code of six digits to the head and come back to the same paper."""
    me = request.membership
    document = get_object_or_404(Document.objects.visible_to(me), pk=pk)
    require(can_sign(me, document, standing_in(me)))
    try:
        send_confirmation_code(request)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"Отправили код на {request.user.email}. Он действует 10 минут.")
    return redirect(f"{reverse('documents:to_sign')}?paper={pk}&way=mail_code")


@require_http_methods(["GET", "POST"])
def document_return(request, pk):
    me = request.membership
    document = get_object_or_404(Document.objects.visible_to(me), pk=pk)
    require(can_return(me, document, standing_in(me)))
    form = ReturnForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: return_document(document, by=me, **form.cleaned_data),
        title="Вернуть с замечанием",
        lead=document.title,
        done="Документ вернулся к куратору с замечанием.",
        back=(f"{reverse('documents:to_sign')}?paper={pk}", "На подпись"),
        button="Вернуть",
    )


@require_http_methods(["GET", "POST"])
def document_register_paper(request, pk):
    """A number for a paper signed by hand: by the head, by who stands in, or by those whom the paper names."""
    me = request.membership
    document = get_object_or_404(Document.objects.visible_to(me).select_related("organization"), pk=pk)
    require(can_register(me, document))
    document.content = current_content(document)  # a draft reads as of today; a sent one as it was sent
    form = RegisterPaperForm(
        request.POST or None,
        me=me,
        by_head=kind_of(document).by_head,
        initial={"on": day_of(document), "shown_sha256": shown_of(document)},
    )
    return form_page(
        request,
        form,
        lambda: register_on_paper(document, by=me, **form.cleaned_data),
        title="Подписать на бумаге",
        lead=f"{document.title}. Получит № {next_number(document)} и больше не изменится.",
        done="Номер присвоен. Распечатайте, подпишите и загрузите скан.",
        back=(document.get_absolute_url(), document.title),
        button="Присвоить номер",
    )


def day_of(document):
    """The day offered for a paper signed by hand: today, for minutes the day of the meeting once it is over."""
    today, said = document.organization.today, document.facts.get(kind_of(document).dated_by)
    return min(dt.date.fromisoformat(said), today) if said else today


@transaction.atomic
def sign_confirmed(request, document):
    """(paper, None) or (None, error). Confirms and signs under one lock: a second click waits and finds it signed.

    The error is returned, not raised: a rolled back transaction would forget the counted attempt.
    """
    me, shown = request.membership, request.POST.get("shown_sha256", "")
    document = locked(document)
    if signed_already(document, shown, me):
        return document, None
    try:
        method = confirm_identity(request, request.POST.get("secret", ""))
        if method is None:
            raise ValidationError(WRONG)
        return sign_document(document, shown_sha256=shown, method=method, by=me), None
    except ValidationError as error:
        return None, error
