"""Who answers about meetings, who reads what was said about a pair, who decides."""

from organizations.models import Role


def own_side(me, people):
    """The actor as one of these people, or None: only the people of a pair answer for it."""
    return next((person for person in people if person.membership_id == me.pk), None)


def can_see_fits(me):
    """With discretion: neither the head nor the other side ever reads it (capability D6)."""
    return me.role in {Role.CURATOR, Role.PSYCHOLOGIST}


def can_look_for_another(me):
    return me.role == Role.CURATOR


def can_decide_meetings(me):
    return me.role == Role.CURATOR


def can_print_links(me, pair):
    return me.role == Role.CURATOR and me.organization_id == pair.organization_id
