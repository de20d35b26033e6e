"""Every page of the demonstration that somebody can reach by links, in Chromium at both widths.

No accessibility fault (axe), no sideways scrolling, no request to another origin, nothing that the pages' own
policy refuses, no script error (CFG-6, WCAG 2.2 AA).
"""

import os
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.urls import resolve

from mentorship.demo.accounts import PASSWORD
from organizations.tests.factories import MembershipFactory
from tests.visitor import WIDTHS, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600), pytest.mark.django_db(transaction=True)]
ACCOUNTS = [
    "curator@school.example",
    "head@school.example",
    "mentor@school.example",
    "curator@college.example",
    "head@district.example",
    "admin@district.example",
]
# Answers that are files, not pages.
FILES = {
    "selection:choice_schedule_pdf",
    "roadmap:evidence_file",
    *("jobs:result", "roadmap:print", "people:import_bad", "people:import_sample"),
    *("people:consent_scan", "people:scan_file", "documents:pdf", "documents:file", "people:consent_pdf"),
    "documents:acknowledgement_sheet",
    *("roadmap:timeline_print", "roadmap:docx", "documents:docx", "documents:known_list"),
    *("surveys:results_pdf", "surveys:dynamics_pdf", "surveys:swot_pdf", "surveys:blank", "surveys:blanks"),
    *("surveys:campaign_poster", "surveys:campaign_slips", "surveys:export", "surveys:answer_file"),
    *("personal:file", "personal:receipt_file", "people:withdrawal_receipt", "people:withdrawal_letter"),
}
OPEN_PAGES = [
    "/accounts/login/",
    "/accounts/login/code/",
    "/accounts/password/reset/",
    "/p/",
    "/p/AAAA-AAAA/",
]


@pytest.fixture
def chromium(browser, live_server, settings):
    settings.SITE_URL = live_server.url
    return browser


def test_every_linked_page_of_every_role(chromium, live_server):
    call_command("load_demo", quiet=True)
    judged = set()
    seen = {email: routes_walked(chromium, live_server.url, email, judged) for email in ACCOUNTS}

    assert len(seen["curator@school.example"]) > 35, sorted(seen["curator@school.example"])
    assert len(seen["mentor@school.example"]) >= 3


def test_pages_for_everybody(chromium, live_server):
    MembershipFactory()  # without anybody the first page is that of the foundation
    visitor = Visitor(chromium, live_server.url)
    for path in OPEN_PAGES:
        look_at_both_widths(visitor, path)


def routes_walked(chromium, address, email, judged):
    """Follow links from the first page; one page of each route is enough, and axe judges it for the first who sees it:
    the next role meets the same elements, fewer or more of them.
    """
    role = email.partition("@")[0]  # three curators: the second opens what the first has not met
    visitor = Visitor(chromium, address)
    visitor.go("/accounts/login/").fill(login=email, password=PASSWORD).press("Войти", exact=True)
    refusals = strict_page(visitor, chromium)
    waiting, routes = ["/"], {}
    judged.discard((role, "desk:home"))  # each begins at the own first page
    while waiting:
        path = waiting.pop(0)
        route = resolve(urlsplit(path).path).view_name
        if route in routes or route in FILES or is_another_kind(route) or (role, route) in judged:
            continue
        routes[route] = path
        look_at_both_widths(visitor, path, judges=route not in judged)
        if route not in judged:
            refusals.page.goto(address + path)
        judged |= {route, (role, route)}
        if visitor.status >= 400:
            refusals.errors.append(f"{path}: {visitor.status}, linked for {email}")
        waiting += links_of(visitor)
    assert not refusals.errors, "\n".join(refusals.errors)
    return routes


def is_another_kind(route):
    """The back office shows forty kinds of rows by the same pages: those of one kind stand for all."""
    return route.startswith("admin:") and not route.startswith(
        ("admin:index", "admin:organizations_organization_")
    )


def strict_page(visitor, chromium):
    """The same person under the pages' own policy: what it refuses is an error in the console."""
    strict = Visitor(chromium, visitor.address)
    strict.context.close()
    strict.context = chromium.new_context(storage_state=visitor.context.storage_state())
    strict.page = strict.context.new_page()
    strict.page.on("console", lambda line: strict.errors.append(line.text) if line.type == "error" else None)
    return strict


def look_at_both_widths(visitor, path, *, judges=True):
    """In .ci/run axe looks at the phone's width alone: the same elements, and nothing else takes so long."""
    visitor.page.set_viewport_size(WIDTHS["desktop"])
    visitor.open(path, judges=judges and not os.environ.get("CI"))
    visitor.page.set_viewport_size(WIDTHS["phone"])
    visitor.check(judges=judges)


def links_of(visitor):
    """Paths of our own that the page links to, questions in the address left out."""
    # A link inside a drawing has an object for its address: read the attribute instead.
    address = "links => links.map(link => new URL(link.getAttribute('href'), document.baseURI).href)"
    links = visitor.page.eval_on_selector_all("a[href]", address)
    ours = [link for link in links if link.startswith(visitor.address + "/")]
    return [
        urlsplit(link).path for link in dict.fromkeys(ours) if not urlsplit(link).path.startswith("/static/")
    ]
