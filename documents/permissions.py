"""Who may do what with papers. Whether the paper is in the right state is asked by the services."""

from organizations.models import Role

CLERKS = {Role.CURATOR, Role.HEAD}


def _own(me, row):
    return me.organization_id == row.organization_id


def can_see_papers(me):
    """The register; a participant comes to a paper by his own tasks."""
    return me.is_staff_of_programme


def can_add_document(me):
    return me.role == Role.CURATOR and not me.organization.is_above


def can_edit_draft(me, document):
    return me.role == Role.CURATOR and _own(me, document)


def can_send(me, document):
    return me.role == Role.CURATOR and _own(me, document)


def can_take_back(me, document):
    return me.role == Role.CURATOR and _own(me, document)


def can_delete_draft(me, document):
    return me.role == Role.CURATOR and _own(me, document)


def can_open_queue(me):
    """The queue "На подпись" is the head's desk."""
    return me.role == Role.HEAD


def can_sign(me, document):
    return me.role == Role.HEAD and _own(me, document)


def can_return(me, document):
    return me.role == Role.HEAD and _own(me, document)


def can_register(me, document):
    """A number for a paper signed by hand: the head may never open the system, then the curator registers."""
    return me.role in CLERKS and _own(me, document)


def can_scan(me, document):
    return me.role in CLERKS and _own(me, document)


def can_continue_numbers(me, organization):
    return me.role == Role.CURATOR and me.organization_id == organization.pk


def can_confirm_destruction(me, destruction):
    """Somebody who answers for the institution or its system; that it is not the one who proposed, the service asks."""
    return me.role in {Role.HEAD, Role.ADMINISTRATOR} and _own(me, destruction)


def can_record_acknowledgement(me, document):
    """A signature put by hand on the printed sheet is written down by the curator."""
    return me.role == Role.CURATOR and _own(me, document)


def can_remind(me, document):
    return me.role == Role.CURATOR and _own(me, document)
