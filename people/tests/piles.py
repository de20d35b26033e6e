"""Scanned sheets for tests: blanks drawn once, turned, faded and bent as scanners do."""

import functools
import io

import pypdfium2
from PIL import Image

from common.pdf import render_pdf
from people.consent_paper import content_of

DOTS = 110  # rough for a scanner, quick for a test


@functools.lru_cache(maxsize=64)
def drawn(pdf, page=0, dots=DOTS):
    with pypdfium2.PdfDocument(pdf) as document:
        return document[page].render(scale=dots / 72, grayscale=True).to_pil()


def sheet_of(consent, page=0, dots=DOTS):
    return drawn(render_pdf("papers/consent.html", content_of(consent)), page, dots)


def without_code(sheet):
    """A sheet whose corner with the code came out white."""
    spoilt = sheet.copy()
    wide, high = sheet.size
    spoilt.paste(255, (int(wide * 0.7), int(high * 0.8), wide, high))
    return spoilt


def empty(like):
    return Image.new("L", like.size, 250)


def pile_pdf(*sheets, dots=DOTS):
    out = io.BytesIO()
    sheets[0].save(out, "PDF", save_all=True, append_images=sheets[1:], resolution=dots)
    return out.getvalue()


def picture(sheet, kind="JPEG"):
    out = io.BytesIO()
    sheet.save(out, kind)
    return out.getvalue()
