"""What every answer owes, whatever the page: token, headers, no code inside, few queries (AUT-9, AUT-10, CFG-1)."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.access import ACCOUNT, PUBLIC, ROUTES, SIGNER, TABLE, TO_LOGIN, expected
from tests.access_rules import ACTORS, BODY_OF
from tests.stage import crawl, patterns

pytestmark = pytest.mark.django_db
WATCHED = ["curator", "head", "participant", "methodologist", "anonymous"]
EVIL = [
    "https://evil.example/",
    "//evil.example/",
    "https:///evil.example/",
    "\\\\evil.example",
    "javascript:alert(1)",
]
MOST_QUERIES = 12
# What every room adds to (what waits, a counter, a moment): a fixed number that grows with the rooms, never with rows.
OF_ALL_ROOMS = {
    "desk:home": 23, "roadmap:list": 15, "roadmap:detail": 14, "roadmap:timeline": 13, "roadmap:timeline_print": 13,
    "roadmap:due": 14, "roadmap:responsible": 14, "pairs:detail": 13, "calendar_feed": 14, "pairs:history": 14,
}  # fmt: skip
ROOT = Path(__file__).parent.parent
# Pages of somebody between two steps of sign-in: open, and back to the start without the first step.
HALF_WAY = {"account_logout", "account_confirm_login_code", "mfa_authenticate"}


@pytest.fixture(scope="module")
def pages(stage):
    return list(crawl(stage, WATCHED))


@pytest.fixture(scope="module")
def htmls(pages):
    return [
        (actor, name, answer.content.decode())
        for actor, name, _, answer in pages
        if answer.headers["Content-Type"].startswith("text/html")
    ]


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


# Headers


def test_pages_of_signed_in_people_are_kept_by_no_browser(pages):
    kept = [
        f"{actor} {name}" for actor, name, _, answer in pages if actor != "anonymous" and not unkept(answer)
    ]

    assert kept == []


def unkept(answer):
    return {"no-store", "private"} <= {word.strip() for word in answer.get("Cache-Control", "").split(",")}


def test_every_answer_names_what_may_run_and_nothing_inline_is_among_it(pages):
    wrong = [f"{actor} {name}" for actor, name, _, answer in pages if not is_strict(answer)]

    assert wrong == []


def test_refusals_carry_the_same_headers(stage):
    addresses = [
        ("curator", "/nowhere/"),
        ("participant", reverse("people:list")),
        ("curator", reverse("pairs:add")),
    ]

    answers = [stage.ask(actor, "put" if "add" in url else "get", url) for actor, url in addresses]

    assert [answer.status_code for answer in answers] == [404, 403, 405]
    assert [is_strict(answer) for answer in answers] == [True] * 3


def test_files_are_handed_out_to_be_saved_and_never_run_inside_our_pages(pages):
    """UPL-4: a PDF or a picture may open in the browser's own reader, nothing is guessed at, no page is handed out."""
    files = {(name, answer) for _, name, _, answer in pages if "Content-Disposition" in answer.headers}
    wrong = [name for name, answer in files if not is_safe_file(answer)]

    assert len({name for name, _ in files}) >= 8
    assert wrong == []


def test_files_leave_by_one_door():
    """Whatever is handed out passes `common.pages.file_response`, whose headers are tried on every type."""
    paths = [
        path
        for where in ("*/*.py", "*/views/*.py")
        for path in ROOT.glob(where)
        if path.parent.name != "tests"
    ]
    doors = {
        path.name
        for path in paths
        if re.search(r"Content-Disposition|FileResponse|as_attachment", path.read_text())
    }

    assert len(paths) > 100
    assert doors == {"pages.py"}


def is_safe_file(answer):
    kind, disposition = answer["Content-Type"].split(";")[0], answer["Content-Disposition"]
    policy = answer.get("Content-Security-Policy", "")
    opens = disposition.startswith("inline")
    return (
        kind not in {"text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "application/xml"}
        and answer["X-Content-Type-Options"] == "nosniff"
        and (kind in {"application/pdf", "image/jpeg", "image/png"} if opens else "attachment" in disposition)
        and ("sandbox" in policy or (opens and kind == "application/pdf"))
    )


def is_strict(answer):
    policy = answer.get("Content-Security-Policy", "")
    closed = "default-src 'self'" in policy or "default-src 'none'" in policy
    return (
        closed
        and "unsafe" not in policy
        and "*" not in policy
        and answer["X-Content-Type-Options"] == "nosniff"
    )


def test_framing_and_referrer_stay_inside(pages):
    assert {answer["X-Frame-Options"] for _, _, _, answer in pages} <= {"SAMEORIGIN", "DENY"}
    assert {answer["Referrer-Policy"] for _, _, _, answer in pages} == {"same-origin"}


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(stage):
    client = Client()
    sign_in(stage, client)
    client.get(reverse("people:add"))

    kept = {name: (cookie["httponly"], cookie["samesite"]) for name, cookie in client.cookies.items()}

    assert kept["sessionid"] == kept["csrftoken"] == (True, "Lax")


# The page itself


class Inline(HTMLParser):
    """Collects what the policy would not run: scripts and styles in the page, handlers, addresses with code."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        names = dict(attrs)
        if tag == "style" or (tag == "script" and not names.get("src")):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name == "style" or name.startswith(("on", "hx-on")):
                self.found.append(f"<{tag} {name}>")
            if (value or "").strip().lower().startswith(("javascript:", "vbscript:", "data:text")):
                self.found.append(f"<{tag} {name}={value}>")
            if name in {"src", "href", "action"} and "//" in (value or "")[:8] and tag in LOADING:
                self.found.append(f"<{tag} {name}={value}>")


LOADING = {"script", "link", "img", "iframe", "form", "source", "object", "embed"}


def test_no_page_holds_code_of_its_own_or_loads_a_foreign_file(htmls):
    wrong = {(name, found) for _, name, html in htmls for found in inline(html)}

    assert wrong == set()


def inline(html):
    parser = Inline()
    parser.feed(html)
    return parser.found


@pytest.mark.parametrize(
    "html",
    [
        "<style>p{}</style>",
        "<script>1</script>",
        "<p style='a'>",
        "<a onclick='b()'>",
        "<a href='javascript:1'>",
    ],
)
def test_the_search_for_code_in_pages_sees_it(html):
    assert inline(html)


# Queries


@pytest.mark.parametrize("actor", ["curator", "head", "participant"])
def test_no_page_asks_the_database_more_than_twelve_times(stage, actor):
    asked = {f"{name} {url}": answer.queries for _, name, url, answer in crawl(stage, [actor])}
    most = {page: OF_ALL_ROOMS.get(page.split()[0], MOST_QUERIES) for page in asked}
    many = {page: queries for page, queries in asked.items() if len(queries) > most[page]}

    assert len(asked) > 5
    assert not many, "\n".join(
        line for page, queries in many.items() for line in [f"{page}: {len(queries)}", *map(brief, queries)]
    )


def brief(sql):
    """Which table a query asks, without the columns."""
    return re.sub(r"^SELECT .*? FROM ", "  SELECT ... FROM ", sql)[:150]
