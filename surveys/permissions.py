"""Who may do what with questionnaires, campaigns and answers."""

from organizations.models import Role

RESULTS = {Role.CURATOR, Role.HEAD, Role.PSYCHOLOGIST, Role.ADMINISTRATOR}


def can_run_surveys(me):
    """Make questionnaires, ask people, close campaigns, type answers in, sort them."""
    return me.role == Role.CURATOR


def can_see_results(me):
    """Figures and plots; groups under five are hidden from everybody."""
    return me.role in RESULTS


def can_read_named(me):
    """What one person has answered, with the name."""
    return me.role in {Role.CURATOR, Role.PSYCHOLOGIST}
