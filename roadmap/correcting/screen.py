"""What the screen of a reading shows: the source with addresses, the lines with what was understood of them."""

from dataclasses import dataclass

from common.blocks import Paragraph, from_json
from common.russian import lower_first
from roadmap.correcting.draft import OF_PIECES
from roadmap.correcting.plan import NOT_UNDERSTOOD, Years, day_of, own_years, term_words
from roadmap.forms.reading import MEANINGS, kept_of
from roadmap.progress import COUNTERS
from roadmap.reading.terms import read_term
from roadmap.recognising import ITEMS, PLANNED
from roadmap.services.from_reading import closing_of

MOST_ROWS = 3000  # of the source that one page shows
MOST_PIECES = 200
NARROW, WIDE = 40, 64  # letters in a row of a field, to give it the height of its text
CONTENT = "Содержание"
LABELS = {
    "term": "Срок",
    "responsible": "Ответственные",
    "result": "Результат, документ",
}


@dataclass(frozen=True)
class Cell:
    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class SourceRow:
    """A row of a table (`cells`) or a paragraph; `key` is its address on the page."""

    key: str
    cells: list[Cell]


@dataclass(frozen=True)
class SourceBlock:
    is_table: bool
    rows: list[SourceRow]


def source_of(data: list[dict]) -> list[SourceBlock]:
    """The document as it came: tables with their merged cells, paragraphs between them; empty ones are left out."""
    blocks, left = [], MOST_ROWS
    for at, block in enumerate(from_json(data)):
        if left <= 0:
            break
        if isinstance(block, Paragraph):
            rows = [SourceRow(address(at, 0), [Cell(block.text)])] if block.text.strip() else []
        else:
            rows = _table(at, block)[:left]
        left -= len(rows)
        if rows:
            blocks.append(SourceBlock(not isinstance(block, Paragraph), rows))
    return blocks


def address(block, row):
    return f"b{block}r{row}"


def _table(at, table):
    spans = {(merge.row, merge.column): merge for merge in table.merges}
    covered = {
        (row, column)
        for merge in table.merges
        for row in range(merge.row, merge.row + merge.rows)
        for column in range(merge.column, merge.column + merge.columns)
    } - set(spans)
    rows = []
    for number, texts in enumerate(table.rows):
        cells = []
        for column, text in enumerate(texts):
            if (number, column) in covered:
                continue
            merge = spans.get((number, column))
            cells.append(Cell(text, merge.columns, merge.rows) if merge else Cell(text))
        rows.append(SourceRow(address(at, number), cells))
    return rows


def places_in(blocks: list[SourceBlock]) -> dict[str, str]:
    """The address of each cell and of each line in it by its text, for the pieces that were not understood."""
    places = {}
    for block in blocks:
        for row in block.rows:
            for cell in row.cells:
                for text in (cell.text, *cell.text.split("\n")):
                    places.setdefault(" ".join(text.split()), row.key)
    return places


@dataclass(frozen=True)
class Field:
    """A field of a line: what it says and how many rows its text takes."""

    name: str
    label: str
    text: str
    rows: int
    note: str = ""

    @property
    def is_wrong(self):
        return self.note == NOT_UNDERSTOOD


@dataclass(frozen=True)
class Line:
    """A line of the draft with the names of its fields and what was understood of it."""

    place: str
    name: str
    kept: str
    number: str
    title: Field
    content: Field
    fields: list[Field]
    counted: str
    source: str
    is_removed: bool

    @property
    def words(self):
        return f"{self.number} {self.title.text}".strip()

    @property
    def hidden(self):
        """(name, value) of everything that a removed line sends along."""
        shown = [(field.name, field.text) for field in (self.title, self.content, *self.fields)]
        return [(f"{self.name}-kept", self.kept), (f"{self.name}-number", self.number), *shown]


@dataclass(frozen=True)
class Stage:
    at: int
    kept: str
    number: str
    title: str
    rows: int
    source: str
    lines: list[Line]


def stages_of(draft: dict) -> list[Stage]:
    years = own_years(draft)
    shown = _shown(draft)
    return [
        Stage(
            at,
            kept_of(row),
            row["number"] or "",
            row["title"] or "",
            _rows(row["title"] or "", WIDE),
            _first(row),
            [_line(f"{at} {number}", line, shown, years) for number, line in enumerate(row["activities"])],
        )
        for at, row in enumerate(draft["stages"])
    ]


def _shown(draft):
    """Fields that the table of the document has, or that some line holds anyway."""
    fields = {field for field, _ in draft["columns"]}
    lines = [line for stage in draft["stages"] for line in stage["activities"]]
    return [key for key in LABELS if key in fields or any(line[key] for line in lines)]


def _line(place, line, shown, years: Years | None):
    name = f"a{place.replace(' ', '-')}"
    term = read_term(line["term"] or "", years and years.ends)
    notes = {"term": term_words(term)}
    texts = {key: _text(line[key]) for key in (*LABELS, "content")}
    return Line(
        place=place,
        name=name,
        kept=kept_of(line),
        number=line["number"] or "",
        title=Field(f"{name}-title", "Мероприятие", line["title"], _rows(line["title"], WIDE)),
        content=Field(
            f"{name}-content",
            CONTENT,
            texts["content"],
            _rows(texts["content"], WIDE),
        ),
        fields=[
            Field(f"{name}-{key}", LABELS[key], texts[key], _rows(texts[key], NARROW), notes.get(key, ""))
            for key in shown
        ],
        counted=closing_words(line["title"], line["content"]),
        source=_first(line),
        is_removed=bool(line.get("removed")),
    )


def _text(value):
    return "\n".join(value) if isinstance(value, list) else value or ""


def _rows(text, width):
    return sum(1 + len(line) // width for line in text.split("\n"))


def _first(row):
    return address(*row["source"][0]) if row["source"] else ""


def closing_words(title, content):
    """By what the line will be closed, in words."""
    key = closing_of(title, content)
    if key == ITEMS:
        return "сама, когда готовы все пункты содержания"
    if key in COUNTERS:
        return f"сама, по данным: {lower_first(COUNTERS[key][0])}"
    return f"вручную, по смыслу: {lower_first(PLANNED[key])}" if key in PLANNED else "вручную"


def reading_context(reading, draft, form):
    """Everything the page needs; `draft` is the kept one or what was just typed."""
    blocks, stages = source_of(reading.source), stages_of(draft)
    places = places_in(blocks)
    pieces = [
        (at, text, places.get(" ".join(text.split()), "")) for at, text in enumerate(draft["unrecognised"])
    ]
    lines = [line for stage in stages for line in stage.lines if not line.is_removed]
    return {
        "reading": reading,
        "draft": draft,
        "form": form,
        "blocks": blocks,
        "is_cut": sum(len(block.rows) for block in blocks) >= MOST_ROWS,
        "stages": stages,
        "lines": lines,
        "has_stages": any(stage.title for stage in stages),
        "shape": ",".join(str(len(stage.lines)) for stage in stages),
        "pieces": pieces[:MOST_PIECES],
        "more_pieces": len(pieces[MOST_PIECES:]),
        "dismissed": list(enumerate(draft["dismissed"]))[:MOST_PIECES],
        "columns": [*draft["columns"], ["", ""]],
        "meanings": [("", "не задано"), *MEANINGS.items()],
        "is_head_open": bool(set(form.errors) - {"__all__"}) or not draft["columns"],
        "approval_day": day_of(draft["approval_order"]["date"]),
        "other_stamps": [("Принято", draft["adopted"]), ("Согласовано", draft["agreed"])],
        "years": own_years(draft),
    }


def anchor_of(name, place):
    """Where on the page one looks after a button was pressed."""
    if name in OF_PIECES:
        return "#pieces"
    if place is None:
        return ""
    stage, line = place
    return f"#s{stage}" if line is None else f"#a{stage}-{line}"
