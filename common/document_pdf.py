"""Reads the text layer of a PDF: lines as paragraphs, ruled tables as tables; in the child process.

Pages are drawn by pdfminer and words are put together by pdfplumber; its own pages and tables are left aside:
they take a third longer, and lose the last row of a table that the edge of a page cuts.
"""

import io
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage, LTRect
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.psexceptions import PSException
from pdfplumber.utils import cluster_objects, extract_words

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
from common.document_ruling import THIN, Line, find_rulings

SPACE = 0.15  # of the size of letters: a wider gap parts words (a space is 0.25, tightened 0.2)
GAP = 24  # points: a wider gap is a tab, such as between two stamps side by side
LINE = 3  # points: letters whose tops differ by less stand in one line
PICTURE_SHARE = 0.3  # of the page: a smaller picture is a stamp or an emblem
RUBBISH_SHARE = 0.3  # of the letters


def read_pdf(data: bytes) -> list[Block]:
    """The blocks of all pages; a page that is only a picture gives a paragraph that says so."""
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        pages = list(islice(PDFPage.create_pages(document), MAX_PAGES + 1))
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise DocumentError(LOCKED) from error
    except (PDFException, PSException) as error:
        raise DocumentError(BROKEN) from error
    if not pages or len(pages) > MAX_PAGES:
        raise DocumentError(TOO_MANY_PAGES if pages else NO_PAGES)
    blocks, seen = [], Counter()
    for number, sheet in enumerate(sheets_of(pages), 1):
        seen["letters"] += len(sheet.letters)
        seen["pictures"] += sheet.has_picture
        seen["rubbish"] += sum(is_rubbish(letter["text"]) for letter in sheet.letters)
        blocks += blocks_of(sheet, number)
    if not seen["letters"]:
        raise DocumentError(SCAN if seen["pictures"] else EMPTY)
    if seen["rubbish"] > RUBBISH_SHARE * seen["letters"]:
        raise DocumentError(RUBBISH)
    return blocks


@dataclass
class Sheet:
    """What is drawn on one page; coordinates in points from the upper left corner."""

    height: float
    letters: list[dict] = field(default_factory=list)
    down: list[Line] = field(default_factory=list)
    across: list[Line] = field(default_factory=list)
    has_picture: bool = False
    last_area: tuple | None = None


def sheets_of(pages):
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    for page in pages:
        interpreter.process_page(page)
        layout = device.get_result()
        sheet = Sheet(height=layout.height)
        collect(layout, sheet, PICTURE_SHARE * layout.width * layout.height)
        yield sheet


def collect(container, sheet, large):
    for item in container:
        if isinstance(item, LTChar):
            sheet.letters.append(letter_of(item, sheet.height))
        elif isinstance(item, LTCurve):
            add_lines(item, sheet)
        elif isinstance(item, LTContainer):
            collect(item, sheet, large)
        elif isinstance(item, LTImage):
            sheet.has_picture |= item.width * item.height > large


def letter_of(char, height):
    """A letter as pdfplumber's words want it."""
    top, bottom = height - char.y1, height - char.y0
    return {
        "text": char.get_text(),
        "x0": char.x0,
        "x1": char.x1,
        "top": top,
        "doctop": top,
        "bottom": bottom,
        "width": char.width,
        "height": char.height,
        "size": char.size,
        "upright": char.upright,
    }


def add_lines(item, sheet):
    """A thin shape is a line, whatever it is drawn with; a frame is four; a filled area is none.

    Some programs draw a frame as the area between two rectangles, one inside of the other.
    """
    left, right, top, bottom = item.x0, item.x1, sheet.height - item.y1, sheet.height - item.y0
    if item.height <= THIN < item.width:
        sheet.across.append(((top + bottom) / 2, left, right))
    elif item.width <= THIN < item.height:
        sheet.down.append(((left + right) / 2, top, bottom))
    elif isinstance(item, LTRect) and (item.stroke or is_ring(item.bbox, sheet.last_area)):
        sheet.across += [(top, left, right), (bottom, left, right)]
        sheet.down += [(left, top, bottom), (right, top, bottom)]
    else:
        sheet.last_area = item.bbox


def is_ring(box, other):
    return other is not None and all(0 < abs(one - two) <= THIN for one, two in zip(box, other, strict=True))


def is_rubbish(text):
    """A sign without a known letter: a bare glyph number, a private sign, a replacement."""
    return text.startswith("(cid:") or "\ue000" <= text[:1] <= "\uf8ff" or text[:1] == "\ufffd"


def blocks_of(sheet, number):
    """Paragraphs and tables of a page from the top down."""
    if not sheet.letters:
        text = f"Страница {number}: картинка без текста, прочитать её нельзя."
        return [Paragraph(text)] if sheet.has_picture else []
    rulings = find_rulings(sheet.down, sheet.across)
    outside, inside = [], [{} for _ in rulings]
    for letter in once(sheet.letters):
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
        cell = ruling.cell_at(x, y)
        if cell:
            return cells, cell
    return None, None


def table_of(ruling, cells):
    rows = [[""] * (len(ruling.xs) - 1) for _ in ruling.ys[1:]]
    for (row, column), letters in cells.items():
        rows[row][column] = "\n".join(text for _, text in lines_of(letters))
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
