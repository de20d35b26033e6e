"""What every answer owes, whatever the page: token, headers, no code inside, few queries (AUT-9, AUT-10, CFG-1)."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.urls import reverse

from tests.stage import crawl

pytestmark = pytest.mark.django_db
WATCHED = ["curator", "head", "participant", "methodologist", "anonymous"]
MOST_QUERIES = 12
# What every room adds to (what waits, a counter, a moment): a fixed number that grows with the rooms, never with rows.
OF_ALL_ROOMS = {
    "desk:home": 23, "roadmap:list": 15, "roadmap:detail": 14, "roadmap:timeline": 13, "roadmap:timeline_print": 13,
    "roadmap:due": 14, "roadmap:responsible": 14, "pairs:detail": 13, "calendar_feed": 14, "pairs:history": 14,
}  # fmt: skip
ROOT = Path(__file__).parent.parent


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
