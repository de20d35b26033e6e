"""The text of a Word paper: numbered items of an order and the blocks of documents/papers/pieces.py."""

import re

from docx.shared import Mm, Pt

from common.docx_blank import ITEM, LABEL, PLAIN, SECTION, TEXT
from common.docx_numbers import Numbers
from common.docx_requisites import signature
from common.docx_tables import bars, fill, keep_with_next, named_rows, ruled, side_by_side
from common.docx_text import CENTRE, add, say

NUMBERED = re.compile(r"(\d+(?:\.\d+)*\.)\s+(.+)", re.DOTALL)
GAP = Pt(8)


class Writer:
    """Writes items and blocks one after another; remembers where the numbers are."""

    def __init__(self, document, width):
        self.document, self.width = document, width
        self.numbers = Numbers(document)

    def items(self, items, *, closing=0):
        """The items of an order; the last `closing` of them stay with what follows."""
        for n, one in enumerate(items):
            self._numbered(ITEM, one.get("number", ""), one["text"], keep=n >= len(items) - closing)

    def blocks(self, blocks, *, closing=0):
        """Blocks of a text; texts among the last `closing` stay with what follows."""
        for n, block in enumerate(blocks):
            is_last = n >= len(blocks) - closing
            getattr(self, f"_{block.get('is', 'text')}")(block, is_last)

    def table(self, table):
        """A ruled table and a little air below it, so that the next words do not stick to it."""
        ruled(self.document, table["columns"], table["rows"], self.width)
        self._air()

    def _text(self, block, is_last):
        looks = set(block.get("look", "").split())
        style = PLAIN if looks & {"flat", "c"} else ITEM if block.get("number") else TEXT
        paragraph = self._numbered(style, block.get("number", ""), block["text"], keep=is_last)
        if "c" in looks:
            paragraph.alignment = CENTRE
        if "gap" in looks:
            paragraph.paragraph_format.space_before = GAP
        if "small" in looks:
            for run in paragraph.runs:
                run.font.size = Pt(11)

    def _heading(self, block, is_last):
        found = NUMBERED.fullmatch(block["text"])
        number, words = found.groups() if found else ("", block["text"])
        paragraph = self._numbered(SECTION, number, words, keep=True)
        paragraph.paragraph_format.first_line_indent = Mm(0)

    def _label(self, block, is_last):
        add(self.document, LABEL, block["text"], keep=True)

    def _table(self, block, is_last):
        if block.get("title"):
            add(self.document, LABEL, block["title"], keep=True)
        self.table(block)

    def _facts(self, block, is_last):
        named_rows(self.document, block["rows"], self.width)
        self._air()

    def _signatures(self, block, is_last):
        rows = block["rows"]
        for n, one in enumerate(rows, 1):
            signature(self.document, one, self.width, keep=n < len(rows))

    def _sides(self, block, is_last):
        """Requisites of two parties: the first line of each in bold."""
        self._air()
        half = int(self.width / 2)
        cells = side_by_side(self.document, [half, self.width - half], style=PLAIN)
        for cell, lines in zip(cells, block["sides"], strict=True):
            fill(cell, lines, style=PLAIN)
            for run in cell.paragraphs[0].runs:
                run.bold = True

    def _bars(self, block, is_last):
        title = add(self.document, LABEL, keep=True)
        say(title, block["title"], bold=True)
        keep_with_next(bars(self.document, block["rows"], self.width))
        self._air()

    def _numbered(self, style, number, words, *, keep=False):
        """A paragraph whose number Word counts where it would count to the same, else typed."""
        if not number or self.numbers.counts(number):
            paragraph = add(self.document, style, words, keep=keep)
            if number:
                self.numbers.put_on(paragraph, number)
            return paragraph
        paragraph = add(self.document, style, keep=keep)
        paragraph.add_run(f"{number} ")
        return say(paragraph, words)

    def _air(self):
        """Two tables one after another would become one table: a small empty line parts them."""
        add(self.document, PLAIN).paragraph_format.line_spacing = Pt(6)
