"""Two schools of one district, a third one elsewhere, and those who act there."""

from types import SimpleNamespace

import pytest

from organizations.models import Role
from organizations.tests.factories import MembershipFactory, OrganizationFactory


@pytest.fixture
def district(db):
    """`ours` stands below the centre, the neighbour below the department itself."""
    department, elsewhere = (OrganizationFactory(kind="department") for _ in range(2))
    centre = OrganizationFactory(kind="methodical_centre", parent=department)
    ours = OrganizationFactory(parent=centre, short_name="МБОУ «Наша школа»", city="г. Светлореченск")
    next_door = OrganizationFactory(
        parent=department, short_name="МАОУ «Соседняя гимназия»", phone="8 800 700"
    )
    far = OrganizationFactory(parent=elsewhere)
    return SimpleNamespace(
        ours=ours,
        next_door=next_door,
        curator=MembershipFactory(organization=ours, user__name="Орлова Инна Петровна"),
        neighbour=MembershipFactory(organization=next_door, user__name="Зимина Ольга Львовна"),
        far=MembershipFactory(organization=far),
        methodologist=MembershipFactory(organization=centre, role=Role.METHODOLOGIST),
        department_head=MembershipFactory(organization=department, role=Role.DEPARTMENT_HEAD),
    )
