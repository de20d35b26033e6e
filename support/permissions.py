from organizations.models import Role
from support.models.calls import ABOVE
from support.models.cases import READERS


def can_see_cases(me):
    return me.role in READERS and not me.organization.is_above


def can_support(me):
    """The psychologist and the curator open cases, take them and write down what was done."""
    return me.role in {Role.PSYCHOLOGIST, Role.CURATOR} and not me.organization.is_above


def can_edit_case(me, case):
    return can_support(me) and me.organization_id == case.organization_id


def can_hand_over(me, case):
    """The curator says who leads a case; whoever leads it may pass it on."""
    return can_edit_case(me, case) and (me.role == Role.CURATOR or case.specialist_id == me.pk)


def can_read_notes(me):
    """What was talked about: the head reads dates and kinds only."""
    return can_support(me)


def can_remove_contact(me, contact):
    return can_edit_case(me, contact) and contact.made_by_id == me.pk


def can_see_calls(me):
    """Staff of institutions, and the bodies above."""
    return can_see_cases(me) or me.role in ABOVE


def can_ask(me):
    """Other institutions hear from the curator."""
    return me.role == Role.CURATOR and not me.organization.is_above


def can_ask_for(me, case):
    return can_ask(me) and me.organization_id == case.organization_id


def can_close_call(me, call):
    """The curator who has asked, or somebody above who sees that it is settled."""
    return (can_ask(me) and me.organization_id == call.organization_id) or me.role in ABOVE


def can_offer(me, call):
    return can_ask(me) and me.organization_id != call.organization_id


def can_answer_offer(me, offer):
    return can_ask(me) and me.organization_id == offer.call.organization_id


def can_withdraw_offer(me, offer):
    return can_ask(me) and me.organization_id == offer.organization_id


def can_name(me, offer):
    """Each side names its own person; a curator of neither does not see the row."""
    return can_ask(me)
