"""No parameter of an address breaks a page (TXT-4): whatever a page reads from the address is asked with odd values."""

import functools

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from tests.access import ACCOUNT, PUBLIC, ROUTES

pytestmark = pytest.mark.django_db
ODD = {
    "lone surrogate": "%ED%A0%80",
    "twenty digits": "9" * 20,
    "superscript and markup": "%C2%B2%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
}
REFUSED = {"nul": "%00", "fifty thousand": "%D1%8F" * 25_000}  # before any page: one parameter shows it
READABLE = [name for name, route in ROUTES.items() if route.get == 200 and route.who] + [
    name for name, promised in {**PUBLIC, **ACCOUNT}.items() if promised[0] in {200, 302, 404}
]


class Watched(QueryDict):
    """The question of an address, which remembers what was asked of it."""

    asked = set()

    def __getitem__(self, name):
        self.asked.add(name)
        return super().__getitem__(name)

    def getlist(self, name, default=None):
        self.asked.add(name)
        return super().getlist(name, default)

    def __contains__(self, name):
        self.asked.add(name)
        return super().__contains__(name)

    def get(self, name, default=None):
        self.asked.add(name)
        return MultiValueDict.get(self, name, default)


@pytest.fixture
def asked(monkeypatch):
    """The names that pages read from the address; Django's own reading of the question is only watched."""

    def watched(request):
        return Watched(request.META.get("QUERY_STRING", ""), encoding=request._encoding)

    question = functools.cached_property(watched)
    question.__set_name__(WSGIRequest, "GET")
    monkeypatch.setattr(WSGIRequest, "GET", question)
    monkeypatch.setattr(Watched, "asked", set())
    return Watched


def address(stage, name):
    """(actor, address) of a page in our own institution, asked by somebody it answers."""
    route = ROUTES.get(name)
    who = (
        sorted((route.who & {"curator"} or route.who) - {"methodologist"} or route.who)
        if route
        else ["anonymous"]
    )
    place = "centre" if who[0] == "methodologist" else "mine"
    return who[0], stage.url(name, place, route.of if route else "")


def names_read(stage, asked, actor, url):
    """What the page asks of the address, and what it asks once these are given."""
    names = set()
    for _ in range(2):
        asked.asked = set()
        stage.ask(actor, "get", url + "?x=1&" + "&".join(f"{name}=1" for name in sorted(names)))
        names |= asked.asked
    return names - {"x"}


@pytest.mark.parametrize("name", READABLE)
def test_odd_parameters_are_no_error(stage, asked, name):
    actor, url = address(stage, name)
    names = sorted(names_read(stage, asked, actor, url))

    answers = {
        (parameter, odd): stage.ask(actor, "get", f"{url}?{parameter}={value}")
        for parameter in names
        for odd, value in ODD.items()
    }
    refused = [
        stage.ask(actor, "get", f"{url}?{names[0] if names else 'q'}={value}") for value in REFUSED.values()
    ]

    assert {case: answer.status_code for case, answer in answers.items() if answer.status_code >= 500} == {}
    assert {
        case for case, answer in answers.items() if b"<img src=x" in getattr(answer, "content", b"")
    } == set()
    assert [answer.status_code for answer in refused] == [400, 400]


def test_long_but_honest_address_is_answered(stage):
    ticked = "&".join(f"person={number}" for number in range(1_000_000, 1_000_300))

    assert stage.ask("curator", "get", f"/people/?q={'%D1%8F' * 100}&{ticked}").status_code == 200


def test_search_for_parameters_is_not_blind(stage, asked):
    found = {name: names_read(stage, asked, *address(stage, name)) for name in ("people:list", "audit:list")}

    assert {"q", "page"} <= found["people:list"]
    assert {"user", "page"} <= found["audit:list"]
