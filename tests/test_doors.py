"""What every door owes, whatever stands behind it: a token with each form, no way to a foreign site (AUT-9, CFG-2)."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.access import ACCOUNT, PUBLIC, ROUTES, SIGNER, TABLE, TO_LOGIN, expected
from tests.access_rules import ACTORS, BODY_OF
from tests.stage import patterns

pytestmark = pytest.mark.django_db
EVIL = [
    "https://evil.example/",
    "//evil.example/",
    "https:///evil.example/",
    "\\\\evil.example",
    "javascript:alert(1)",
]
# Pages of somebody between two steps of sign-in: open, and back to the start without the first step.
HALF_WAY = {"account_logout", "account_confirm_login_code", "mfa_authenticate"}


# The token of every form


@pytest.mark.parametrize("name", [name for name in TABLE if name not in ROUTES or ROUTES[name].post])
def test_post_without_a_token_is_refused_at_every_door(stage, name):
    actors = [actor for actor in ACTORS if expected(name, actor, "post", place_of(actor)) in {200, 302, 422}]
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)

    answers = {}
    for actor in actors:
        url = stage.url(name, place_of(actor), ROUTES[name].of if name in ROUTES else "")
        if url is not None:
            answers[actor] = stage.ask(actor, "post", url, client=client)

    assert {actor: answer.status_code for actor, answer in answers.items() if answer.status_code != 403} == {}
    assert [answer.written for answer in answers.values() if answer.written] == []


def place_of(actor):
    return BODY_OF.get(actor, "mine")


def test_no_view_is_excused_from_the_token():
    assert [name for name, pattern in patterns() if getattr(pattern.callback, "csrf_exempt", False)] == []


def test_open_views_are_those_of_the_table():
    """CFG-2: the login is demanded by a middleware; who stands outside it is a short list."""
    open_ones = {
        name for name, pattern in patterns() if not getattr(pattern.callback, "login_required", True)
    }

    sign_in_pages = {name for name, promised in ACCOUNT.items() if promised[:2] != TO_LOGIN}
    assert open_ones == set(PUBLIC) | set(SIGNER) | sign_in_pages | HALF_WAY
    assert len(open_ones) <= 42


# Nobody is sent to a foreign site


@pytest.mark.parametrize("evil", EVIL)
@pytest.mark.parametrize("where", ["query", "body"])
def test_sign_in_does_not_lead_to_a_foreign_site(stage, evil, where):
    answer = sign_in(stage, Client(), **{where: {"next": evil}})

    assert (answer.status_code, answer.url) == (302, reverse("desk:home"))


def sign_in(stage, client, *, body=None, query=None):
    cache.clear()
    user = User.objects.get(pk=stage.members["curator"].user_id)
    user.set_password("шесть тихих лодок")
    user.save()
    fields = {"login": user.email, "password": "шесть тихих лодок", **(body or {})}
    return client.post(reverse("account_login"), fields, query_params=query or {})


@pytest.mark.parametrize("evil", EVIL)
@pytest.mark.parametrize(
    "name",
    ["account_logout", "account_reauthenticate", "account_set_password", "accounts:sign_out_everywhere"],
)
def test_no_deed_of_an_account_leads_to_a_foreign_site(stage, name, evil):
    url = f"{reverse(name)}?next={evil}"

    answers = [stage.ask("curator", method, url, {"next": evil}) for method in ("get", "post")]

    assert [
        answer["Location"] for answer in answers if "evil" in answer.get("Location", "").split("?")[0]
    ] == []
    assert [
        answer["Location"] for answer in answers if answer.get("Location", "").startswith("javascript")
    ] == []


def test_back_of_a_bulk_deed_leads_only_to_a_list_of_people(stage):
    answer = stage.ask("curator", "post", reverse("people:consents_sign"), {"back": "https://evil.example/"})

    assert answer.url == reverse("people:consents")


def test_foreign_host_is_not_answered(stage):
    answer = Client().get(reverse("account_login"), headers={"host": "evil.example"})

    assert answer.status_code == 400


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(stage):
    client = Client()
    sign_in(stage, client)
    client.get(reverse("people:add"))

    kept = {name: (cookie["httponly"], cookie["samesite"]) for name, cookie in client.cookies.items()}

    assert kept["sessionid"] == kept["csrftoken"] == (True, "Lax")
