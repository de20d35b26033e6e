"""What comes into force with the signature under a paper."""

from django.core.exceptions import ValidationError

from documents.models import Document
from pairs.models import Pair
from pairs.services import require_allowed, start_pairs
from roadmap.services import approve_by_order

STOPPED = {Pair.Status.PAUSED, Pair.Status.ENDED}


def require_running(document):
    """An order is not signed about a pair that is paused, ended or lacks a consent; call it under the lock."""
    if document.kind != Document.Kind.ORDER_PAIRS:
        return
    pairs = document.pairs.select_for_update(of=("self",)).order_by("pk")
    if stopped := [pair for pair in pairs if pair.status in STOPPED]:
        words = "; ".join(f"{pair}: {pair.get_paused_for_display() or 'завершена'}" for pair in stopped)
        raise ValidationError(
            f"Приостановлены или завершены пары ({words}). Верните документ куратору: "
            "черновик удаляют и составляют без них."
        )
    for pair in pairs:
        require_allowed(pair)


def enact(document, *, by):
    """Pairs of an order start to work; the roadmap that an order approves becomes the one in force."""
    if document.kind == Document.Kind.ORDER_PAIRS:
        start_pairs(document.pairs.all(), by=by)
    if document.roadmap:
        approve_by_order(document.roadmap, dated=document.dated, number=document.number, by=by)
