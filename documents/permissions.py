"""Who may do what with papers. Whether the paper is in the right state is asked by the services."""

from organizations.models import Role

HEADS = {Role.HEAD, Role.DEPARTMENT_HEAD}


def _own(me, row):
    return me.organization_id == row.organization_id


def is_curator(me):
    """Who draws up papers: the curator, in a body above the institutions its methodologist or the head himself."""
    return me.role == Role.CURATOR or me.role in {Role.METHODOLOGIST, Role.DEPARTMENT_HEAD}


def can_see_papers(me):
    """The register; a participant comes to a paper by his own tasks."""
    return me.works_with_papers


def can_add_document(me):
    return is_curator(me)


def can_add_paper(me, kind):
    """A body above the institutions has no pairs, so not every kind is for it."""
    return is_curator(me) and (kind.in_bodies or not me.organization.is_above)


def can_edit_draft(me, document):
    return is_curator(me) and _own(me, document)


def can_send(me, document):
    return is_curator(me) and _own(me, document)


def can_take_back(me, document):
    return is_curator(me) and _own(me, document)


def can_delete_draft(me, document):
    return is_curator(me) and _own(me, document)


def stands_in(me, substitute):
    """Whether `substitute`, a row of documents.Substitute or None, lets this member sign for the head today."""
    if substitute is None or substitute.membership_id != me.pk:
        return False
    return substitute.since <= me.organization.today <= substitute.until


def can_open_queue(me, substitute=None):
    """The queue "На подпись" is the head's desk; while the head is away, the substitute's."""
    return me.role in HEADS or stands_in(me, substitute)


def can_sign(me, document, substitute=None):
    return can_open_queue(me, substitute) and _own(me, document)


def can_return(me, document, substitute=None):
    return can_open_queue(me, substitute) and _own(me, document)


def can_decide_step(me, step):
    """Whoever is asked answers himself; for a body outside the system the curator writes its answer down."""
    if step.membership_id is not None:
        return step.membership_id == me.pk
    return is_curator(me) and _own(me, step)


def can_appoint_substitute(me, organization):
    """Who stands in for the head is written down from an order by the curator or the head himself."""
    return (is_curator(me) or me.role in HEADS) and me.organization_id == organization.pk


def can_add_outside(me):
    """A paper made outside the system goes into the register."""
    return is_curator(me)


def can_add_pile(me):
    """A pile of scans of signed papers."""
    return is_curator(me)


def can_register(me, document):
    """A number for a paper signed by hand: the head may never open the system, then the curator registers."""
    return (is_curator(me) or me.role in HEADS) and _own(me, document)


def can_scan(me, document):
    return (is_curator(me) or me.role in HEADS) and _own(me, document)


def can_continue_numbers(me, organization):
    return is_curator(me) and me.organization_id == organization.pk


def can_confirm_destruction(me, destruction):
    """Somebody who answers for the institution or its system; that it is not the one who proposed, the service asks."""
    return me.role in {Role.HEAD, Role.ADMINISTRATOR} and _own(me, destruction)


def can_record_acknowledgement(me, document):
    """A signature put by hand on the printed sheet is written down by the curator."""
    return is_curator(me) and _own(me, document)


def can_remind(me, document):
    return is_curator(me) and _own(me, document)


def can_export_register(me):
    """Papers are kept by law and whoever works with them may take the register along; the journal says who did."""
    return me.works_with_papers


def can_send_programmes(me):
    """Programmes of pairs are sent to the head by the curator; a body above has no pairs."""
    return me.role == Role.CURATOR


def can_choose_knowers(me, document):
    """Who must know a paper is decided by whoever draws up papers."""
    return is_curator(me) and _own(me, document)


def can_set_in_force(me, document):
    return is_curator(me) and _own(me, document)
