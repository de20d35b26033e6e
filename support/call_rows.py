"""What each side reads of a call: the asker, a neighbour, a body above."""

from dataclasses import dataclass

from django.db.models import Count, Q

from organizations.models import Membership, Organization, Role
from support.models import SearchOffer
from support.naming import told
from support.permissions import can_answer_offer, can_close_call, can_offer, can_withdraw_offer

Status = SearchOffer.Status


def calls_of(calls, me):
    """Calls with what a line says of them; a neighbour's number of offers is none of ours."""
    mine = Q(offers__organization=me.organization_id)
    return calls.select_related("organization").annotate(
        offers_all=Count("offers", distinct=True),
        offers_waiting=Count("offers", filter=Q(offers__status=Status.OFFERED), distinct=True),
        offers_mine=Count("offers", filter=mine, distinct=True),
    ).order_by("-status", "-opened_on", "-pk")  # fmt: skip


def call_line(call, me):
    """(call, where, mark, words) of the list."""
    return call, where_of(call.organization, me), *state_of(call, me)


def state_of(call, me):
    """A neighbour reads what became of the own offer; who has asked and a body above, how many have answered."""
    if not call.is_open:
        return "none", call.get_status_display()
    if call.organization_id != me.organization_id and not me.organization.is_above:
        return ("run", "вы предложили наставника") if call.offers_mine else ("miss", "ждёт вашего ответа")
    if call.offers_waiting:
        return "miss", f"ждут ответа предложений: {call.offers_waiting}"
    return (
        ("run", f"предложений: {call.offers_all}") if call.offers_all else ("wait", "пока никто не ответил")
    )


@dataclass
class Side:
    """Whom one talks to after an agreement: the institution, its curators, the name that was told."""

    organization: Organization
    curators: list
    person: str


@dataclass
class OfferRow:
    offer: SearchOffer
    where: str
    other: Side | None = None
    is_mine: bool = False
    can_answer: bool = False
    can_withdraw: bool = False
    can_name: bool = False


def call_page(call, me):
    """All that the page of a call says to this reader."""
    rows = SearchOffer.objects.visible_to(me).filter(call=call)
    rows = rows.select_related("organization", "person", "call__organization", "call__case__person")
    own = call.organization_id == me.organization_id
    offers = [offer_row(offer, me) for offer in rows]
    return {
        "call": call,
        "own": own,
        "case": call.case if own else None,
        "where": where_of(call.organization, me),
        "is_above": me.organization.is_above,
        "offers": offers,
        "can_close": call.is_open and can_close_call(me, call),
        "can_offer": call.is_open
        and can_offer(me, call)
        and not any(row.offer.status == Status.OFFERED for row in offers),
    }


def where_of(organization, me):
    """A body above reads which institution it is, a neighbour what kind of institution in which place."""
    if me.organization.is_above or organization.pk == me.organization_id:
        return organization.short_name
    return f"{organization.get_kind_display()}, {organization.city}"


def offer_row(offer, me):
    is_mine = offer.organization_id == me.organization_id
    is_waiting = offer.status == Status.OFFERED
    is_party = is_mine or offer.call.organization_id == me.organization_id
    is_curator = me.role == Role.CURATOR
    return OfferRow(
        offer,
        where_of(offer.organization, me),
        other=side_of(offer, is_mine) if offer.is_accepted and is_party and is_curator else None,
        is_mine=is_mine,
        can_answer=is_waiting and offer.call.is_open and can_answer_offer(me, offer),
        can_withdraw=is_waiting and can_withdraw_offer(me, offer),
        can_name=offer.is_accepted
        and is_party
        and is_curator
        and (offer.mentor_allowed_on if is_mine else offer.mentee_allowed_on) is None,
    )


def side_of(offer, is_mine):
    """The other party of an accepted offer: two queries, and there is one accepted offer to a call."""
    organization = offer.call.organization if is_mine else offer.organization
    curators = Membership.objects.open().filter(organization=organization, role=Role.CURATOR)
    if is_mine:
        person = told(offer.call.case and offer.call.case.person, offer.mentee_allowed_on)
    else:
        person = told(offer.person, offer.mentor_allowed_on)
    return Side(organization, list(curators.select_related("user").order_by("pk")), person)
