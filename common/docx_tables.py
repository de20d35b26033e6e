"""Tables of a Word paper: ruled ones with a head that repeats, unruled ones that set things side by side."""

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import RGBColor
from docx.table import _Cell

from common.docx_blank import CELL, COLUMN, STAGE
from common.docx_text import CENTRE, say, say_piece, words_of_column

SIDE, EDGE = 74, 45  # inner margins of a ruled cell in twentieths of a point: 1.3 mm and .8 mm
GREY = RGBColor(0x55, 0x55, 0x55)
BAR_SIGNS = 20


def ruled(place, columns, rows, width):
    """A table of a paper: {"title", "width"} of columns; rows as documents/papers/pieces.py or roadmap/paper_table.py
    make them: a list of cells, {"cells": …}, {"stage": …}; a cell may span rows.
    """
    sizes = [int(width * column["width"] / 100) for column in columns]
    grid = _grid(place, 1 + len(rows), sizes, style="Table Grid")
    all_rows = [
        list(row.tc_lst) for row in grid._tbl.tr_lst
    ]  # `row.cells` counts the whole grid anew each time
    _head(all_rows[0], grid, columns)
    covered = {}
    for n, row in enumerate(rows, 1):
        keep_whole(grid._tbl.tr_lst[n])
        if isinstance(row, dict) and "stage" in row:
            _stage(all_rows[n], grid, row["stage"])
        else:
            _row(all_rows[n], grid, row["cells"] if isinstance(row, dict) else row, covered)
    return grid


def named_rows(place, rows, width, *, keep=False):
    """Facts: the name of each in bold at the left, 30 to 70 percent."""
    grid = _grid(place, len(rows), [int(width * 0.3), int(width * 0.7)], style="Table Grid")
    for tr, (name, words) in zip(grid._tbl.tr_lst, rows, strict=True):
        keep_whole(tr)
        left, right = (_Cell(tc, grid) for tc in tr.tc_lst)
        fill(left, [name], bold=True)
        fill(right, words if isinstance(words, list | tuple) else [words])
    return grid


def side_by_side(place, sizes, *, style=None):
    """One unruled row; the cells are flush with the text around them."""
    grid = _grid(place, 1, sizes, side=0, edge=0)
    keep_whole(grid._tbl.tr_lst[0])
    cells = [_Cell(tc, grid) for tc in grid._tbl.tr_lst[0].tc_lst]
    for cell in cells:
        cell.paragraphs[0].style = style
    return cells


def bars(place, rows, width):
    """Shares as a row of signs and in words: what is a drawing in the PDF may be edited here."""
    grid = _grid(place, len(rows), [int(width * 0.38), int(width * 0.36), int(width * 0.26)], side=0)
    for tr, row in zip(grid._tbl.tr_lst, rows, strict=True):
        keep_whole(tr)
        label, bar, words = (_Cell(tc, grid) for tc in tr.tc_lst)
        fill(label, [row["label"]])
        fill(words, [row["words"]])
        signs = round(max(0.0, min(100.0, float(row["share"]))) * BAR_SIGNS / 100)
        bar.paragraphs[0].style = CELL
        bar.paragraphs[0].add_run("█" * signs + "░" * (BAR_SIGNS - signs)).font.color.rgb = GREY
    return grid


def fill(cell, pieces, *, style=CELL, centre=False, bold=None):
    """Write pieces into a cell, each a paragraph; an empty cell keeps one empty paragraph."""
    for n, piece in enumerate(pieces or [""]):
        paragraph = cell.paragraphs[0] if n == 0 else cell.add_paragraph()
        paragraph.style = style
        if centre:
            paragraph.alignment = CENTRE
        say_piece(paragraph, piece, bold=bold)


def keep_whole(row):
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def keep_with_next(grid):
    """All rows stay on the sheet of what follows: a row goes where its paragraphs are told to go."""
    for paragraph in grid._tbl.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"):
        properties = paragraph.get_or_add_pPr()
        properties.get_or_add_keepNext()


def _grid(place, count, sizes, *, style=None, side=SIDE, edge=EDGE):
    grid = place.add_table(count, len(sizes), style=style)
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    for column, size in zip(grid.columns, sizes, strict=True):
        column.width = size
    for row in grid._tbl.tr_lst:
        for tc, size in zip(row.tc_lst, sizes, strict=True):
            tc.width = size
    names = ("top", edge), ("left", side), ("bottom", edge), ("right", side)
    inner = "".join(f'<w:{name} w:w="{value}" w:type="dxa"/>' for name, value in names)
    properties = grid._tbl.tblPr
    look = properties.find("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}tblLook")
    margins = parse_xml(f"<w:tblCellMar {nsdecls('w')}>{inner}</w:tblCellMar>")
    if look is None:
        properties.append(margins)
    else:
        look.addprevious(margins)  # the schema wants this order
    return grid


def _head(cells, grid, columns):
    row = grid._tbl.tr_lst[0]
    keep_whole(row)
    row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for tc, column in zip(cells, columns, strict=True):
        cell = _Cell(tc, grid)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        cell.paragraphs[0].style = COLUMN
        cell.paragraphs[0].add_run(words_of_column(column["title"]))


def _stage(cells, grid, text):
    """A stage as one cell across the table; it goes with the line after it."""
    merged = _Cell(cells[0], grid).merge(_Cell(cells[-1], grid))
    merged.paragraphs[0].style = STAGE
    say(merged.paragraphs[0], text)


def _row(cells, grid, given, covered):
    """The cells of a row; `covered` holds, by column, how many rows below a cell that spans several still covers."""
    given = iter(given)
    for column, tc in enumerate(cells):
        if covered.get(column):
            tc.vMerge = "continue"
            covered[column] -= 1
            continue
        pieces, rows, centre = _cell(next(given), is_first=column == 0)
        if rows > 1:
            tc.vMerge, covered[column] = "restart", rows - 1
        fill(_Cell(tc, grid), pieces, centre=centre)


def _cell(cell, *, is_first):
    """(pieces, rows it spans, whether it is centred) of either shape of cells."""
    if isinstance(cell, dict) and "lines" in cell:
        return cell["lines"], cell["rows"], cell["mid"]
    return (cell if isinstance(cell, list | tuple) else [cell]), 1, is_first
