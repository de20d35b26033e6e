import threading

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from accounts.models import Invitation, User
from audit.models import Entry
from organizations import founding
from organizations.founding import found_system
from organizations.models import Membership, Organization, Role
from organizations.tests.factories import OrganizationFactory

FIELDS = {
    "administrator_name": "Осипов Сергей Андреевич",
    "administrator_email": "admin@school.example",
    "administrator_password": "семь слонов идут домой",
    "kind": "school",
    "full_name": "Муниципальное бюджетное общеобразовательное учреждение «Школа № 12»",
    "short_name": "МБОУ «Школа № 12»",
    "city": "г. Светлореченск",
    "time_zone": "Asia/Omsk",
    "head_title": "директор",
    "head_last_name": "Ковалёва",
    "head_first_name": "Марина",
    "head_gender": "female",
    "curator_name": "Громова Елена Викторовна",
    "curator_email": "gromova@school.example",
}
PAGE = "/organizations/first-run/"


@pytest.fixture(autouse=True)
def _empty_process(monkeypatch):
    """As in a process that has just started."""
    monkeypatch.setattr(founding, "_founded", False)


def test_empty_system_opens_on_the_first_run(client, db):
    assert client.get("/", follow=True).redirect_chain[-1] == (PAGE, 302)
    assert client.get(PAGE).status_code == 200


def test_first_run_makes_all_and_signs_the_administrator_in(client, db):
    response = client.post(PAGE, FIELDS)

    school = Organization.objects.get()
    roles = list(Membership.objects.order_by("pk").values_list("user__email", "role"))
    assert roles == [("admin@school.example", Role.ADMINISTRATOR), ("gromova@school.example", Role.CURATOR)]
    assert school.full_name_genitive == (
        "муниципального бюджетного общеобразовательного учреждения «Школа № 12»"
    )
    assert client.session["_auth_user_id"] == str(User.objects.get(email="admin@school.example").pk)
    assert Invitation.objects.get().user.email == "gromova@school.example"
    assert "/accounts/i/" in response.text
    assert list(Entry.objects.order_by("number").values_list("action", flat=True)) == [
        "member.added",
        "member.added",
        "member.invited",
    ]


def test_curator_may_be_the_administrator(client, db):
    response = client.post(PAGE, FIELDS | {"curator_email": "Admin@school.example"})

    assert response.status_code == 200
    assert User.objects.count() == 1
    assert set(Membership.objects.values_list("role", flat=True)) == {Role.ADMINISTRATOR, Role.CURATOR}
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"administrator_password": "short"},
        {"administrator_email": "no"},
        {"full_name": ""},
        {"inn": "12"},
        {"kind": "department"},
    ],
)
def test_first_run_with_a_wrong_field_makes_nothing(client, db, wrong):
    response = client.post(PAGE, FIELDS | wrong)

    assert response.status_code == 422
    assert not Organization.objects.exists()
    assert not User.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_first_run_does_not_exist_once_it_is_done(client, school, method):
    response = getattr(client, method)(PAGE, FIELDS)

    assert response.status_code == 404
    assert Organization.objects.get() == school
    assert client.get(reverse("account_login")).status_code == 200
    assert not Session.objects.exists()


def test_fact_is_asked_of_the_database_once(client, school, django_assert_num_queries):
    founding.is_founded()

    with django_assert_num_queries(0):
        assert founding.is_founded()


def found(name):
    people = {"name": name, "email": f"{name}@school.example"}
    return found_system(OrganizationFactory.build(), administrator=people | {"password": "x"}, curator=people)


def test_second_founder_finds_it_done_and_changes_nothing(db):
    found("first")

    with pytest.raises(ValidationError, match="уже настроили"):
        found("second")

    assert Organization.objects.count() == 1
    assert not User.objects.filter(email="second@school.example").exists()


@pytest.mark.django_db(transaction=True)
def test_two_founders_at_once_make_one_system():
    barrier, refused = threading.Barrier(2), []

    def try_it(name):
        barrier.wait()
        try:
            found(name)
        except ValidationError:
            refused.append(name)
        finally:
            connection.close()

    threads = [threading.Thread(target=try_it, args=[name]) for name in ("first", "second")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (Organization.objects.count(), User.objects.count(), len(refused)) == (1, 1, 1)
