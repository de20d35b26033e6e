"""Who may do what with wishes and meetings of choice; runs have theirs in permissions.py."""

from organizations.models import Role


def can_see_choices(me):
    """Who talks with whom when is no secret among the staff; what the sheets say is."""
    return me.is_staff_of_programme


def can_keep_wishes(me):
    """Wishes and sheets are read and written down by the curator alone: so those who answer are told."""
    return me.role == Role.CURATOR


def can_answer(me):
    """Whoever takes part says for himself whom he would choose."""
    return me.role == Role.PARTICIPANT
