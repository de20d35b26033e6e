"""Words into a Word file: bound spaces, whole numbers, paragraphs in the named styles of a paper."""

import re

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Pt

from common.paper_text import NBSP, WHOLE_NUMBER, bind

CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
# What XML 1.0 cannot hold: a file with one such sign does not open at all.
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What may follow a property in the schema of WordprocessingML, for those that the library has no method for.
AFTER = {
    "pBdr": "shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi"
    " adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection"
    " textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "suppressAutoHyphens": "kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
    " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "outlineLvl": "divId cnfStyle rPr sectPr pPrChange",
    "spacing": "w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout"
    " specVanish oMath",
    "lang": "eastAsianLayout specVanish oMath",
    "pgBorders": "lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid"
    " printerSettings",
    "pgNumType": "cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
}
BOXES = {False: "☐", True: "☒"}


def printable(part):
    """A content without the signs that would spoil the file."""
    if isinstance(part, str):
        return NOT_IN_XML.sub("", part)
    if isinstance(part, list | tuple):
        return [printable(item) for item in part]
    if isinstance(part, dict):
        return {key: printable(value) for key, value in part.items()}
    return part


def say(paragraph, text, *, bold=None, size=None):
    """Add the words to a paragraph; a number like "№ 147-од" is never parted at its hyphen."""
    words, done = bind(text), 0
    for found in WHOLE_NUMBER.finditer(words):
        if before := words[done : found.start()]:
            _run(paragraph, before, bold, size)
        _whole(_run(paragraph, "", bold, size), found[0])
        done = found.end()
    if words[done:]:
        _run(paragraph, words[done:], bold, size)
    return paragraph


def say_lines(paragraph, lines, **looks):
    """Hand-set lines of one paragraph, one under another."""
    for n, line in enumerate(lines):
        if n:
            paragraph.add_run().add_break()
        say(paragraph, line, **looks)
    return paragraph


def say_piece(paragraph, piece, **looks):
    """A text, {"name", "rest"} of a person, or {"boxes": [{"label", "checked"}]} to tick."""
    if not isinstance(piece, dict):
        return say(paragraph, piece, **looks)
    if "boxes" in piece:
        boxes = (f"{BOXES[bool(box.get('checked'))]}{NBSP}{box['label']}" for box in piece["boxes"])
        return say(paragraph, "   ".join(boxes), **looks)
    return say(paragraph, f"{piece['name']}{piece.get('rest', '')}", **looks)


def words_of_column(title):
    """The head of a column; the narrow column of numbers breaks into two lines."""
    return bind(title).replace(f"№{NBSP}п/п", "№ п/п")


def add(place, style, text="", *, keep=False):
    """A paragraph of a named style; `keep`: it stays on the sheet of what follows."""
    paragraph = place.add_paragraph(style=style)
    if keep:
        paragraph.paragraph_format.keep_with_next = paragraph.paragraph_format.keep_together = True
    return say(paragraph, text)


def put(properties, element):
    """Put a property where the schema wants it: Word refuses a file whose properties stand in another order."""
    followers = AFTER[element.tag.rpartition("}")[2]].split()
    properties.insert_element_before(element, *(f"w:{tag}" for tag in followers))


def _run(paragraph, text, bold, size):
    run = paragraph.add_run(text)
    run.bold = bold
    if size:
        run.font.size = Pt(size)
    return run


def _whole(run, text):
    for n, part in enumerate(text.split("-")):
        if n:
            run._r.append(OxmlElement("w:noBreakHyphen"))
        run.add_text(part)
