from organizations.models import Role
from pairs.models import Pair

# Papers that start a pair; a programme or an agreement only names it.
ORDERS = {"order_pairs", "order_change"}


def can_see_pairs(me):
    """Participants see their own pairs in their tasks, not the table of the institution."""
    return me.is_staff_of_programme


def can_form_pairs(me):
    return me.role == Role.CURATOR


def can_edit_pair(me, pair):
    """Until an order names the pair, it may still be changed."""
    return can_form_pairs(me) and me.organization_id == pair.organization_id


def can_change_pair(me, row):
    """Plan a change of a running pair, its substitutes and its pay; `row` is the pair or what belongs to it."""
    return can_form_pairs(me) and me.organization_id == row.organization_id


def can_see_changes(me, row):
    return me.is_staff_of_programme and me.organization_id == row.organization_id


def can_note(me):
    """The staff write about any pair; its own people do so on their page."""
    return me.is_staff_of_programme


def can_remove_note(me, note):
    return note.author_id == me.user_id and me.organization_id == note.organization_id


def is_open_to_change(pair):
    """No order names it: a proposal, or one that was paused before an order."""
    proposals = {Pair.Status.PROPOSED, Pair.Status.READY}
    if pair.status == Pair.Status.PAUSED:
        return not pair.documents.filter(kind__in=ORDERS).exists()
    return pair.status in proposals
