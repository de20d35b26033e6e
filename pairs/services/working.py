"""Orders take pairs, let them go and start them; pauses in their work."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from pairs.models import Pair
from pairs.queries import people_of
from pairs.services.rules import (
    BACK_TO_PROPOSED,
    lock_people_of,
    locked,
    move,
    require_allowed,
    require_consents,
    status_by_papers,
)


def take_into_order(pairs, *, by):
    """Bind ready pairs to the draft of an order; call inside the transaction that makes the draft."""
    for pair in Pair.objects.select_for_update(of=("self",)).filter(pk__in=[pair.pk for pair in pairs]):
        require_allowed(pair)
        if pair.status != Pair.Status.READY:
            raise ValidationError(f"Пара «{pair}» уже не готова к приказу. Обновите страницу.")
        move(pair, Pair.Status.ORDERED, "pair.ordered", by=by)


def let_out_of_order(pairs, *, by):
    """The draft was deleted: its pairs wait for another order."""
    for pair in pairs.select_for_update(of=("self",)).filter(status=Pair.Status.ORDERED):
        move(pair, Pair.Status.READY, "pair.confirmed", by=by)


def start_pairs(pairs, *, by):
    """The order is signed: its pairs work, but for those that are paused. Call inside the transaction that signs."""
    for pair in pairs.select_for_update(of=("self",)).filter(status=Pair.Status.ORDERED):
        move(pair, Pair.Status.ACTIVE, "pair.started", by=by)


@transaction.atomic
def pause_pair(pair, *, reason, on, by):
    """Work of a pair stops on a day for a reason; paused already, it keeps its first day and reason."""
    pair = locked(pair)
    if pair.status == Pair.Status.ENDED:
        raise ValidationError("Эта пара уже завершена.")
    if pair.status == Pair.Status.PAUSED:
        return pair
    if on > pair.organization.today:
        raise ValidationError("Дата приостановки ещё не наступила.")
    pair.status, pair.paused_on, pair.paused_for = Pair.Status.PAUSED, on, reason
    pair.full_clean()
    pair.save(update_fields=["status", "paused_on", "paused_for"])
    record("pair.paused", pair, by=by, on=on.isoformat(), reason=str(reason))
    return pair


@transaction.atomic
def resume_pair(pair, *, by):
    """A paused pair goes on from where its papers stand, once all its people are there and their consents are back."""
    lock_people_of(pair.mentor, [member.person for member in pair.present])
    pair = locked(pair)
    if pair.status != Pair.Status.PAUSED:
        raise ValidationError("Эта пара не приостановлена.")
    require_allowed(pair)
    require_consents(pair)
    if left := [str(person) for person in people_of(pair) if person.left_on]:
        raise ValidationError(f"Выбыли из учреждения: {', '.join(left)}. Продолжить пару нельзя.")
    for name, value in (BACK_TO_PROPOSED | {"status": status_by_papers(pair)}).items():
        setattr(pair, name, value)
    pair.full_clean()
    pair.save(update_fields=[*BACK_TO_PROPOSED])
    record("pair.resumed", pair, by=by, status=str(pair.status))
    return pair
