import pytest

from organizations.forms import AccessForm, OrganizationForm
from organizations.models import Role
from organizations.tests.factories import MembershipFactory


def fields_of(school, **changes):
    data = {name: getattr(school, name) for name in OrganizationForm.Meta.fields}
    return {name: value for name, value in (data | changes).items() if value is not None}


def test_cases_left_empty_are_proposed_from_the_full_name(school):
    name = "Государственное бюджетное дошкольное образовательное учреждение детский сад № 5"
    form = OrganizationForm(
        fields_of(school, full_name=name, full_name_genitive="", full_name_dative=""), instance=school
    )

    assert form.is_valid(), form.errors
    assert form.cleaned_data["full_name_genitive"].startswith("государственного бюджетного дошкольного")
    assert form.cleaned_data["full_name_dative"].startswith("государственному бюджетному дошкольному")


def test_cases_written_by_hand_stay(school):
    form = OrganizationForm(fields_of(school, full_name_genitive="школы имени Героя"), instance=school)

    assert form.is_valid()
    assert form.cleaned_data["full_name_genitive"] == "школы имени Героя"


@pytest.mark.parametrize(
    ("field", "value"),
    [("inn", "123"), ("ogrn", "12345"), ("order_number_pattern", "од"), ("time_zone", "Moscow")],
)
def test_card_refuses_what_papers_cannot_bear(school, field, value):
    form = OrganizationForm(fields_of(school, **{field: value}), instance=school)

    assert not form.is_valid()
    assert field in form.errors


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        (Role.CURATOR, [Role.CURATOR, Role.PSYCHOLOGIST]),
        (Role.ADMINISTRATOR, [Role.HEAD, Role.CURATOR, Role.PSYCHOLOGIST, Role.ADMINISTRATOR]),
    ],
)
def test_access_form_offers_only_roles_the_actor_manages(school, role, offered):
    form = AccessForm(membership=MembershipFactory(organization=school, role=role))

    assert [value for value, _ in form.fields["role"].choices] == offered


def test_zone_outside_the_list_can_be_kept(school):
    school.time_zone = "Europe/Saratov"
    form = OrganizationForm(fields_of(school), instance=school)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["time_zone"] == "Europe/Saratov"
