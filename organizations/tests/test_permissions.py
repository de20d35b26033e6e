import pytest

from organizations.models import Role
from organizations.permissions import can_edit_organization, can_manage_member, can_see_members
from organizations.tests.factories import MembershipFactory

MANAGED = {
    Role.CURATOR: {Role.PARTICIPANT, Role.PSYCHOLOGIST, Role.CURATOR},
    Role.HEAD: set(Role),
    Role.ADMINISTRATOR: set(Role),
}


@pytest.mark.parametrize("mine", list(Role))
@pytest.mark.parametrize("theirs", list(Role))
def test_who_manages_whom(school, mine, theirs):
    me = MembershipFactory(organization=school, role=mine)
    them = MembershipFactory(organization=school, role=theirs)

    assert can_manage_member(me, them) == (theirs in MANAGED.get(mine, set()))


def test_nobody_manages_another_institution(head, stranger):
    assert not can_manage_member(head, stranger)
    assert not can_edit_organization(head, stranger.organization)


@pytest.mark.parametrize("role", list(Role))
def test_staff_see_the_accesses_and_edit_the_card(school, role):
    me = MembershipFactory(organization=school, role=role)

    assert can_see_members(me) == (role in MANAGED)
    assert can_edit_organization(me, school) == (role in MANAGED)
