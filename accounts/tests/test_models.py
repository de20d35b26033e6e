import pytest

from accounts.models import User


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Петрова Анна Ильинична", ("Петрова", "Анна", "Ильинична")),
        ("Мамедов Али Гусейн оглы", ("Мамедов", "Али", "Гусейн оглы")),
        ("Ли", ("Ли", "", "")),
        ("", ("li@example.org", "", "")),
    ],
)
def test_name_falls_into_the_parts_a_header_needs(name, parts):
    user = User(email="li@example.org", name=name)

    assert (user.last_name, user.first_name, user.patronymic) == parts


def test_create_user_keeps_the_address_in_lower_case_and_has_no_password(db):
    user = User.objects.create_user("Anna@Example.org", name="Петрова Анна")

    assert user.email == "anna@example.org"
    assert not user.has_usable_password()
    assert User.objects.get_by_natural_key("ANNA@example.org") == user
