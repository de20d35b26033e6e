"""From the proposal to the queue for the order."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from pairs.models import Pair
from pairs.services.rules import (
    BACK_TO_PROPOSED,
    add_members,
    check_people,
    lock_people_of,
    locked,
    move,
    require_consents,
    require_open,
)


@transaction.atomic
def form_pair(organization, *, mentor, mentees, by, **fields):
    """Propose a pair or a group of people who stand in the banks, within the mentor's room."""
    lock_people_of(mentor, mentees)
    check_people(mentor, mentees)
    pair = Pair(organization=organization, mentor=mentor, **fields)
    pair.full_clean()
    pair.save()
    add_members(pair, mentees)
    record("pair.added", pair, by=by, mentor=mentor.pk, mentees=[person.pk for person in mentees])
    return pair


@transaction.atomic
def edit_pair(pair, *, mentor, mentees, by, **fields):
    """Change a pair that no order names yet; it goes back to "proposed", for consents may be missing now."""
    lock_people_of(mentor, mentees)
    pair = locked(pair)
    require_open(pair)
    check_people(mentor, mentees, apart_from=pair)
    for name, value in {"mentor": mentor, **BACK_TO_PROPOSED, **fields}.items():
        setattr(pair, name, value)
    pair.full_clean()
    pair.members.all().delete()  # first: a group may shrink to the room of its new mentor
    pair.save()
    add_members(pair, mentees)
    record("pair.edited", pair, by=by, mentor=mentor.pk, mentees=[person.pk for person in mentees])
    return pair


@transaction.atomic
def confirm_pair(pair, *, by):
    """A pair goes on to the order only with the consents of all its people (ТК ст. 351.8, 152-ФЗ ст. 9)."""
    pair = locked(pair)
    if pair.status != Pair.Status.PROPOSED:
        raise ValidationError("Эта пара уже готова к приказу или внесена в него.")
    require_consents(pair)
    return move(pair, Pair.Status.READY, "pair.confirmed", by=by)


@transaction.atomic
def return_pair(pair, *, by):
    """Take a pair back from the queue for the order."""
    pair = locked(pair)
    if pair.status != Pair.Status.READY:
        raise ValidationError("Вернуть можно только пару, готовую к приказу.")
    return move(pair, Pair.Status.PROPOSED, "pair.returned", by=by)


@transaction.atomic
def dissolve_pair(pair, *, by):
    """Remove a proposal that no order names."""
    pair = locked(pair)
    require_open(pair)
    if paper := pair.documents.exclude(status="draft").first():
        raise ValidationError(f"Пара названа в документе «{paper}». Снять предложение уже нельзя.")
    record("pair.dissolved", pair, by=by, mentor=pair.mentor_id)
    pair.delete()


@transaction.atomic
def set_pay(pair, *, pay, amount=None, basis="", by):
    """What the mentor is paid for the pair: data for the agreement and the order, which fix it (ТК ст. 351.8)."""
    pair = locked(pair)
    if pair.status == Pair.Status.ENDED:
        raise ValidationError("Эта пара уже завершена.")
    pair.pay, pair.pay_basis = pay, basis
    pair.pay_amount = amount if pay in {Pair.Pay.PERCENT, Pair.Pay.ROUBLES} else None
    if pay == Pair.Pay.PERCENT and amount and amount > 100:
        raise ValidationError("Больше 100 процентов не бывает. Для суммы выберите рубли.")
    pair.full_clean()
    pair.save(update_fields=["pay", "pay_amount", "pay_basis"])
    record("pair.pay_set", pair, by=by, pay=str(pay), amount=str(pair.pay_amount or ""))
    return pair
