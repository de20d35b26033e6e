"""Sheets of a Word file: margins by how long the paper is kept, numbers of pages, the line with the code."""

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from common.docx_blank import FOOTER
from common.docx_text import CENTRE, put, say

UPRIGHT, LYING = (Mm(210), Mm(297)), (Mm(297), Mm(210))
# Top, right, bottom, left in mm. A lying sheet is filed with its top edge; kept ten years or less, 20 mm is enough.
MARGINS = {"upright": (20, 10, 20, 30), "short": (20, 10, 20, 20), "lying": (30, 20, 10, 20)}
NUMBER_AT = {True: Mm(20), False: Mm(10)}


def first_sheet(document, *, lying=False, short=False, lines=()):
    """The section a paper begins with; `lines` stand at the foot of its first sheet. Returns the width of the text."""
    section = document.sections[0]
    width = _set(section, lying=lying, short=short)
    number = section.header.paragraphs[0]
    number.alignment, number.paragraph_format.line_spacing = CENTRE, 1.0
    _field(number, "PAGE")
    if lines:
        _foot(section, lines)
    return width


def next_part(document, *, lying=False, short=False, counts_on=False):
    """A new section for an appendix or a list: it counts its own pages, its first sheet bears no number.

    `counts_on`: a part of the same paper, its pages are counted through.
    """
    section = document.add_section(WD_SECTION.NEW_PAGE)
    width = _set(section, lying=lying, short=short)
    if counts_on:
        section.different_first_page_header_footer = False
        return width
    section.first_page_footer.is_linked_to_previous = False
    numbers = section._sectPr.find(qn("w:pgNumType"))
    if numbers is None:
        numbers = OxmlElement("w:pgNumType")
        put(section._sectPr, numbers)
    numbers.set(qn("w:start"), "1")
    return width


def _set(section, *, lying, short):
    section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = LYING if lying else UPRIGHT
    margins = MARGINS["lying" if lying else "short" if short else "upright"]
    top, right, bottom, left = (Mm(side) for side in margins)
    section.top_margin, section.right_margin = top, right
    section.bottom_margin, section.left_margin = bottom, left
    section.header_distance = NUMBER_AT[lying]
    section.footer_distance = Mm(5) if lying else Mm(9)
    section.different_first_page_header_footer = True
    return section.page_width - left - right


def _foot(section, lines):
    footer = section.first_page_footer
    footer.is_linked_to_previous = False
    for n, line in enumerate(lines):
        paragraph = footer.paragraphs[0] if n == 0 else footer.add_paragraph()
        paragraph.style = FOOTER
        say(paragraph, line)


def _field(paragraph, code):
    """A field that Word counts itself: the number of the page."""
    for kind, text in (("begin", None), (None, code), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run = paragraph.add_run()
        run.font.size = Pt(12)
        run._r.append(element)
