from organizations.models import Role


def can_see_selection(me):
    """The staff of the programme read runs; participants never see who was compared with whom."""
    return me.is_staff_of_programme


def can_select(me):
    """The curator runs the selection, decides and creates the pairs."""
    return me.role == Role.CURATOR
