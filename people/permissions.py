from organizations.models import Role


def can_see_people(me):
    """The registers are for the staff of the programme; a participant has the own card only."""
    return me.is_staff_of_programme and not me.organization.is_above


def can_edit_people(me):
    """People, banks and consents of the institution are kept by its curator."""
    return me.role == Role.CURATOR and not me.organization.is_above


def can_edit_person(me, person):
    return can_edit_people(me) and me.organization_id == person.organization_id


def can_edit_entry(me, entry):
    return can_edit_people(me) and me.organization_id == entry.organization_id


def can_sign_consent(me, consent):
    """Whoever collects the papers records that they are signed."""
    return can_edit_people(me) and me.organization_id == consent.organization_id


def can_commit_roster(me, roster):
    return can_edit_people(me) and me.organization_id == roster.organization_id
