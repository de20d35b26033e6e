"""A list page for a signed-in curator beside a page with nothing on it, both through WSGI and all middleware."""

from dataclasses import replace
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.test import Client, override_settings
from django.urls import reverse

from bench.compare import compare
from organizations.tests.factories import MembershipFactory
from people.tests.factories import ConsentFactory, MenteeEntryFactory, PersonFactory
from tests.invented import people


def measure(repeats=15, requests=40, rows=20):
    with override_settings(ROOT_URLCONF="bench.urls"):
        curator, visit = curator_of(rows), get_wsgi_application()
        cookie = cookie_of(curator)
        result = compare(
            f"list page, {rows} rows",
            lambda: [open_page(visit, reverse("people:list"), cookie) for _ in range(requests)],
            lambda: [open_page(visit, "/bare/", cookie) for _ in range(requests)],
            bar=(">=", 0.35),
            meaning="requests per second of the list of people : of a bare view behind all the middleware",
            repeats=repeats,
        )
    return [replace(result, ours=result.ours / requests, limit=result.limit / requests)]


def curator_of(rows):
    """A curator whose institution has `rows` people, each with a paper and a place in a bank."""
    curator = MembershipFactory()
    for person in people(rows):
        card = PersonFactory(
            organization=curator.organization, last_name=person.last_name, first_name=person.first_name,
            patronymic=person.patronymic, position=person.position,
        )  # fmt: skip
        ConsentFactory(person=card)
        MenteeEntryFactory(person=card)
    return curator


def cookie_of(membership):
    client = Client()
    client.force_login(membership.user)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def open_page(application, path, cookie):
    """One request as the server makes it, to the closing of the answer."""
    environ = {"PATH_INFO": path, "HTTP_HOST": "127.0.0.1", "HTTP_COOKIE": cookie}
    setup_testing_defaults(environ)
    status = []
    answer = application(environ, lambda line, headers: status.append(line))
    body = b"".join(answer)
    answer.close()
    if status != ["200 OK"]:
        raise RuntimeError(f"{path}: {status}")
    return body
