"""Reads the text layer of a PDF: lines as paragraphs, ruled tables as tables; in the child process."""

import io
from collections import Counter
from operator import itemgetter

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.utils import cluster_objects, extract_words, obj_to_bbox
from pdfplumber.utils.exceptions import PdfminerException

from common.blocks import Block, Paragraph, Table, tidy
from common.document_limits import (
    BROKEN,
    EMPTY,
    LOCKED,
    MAX_PAGES,
    NO_PAGES,
    RUBBISH,
    SCAN,
    TOO_MANY_PAGES,
    DocumentError,
)
from common.document_ruling import THIN, across, down, find_rulings

SPACE = 0.15  # of the size of letters: a wider gap parts words (a space is 0.25, tightened 0.2)
GAP = 24  # points: a wider gap is a tab, such as between two stamps side by side
LINE = 3  # points: letters whose tops differ by less stand in one line
WANTED = ("x0", "x1", "width", "height", "size", "upright", "stroke")
PICTURE_SHARE = 0.3  # of the page: a smaller picture is a stamp or an emblem
RUBBISH_SHARE = 0.3  # of the letters


def read_pdf(data: bytes) -> list[Block]:
    """The blocks of all pages; a page that is only a picture gives a paragraph that says so."""
    try:
        return read_pages(pages_of(data))
    except PdfminerException as error:
        cause = error.args[0]
        if isinstance(cause, MemoryError | RecursionError):
            raise cause from error
        is_locked = isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError)
        raise DocumentError(LOCKED if is_locked else BROKEN) from error


def pages_of(data):
    document = pdfplumber.open(io.BytesIO(data), pages=range(1, MAX_PAGES + 2))
    pages = [Sheet(document, page.page_obj, page.page_number) for page in document.pages]
    if not pages or len(pages) > MAX_PAGES:
        raise DocumentError(TOO_MANY_PAGES if pages else NO_PAGES)
    return pages


def read_pages(pages):
    blocks, seen = [], Counter()
    for page in pages:
        seen["letters"] += len(page.chars)
        seen["pictures"] += has_picture(page)
        seen["rubbish"] += sum(is_rubbish(letter["text"]) for letter in page.chars)
        blocks += blocks_of(page)
        page.close()
    if not seen["letters"]:
        raise DocumentError(SCAN if seen["pictures"] else EMPTY)
    if seen["rubbish"] > RUBBISH_SHARE * seen["letters"]:
        raise DocumentError(RUBBISH)
    return blocks


class Sheet(Page):
    """A page whose items carry only what is asked of them here: in full they take half of all the time."""

    def process_object(self, item):
        """A letter, a shape or a picture as pdfplumber wants it."""
        top = self.height - item.y1
        found = {name: getattr(item, name) for name in WANTED if hasattr(item, name)}
        kind = type(item).__name__.removeprefix("LT").lower()
        text = item.get_text() if kind == "char" else ""
        return found | {
            "object_type": kind,
            "text": text,
            "top": top,
            "doctop": top,
            "bottom": top + item.height,
        }


def has_picture(page):
    large = PICTURE_SHARE * page.width * page.height
    return any(image["width"] * image["height"] > large for image in page.images)


def is_rubbish(text):
    """A sign without a known letter: a bare glyph number, a private sign, a replacement."""
    return text.startswith("(cid:") or "\ue000" <= text[:1] <= "\uf8ff" or text[:1] == "\ufffd"


def drawn_lines(page):
    """A thin shape is a line, whatever it is drawn with; a frame is four; a filled area is none.

    Some programs draw a frame as the area between two rectangles, one inside of the other.
    """
    lines, last_area = [], None
    for item in (*page.lines, *page.rects, *page.curves):
        left, top, right, bottom = box = obj_to_bbox(item)
        if item["height"] <= THIN < item["width"]:
            lines.append(across((top + bottom) / 2, left, right))
        elif item["width"] <= THIN < item["height"]:
            lines.append(down((left + right) / 2, top, bottom))
        elif item["object_type"] == "rect" and (item["stroke"] or is_ring(box, last_area)):
            lines += [across(y, left, right) for y in (top, bottom)]
            lines += [down(x, top, bottom) for x in (left, right)]
        else:
            last_area = box
    return lines


def is_ring(box, other):
    return other is not None and all(0 < abs(one - two) <= THIN for one, two in zip(box, other, strict=True))


def blocks_of(page):
    """Paragraphs and tables of a page from the top down."""
    if not page.chars:
        text = f"Страница {page.page_number}: картинка без текста, прочитать её нельзя."
        return [Paragraph(text)] if has_picture(page) else []
    rulings = find_rulings(drawn_lines(page))
    outside, inside = [], [{} for _ in rulings]
    for letter in once(page.chars):
        cells, cell = find_cell(letter, rulings, inside)
        (outside if cell is None else cells.setdefault(cell, [])).append(letter)
    placed = [(top, Paragraph(text)) for top, text in lines_of(outside)]
    placed += [
        (ruling.ys[0], table_of(ruling, cells))
        for ruling, cells in zip(rulings, inside, strict=True)
        if cells
    ]
    return [block for _, block in sorted(placed, key=itemgetter(0))]


def once(letters):
    """The letters without those printed a second time, half a point aside, to look bold."""
    kept, taken = [], set()
    for letter in letters:
        text, x, y = letter["text"], round(2 * letter["x0"]), round(2 * letter["top"])
        if not any((text, x + aside, y + below) in taken for aside in (0, -1, 1) for below in (0, -1, 1)):
            kept.append(letter)
        taken.add((text, x, y))
    return kept


def find_cell(letter, rulings, inside):
    """The cells of the table that the middle of a letter is in, and its cell there."""
    x, y = (letter["x0"] + letter["x1"]) / 2, (letter["top"] + letter["bottom"]) / 2
    for ruling, cells in zip(rulings, inside, strict=True):
        if cell := ruling.cell_at(x, y):
            return cells, cell
    return None, None


def table_of(ruling, cells):
    rows = [[""] * (len(ruling.xs) - 1) for _ in ruling.ys[1:]]
    for cell, letters in cells.items():
        rows[cell.row][cell.column] = "\n".join(text for _, text in lines_of(letters))
    return Table(rows, list(ruling.merges()))


def lines_of(letters):
    """Pairs (top, text) of the lines that these letters make, from the top down."""
    words = extract_words(letters, x_tolerance_ratio=SPACE, y_tolerance=LINE) if letters else []
    for line in cluster_objects(words, itemgetter("top"), LINE):
        yield min(word["top"] for word in line), line_text(sorted(line, key=itemgetter("x0")))


def line_text(words):
    text, end = "", 0
    for word in words:
        gap = ("\t" if word["x0"] - end > GAP else " ") if text else ""
        text, end = f"{text}{gap}{word['text']}", word["x1"]
    # A word broken by a soft hyphen has to show that it is broken.
    return tidy(f"{text[:-1]}\u2010" if text.endswith("\u00ad") else text)
