"""Text with one cell a line (a web page, a scan): the lines after the headings become rows of a grid."""

import re

from roadmap.reading.columns import TEXT_FIELDS, field_of, is_heading
from roadmap.reading.grids import Grid, GridRow, Line, Piece
from roadmap.reading.heading import TITLE
from roadmap.reading.markers import depth, take_number
from roadmap.reading.phrases import join_lines, key, starts_low
from roadmap.reading.sequence_cells import rows_by_cells
from roadmap.reading.sequence_stages import rows_by_stages
from roadmap.reading.signs import is_number, looks_like_stage

# "№ Наименование", "N° Наименование": two headings on one line
NUMBER_FIRST = re.compile(r"\s*(№\s*п/п|№(?!\s*п)|N[°ºo]?|п/п)\s+(?=[^\W\d_])")
MAX_LINES = 24
MAX_REST = 60
MIN_STAGES = 3


def with_sequence(pieces: list[Piece]) -> list[Piece]:
    """The pieces with a grid of the lines below a run of headings; the same pieces where there is no such run."""
    if any(isinstance(piece, Grid) for piece in pieces):
        return pieces
    for start, line in enumerate(pieces):
        if _may_head(line.text):
            headings, count = _headings(pieces[start : start + MAX_LINES])
            heading = GridRow(headings, line.source)
            if is_heading(heading):
                return pieces[:start] + _grid(heading, pieces[start + count :])
    return _with_stages(pieces)


def _may_head(text):
    """A line that may be the first heading: not "Дорожная карта (план мероприятий)", not "1. Подготовительный этап"."""
    is_heading = field_of(text) or NUMBER_FIRST.match(text)
    return bool(is_heading) and not (TITLE.match(text) or _is_body(text) or text[:1].islower())


def _with_stages(pieces):
    """Without any heading: lines that count stages by name, "1. Подготовка условий", "2. Формирование базы"."""
    first = next((i for i, line in enumerate(pieces) if _is_stage(line.text)), None)
    if first is None or sum(_is_stage(line.text) for line in pieces) < MIN_STAGES:
        return pieces
    rows, rest = rows_by_stages(pieces[first:], ["number", "stage", "content"])
    return [*pieces[:first], Grid(rows), *rest]


def _is_stage(text):
    number, rest = take_number(text)
    return bool(number) and depth(number) == 1 and (looks_like_stage(rest) or looks_like_stage(text))


def _headings(lines: list[Line]):
    """Headings one after the other, wrapped ones put together, and how many lines they take."""
    found: list[str] = []
    is_after_gap = True
    for count, line in enumerate(lines):
        text = line.text.strip()
        if not text:
            is_after_gap = True
            continue
        number = NUMBER_FIRST.match(text)
        if number and not found:
            found, text = [number[1]], text[number.end() :]
        elif found and _is_body(text):
            return found, count
        if not _take(found, text, is_after_gap):
            return found, count
        is_after_gap = False
    return found, len(lines)


def _is_body(text):
    return is_number(text) or take_number(text)[0] is not None or looks_like_stage(text)


def _take(found, text, is_after_gap):
    """Put a line to the headings: as a new one or as the rest of the one before."""
    field = field_of(text)
    is_rest = found and field_of(found[-1]) != "number" and (starts_low(text) or field == field_of(found[-1]))
    if is_rest and not (is_after_gap and field and not starts_low(text)):
        found[-1] = join_lines(f"{found[-1]}\n{text}")
    elif field:
        found.append(text)
    elif found and not is_after_gap and len(text) < MAX_REST and starts_low(text):
        found[-1] = join_lines(f"{found[-1]}\n{text}")
    else:
        return False
    return True


def _grid(heading, lines):
    fields = [field_of(cell) for cell in heading.cells]
    is_by_stages = "stage" in fields and not set(fields) - TEXT_FIELDS - {"number"}
    rows, rest = [heading], []
    for part in _parts(lines, heading):
        more, left = (rows_by_stages if is_by_stages else rows_by_cells)(part, fields)
        rows += [*more, heading]
        rest += left
    return [Grid(rows[:-1]), *rest]


def _parts(lines, heading):
    """The lines between headings that are repeated."""
    texts = [key(cell) for cell in heading.cells]
    parts: list[list[Line]] = [[]]
    at = 0
    while at < len(lines):
        if [key(line.text) for line in lines[at : at + len(texts)]] == texts:
            parts.append([])
            at += len(texts)
        else:
            parts[-1].append(lines[at])
            at += 1
    return parts
