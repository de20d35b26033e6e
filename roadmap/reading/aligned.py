"""Tables in plain text whose columns stand below each other, parted by runs of spaces."""

import re

from roadmap.reading.grids import GridRow, Line
from roadmap.reading.markers import take_number
from roadmap.reading.signs import RULE, begins_row, is_number

MAX_HEADING_LINES = 4


def aligned_rows(lines: list[Line], separator: re.Pattern) -> list[GridRow]:
    """The heading and the rows below it; wrapped cells go on in the lines below, each in its column."""
    heading, count = _aligned_heading(lines, separator)
    starts = [start for start, _ in heading]
    rows = [GridRow([text for _, text in heading], lines[0].source)]
    is_after_gap = False
    for line in lines[count:]:
        if not line.text.strip() or RULE.fullmatch(line.text):
            is_after_gap = True
            continue
        cells = _placed(_segments(line.text, separator), starts)
        if len(rows) > 1 and not _begins_aligned(cells, is_after_gap):
            _go_on(rows[-1], cells, line)
        else:
            rows.append(GridRow(cells, line.source, follows_break=is_after_gap))
        is_after_gap = False
    return rows


def _go_on(row, cells, line):
    row.cells = [f"{a}\n{b}".strip("\n") for a, b in zip(row.cells, cells, strict=True)]
    row.more.append(line.source)


def _segments(text, separator):
    """Pieces of a line with the places where they start."""
    found, start = [], 0
    for gap in [*separator.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if text[start:end].strip():
            found.append((start, text[start:end].strip()))
        start = gap.end() if gap else end
    return found


def _aligned_heading(lines, separator):
    """The columns with their places; a heading goes on over lines that stay below its columns."""
    heading = _segments(lines[0].text, separator)
    count = 1
    for line in lines[1:MAX_HEADING_LINES]:
        parts = _segments(line.text, separator)
        if not parts or is_number(parts[0][1]) or take_number(line.text)[0] or not _all_low(parts):
            break
        cells = _placed(parts, [start for start, _ in heading])
        heading = [
            (start, f"{text} {cell}".strip()) for (start, text), cell in zip(heading, cells, strict=True)
        ]
        count += 1
    return heading, count


def _all_low(parts):
    return all(text[:1].islower() for _, text in parts)


def _placed(segments, starts):
    """A cell for every column; as many pieces as columns are taken in order, else each by its place."""
    if len(segments) == len(starts):
        return [text for _, text in segments]
    cells = [""] * len(starts)
    for start, text in segments:
        nearest = min(range(len(starts)), key=lambda i: abs(starts[i] - start))
        cells[nearest] = f"{cells[nearest]} {text}".strip()
    return cells


def _begins_aligned(cells, is_after_gap):
    """A new row: it has a number of its own, stands after a gap, fills every column or is a stage."""
    filled = [cell for cell in cells if cell]
    if len(filled) == 1:
        return is_after_gap or begins_row(filled[0])
    return is_after_gap or len(filled) == len(cells) or is_number(cells[0]) or bool(take_number(cells[0])[0])
