"""The head's desk: read, sign, return; a number for a paper signed by hand."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.confirm import confirm_identity, send_confirmation_code, ways_to_confirm
from common.pages import form_page, require
from common.russian import counted
from documents.content import fingerprint
from documents.forms.signing import RegisterPaperForm, ReturnForm
from documents.kinds import kind_of
from documents.models import Document
from documents.permissions import can_open_queue, can_register, can_return, can_sign
from documents.services.registering import (
    ContentChanged,
    locked,
    next_number,
    preview,
    register_on_paper,
    return_document,
    sign_document,
    signed_already,
)

# Way: what to choose, what to enter, how the browser may fill it in.
WAYS = {
    "password": ("Паролем от входа", "Пароль", "current-password"),
    "totp": ("Кодом из приложения", "Код из приложения", "one-time-code"),
    "mail_code": ("Кодом из письма", "Код из письма", "one-time-code"),
    "paper": ("На бумаге, загружу скан", "", ""),
}


@require_safe
def to_sign(request):
    """The queue at the left, the first paper (or the chosen one) in place."""
    me = request.membership
    require(can_open_queue(me))
    chosen, way = request.GET.get("paper", ""), request.GET.get("way", "")
    queue = queue_of(me)
    document = next((paper for paper in queue if str(paper.pk) == chosen), queue[0] if queue else None)
    return desk_page(request, queue, document, way=way)


@require_POST
def document_sign(request, pk):
    me = request.membership
    document = get_object_or_404(Document.objects.visible_to(me), pk=pk)
    require(can_sign(me, document))
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
    require(can_sign(me, document))
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
    require(can_return(me, document))
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
    me = request.membership
    document = get_object_or_404(Document.objects.visible_to(me).select_related("organization"), pk=pk)
    require(can_register(me, document))
    initial = {"on": document.organization.today, "shown_sha256": fingerprint(document.content)}
    form = RegisterPaperForm(request.POST or None, initial=initial)
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
            raise ValidationError("Не подошло. Проверьте раскладку и повторите.")
        return sign_document(document, shown_sha256=shown, method=method, by=me), None
    except ValidationError as error:
        return None, error


def queue_of(me):
    waiting = Document.objects.visible_to(me).to_sign().select_related("organization", "created_by__user")
    return list(waiting.order_by("sent_at", "pk"))


def desk_page(request, queue, document, *, way="", error=None, status=200):
    """The queue with one paper open."""
    context = {
        "queue": [(paper, *waiting_words(paper)) for paper in queue],
        "document": document,
        "error": error,
    }
    if document:
        number, ways = next_number(document), ways_to_confirm(request.user)
        way = way if way in [*ways, "paper"] else ways[0]
        context |= ways_context(ways, way) | {
            "number": number,
            "paper": preview(document, number),
            "body": kind_of(document).body,
            "shown_sha256": fingerprint(document.content),
            "acquaint": document.acknowledgements.visible_to(request.membership).count(),
            "keep": kind_of(document).keep,
            "today": document.organization.today,
        }
    return render(request, "documents/to_sign.html", context, status=status)


def ways_context(ways, way):
    """The ways to confirm that this head has, paper always among them, and the words of the chosen one."""
    choices = [(name, *WAYS[name]) for name in [*ways, "paper"]]
    _, said, completes = WAYS[way if way != "paper" else ways[0]]
    return {"ways": ways, "way": way, "choices": choices, "said": said, "completes": completes}


def waiting_words(document):
    """(mark, words) about the whole days the paper has waited, on the wall of the institution."""
    sent = (document.sent_at or document.created_at).astimezone(document.organization.zone).date()
    days = (document.organization.today - sent).days
    if days > 0:
        return "wait", f"ждёт {counted(days, 'день', 'дня', 'дней')}"
    return "plan", "ждёт с сегодняшнего дня"
