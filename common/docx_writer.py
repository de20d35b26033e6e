"""The Word twin of the PDF writer for papers that are a table under stamps: same requisites, same order, editable.

Sheet, fonts and sizes by ГОСТ Р 7.0.97-2025 as in static/papers/print.css: margins 30/10/20/20 mm (a lying sheet is
filed with its top edge), Times New Roman 13 pt, tables 11 pt, page number from the second sheet. What Word itself can
do (repeat the head of a table, keep a row whole) is told to it.
"""

import datetime as dt
import io

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell

FONT = "Times New Roman"
UPRIGHT, LYING = (Mm(210), Mm(297)), (Mm(297), Mm(210))
MARGINS = {False: (20, 10, 20, 30), True: (30, 20, 10, 20)}  # top, right, bottom, left in mm
STAMP_WIDTH = Mm(68)
MADE = dt.datetime(2000, 1, 1)  # noqa: DTZ001  a file does not tell when it was asked for


def render_docx(content: dict) -> bytes:
    """The file for {"stamp", "left_stamps", "title_lines", "intro", "table", "is_wide"} (see roadmap.paper)."""
    document = Document()
    width = _set_sheet(document, is_lying=content["is_wide"])
    _set_styles(document)
    _stamps(document, content, width)
    _title(document, content["title_lines"])
    if content["intro"]:
        _paragraph(document, content["intro"])
    _table(document, content["table"], width)
    properties = document.core_properties
    properties.title, properties.language = " ".join(content["title_lines"]), "ru-RU"
    properties.author = properties.comments = ""
    properties.created = properties.modified = MADE
    _drop_picture(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _drop_picture(document):
    """The library's own blank brings a picture of itself along; a paper of ours has none."""
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype == RELATION.THUMBNAIL]:
        relations.pop(key)


def _set_sheet(document, *, is_lying):
    """Sheet, margins and page numbers; returns the width of the text."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if is_lying else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = LYING if is_lying else UPRIGHT
    top, right, bottom, left = (Mm(side) for side in MARGINS[is_lying])
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = (
        top,
        right,
        bottom,
        left,
    )
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(number, "PAGE")
    return section.page_width - left - right


def _field(paragraph, code):
    """A field that Word counts itself: the number of the page."""
    for kind, text in (("begin", None), (None, code), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        paragraph.add_run()._r.append(element)


def _set_styles(document):
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(13)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "ru-RU")
    style.element.rPr.append(language)
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = 1.1


def _stamps(document, content, width):
    """ПРИНЯТО and СОГЛАСОВАНО at the left, the approval at the right: a table without borders."""
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    left, right = table.rows[0].cells
    left.width, right.width = width - STAMP_WIDTH, STAMP_WIDTH
    _fill(left, [line for stamp in content["left_stamps"] for line in [*_stamp_lines(stamp), ""]])
    _fill(right, _stamp_lines(content["stamp"]))


def _stamp_lines(stamp):
    lines = list(stamp["lines"])
    if stamp.get("with_line"):
        lines = [*lines[:-1], "", f"______________ {lines[-1]}"]
    above = [stamp["above"], ""] if stamp.get("above") else []
    below = [line for line in (stamp.get("date_blank"), stamp.get("order_line")) if line]
    return [*above, stamp["word"], *lines, *below]


def _title(document, lines):
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(12)
    for n, line in enumerate(lines):
        run = paragraph.add_run(line)
        run.bold = True
        if n + 1 < len(lines):
            run.add_break()


def _paragraph(document, text):
    paragraph = document.add_paragraph(text)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.space_after = Pt(6)


def _table(document, table, width):
    columns = table["columns"]
    grid = document.add_table(rows=1 + len(table["rows"]), cols=len(columns), style="Table Grid")
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    sizes = [int(width * column["width"] / 100) for column in columns]
    for column, size in zip(grid.columns, sizes, strict=True):
        column.width = size
    rows = [list(row.tc_lst) for row in grid._tbl.tr_lst]  # `row.cells` counts the whole grid anew each time
    _head(rows[0], grid, columns, sizes)
    covered = {}
    for n, row in enumerate(table["rows"], 1):
        _keep_whole(grid._tbl.tr_lst[n])
        if "stage" in row:
            _stage_row(rows[n], grid, row["stage"])
        else:
            _row(rows[n], grid, row["cells"], sizes, covered)


def _head(cells, grid, columns, sizes):
    properties = grid._tbl.tr_lst[0].get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
    for tc, column, size in zip(cells, columns, sizes, strict=True):
        tc.width = size
        _fill(_Cell(tc, grid), [column["title"]], bold=True, centre=True, size=11)


def _keep_whole(row):
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _stage_row(cells, grid, text):
    """A stage as one cell across the table; it goes with the line after it."""
    merged = _Cell(cells[0], grid).merge(_Cell(cells[-1], grid))
    _fill(merged, [text], bold=True, centre=True, size=11)
    merged.paragraphs[0].paragraph_format.keep_with_next = True


def _row(cells, grid, given, sizes, covered):
    """The cells of a row; `covered` holds, by column, how many rows below a cell that spans several still covers."""
    given = iter(given)
    for column, (tc, size) in enumerate(zip(cells, sizes, strict=True)):
        tc.width = size
        if covered.get(column):
            tc.vMerge = "continue"
            covered[column] -= 1
            continue
        cell = next(given)
        if cell["rows"] > 1:
            tc.vMerge, covered[column] = "restart", cell["rows"] - 1
        _fill(_Cell(tc, grid), cell["lines"], centre=cell["mid"], size=11)


def _fill(cell, lines, *, bold=False, centre=False, size=13):
    """Write the lines into a cell, each a paragraph; an empty cell keeps one empty paragraph."""
    for n, line in enumerate(lines or [""]):
        paragraph = cell.paragraphs[0] if n == 0 else cell.add_paragraph()
        paragraph.paragraph_format.line_spacing = 1.0
        if centre:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(line)
        run.bold, run.font.size = bold, Pt(size)
