"""Every route x every actor x every relation x GET and POST (TEN-1, TEN-2)."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Invitation
from tests.access import ROUTES, TABLE, expected, is_refused
from tests.access_rules import ACTORS, NOBODY_HERE, NOT_SIGNED_IN
from tests.stage import addresses, patterns, undone, watched, writes

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
OUTSIDE = NOT_SIGNED_IN | NOBODY_HERE
KINDS = {name: route.of for name, route in ROUTES.items()}


def test_every_route_stands_in_the_table_and_every_line_is_a_route():
    names = [name for name, _ in patterns()]

    assert set(names) == set(TABLE)
    assert len(names) == len(set(names)) == len(TABLE)


def test_every_address_can_be_filled_from_the_stage(stage):
    missing = [name for name in TABLE if stage.kwargs(name, "mine", KINDS.get(name, "")) is None]

    assert missing == []


@pytest.mark.parametrize("name", TABLE)
def test_each_route_answers_each_actor_as_the_table_says(stage, name):
    wrong = []
    for actor, place, method, url in cases(stage, name):
        answer = stage.ask(actor, method, url)
        promised = expected(name, actor, method, place)
        if answer.status_code != promised:
            wrong.append(f"{actor} {method} {place}: {answer.status_code}, not {promised}")
        if name in ROUTES and actor in NOT_SIGNED_IN and not answer.get("Location", "").startswith(LOGIN):
            wrong.append(f"{actor} {method} {place} was not sent to the login page")
        if answer.written and is_refused(name, actor, method, place):
            wrong.append(f"{actor} {method} {place} wrote {answer.written}")

    assert not wrong, "\n".join(wrong)


def cases(stage, name):
    """Who is nobody here stops at the door, before any row is looked for: two rows tell as much as six."""
    urls, methods = addresses(stage, name, KINDS.get(name, "")), ("get", "post")
    return [
        (actor, place, method, url)
        for url, place in urls.items()
        for actor in ACTORS
        if actor not in OUTSIDE or place in {"mine", "far"}
        for method in methods
    ]


def test_link_lets_its_holder_in_by_post_only_and_scanners_use_nothing_up(stage):
    client, url = Client(), stage.url("accounts:invitation", "mine")
    cache.clear()

    with undone(), watched() as queries:
        scans = [client.get(url).status_code for _ in range(5)]
        page = client.get(reverse("accounts:welcome"))
        assert writes(queries) == []
        done = client.post(reverse("accounts:welcome"))
        home = client.get(reverse("desk:home"))

    assert scans == [302] * 5
    assert (page.status_code, done.url, home.status_code) == (200, reverse("desk:home"), 200)


@pytest.mark.parametrize(
    "change", [{"revoked_at": timezone.now()}, {"expires_at": timezone.now() - dt.timedelta(seconds=1)}]
)
def test_link_that_is_over_opens_nothing(stage, change):
    client, url = Client(), stage.url("accounts:invitation", "mine")
    client.get(url)

    with undone():
        Invitation.objects.update(**change)
        answers = [
            client.get(url),
            client.get(reverse("accounts:welcome")),
            client.post(reverse("accounts:welcome")),
        ]

    assert [answer.status_code for answer in answers] == [404] * 3


def test_stored_files_are_never_served_by_their_names(stage):
    """TEN-6: only a page that checks the right hands a file out."""
    names = [row.name for place in ("mine", "far") for row in stored(stage.rows[place])]
    wrong = [
        f"{actor} {url}"
        for actor in ACTORS
        for name in names
        for url in (f"/{name}", f"/media/{name}", f"/files/{name}", f"/static/{name}", f"/static/../{name}")
        if stage.ask(actor, "get", url).status_code != 404
    ]

    assert len(names) == 8
    assert wrong == []


def stored(rows):
    return [rows["file"].file, rows["consent"].scan, rows["job"].result, rows["evidence"].file]
