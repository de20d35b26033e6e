"""The same document as a Word file, a workbook, a PDF or a text: what the reader of roadmaps is tried on.

A document is a list of parts: a text is a paragraph; {"rows": …} a table, whose row of one cell spans it and whose
`merges` are [row, column, rows, columns]; {"side": [[…], […]]} two columns of lines without borders; {"numbered": […]}
a list numbered by the program; {"break": true} a new page. A cell is a text ("\\n" parts its paragraphs),
{"date": ISO}, {"value": number}, {"numbered": […]}, {"auto": "1."} (a number that Word gives) or
{"text": …, "table": […]} with a table inside.
"""

import datetime
import html
import io
from copy import deepcopy

import openpyxl
from docx import Document
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn

ID = qn("w:abstractNumId")
CSS = """@page { size: %(page)s; margin: 15mm; @bottom-center { content: "%(footer)s" counter(page); font-size: 8pt } }
body { font: 9pt "DejaVu Serif", serif; hyphens: %(hyphens)s } p { margin: 1pt 0 } .bare td { width: 50%% }
table { border-collapse: collapse; width: 100%%; margin: 4pt 0 } ol { margin: 0; padding-left: 14pt }
.whole tr { break-inside: avoid }
td { border: .7pt solid #000; padding: 2pt 3pt; vertical-align: top }
.bare td, .open td { border: none }"""


def lay_out(parts, kind, **options):
    """The document as bytes of a file of the kind "docx", "xlsx" or "pdf"."""
    return {"docx": as_docx, "xlsx": as_xlsx, "pdf": as_pdf}[kind](parts, **options)


def whole_rows(table):
    """Rows of equal width and all merges: a row of one cell spans the table."""
    width = max(len(row) for row in table["rows"])
    spans = [[i, 0, 1, width] for i, row in enumerate(table["rows"]) if len(row) == 1]
    rows = [row + [""] * (width - len(row)) for row in table["rows"]]
    return rows, table.get("merges", []) + spans


def text_of(cell):
    """What a cell says where its form cannot be shown."""
    if isinstance(cell, str):
        return cell
    if "numbered" in cell:
        return "\n".join(f"{i}. {text}" for i, text in enumerate(cell["numbered"], 1))
    if "date" in cell:
        return datetime.date.fromisoformat(cell["date"]).strftime("%d.%m.%Y")
    inner = [" ".join(row) for row in cell.get("table", [])]
    said = next(cell[key] for key in ("auto", "value", "text") if key in cell)
    return "\n".join([str(said), *inner])


# Word


def as_docx(parts, *, page_header="", **_):
    document = Document()
    if page_header:
        document.sections[0].header.paragraphs[0].text = page_header
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
        else:
            _add_to_docx(document, part)
    return _saved(document)


def _add_to_docx(document, part):
    if "rows" in part:
        _docx_table(document, *whole_rows(part), counter=part.get("counter"))
    elif "side" in part:
        left, right = ("\n".join(lines) for lines in part["side"])
        _docx_table(document, [[left, right]], [])
    elif "numbered" in part:
        number = _new_numbering(document)
        for text in part["numbered"]:
            _numbered(document.add_paragraph(text), number)
    else:
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _docx_table(document, rows, merges, counter=None):
    table = document.add_table(len(rows), len(rows[0]))
    table.style = "Table Grid"
    number = _new_numbering(document)
    cells = [list(row.cells) for row in table.rows]
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            _fill_docx(document, cells[i][j], cell, number)
    for row, column, height, width in merges:
        text = rows[row][column]
        merged = cells[row][column].merge(cells[row + height - 1][column + width - 1])
        for paragraph in merged.paragraphs[len(text_of(text).split("\n")) :]:
            paragraph._p.getparent().remove(paragraph._p)


def _fill_docx(document, target, cell, number):
    if isinstance(cell, dict) and "auto" in cell:
        _numbered(target.paragraphs[0], number)
    elif isinstance(cell, dict) and "numbered" in cell:
        _paragraphs(target, cell["numbered"], _new_numbering(document))
    elif isinstance(cell, dict) and "table" in cell:
        _paragraphs(target, cell["text"].split("\n"))
        inner = target.add_table(len(cell["table"]), len(cell["table"][0]))
        for row, texts in zip(inner.rows, cell["table"], strict=True):
            for place, text in zip(row.cells, texts, strict=True):
                place.text = text
    else:
        _paragraphs(target, text_of(cell).split("\n"))


def _paragraphs(target, texts, number=None):
    for i, text in enumerate(texts):
        paragraph = target.paragraphs[0] if i == 0 else target.add_paragraph()
        paragraph.add_run(text)
        if number:
            _numbered(paragraph, number)


def _new_numbering(document):
    """A list of its own that starts from one: lists that share an abstract numbering share its counter in Word."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element.pPr.numPr.numId.val
    model = next(num for num in numbering.num_lst if num.numId == style)
    kinds = numbering.findall(qn("w:abstractNum"))
    kind = deepcopy(next(one for one in kinds if one.get(ID) == str(model.abstractNumId.val)))
    kind.set(ID, str(max(int(one.get(ID)) for one in kinds) + 1))
    for name in ("w:nsid", "w:pStyle"):
        for element in list(kind.iter(qn(name))):
            element.getparent().remove(element)
    kinds[-1].addnext(kind)
    return numbering.add_num(int(kind.get(ID))).numId


def _numbered(paragraph, number):
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number


# Workbook


def as_xlsx(parts, *, second_sheet="", **_):
    book = openpyxl.Workbook()
    sheet = book.active
    width = max((len(whole_rows(part)[0][0]) for part in parts if "rows" in part), default=1)
    line = 1
    for part in parts:
        rows, merges = _xlsx_rows(part, width)
        for i, row in enumerate(rows):
            for j, cell in enumerate(row):
                _fill_xlsx(sheet.cell(line + i, j + 1), cell)
        for row, column, height, across in merges:
            sheet.merge_cells(
                start_row=line + row,
                start_column=column + 1,
                end_row=line + row + height - 1,
                end_column=column + across,
            )
        line += len(rows)
    if second_sheet:
        book.create_sheet(second_sheet)
    return _saved(book)


def _xlsx_rows(part, width):
    if isinstance(part, str):
        return [[part]], [[0, 0, 1, width]] if part else []
    if "rows" in part:
        return whole_rows(part)
    if "side" in part:
        left, right = part["side"]
        length = max(len(left), len(right))
        left, right = (lines + [""] * (length - len(lines)) for lines in (left, right))
        return [[a] + [""] * (width - 2) + [b] for a, b in zip(left, right, strict=True)], []
    return [[text] for text in text_of(part).split("\n")] if "numbered" in part else [], []


def _fill_xlsx(place, cell):
    if isinstance(cell, dict) and "date" in cell:
        place.value = datetime.date.fromisoformat(cell["date"])
        place.number_format = "DD.MM.YYYY"
    elif isinstance(cell, dict) and "value" in cell:
        place.value = cell["value"]
    elif text := text_of(cell):
        place.value = text


# PDF


def as_pdf(parts, *, page="A4", footer="", hyphens="manual", **_):
    from weasyprint import HTML  # noqa: PLC0415  (slow library)

    body = "".join(_html_of(part) for part in parts)
    style = CSS % {"page": page, "footer": footer, "hyphens": hyphens}
    return HTML(string=f"<html lang=ru><style>{style}</style><body>{body}</body></html>").write_pdf()


def _html_of(part):
    if isinstance(part, str):
        return f"<p>{html.escape(part) or '&nbsp;'}</p>"
    if "side" in part:
        left, right = ("<br>".join(map(html.escape, lines)) for lines in part["side"])
        return f'<table class="bare"><tr><td>{left}</td><td>{right}</td></tr></table>'
    if "rows" in part:
        return _html_table(part)
    if "numbered" in part:
        return _html_cell(part)
    return '<p style="break-after: page"></p>'


def _html_table(part):
    rows, merges = whole_rows(part)
    spans = {(row, column): (height, width) for row, column, height, width in merges}
    covered = {
        (row + i, column + j)
        for row, column, height, width in merges
        for i in range(height)
        for j in range(width)
    } - spans.keys()
    lines = []
    for i, row in enumerate(rows):
        shown = [(cell, spans.get((i, j), (1, 1))) for j, cell in enumerate(row) if (i, j) not in covered]
        cells = "".join(
            f"<td rowspan={size[0]} colspan={size[1]}>{_html_cell(cell)}</td>" for cell, size in shown
        )
        lines.append(f"<tr>{cells}</tr>")
    head = part.get("head", 0)
    widths = "".join(f'<col style="width:{width}%">' for width in part.get("widths", []))
    body = f"<thead>{''.join(lines[:head])}</thead>{''.join(lines[head:])}"
    return f'<table class="{part.get("class", "")}"><colgroup>{widths}</colgroup>{body}</table>'


def _html_cell(cell):
    if isinstance(cell, dict) and "numbered" in cell:
        return "<ol>" + "".join(f"<li>{html.escape(text)}</li>" for text in cell["numbered"]) + "</ol>"
    return html.escape(text_of(cell)).replace("\n", "<br>")


def _saved(document):
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
