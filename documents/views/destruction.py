"""The second person confirms: reads what goes and what stays, proves who he or she is, and the data are destroyed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.confirm import confirm_identity, send_confirmation_code, ways_to_confirm
from common.pages import require
from documents.permissions import can_confirm_destruction
from documents.services.destroying import destroy
from documents.views.signing import WAYS
from organizations.models import Role
from people.destruction import STEPS
from people.lawful import LAWFUL
from people.models import Destruction
from people.services.destroying import check_confirmer, is_open, locked_open

CONFIRMERS = {Role.HEAD, Role.ADMINISTRATOR}


@require_http_methods(["GET", "POST"])
def destruction_confirm(request, pk):
    destruction = open_to(request.membership, pk)
    if not is_open(destruction):
        return redirect(destruction)
    error = None
    if request.method == "POST":
        act, error = destroy_confirmed(request, destruction)
        if error is None:
            messages.success(
                request, "Данные уничтожены. Распечатайте акт, подпишите вдвоём и загрузите скан."
            )
            return redirect(act)
    return confirm_page(request, destruction, error)


@require_POST
def destruction_code(request, pk):
    """Mail a code of six digits to whoever confirms, and come back."""
    destruction = open_to(request.membership, pk)
    try:
        send_confirmation_code(request)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"Отправили код на {request.user.email}. Он действует 10 минут.")
    return redirect("documents:destruction_confirm", pk=destruction.pk)


def open_to(me, pk):
    require(me.role in CONFIRMERS)
    rows = Destruction.objects.visible_to(me).select_related(
        "person__membership", "withdrawal", "proposed_by__user"
    )
    destruction = get_object_or_404(rows, pk=pk)
    require(can_confirm_destruction(me, destruction))
    return destruction


@transaction.atomic
def destroy_confirmed(request, destruction):
    """(act, None) or (None, error): confirmed and destroyed under one lock, a second click finds it done.

    The error is returned, not raised: a rolled back transaction would forget the counted attempt.
    """
    try:
        destruction = locked_open(destruction)
        check_confirmer(destruction, request.membership)
        if confirm_identity(request, request.POST.get("secret", "")) is None:
            raise ValidationError("Не подошло. Проверьте раскладку и повторите.")
        return destroy(destruction, by=request.membership), None
    except ValidationError as error:
        return None, error


def confirm_page(request, destruction, error):
    ways = ways_to_confirm(request.user)
    context = {
        "destruction": destruction,
        "steps": [title for title, _ in STEPS],
        "kept": [kept.words for kept in LAWFUL],
        "by_mail": "mail_code" in ways,
        "said": " или ".join(WAYS[way][1] for way in ways),
        "completes": WAYS[ways[0]][2],
        "is_mine": destruction.proposed_by.user_id == request.user.pk,
        "error": error,
    }
    return render(request, "documents/destruction_confirm.html", context, status=422 if error else 200)
