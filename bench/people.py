"""The list of people at 10,000 and at 20: a page, a late page sorted by position, and the answer to typed words."""

from dataclasses import replace
from functools import partial
from urllib.parse import quote
from wsgiref.util import setup_testing_defaults

from django.core.wsgi import get_wsgi_application
from django.test import override_settings
from django.urls import reverse

from bench.compare import compare
from bench.pages import cookie_of
from organizations.tests.factories import MembershipFactory
from people.models import Person
from tests.invented import people

WAYS = {
    "list page": ("", 6, "the first page of the list"),
    "late page by position": (
        "?sort=-position&page=last",
        12,
        "the last page of the list sorted by position",
    ),
    "typed search": (f"?q={quote('петров мат')}", 8, "the part that answers typed words"),
}


def measure(repeats=15, requests=5, sizes=(10_000, 20)):
    """The bars are growth: five hundred times the people may cost a few times as much, whatever the machine."""
    with override_settings(ROOT_URLCONF="bench.urls"):
        visit = get_wsgi_application()
        cookies = [cookie_of(curator_of(size)) for size in sizes]
        return [way(name, visit, cookies, repeats, requests, sizes[0]) for name in WAYS]


def way(name, visit, cookies, repeats, requests, size):
    query, bar, words = WAYS[name]
    pages = size // 50 or 1
    path = reverse("people:list") + query.replace("last", str(pages))
    large, small = (partial(ask, visit, path, cookie, requests) for cookie in cookies)
    result = compare(
        f"{name}, {size} people", large, small, bar=("<=", bar), repeats=repeats,
        meaning=f"time of {words} of an institution of {size} people : of one of 20",
    )  # fmt: skip
    return replace(result, ours=result.ours / requests, limit=result.limit / requests)


def curator_of(size):
    curator = MembershipFactory()
    rows = [card(curator.organization, invented) for invented in people(size)]
    Person.objects.bulk_create(rows, batch_size=1000)
    return curator


def card(organization, invented):
    row = Person(
        organization=organization, last_name=invented.last_name, first_name=invented.first_name,
        patronymic=invented.patronymic, position=invented.position, subject=invented.subject,
        experience_years=int(invented.experience), category=invented.category,
    )  # fmt: skip
    row.fill_search()
    return row


def ask(application, path, cookie, requests):
    """Requests as a browser makes them while somebody types, to the closing of each answer."""
    for _ in range(requests):
        address, _, query = path.partition("?")
        environ = {
            "PATH_INFO": address,
            "QUERY_STRING": query,
            "HTTP_HOST": "127.0.0.1",
            "HTTP_COOKIE": cookie,
        }
        if "q=" in query:
            environ["HTTP_HX_REQUEST"] = "true"
        setup_testing_defaults(environ)
        status = []
        answer = application(environ, lambda line, headers, status=status: status.append(line))
        b"".join(answer)
        answer.close()
        if status != ["200 OK"]:
            raise RuntimeError(f"{path}: {status}")
