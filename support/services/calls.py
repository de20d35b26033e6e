"""The search in the institutions of the district: a call, offers to it, an agreement, the names."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from people import gate
from people.models import ConsentKind
from support.models import SearchCall, SearchOffer
from support.naming import require_may_be_named, require_nameless
from support.services.cases import end_call, locked_open

Status = SearchOffer.Status
LONE = "Над вашим учреждением в системе никого нет, поэтому соседей не видно. Попросите администратора указать отдел."


@transaction.atomic
def open_call(case, *, form, text, by):
    """Ask the institutions of the district for a mentor, without the name of the mentee."""
    case = locked_open(case)
    if by.organization.parent_id is None:
        raise ValidationError(LONE)
    gate.require_allowed([case.person], gate.Deed.MATCHING, role=ConsentKind.MENTEE_DUTY, advice="")
    require_nameless(text, [case.person])
    call = SearchCall(
        organization=case.organization, case=case, form=form, text=text, opened_by=by,
        opened_on=case.organization.today,
    )  # fmt: skip
    call.full_clean()
    call.save()
    record("search.asked", call, by=by, case=case.pk)
    return call


@transaction.atomic
def close_call(call, *, by):
    """The search is over; whoever has offered and got no answer is not needed any more."""
    call = locked_open_call(call)
    end_call(call)
    record("search.closed", call, by=by)
    return call


@transaction.atomic
def make_offer(call, *, text, person=None, by):
    """Offer a mentor of one's own institution, without a name."""
    call = locked_open_call(call)
    if person:
        gate.require_allowed([person], gate.Deed.MATCHING, role=ConsentKind.MENTOR_DUTY, advice="")
        require_nameless(text, [person])
    offer = SearchOffer(
        organization=by.organization, call=call, text=text, person=person, made_by=by,
        made_on=by.organization.today,
    )  # fmt: skip
    offer.full_clean()
    offer.save()
    record("search.offered", offer, by=by, call=call.pk)
    return offer


@transaction.atomic
def accept_offer(offer, *, by):
    """The two curators know each other from now on; the other offers to this call are not needed any more."""
    call = locked_open_call(offer.call)
    offer = locked_offer(offer)
    require_waiting(offer)
    answer(offer, Status.ACCEPTED)
    end_call(call)
    record("search.accepted", call, by=by, offer=offer.pk)
    return offer


@transaction.atomic
def decline_offer(offer, *, by):
    call = locked_open_call(offer.call)
    offer = locked_offer(offer)
    require_waiting(offer)
    answer(offer, Status.DECLINED)
    record("search.declined", call, by=by, offer=offer.pk)
    return offer


@transaction.atomic
def withdraw_offer(offer, *, by):
    """The institution that has offered takes it back while nobody has answered."""
    offer = locked_offer(offer)
    require_waiting(offer)
    answer(offer, Status.WITHDRAWN)
    record("search.withdrawn", offer, by=by)
    return offer


@transaction.atomic
def name_person(offer, *, person=None, allowed_on, by):
    """Tell the other curator the name of the own person, who has permitted that in writing (152-ФЗ ст. 7).

    The institution that has offered may say now who the mentor is.
    """
    offer = locked_offer(offer)
    if not offer.is_accepted:
        raise ValidationError("Имена называют после того, как предложение принято.")
    is_ours = offer.organization_id == by.organization_id
    person = (person or offer.person) if is_ours else own_mentee(offer)
    if person is None:
        raise ValidationError("Выберите, кого вы назовёте.")
    if allowed_on > by.organization.today:
        raise ValidationError("Этот день ещё не наступил.")
    require_may_be_named(person)
    if is_ours:
        offer.person, offer.mentor_allowed_on = person, allowed_on
    else:
        offer.mentee_allowed_on = allowed_on
    offer.full_clean()
    offer.save(update_fields=["person", "mentor_allowed_on", "mentee_allowed_on"])
    record("search.named", offer if is_ours else offer.call, by=by, offer=offer.pk, on=allowed_on.isoformat())
    return offer


def own_mentee(offer):
    """The mentee whom a call is about, unless the case is gone by now."""
    return offer.call.case.person if offer.call.case else None


def answer(offer, status):
    offer.status, offer.answered_on = status, offer.organization.today
    offer.full_clean()
    offer.save(update_fields=["status", "answered_on"])


def require_waiting(offer):
    if offer.status != Status.OFFERED:
        raise ValidationError("На это предложение уже ответили или его отозвали. Обновите страницу.")


def locked_open_call(call):
    rows = SearchCall.objects.select_for_update(of=("self",)).select_related("organization")
    call = rows.get(pk=call.pk)
    if not call.is_open:
        raise ValidationError("Этот поиск уже закончен. Обновите страницу.")
    return call


def locked_offer(offer):
    rows = SearchOffer.objects.select_for_update(of=("self",))
    return rows.select_related("organization", "person", "call__organization").get(pk=offer.pk)


def withdraw_offers_of(person):
    """A mentor who has left or withdrawn is offered to nobody; inside the deed that says so."""
    waiting = SearchOffer.objects.filter(person=person, status=Status.OFFERED)
    for offer in waiting.select_for_update(of=("self",)).select_related("organization", "call__organization"):
        answer(offer, Status.WITHDRAWN)
        record("search.withdrawn", offer, by=None)
