"""One cell a line, row after row: numbers, terms and whoever is responsible say where a row ends."""

from roadmap.reading.above import names_stage
from roadmap.reading.draft import Source
from roadmap.reading.grids import GridRow, Line
from roadmap.reading.markers import depth, take_number
from roadmap.reading.phrases import starts_low
from roadmap.reading.sequence_rows import counted_rows
from roadmap.reading.signs import is_number, looks_like_responsible, looks_like_stage, looks_like_term
from roadmap.reading.terms import read_term

CELL_TESTS = {"number": is_number, "term": looks_like_term, "responsible": looks_like_responsible}


def rows_by_cells(lines: list[Line], fields: list[str]) -> tuple[list[GridRow], list[Line]]:
    """Rows of the lines; where the count comes out even and terms stand in their places, one after the other."""
    groups = _groups(lines)
    is_by_rows = _parts_rows(groups)
    tail = [] if is_by_rows or _parts_cells(groups) else _tail(groups)
    groups = groups[: len(groups) - len(tail)]
    rest = [line for group in tail for line in group]
    if not _parts_cells(groups) and (rows := _counted([line for group in groups for line in group], fields)):
        return rows, rest
    chunks = _chunks(groups, is_by_rows)
    return _rows_of_chunks(chunks, groups, fields, rest) if chunks else ([], lines)


def _counted(lines, fields):
    return counted_rows(
        lines, fields, lambda part: _chunks([part] if part else [], True), lambda part: _filled(part, fields)
    )


def _filled(lines, fields):
    if "term" not in fields and "responsible" not in fields:
        cells = [lines[0].text, "\n".join(line.text for line in lines[1:])] + [""] * (len(fields) - 2)
        return [GridRow(cells, lines[0].source, more=[line.source for line in lines[1:]])]
    filler = _Filler(fields)
    filler.take_all(_chunks([lines], True))
    return filler.rows


def _rows_of_chunks(chunks, groups, fields, rest):
    is_by_rows = _parts_rows(groups)
    width = len(fields)
    even = [chunks[i : i + width] for i in range(0, len(chunks), width)]
    if chunks and len(chunks) % width == 0 and _fits(even, fields):
        return [_row([text for text, _ in row], [sources for _, sources in row]) for row in even], rest
    if "term" not in fields and "responsible" not in fields:
        return [], [line for group in groups for line in group] + rest
    filler = _Filler(fields)
    if is_by_rows:
        _fill_by_rows(filler, groups)
    else:
        filler.is_dotted = any(depth(take_number(text)[0]) > 1 for text, _ in chunks)
        filler.take_all(chunks)
    return _without_stage(filler.rows, fields), rest


def _without_stage(rows, fields):
    """Rows below the first of a stage say it no more: their texts go one column to the right."""
    texts = [i for i, field in enumerate(fields) if field in ("stage", "activity", "content")]
    if len(texts) < 2 or fields[texts[0]] != "stage":
        return rows
    for row in rows[1:]:
        if not row.is_wide and not row.cells[texts[-1]] and not names_stage(row.cells[texts[0]]):
            said = [row.cells[i] for i in texts[:-1]]
            for i, text in zip(texts, ["", *said], strict=True):
                row.cells[i] = text
    return rows


def _fill_by_rows(filler, groups):
    """Every group of lines is a row; a line alone is a stage."""
    for group in groups:
        cells = _chunks([group], is_by_rows=True)
        if len(cells) == 1:
            filler.open_stage(*cells[0])
            continue
        filler.open_row(*cells[0])
        for text, sources in cells[1:]:
            filler.place(text, sources)


def _row(cells, sources):
    first, *more = [source for part in sources for source in part]
    return GridRow(cells, first, more=more)


def _groups(lines):
    """Lines between empty lines."""
    groups: list[list[Line]] = []
    is_after_gap = True
    for line in lines:
        if line.text.strip():
            groups += [[]] if is_after_gap else []
            groups[-1].append(line)
        is_after_gap = not line.text.strip()
    return groups


def _parts_rows(groups):
    """Empty lines part rows, not cells: terms stand in the middle of groups, hardly ever two in one."""
    with_term = [group for group in groups if any(looks_like_term(line.text) for line in group)]
    inside = [group for group in with_term if not looks_like_term(group[0].text)]
    terms = sum(looks_like_term(line.text) for group in inside for line in group)
    return len(groups) > 1 and 0.5 * len(with_term) < len(inside) >= 0.5 * terms


def _parts_cells(groups):
    """Empty lines part cells: there are many of them."""
    return len(groups) > 0.4 * sum(map(len, groups))


def _tail(groups):
    """What stands below the table: the last groups, in which nothing says that a row is there."""
    tests = (is_number, looks_like_term, names_stage)
    is_row = [any(test(line.text) for line in group for test in tests) for group in groups]
    last = max((i for i, says in enumerate(is_row) if says), default=len(groups) - 1)
    return groups[last + 1 :]


def _chunks(groups, is_by_rows):
    """Cells with their places: the groups if these are many, else one a line, wrapped ones joined."""
    is_by_cells = not is_by_rows and _parts_cells(groups)
    chunks: list[tuple[str, list[Source]]] = []
    for group in groups:
        for i, line in enumerate(group):
            text = line.text.strip()
            if i and (is_by_cells or _is_rest(chunks[-1][0], text)):
                chunks[-1] = (f"{chunks[-1][0]}\n{text}", [*chunks[-1][1], line.source])
            else:
                chunks.append((text, [line.source]))
    return chunks


def _is_rest(before, text):
    """A wrapped line: it goes on in small letters and is no cell by itself."""
    if is_number(before) or is_number(text):
        return False
    if before.endswith((",", "-")):
        return True
    return starts_low(text) and not looks_like_term(text) and not looks_like_term(before)


def _fits(rows, fields):
    """Numbers, terms and responsible stand in their columns nearly everywhere."""
    for i, field in enumerate(fields):
        test = CELL_TESTS.get(field)
        share = 0.5 if field == "responsible" else 0.9
        if test and sum(test(row[i][0]) for row in rows) < share * len(rows):
            return False
    return any(field in CELL_TESTS for field in fields)


class _Filler:
    """Fills row after row; the columns up to the term take texts, those after it one line each."""

    def __init__(self, fields):
        self.fields = fields
        self.rows: list[GridRow] = []
        self.pivot = fields.index("term" if "term" in fields else "responsible")
        self.texts = [i for i in range(self.pivot) if fields[i] in ("stage", "activity", "content")]
        self.is_dotted = False

    def take_all(self, chunks):
        followings = [text for text, _ in chunks[1:]] + [""]
        for (text, sources), following in zip(chunks, followings, strict=False):
            self.take(text, sources, following)

    def take(self, text, sources, following):
        if self.begins_stage(text):
            self.open_stage(text, sources)
        elif self.begins_row(text):
            self.open_row(text, sources)
        else:
            self.place(text, sources, following)

    def open_stage(self, text, sources):
        cells = [text] + [""] * (len(self.fields) - 1)
        self.rows.append(GridRow(cells, sources[0], is_wide=True, more=sources[1:]))

    @property
    def row(self):
        return self.rows[-1].cells if self.rows else None

    @property
    def is_ready(self):
        """The row at hand has its term, or there is none."""
        return self.row is None or bool(self.row[self.pivot]) or self.is_stage_row

    @property
    def is_stage_row(self):
        return self.rows[-1].is_wide

    def begins_stage(self, text):
        if not self.is_ready or is_number(text):
            return False
        number = take_number(text)[0]
        return (
            looks_like_stage(text)
            or bool(number and not number[0].isdigit())
            or (self.is_dotted and depth(number) == 1)
        )

    def begins_row(self, text):
        number = text if is_number(text) else take_number(text)[0]
        if "number" in self.fields:
            return bool(number) and (is_number(text) or self.is_ready)
        return self.is_ready and (self.row is None or self.is_stage_row or all(self.row[self.pivot :]))

    def open_row(self, text, sources):
        cells = [""] * len(self.fields)
        self.rows.append(GridRow(cells, sources[0], more=sources[1:]))
        number, rest = (text, "") if is_number(text) else take_number(text)
        self.is_dotted = self.is_dotted or depth((number or "").rstrip(".)")) > 1
        if "number" in self.fields and number:
            cells[self.fields.index("number")] = number
            text = rest
        if text.strip():
            self.place(text, [])

    def place(self, text, sources, following=""):
        if self.row is None or self.is_stage_row:
            self.open_row("", sources)
        else:
            self.rows[-1].more += sources
        row = self.row
        at = self.place_of(text, row, following)
        row[at] = f"{row[at]}\n{text}".strip()

    def place_of(self, text, row, following):
        """The term where it looks like one, the next text before that, the next free column after it."""
        if row[self.pivot]:
            free = [i for i in range(self.pivot + 1, len(row)) if not row[i]]
            return free[0] if free else len(row) - 1
        test = CELL_TESTS[self.fields[self.pivot]]
        has_text = any(row[i] for i in self.texts)
        free = [i for i in self.texts if not row[i]]
        is_text = bool(free) and test(following) and not read_term(text).periods  # "Встречи по плану"
        if not self.texts or (has_text and test(text) and not is_text):
            return self.pivot
        return free[0] if free else self.texts[-1]
