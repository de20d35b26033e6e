"""The roadmap: its page at 3 and at 300 people, and the reading of a school's own Word document."""

import io
import json
from dataclasses import replace
from functools import partial

import docx
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.test import override_settings
from django.urls import reverse

from bench.compare import compare
from bench.pages import cookie_of, curator_of, open_page
from common.document_reading import read_document
from roadmap.reading.interpreting import interpret
from roadmap.services import create_roadmap
from roadmap.tests.layouts import lay_out


def measure(repeats=15, requests=10, people=(300, 3)):
    return [_page(repeats, requests, people), _reading(max(repeats // 3, 1))]


def _page(repeats, requests, people):
    """The bar is growth: counters read each list once, so a hundred times the people may not cost four times."""
    with override_settings(ROOT_URLCONF="bench.urls"):
        visit = get_wsgi_application()
        large, small = (partial(_open, visit, _address(count), requests) for count in people)
        result = compare(
            "roadmap page, 300 people",
            large,
            small,
            bar=("<=", 4),
            meaning="time of the page of a roadmap of 16 lines, all counted, with 300 people in the banks : with 3",
            repeats=repeats,
        )
    return replace(result, ours=result.ours / requests, limit=result.limit / requests)


def _address(people):
    curator = curator_of(people)
    roadmap = create_roadmap(curator.organization, template="s1", start_year=2026, by=curator)
    return cookie_of(curator), reverse("roadmap:detail", args=[roadmap.pk])


def _open(visit, address, requests):
    cookie, path = address
    for _ in range(requests):
        open_page(visit, path, cookie)


def _reading(repeats):
    """The bar is the price of the child process that guards the web process from a bad file."""
    source = settings.BASE_DIR / "roadmap" / "tests" / "reading" / "seed_s1.json"
    data = lay_out(json.loads(source.read_text(encoding="utf-8"))["parts"], "docx")
    return compare(
        "own document, Word, five columns",
        lambda: interpret(read_document(data, "карта.docx")),
        lambda: _bare(data),
        bar=("<=", 12),
        meaning="time of reading and understanding a document in a guarded child : of bare python-docx, already loaded",
        repeats=repeats,
    )


def _bare(data):
    document = docx.Document(io.BytesIO(data))
    return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
