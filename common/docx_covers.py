"""Sheets of their own make: the title of a programme, a letter in its frame, the head of an agreement."""

import datetime as dt
import re

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt, RGBColor

from common.docx_blank import KIND, PLAIN, REG, TITLE
from common.docx_requisites import head, project, signature, stamps
from common.docx_tables import side_by_side
from common.docx_text import CENTRE, RIGHT, add, put, say, say_lines
from common.russian_dates import date_words

DATE_BLANK = "«____» ____________ 20___ г."
NAVY = RGBColor(0x23, 0x39, 0x5D)
DATE = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})")
PAIR = Mm(92)
SIDES = ("top", "left", "bottom", "right")
FRAME = (
    f'<w:pgBorders {nsdecls("w")} w:offsetFrom="page">'
    + "".join(f'<w:{side} w:val="double" w:sz="6" w:space="31" w:color="23395D"/>' for side in SIDES)
    + "</w:pgBorders>"
)


def in_words(date):
    """ "2 октября 2026 г." of "02.10.2026"; a blank to be filled by hand where there is no date yet."""
    found = DATE.fullmatch(date or "")
    return date_words(dt.date(*map(int, reversed(found.groups())))) if found else DATE_BLANK


def cover(document, content, width):
    """The title sheet (templates/papers/_cover.html): head, stamps, title in the middle, who, place and year."""
    if content.get("letterhead"):
        head(document, content["letterhead"])
        _air(document, 20)
    stamps(document, content.get("left_stamps"), content.get("stamp"), width)
    before = Pt(75)
    for line in content["title_lines"]:
        paragraph = say(add(document, TITLE), line, size=17 if line.isupper() else None)
        paragraph.paragraph_format.space_before, before = before, Pt(6)
        paragraph.paragraph_format.space_after = Pt(0)
    for line in content["cover"]["lines"]:
        _centred(document, line, before=6)
    before = 40
    for word, words in content["cover"]["people"]:
        paragraph = add(document, PLAIN)
        paragraph.paragraph_format.left_indent = width - PAIR
        paragraph.paragraph_format.space_before, before = Pt(before), 6
        if word:
            say(paragraph, f"{word}:", bold=True)
            paragraph.add_run(" ")
        say(paragraph, words)
    before = 40
    for line in content["cover"]["foot"]:
        _centred(document, line, before=before)
        before = 6


def letter(document, content):
    """A letter of thanks or a certificate on one sheet inside a double frame (templates/papers/letter.html)."""
    section = document.sections[0]
    for side in SIDES:
        setattr(section, f"{side}_margin", Mm(30))
    section.footer_distance = Mm(17)
    width = section.page_width - 2 * Mm(30)
    put(section._sectPr, parse_xml(FRAME))
    if content.get("draft"):
        project(document)
    if content.get("letterhead"):
        _navy(say_lines(_centred(document), content["letterhead"]["name_lines"], size=12.5))
    kind = _navy(say(add(document, KIND), content["kind"], size=27))
    kind.paragraph_format.space_before, kind.paragraph_format.space_after = Pt(48), Pt(36)
    say(_centred(document), "вручается", size=15).runs[0].italic = True
    name = say_lines(
        _centred(document), content["title_lines"], bold=True, size=18 if content.get("small_name") else 21
    )
    name.paragraph_format.space_after = Pt(4)
    for block in content["body"]:
        _letter_text(document, block)
    if content.get("signature"):
        signature(document, content["signature"], width)
    _letter_foot(document, content, width)


def agreement_head(document, content, width):
    """The number stands in the title, the place at the left, the date in words at the right."""
    if content.get("draft"):
        project(document)
    add(
        document, KIND, f"{content['kind']} № {content.get('number') or '_____'}"
    ).paragraph_format.space_after = Pt(0)
    say_lines(add(document, TITLE), content["title_lines"]).paragraph_format.space_before = Pt(0)
    line = say(add(document, REG), content["place"])
    line.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    line.paragraph_format.space_after = Pt(9)
    line.add_run("\t")
    say(line, in_words(content.get("date")))


def _letter_text(document, block):
    looks = set(block.get("look", "").split())
    paragraph = say(add(document, PLAIN if "c" in looks else "Текст документа"), block["text"], size=15)
    if "c" in looks:
        paragraph.alignment = CENTRE
    paragraph.paragraph_format.space_before = Pt(24) if block.get("uid") == "greeting" else Pt(6)


def _letter_foot(document, content, width):
    """The order it goes back to and its number, place and date, the code for whoever wants to check it."""
    _air(document, 70)
    third = int(width / 3)
    left, middle, right = side_by_side(document, [third, width - 2 * third, third], style=PLAIN)
    verification = content.get("verification") if not content.get("draft") else None
    number = f"Рег. № {content.get('number') or '_______'}"
    columns = [
        (left, [*filter(None, [content.get("order_line")]), number], None),
        (middle, [content["place"], in_words(content.get("date"))], CENTRE),
        (right, [verification["address"], f"Код: {verification['code']}"] if verification else [], RIGHT),
    ]
    for cell, lines, alignment in columns:
        for n, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if n == 0 else cell.add_paragraph(style=PLAIN)
            paragraph.alignment = alignment
            say(paragraph, line, size=10)


def _centred(document, text="", *, before=0):
    paragraph = add(document, PLAIN, text)
    paragraph.alignment, paragraph.paragraph_format.space_before = CENTRE, Pt(before)
    return paragraph


def _navy(paragraph):
    for run in paragraph.runs:
        run.font.color.rgb = NAVY
    return paragraph


def _air(document, points):
    add(document, PLAIN).paragraph_format.space_after = Pt(points)
