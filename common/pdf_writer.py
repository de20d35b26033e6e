"""The one PDF writer: a template of templates/papers/ and a plain dict become PDF/A-2u in our own fonts."""

import functools
import hashlib
import io
import json
import threading
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.template.loader import render_to_string
from pypdfium2 import PdfDocument
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from common.fonts import font_css, font_file, printable

VARIANT = "pdf/a-2u"
TIGHTNESS = ("", "snug", "snug t12", "snug t11")
TOP_OF_SHEET = 80  # CSS pixels: the upper margin of 20 mm is 75.6
# Pango's font map is shared by the process and is not made for two threads at once.
_one_at_a_time = threading.Lock()
# Nor is PDFium; a lock of its own, for the papers to bind may be drawn while they are bound.
_one_binding = threading.Lock()


class PaperError(RuntimeError):
    """A paper cannot be drawn: it asks for a file that papers do not have."""


class PaperFetcher(URLFetcher):
    """Hands out the fonts of papers and nothing else: no file, no network, no data."""

    def fetch(self, url, headers=None):
        path = font_file(url)
        if path is None or not path.is_file():
            raise FatalURLFetchingError(f"A paper may not load {url}")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": "font/woff2"})


def render_pdf(template: str, content: dict, *, draft: bool = False) -> bytes:
    """Draw `content` by `papers/<name>.html`; the same content always gives the same bytes."""
    paper = {**content, "draft": draft or content.get("draft", False)}
    identifier = hashlib.sha256(json.dumps([template, paper], sort_keys=True).encode()).hexdigest()[:32]
    with _one_at_a_time:
        try:
            document = _fitting_document(template, paper)
            return document.write_pdf(pdf_variant=VARIANT, pdf_identifier=identifier.encode())
        except FatalURLFetchingError as error:  # not an Exception: nothing above would turn it into a page
            raise PaperError(str(error)) from error


def join_pdfs(parts: Iterable[bytes]) -> bytes:
    """Bind papers into one file for the printer, in the given order; fonts stay inside."""
    joined = io.BytesIO()
    with _one_binding:
        bound = PdfDocument.new()
        for part in parts:
            paper = PdfDocument(part)
            bound.import_pages(paper)
            paper.close()
        bound.save(joined)
        bound.close()
    return joined.getvalue()


def _fitting_document(template: str, paper: dict) -> Document:
    """Lay the paper out; tighten it step by step while its end falls badly, else leave it as it was."""
    first = None
    for document in _layouts(template, paper):
        first = first or document
        if not _ends_badly(document, one_sheet=paper.get("one_sheet", template == "papers/consent.html")):
            return document
    return first


def _layouts(template: str, paper: dict) -> Iterator[Document]:
    for tightness in TIGHTNESS:
        html = printable(render_to_string(template, {"paper": paper, "tightness": tightness}))
        stylesheet, fonts = _style()
        source = HTML(string=html, url_fetcher=PaperFetcher())
        yield source.render(font_config=fonts, stylesheets=[stylesheet], pdf_variant=VARIANT)


def _ends_badly(document: Document, *, one_sheet: bool) -> bool:
    """A paper of one sheet runs over, or a sheet bears only the last two items and the signature."""
    if one_sheet:
        return len(document.pages) > 1
    closings = [page.anchors["closing"] for page in document.pages[1:] if "closing" in page.anchors]
    return any(y < TOP_OF_SHEET for _x, y, *_size in closings)


@functools.cache
def _style() -> tuple[CSS, FontConfiguration]:
    """Parse the style sheet and load the fonts once per process: it costs more than ten papers."""
    fonts = FontConfiguration()
    sheet = (settings.BASE_DIR / "static" / "papers" / "print.css").read_text(encoding="utf-8")
    return CSS(string=font_css() + sheet, font_config=fonts, url_fetcher=PaperFetcher()), fonts
