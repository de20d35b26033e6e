"""Cells copied from a sheet: one with line breaks stands in quotation marks, which are doubled inside of it."""

import re

from roadmap.reading.grids import Line, Piece

# a cell that opens a quotation: at the start of the line or after a tab
OPENS = re.compile(r'(?:^|\t)"(?!")(?=[^\t]*$)')
# the quotation ends with a cell
CLOSES = re.compile(r'(?<!")"(?:\t|$)')
MAX_LINES = 40


def without_quotes(pieces: list[Piece]) -> list[Piece]:
    """The lines of a quoted cell put into one line; quotation marks that nothing closes are left alone."""
    found: list[Piece] = []
    at = 0
    while at < len(pieces):
        count = _lines_of_row(pieces[at : at + MAX_LINES])
        found.append(_joined(pieces[at : at + count]) if count > 1 else pieces[at])
        at += count
    return found


def _lines_of_row(pieces):
    """How many lines a row takes whose cells are quoted; 1 for all others."""
    if not isinstance(pieces[0], Line) or "\t" not in pieces[0].text or not _is_open(pieces[0].text):
        return 1
    for count, line in enumerate(pieces[1:], 2):
        if not isinstance(line, Line):
            return 1
        closed = CLOSES.search(line.text)
        if closed and not _is_open(line.text[closed.end() :]):
            return count
    return 1


def _is_open(text):
    opened = OPENS.search(text)
    return opened is not None and not CLOSES.search(text, opened.end())


def _joined(lines):
    cells = "\n".join(line.text for line in lines).split("\t")
    text = "\t".join(_unquoted(cell) for cell in cells)
    return Line(text, lines[0].source, [line.source for line in lines[1:]])


def _unquoted(cell):
    is_quoted = len(cell) > 1 and cell.startswith('"') and cell.endswith('"')
    return cell[1:-1].replace('""', '"') if is_quoted else cell
