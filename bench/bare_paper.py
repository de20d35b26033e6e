"""WeasyPrint by itself: style sheet and fonts loaded once, HTML in, PDF/A out."""

import functools
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor

from django.conf import settings
from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from common.fonts import font_css, printable
from common.pdf_writer import VARIANT, PaperFetcher


@functools.cache
def style():
    fonts = FontConfiguration()
    sheet = (settings.BASE_DIR / "static" / "papers" / "print.css").read_text(encoding="utf-8")
    return CSS(string=font_css() + sheet, font_config=fonts, url_fetcher=PaperFetcher()), fonts


def html_of(template, content):
    """What WeasyPrint is given, made before the clock starts."""
    return printable(render_to_string(template, {"paper": content, "tightness": ""}))


def bare_pdf(html):
    css, fonts = style()
    source = HTML(string=html, url_fetcher=PaperFetcher())
    return source.write_pdf(
        font_config=fonts, stylesheets=[css], pdf_variant=VARIANT, pdf_identifier=b"0" * 32
    )


def bare_pool(htmls):
    """Forked from here, so everything but the fonts is loaded already: no pool starts faster."""
    style.cache_clear()
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=fork, initializer=style) as pool:
        return list(pool.map(bare_pdf, htmls, chunksize=4))
