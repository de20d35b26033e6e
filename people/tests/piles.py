"""Scanned sheets for tests: blanks drawn once, turned, faded and bent as scanners do."""

import functools
import io

import pypdfium2
import segno
from PIL import Image

from common.pdf import render_pdf
from people.consent_paper import content_of

DOTS = 110  # rough for a scanner, quick for a test


@functools.lru_cache(maxsize=64)
def drawn(pdf, page=0, dots=DOTS):
    with pypdfium2.PdfDocument(pdf) as document:
        return document[page].render(scale=dots / 72, grayscale=True).to_pil()


def sheet_of(consent):
    """A sheet as good as printed: lines of ink and the code where the paper has it."""
    sheet = Image.new("L", (910, 1286), 250)
    for line in range(12):
        sheet.paste(30, (90, 120 + 70 * line, 820, 126 + 70 * line))
    code = segno.make_qr(f"https://mentor.example/p/{consent.code}/", error="m")
    cells = Image.new("1", (len(code.matrix),) * 2)
    cells.putdata([not cell for row in code.matrix for cell in row])
    sheet.paste(cells.resize((87, 87)), (780, 1130))
    return sheet


def paper_of(consent, page=0, dots=DOTS):
    """The very paper, scanned."""
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
