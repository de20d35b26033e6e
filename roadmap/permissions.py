"""Who may do what with roadmaps."""

from organizations.models import Role

READERS = set(Role) - {Role.PARTICIPANT}
KEEPERS_ABOVE = {Role.METHODOLOGIST, Role.DEPARTMENT_HEAD}


def can_read_roadmaps(me):
    """Everybody but a participant: a participant works from the own tasks."""
    return me.role in READERS


def can_keep_roadmaps(me):
    """The curator keeps the institution's roadmaps, those who work in a body above keep the district's."""
    return me.role == Role.CURATOR or (me.organization.is_above and me.role in KEEPERS_ABOVE)


def can_edit_roadmap(me, roadmap):
    """The own roadmap only: bodies above read those of the institutions below."""
    return can_keep_roadmaps(me) and me.organization_id == roadmap.organization_id


def can_note_activity(me, activity):
    """Those who keep the roadmap, and whoever answers for the line in person; takes a line annotated by `named`."""
    return can_edit_roadmap(me, activity) or activity.is_named
