"""Who may do what with programmes. Whether a programme is in the right state is asked by the services.

Rows reach a page through `visible_to`: a participant has only the programmes of the own pairs in hand.
"""

from organizations.models import Role
from pairs.queries import people_of
from programmes.models import Programme

REVIEWERS = {Role.CURATOR, Role.HEAD}


def can_see_programmes(me):
    """The table of all programmes; a participant comes to the own one by tasks and the page of the pair."""
    return me.is_staff_of_programme


def takes_part(me, pair):
    """A participant sees only own pairs; a head or a curator may be a mentor too."""
    own = me.organization_id == pair.organization_id
    return own and (me.role == Role.PARTICIPANT or any(one.membership_id == me.pk for one in people_of(pair)))


def can_add_programme(me, pair):
    return _is_curator(me, pair) or takes_part(me, pair)


def can_edit_programme(me, programme):
    """The pair writes it until it is handed in, the curator until the paper goes to the head."""
    if _is_curator(me, programme):
        return programme.is_being_written or programme.status == Programme.Status.SUBMITTED
    return programme.is_being_written and takes_part(me, programme.pair)


def can_mark_rows(me, programme):
    """Of an approved programme by the pair or the curator; once the pair has ended by the curator alone."""
    if programme.approved_on is None or programme.is_over:
        return False
    if _is_curator(me, programme):
        return True
    return not programme.is_stopped and takes_part(me, programme.pair)


def can_submit_programme(me, programme):
    return programme.is_being_written and (_is_curator(me, programme) or takes_part(me, programme.pair))


def can_review_programme(me, programme):
    """Remarks and the return: by the curator or the head of the same institution."""
    return me.role in REVIEWERS and me.organization_id == programme.organization_id


def can_approve_programme(me, programme):
    """To draw up the paper and send it to the head."""
    return _is_curator(me, programme)


def can_complete_programme(me, programme):
    return programme.status == Programme.Status.APPROVED and can_mark_rows(me, programme)


def can_change_programme(me, programme):
    """A new version of an approved programme is begun by the curator or the pair."""
    return can_complete_programme(me, programme)


def can_drop_programme(me, programme):
    return _is_curator(me, programme)


def can_keep_templates(me):
    """The institution's own templates are kept by its curator."""
    return me.role == Role.CURATOR


def can_export_programmes(me):
    return me.is_staff_of_programme


def _is_curator(me, row):
    return me.role == Role.CURATOR and me.organization_id == row.organization_id
