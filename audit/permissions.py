from organizations.models import Role


def can_read_journal(me):
    return me.role in {Role.ADMINISTRATOR, Role.HEAD, Role.CURATOR}
