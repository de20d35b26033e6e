import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from accounts.models import Invitation
from accounts.services import invite, revoke_invitations
from accounts.views import COOKIE


@pytest.fixture
def secret(mentor):
    return invite(mentor.user, by=mentor)[1]


def link(secret):
    return reverse("accounts:invitation", args=[secret])


def test_link_leaves_the_address_bar_and_greets_by_name(client, mentor, secret):
    response = client.get(link(secret), follow=True)

    assert response.redirect_chain == [(reverse("accounts:welcome"), 302)]
    assert str(mentor.user) in response.text
    assert secret not in response.text


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_mail_scanner_uses_nothing_up_and_begins_no_session(client, secret, method):
    for _ in range(50):
        getattr(client, method)(link(secret))
        getattr(client, method)(reverse("accounts:welcome"))

    assert Invitation.objects.get().used_at is None
    assert not Session.objects.exists()


def test_button_signs_in_and_the_link_lets_in_again(client, mentor, secret):
    client.get(link(secret))

    response = client.post(reverse("accounts:welcome"))

    assert response.url == reverse("desk:home")
    assert client.session["_auth_user_id"] == str(mentor.user_id)
    assert Invitation.objects.get().used_at is not None
    client.logout()
    client.get(link(secret))
    assert client.post(reverse("accounts:welcome")).url == reverse("desk:home")


def test_link_of_another_person_replaces_who_is_signed_in(client, mentor, curator, secret):
    client.force_login(curator.user)
    client.get(link(secret))

    assert str(curator.user) in client.get(reverse("accounts:welcome")).text
    client.post(reverse("accounts:welcome"))

    assert client.session["_auth_user_id"] == str(mentor.user_id)


def test_link_does_not_skip_a_bound_second_factor(client, mentor, secret, bound_phone):
    bound_phone(mentor.user)
    client.get(link(secret))

    response = client.post(reverse("accounts:welcome"))

    assert response.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


def test_wrong_link_asks_for_a_new_one(client, secret):
    response = client.get(link("x" * 32))

    assert response.status_code == 404
    assert "Попросите куратора" in response.text
    assert COOKIE not in response.cookies


def test_link_revoked_after_it_was_opened_lets_nobody_in(client, mentor, secret):
    client.get(link(secret))
    revoke_invitations(mentor.user, by=None)

    response = client.post(reverse("accounts:welcome"))

    assert response.status_code == 404
    assert not Session.objects.exists()


def test_clean_page_without_a_link_shows_how_to_get_one(client, db):
    response = client.get(reverse("accounts:welcome"))

    assert response.status_code == 404
    assert "Попросите куратора" in response.text
