"""Reads the text of a Word file: paragraphs, tables, text boxes, notes, numbers of lists; in the child process.

Inserted text counts and deleted text does not; headers, footers, comments and pictures are left out. The XML is
read directly: what is wanted here (numbers of lists, merged cells, text boxes, tracked changes) python-docx
does not give, and an object for every part of the file costs memory.
"""

from itertools import islice

from common.blocks import Block, Merge, Paragraph, Table, tidy
from common.document_limits import INSERTED_FILE, MAX_ACROSS, MAX_BLOCKS, TOO_HEAVY, DocumentError
from common.document_numbering import BULLET, Numbering, child, local, number, value
from common.document_strength import is_strong

# pPr and the like hold tabs and other things that look like text.
DROPPED = {
    "del",
    "moveFrom",
    "pPr",
    "rPr",
    "tblPr",
    "trPr",
    "tcPr",
    "sdtPr",
    "sectPr",
    "instrText",
    "delText",
}
WRAPPERS = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}
FOREIGN_FILES = {"altChunk", "subDoc"}
SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
TICKS = {"FC": "✓", "FE": "☑", "A8": "☐", "6F": "☐", "2D": "–"}  # of the fonts Wingdings and Symbol


class WordReader:
    """Reads one document in one go: lists are counted on the way."""

    def __init__(self, styles, numbering, footnotes, endnotes):
        self.numbering = Numbering(styles, numbering)
        self.notes = {"footnoteReference": notes_in(footnotes), "endnoteReference": notes_in(endnotes)}
        self.cited = []

    def read(self, document) -> list[Block]:
        """All blocks of the document's body and then the notes, in the order in which they are cited."""
        blocks = list(islice(self.blocks(document), MAX_BLOCKS + 1))
        for count, note in enumerate(self.cited, 1):  # grows if a note cites a note
            lines = "\n".join(text_lines(self.blocks(note))).strip()
            blocks += [Paragraph(line) for line in f"{raised(count)} {lines}".split("\n")]
        return blocks

    def blocks(self, parent):
        for one in parent:
            name = local(one)
            if name == "p":
                yield from self.paragraph(one)
            elif name == "tbl":
                yield from self.table(one)
            elif name in FOREIGN_FILES:
                raise DocumentError(INSERTED_FILE)
            elif name not in DROPPED:
                yield from self.blocks(one)

    def paragraph(self, element):
        """The text boxes anchored to a paragraph, then its lines."""
        boxes = []
        text = tidy("".join(self.pieces(element, boxes)))
        for box in boxes:
            yield from self.blocks(box)
        if not text.strip() and child(element, "pPr", "rPr", "del") is not None:
            return
        prefix = self.numbering.prefix(element)
        if not text.strip():
            prefix = "" if prefix.startswith(BULLET) else prefix.rstrip()
        strong = bool(text.strip()) and is_strong(element, self.numbering.styles)
        for line in (f"{prefix}{text.lstrip()}" if prefix else text).split("\n"):
            yield Paragraph(line, strong)

    def pieces(self, element, boxes):
        """The text of runs piece by piece; text boxes met on the way are put into `boxes`."""
        for one in element:
            name = local(one)
            if name == "t":
                yield (one.text or "").replace("\n", " ")
            elif name in SIGNS:
                yield SIGNS[name]
            elif name == "txbxContent":
                boxes.append(one)
            elif name in self.notes:
                yield self.cite(name, value(one, name="id"))
            elif name in {"sym", "textpath"}:
                yield symbol(one) if name == "sym" else value(one, name="string") or ""
            elif name not in DROPPED and not is_second_choice(one, name):
                yield from self.pieces(one, boxes)

    def cite(self, kind, key):
        note = self.notes[kind].get(key)
        if note is None:
            return ""
        if note not in self.cited:
            self.cited.append(note)
        return raised(self.cited.index(note) + 1)

    def table(self, element):
        """The table; a table of one cell is a frame, and what stands in it is given without it."""
        rows = [
            (number(value(row, "trPr", "gridBefore")), list(members(row, "tc")))
            for row in members(element, "tr")
            if child(row, "trPr", "del") is None
        ]
        if sum(len(cells) for _, cells in rows) == 1:
            for _, cells in rows:
                yield from (block for cell in cells for block in self.blocks(cell))
            return
        grid = Grid()
        for before, cells in rows:
            grid.start_row(before)
            for cell in cells:
                text = "\n".join(text_lines(self.blocks(cell))).strip("\n")
                span = number(value(cell, "tcPr", "gridSpan"), default=1)
                merge = child(cell, "tcPr", "vMerge")
                grid.add(text, span, continues=merge is not None and value(merge) != "restart")
        if grid.rows:
            yield grid.table()


class Grid:
    """A table under construction: cells are added row by row, from left to right."""

    def __init__(self):
        self.rows, self.row, self.merges, self.above, self.current = [], [], [], {}, {}

    def start_row(self, before):
        self.row = [""] * min(before, MAX_ACROSS)
        self.rows.append(self.row)
        self.above, self.current = self.current, {}

    def add(self, text, span, *, continues):
        """Put a cell at the end of the row; one that continues the cell above only makes that one longer."""
        column, span = len(self.row), max(span, 1)
        if column + span > MAX_ACROSS:
            raise DocumentError(TOO_HEAVY)
        top = self.above.get(column) if continues else None
        if top and top[3] == span:
            top[2] += 1
            if text:
                cell = self.rows[top[0]][column]
                self.rows[top[0]][column], text = f"{cell}\n{text}".strip("\n"), ""
        else:
            top = [len(self.rows) - 1, column, 1, span]
            self.merges.append(top)
        self.current[column] = top
        self.row += [text, *[""] * (span - 1)]

    def table(self):
        width = max(map(len, self.rows))
        rows = [row + [""] * (width - len(row)) for row in self.rows]
        return Table(rows, [Merge(*merge) for merge in self.merges if merge[2] * merge[3] > 1])


def members(parent, wanted):
    """Rows of a table or cells of a row, also those inside of content controls and tracked insertions."""
    for one in parent:
        name = local(one)
        if name == wanted:
            yield one
        elif name in WRAPPERS:
            yield from members(one, wanted)


def text_lines(blocks):
    """The blocks as lines of a cell; a row of a table inside it is one line with tabs."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            for row in block.rows:
                yield "\t".join(cell.replace("\n", " ") for cell in row if cell)


def is_second_choice(element, name):
    """Word writes a text box twice: for itself and for old programs."""
    return name == "Fallback" and child(element.getparent(), "Choice") is not None


def symbol(element):
    code = (value(element, name="char") or "").upper()
    return TICKS.get(code[-2:], "•") if code.startswith("F0") else ""


def notes_in(root):
    return {value(one, name="id"): one for one in (() if root is None else root)}


def raised(count):
    return str(count).translate(RAISED)
