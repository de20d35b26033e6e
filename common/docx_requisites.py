"""The requisites of a Word paper one by one (ГОСТ Р 7.0.97-2025), with the sizes of static/papers/print.css."""

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt, RGBColor

from common.docx_blank import (
    CORNER,
    FOUNDER,
    HEADING,
    KIND,
    MARK,
    NAME,
    NOTE,
    PERFORMER,
    PLAIN,
    PROJECT,
    REG,
    SHORT_NAME,
    TITLE,
)
from common.docx_tables import ruled, side_by_side
from common.docx_text import CENTRE, RIGHT, add, put, say, say_lines
from common.paper_text import NBSP

STAMP, APPENDIX_HEAD, ADDRESSEE, HEADING_WIDTH = Mm(68), Mm(74), Mm(80), Mm(80)
POST, MIDDLE, NARROW, LYING = Mm(62), Mm(66), Mm(155), Mm(200)
HAND = "_" * 15
ABOVE = Pt(25)  # the air over a signature
BLUE = RGBColor(0x1C, 0x45, 0x87)
WORDS_OF_MARK = {
    "simple": ["ДОКУМЕНТ ПОДПИСАН ПРОСТОЙ", "ЭЛЕКТРОННОЙ ПОДПИСЬЮ"],
    "other": ["ДОКУМЕНТ ПОДПИСАН", "ЭЛЕКТРОННОЙ ПОДПИСЬЮ"],
}
FAMILIAR = [("№ п/п", 8), ("Фамилия, инициалы, должность", 56), ("Дата", 16), ("Подпись", 20)]


def project(document):
    add(document, PROJECT, "ПРОЕКТ")


def stamps(document, left, right, width):
    """ПРИНЯТО and СОГЛАСОВАНО at the left, the approval at the right, on one level."""
    if not (left or right):
        return
    places = side_by_side(document, [width - STAMP, STAMP], style=CORNER)
    for cell, pile in zip(places, [left or [], [right] if right else []], strict=True):
        for n, stamp in enumerate(pile):
            if n:
                cell.add_paragraph(style=CORNER)
            _stamp(cell, stamp, is_first=n == 0)
    add(document, CORNER)


def _stamp(cell, stamp, *, is_first):
    for n, line in enumerate(stamp_lines(stamp)):
        paragraph = cell.paragraphs[0] if is_first and n == 0 else cell.add_paragraph(style=CORNER)
        if isinstance(line, dict):
            _mark(cell, paragraph, line)
        else:
            say(paragraph, line)


def stamp_lines(stamp):
    """The lines of a stamp; an electronic signature in it comes as the dict of its mark."""
    lines = list(stamp["lines"])
    if stamp.get("mark"):
        lines = [*lines[:-1], "", stamp["mark"], "", lines[-1]]
    elif stamp.get("with_line"):
        lines = [*lines[:-1], "", f"______________{NBSP}{lines[-1]}"]
    above = [stamp["above"], ""] if stamp.get("above") else []
    date = stamp.get("date") or ("" if stamp.get("mark") else stamp.get("date_blank"))
    below = [line for line in (date, stamp.get("order_line")) if line]
    return [*above, stamp["word"], *lines, *below]


def head(document, letterhead):
    """The head of the form: founder, full name in hand-set lines, short name, a rule."""
    if letterhead.get("founder"):
        add(document, FOUNDER, letterhead["founder"])
    last = say_lines(add(document, NAME), letterhead["name_lines"])
    if letterhead.get("short"):
        last = add(document, SHORT_NAME, f"({letterhead['short']})")
    put(
        last._p.get_or_add_pPr(),
        parse_xml(f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="10" w:space="4"/></w:pBdr>'),
    )


def corner(document, lines, width, *, size=ADDRESSEE):
    """Lines in the right upper corner, ragged at the right."""
    for line in lines:
        add(document, CORNER, line).paragraph_format.left_indent = width - size
    add(document, CORNER)


def appendix_head(document, appendix, width):
    lines = [*filter(None, [appendix.get("label")]), *(appendix.get("head_lines") or [])]
    if lines:
        corner(document, lines, width, size=APPENDIX_HEAD)


def word_and_date(document, content, width, *, date_blank):
    """The kind, the title under it, date – place – number in one line, the heading to the text."""
    if content.get("kind"):
        add(document, KIND, content["kind"])
    title(document, content.get("title_lines"), close=bool(content.get("kind")))
    if date_blank:
        line = add(document, REG)
        stops = line.paragraph_format.tab_stops
        stops.add_tab_stop(int(width / 2), WD_TAB_ALIGNMENT.CENTER)
        stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
        say(line, content.get("date") or content.get("date_blank") or date_blank)
        for words in (content.get("place"), f"№ {content.get('number') or '_______'}"):
            line.add_run("\t")
            say(line, words)
    if content.get("heading"):
        add(document, HEADING, content["heading"]).paragraph_format.right_indent = width - HEADING_WIDTH


def title(document, lines, *, style=TITLE, close=False):
    """The name of a paper in hand-set lines; `close`: it goes on the word of the kind above it."""
    if lines:
        paragraph = say_lines(add(document, style), lines)
        if close:
            paragraph.paragraph_format.space_before = Pt(0)


def signature(document, signer, width, *, keep=False):
    """Post, a line for the hand or the mark of an electronic signature, initials and surname."""
    dated = signer.get("date_blank")
    sizes = [POST, MIDDLE, width - POST - MIDDLE]
    if dated:
        first = Mm(72) if width > LYING else Mm(46)
        sizes = [first, Mm(40), width - first - Mm(92), Mm(52)]
    if width < NARROW:  # a letter in its frame
        sizes = [Mm(46), MIDDLE, width - Mm(46) - MIDDLE]
    cells = side_by_side(document, sizes, style=PLAIN)
    post, middle, who = cells[:3]
    post.paragraphs[0].paragraph_format.space_before = Pt(14) if dated else ABOVE
    for cell in cells:
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
        cell.paragraphs[0].paragraph_format.keep_with_next = keep
    say(post.paragraphs[0], signer["post"])
    say(who.paragraphs[0], signer["name"]).alignment = None if dated else RIGHT
    if dated:
        say(cells[3].paragraphs[0], dated).alignment = RIGHT
    if signer.get("mark"):
        middle.paragraphs[0].paragraph_format.space_before = ABOVE
        _mark(middle, middle.paragraphs[0], signer["mark"])
    else:
        say(middle.paragraphs[0], HAND).alignment = CENTRE


def _mark(cell, first, mark):
    """The mark stands in a frame in the place of the handwritten signature and covers nothing."""
    words = WORDS_OF_MARK["simple" if mark.get("kind", "simple") == "simple" else "other"]
    lines = [*words, *mark["lines"]]
    for n, line in enumerate(lines):
        paragraph = first if n == 0 else cell.add_paragraph()
        paragraph.style = MARK
        is_head = n < len(words)
        paragraph.alignment = CENTRE if is_head else None
        say(paragraph, line, bold=is_head or None)
        for run in paragraph.runs:
            run.font.color.rgb = BLUE
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(3)
        put(paragraph._p.get_or_add_pPr(), parse_xml(FRAME))


FRAME = (
    f"<w:pBdr {nsdecls('w')}>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="2" w:color="1C4587"/>'
        for side in ("top", "left", "bottom", "right")
    )
    + "</w:pBdr>"
)


def performer(document, who):
    say_lines(add(document, PERFORMER), [who["name"], *filter(None, [who.get("phone")])])


def acknowledgement(document, sheet, width):
    """The list to be signed by those who read the paper."""
    title(document, sheet["title_lines"])
    columns = [{"title": words, "width": share} for words, share in FAMILIAR]
    ruled(document, columns, sheet["rows"], width)
    if sheet.get("note"):
        add(document, NOTE, sheet["note"]).paragraph_format.space_before = Pt(6)
