from organizations.models import Role


def can_read_letters(me):
    return me.role in {Role.CURATOR, Role.ADMINISTRATOR}
