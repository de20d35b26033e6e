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


def can_see_sights(me, person):
    """Who looked at a card is told to the person and to those who answer for the data."""
    answers = me.role in {Role.CURATOR, Role.HEAD, Role.ADMINISTRATOR}
    return (answers and me.organization_id == person.organization_id) or is_own_card(me, person)


def can_extract(me, person):
    """All data of a person go out to the person, or to the curator who answers the person's request."""
    return can_edit_person(me, person) or is_own_card(me, person)


def is_own_card(me, person):
    return person.membership_id is not None and person.membership.user_id == me.user_id


def can_edit_text(me, text):
    """A version that was given out is history: only a draft is written on."""
    return can_edit_people(me) and me.organization_id == text.organization_id and text.is_draft


def can_answer_withdrawal(me, withdrawal):
    """Terms set by law run for the institution: its curator and its head see to them."""
    answers = me.role in {Role.CURATOR, Role.HEAD} and not me.organization.is_above
    return answers and me.organization_id == withdrawal.organization_id


def can_see_destructions(me):
    """For those who propose, confirm and keep the system."""
    return me.role in {Role.CURATOR, Role.HEAD, Role.ADMINISTRATOR} and not me.organization.is_above


def can_cancel_destruction(me, destruction):
    """Whoever may propose or confirm may also call it off."""
    answers = me.role in {Role.CURATOR, Role.HEAD, Role.ADMINISTRATOR}
    return answers and me.organization_id == destruction.organization_id


def can_commit_roster(me, roster):
    return can_edit_people(me) and me.organization_id == roster.organization_id
