"""One cell a line below a column of numbers: a bare number begins a row, and the lines up to the next are its cells."""

from collections.abc import Callable

from roadmap.reading.above import names_stage
from roadmap.reading.grids import GridRow, Line
from roadmap.reading.markers import clean_number, depth, take_number
from roadmap.reading.signs import is_number, looks_like_responsible, looks_like_term

#: the share of rows that must come out even
MOST = 0.7

Cells = list[tuple[str, list]]


def counted_rows(
    lines: list[Line], fields: list[str], joined: Callable[[list[Line]], Cells], filled: Callable
) -> list[GridRow] | None:
    """The rows; None where too few have a line for every column.

    `joined` puts wrapped lines together; `filled` makes rows of lines that do not come out even.
    """
    at = fields.index("number") if "number" in fields else -1
    if at < 0 or at > 1 or (at == 1 and fields[0] != "stage"):
        return None
    lines = _without_count([line for line in lines if line.text.strip()], len(fields))
    starts = [i for i, line in enumerate(lines) if is_number(line.text)]
    if not starts:
        return None
    first, *parts = [lines[a:b] for a, b in zip([0, *starts], [*starts, len(lines)], strict=True)]
    reader = _Reader(fields, at, joined, filled)
    reader.open(first)
    for part in parts:
        reader.read(part)
    return reader.rows if reader.even >= MOST * len(parts) else None


def _without_count(lines, width):
    """Without the row "1", "2", "3", "4" below the headings."""
    counts = [clean_number(line.text) for line in lines[: width + 1]]
    is_count = counts[:width] == [str(i) for i in range(1, width + 1)]
    return lines[width:] if is_count else lines


class _Reader:
    """Makes a row of each part; what stands after its cells is the stage of the next one."""

    def __init__(self, fields, at, joined, filled):
        self.fields = fields
        self.at = at
        self.joined = joined
        self.filled = filled
        self.rows: list[GridRow] = []
        self.even = 0
        self.stage: Cells = []

    def open(self, lines):
        """What stands between two rows: a row of the stage, or the cell of the stage of the next row."""
        for text, sources in self.joined(lines):
            if self.at:
                self.stage.append((text, sources))
            else:
                cells = [text] + [""] * (len(self.fields) - 1)
                self.rows.append(GridRow(cells, sources[0], is_wide=True, more=sources[1:]))

    def read(self, part):
        number, *lines = part
        behind = [lines.pop()] if len(lines) > 1 and self.is_stage(lines[-1].text, number.text) else []
        found = next((put for cells in self.ways(lines) if (put := self.placed(cells))), None)
        if found:
            self.even += 1
            self.put(number, *found)
        elif chain := self.chain(lines):
            self.even += 1
            for i, cells in enumerate(chain):
                source = next(iter(cells.values()))[1][0] if i else number.source
                self.put(Line("" if i else number.text, source), cells, None)
        elif len(lines) == 1 or (lines and names_stage(lines[0].text) and len(lines) < self.room):
            self.even += 1
            cells = [number.text, " ".join(line.text for line in lines)] + [""] * (len(self.fields) - 2)
            self.rows.append(
                GridRow(cells, number.source, is_wide=True, more=[line.source for line in lines])
            )
        else:
            self.rows += self.filled([number, *lines])
        self.open(behind)

    def ways(self, lines):
        """The cells of the lines as they stand and with wrapped lines put together."""
        return [[(line.text.strip(), [line.source]) for line in lines], self.joined(lines)]

    @property
    def room(self):
        """Columns after that of the number."""
        return len(self.fields) - self.at - 1

    def is_stage(self, text, number):
        if self.at:
            return False
        return names_stage(text) or (depth(clean_number(number)) > 1 and depth(take_number(text)[0]) == 1)

    def placed(self, cells):
        """Columns with their cells, and a cell too many; None where the cells are not so many or the term is astray."""
        for columns in self.patterns():
            names = [self.fields[self.at + 1 + i] for i in columns]
            own, extra = cells[: len(columns)], cells[len(columns) :]
            if len(own) < len(columns) or len(extra) > 1 or not self.suits(names, own):
                continue
            if not extra or self.is_behind(extra[0][0]):
                return dict(zip(columns, own, strict=True)), (extra or [None])[0]
            if names[-1] == "result":
                (last, where), (text, more) = own[-1], extra[0]
                return dict(zip(columns, [*own[:-1], (f"{last}\n{text}", where + more)], strict=True)), None
        return None

    def chain(self, lines):
        """The rows of a numbered stage: its title stands in the first of them alone."""
        size = self.room - 1
        if self.at or self.fields[1] != "stage" or size < 2 or len(lines) <= size or len(lines) % size != 1:
            return []
        title, *cells = [(line.text.strip(), [line.source]) for line in lines]
        rows = [dict(enumerate(cells[i : i + size], 1)) for i in range(0, len(cells), size)]
        if not all(self.suits(self.fields[2:], list(row.values())) for row in rows):
            return []
        return [{0: title, **rows[0]}, *rows[1:]]

    def patterns(self):
        """Which columns have a cell: all, or all but the mark, the stage said above, a term merged over rows."""
        fields = self.fields[self.at + 1 :]
        whole = list(range(len(fields)))
        missing = [set(), {"mark"}, {"stage"}, {"mark", "stage"}, {"term"}]
        found = [[i for i in whole if fields[i] not in names] for names in missing]
        return [part for i, part in enumerate(found) if part and part not in found[:i]]

    def is_behind(self, text):
        """After the last cell: the title of a stage, no further one who is responsible."""
        if looks_like_term(text):
            return False
        return bool(self.at) or (
            self.fields[-1] in ("responsible", "term") and not looks_like_responsible(text)
        )

    def suits(self, names, cells):
        """The term stands in its place; where none does, those who are responsible do."""
        texts = [text for text, _ in cells]
        if "term" in names and looks_like_term(texts[names.index("term")]):
            return True
        if any(map(looks_like_term, texts)):
            return "term" not in self.fields
        return "responsible" not in names or looks_like_responsible(texts[names.index("responsible")])

    def put(self, number, cells, extra):
        stage, self.stage = self.stage, []
        before = [" ".join(text for text, _ in stage)] if self.at else []
        texts = [cells[i][0] if i in cells else "" for i in range(self.room)]
        sources = [source for _, part in [*stage, *cells.values()] for source in part]
        self.rows.append(GridRow([*before, number.text, *texts], number.source, more=sources))
        if extra:
            text, where = extra
            self.open([Line(text, where[0], where[1:])])
