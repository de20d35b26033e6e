"""Who manages an institution and its accesses."""

from organizations.models import Role

STAFF = {Role.CURATOR, Role.HEAD, Role.ADMINISTRATOR}
# A curator who could let in a head would sign orders; heads and administrators are managed by their like only.
CURATOR_MANAGES = {Role.PARTICIPANT, Role.PSYCHOLOGIST, Role.CURATOR}


def can_edit_organization(me, organization):
    return me.role in STAFF and me.organization_id == organization.pk


def can_see_members(me):
    return me.role in STAFF


def can_manage_role(me, role):
    return me.role in {Role.HEAD, Role.ADMINISTRATOR} or (me.role == Role.CURATOR and role in CURATOR_MANAGES)


def can_manage_member(me, membership):
    return me.organization_id == membership.organization_id and can_manage_role(me, membership.role)
