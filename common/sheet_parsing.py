"""The child of `sheet_reading`: some sheets of a scanned pile from stdin, what is on each as JSON to stdout.

stdin: {"first": 0, "count": 12}, a line feed, a file. stdout: {"total": …, "sheets": […]}, or {"refused": sentence} of
the whole file, or {"error": sentence} of these sheets. Imports no Django; limits are set before the first byte is read.
"""

import base64
import io
import json
import logging
import sys

import pypdfium2
import zxingcpp
from PIL import Image, ImageOps, UnidentifiedImageError

from common.sheet_limits import BROKEN, LOCKED, MAX_SHEETS, TOO_HEAVY, TOO_MANY
from common.table_parsing import set_limits

HEAVY = json.dumps({"error": TOO_HEAVY}).encode()  # made now: later there is no memory for it
MAX_PIXELS = 60_000_000  # A4 at 600 dots an inch has 35 million
ATTEMPTS = (
    (200, 2600),
    (300, 3900),
)  # dots an inch, and the longest side in pixels whatever the page says of itself
PICTURE_SIDE = 1100
DARK, INK = 140, 0.0008  # a pixel darker than this is ink; a sheet with a smaller share of it is empty
MARGIN = 0.04  # edges of a scan are dark often


class Refused(ValueError):
    """The whole file cannot be read; the text is for the person who sent it."""


def open_file(data):
    """Every file as a PDF: a picture becomes a document of one A4 page."""
    if not data.startswith(b"%PDF-"):
        data = picture_as_pdf(data)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Refused(LOCKED if "password" in str(error).lower() else BROKEN) from error
    if not 0 < len(document) <= MAX_SHEETS:
        raise Refused(TOO_MANY if len(document) else BROKEN)
    return document


def picture_as_pdf(data):
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise Refused(TOO_HEAVY)
            upright = ImageOps.exif_transpose(picture)
            flat = upright.convert("L" if upright.mode in {"1", "L", "LA", "I;16"} else "RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise error if isinstance(error, Refused) else Refused(BROKEN) from error
    out = io.BytesIO()
    flat.save(out, "PDF", resolution=max(flat.size) / 11.69, quality=85)
    return out.getvalue()


def sheet(document, number):
    """The codes on a sheet, whether it is empty, the sheet as a file of its own and a small picture of it."""
    page = document[number]
    codes, first, turned = [], None, 0
    for dots, longest in ATTEMPTS:
        drawn = draw(page, dots, longest)
        first = first or drawn
        if is_empty(drawn):
            break
        found = zxingcpp.read_barcodes(drawn, formats=zxingcpp.BarcodeFormat.QRCode)
        if found:
            codes, turned = [code.text for code in found], quarter_turns(found[0].orientation)
            break
    return {
        "codes": codes,
        "is_empty": is_empty(first),
        "file": text_of(single(document, number, turned)),
        "picture": text_of(small(first, turned)),
    }


def draw(page, dots, longest):
    scale = min(dots / 72, longest / max(*page.get_size(), 1))
    return page.render(scale=scale, grayscale=True).to_pil()


def quarter_turns(orientation):
    """How often the sheet is to be turned clockwise by 90° to stand upright; a QR code knows its upper side."""
    return round(-orientation / 90) % 4


def is_empty(drawn):
    wide, high = drawn.size
    inner = drawn.crop(
        (int(wide * MARGIN), int(high * MARGIN), int(wide * (1 - MARGIN)), int(high * (1 - MARGIN)))
    )
    return sum(inner.histogram()[:DARK]) < INK * inner.width * inner.height


def single(document, number, turned):
    own = pypdfium2.PdfDocument.new()
    own.import_pages(document, [number])
    own[0].set_rotation((own[0].get_rotation() + 90 * turned) % 360)
    out = io.BytesIO()
    own.save(out)
    return out.getvalue()


def small(drawn, turned):
    picture = drawn.rotate(-90 * turned, expand=True) if turned else drawn.copy()
    picture.thumbnail((PICTURE_SIDE, PICTURE_SIDE))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=60)
    return out.getvalue()


def text_of(data):
    return base64.b64encode(data).decode()


def read(asked, data):
    document = open_file(data)
    last = min(asked["first"] + asked["count"], len(document))
    sheets = [sheet(document, number) for number in range(asked["first"], last)]
    return {"total": len(document), "sheets": sheets}


def main():
    set_limits()
    logging.disable(logging.CRITICAL)
    try:
        asked = json.loads(sys.stdin.buffer.readline())
        answer = json.dumps(read(asked, sys.stdin.buffer.read())).encode()
    except Refused as error:
        answer = json.dumps({"refused": str(error)}).encode()
    except (MemoryError, RecursionError):
        answer = HEAVY
    except Exception:  # whatever a broken page does to the libraries: the sheet is named, the pile goes on
        answer = json.dumps({"error": BROKEN}).encode()
    sys.stdout.buffer.write(answer)
