"""A map without a table: below every activity stand lines such as "Срок: сентябрь 2023", "Ответственный: куратор"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from roadmap.reading.above import names_stage
from roadmap.reading.columns import Column, field_of
from roadmap.reading.grids import Grid, GridRow, Line, Piece
from roadmap.reading.headlines import head_lines
from roadmap.reading.markers import depth, take_number
from roadmap.reading.phrases import is_blank, join_lines, starts_low
from roadmap.reading.rows import records_of
from roadmap.reading.signs import is_aside
from roadmap.reading.tables import Layout, told

LABEL = re.compile(r"\s*[-–—•(]?\s*([^\W\d_][^:\d]{2,40}?)\s*:\s*(.*)")
# "Назначение куратора. Срок: сентябрь. Ответственный: директор" on one line
INLINE = re.compile(
    r"(?<=[.;,)])\s+(?=(?:Срок|Ответственн|Исполнител|Результат)[а-я ]{0,24}:)", re.IGNORECASE
)
LABELS = ("term", "responsible", "result")
MIN_LABELS = 4


@dataclass
class Entry:
    """An activity, or a stage where `is_stage`; its lines and what its labels say."""

    lines: list[str]
    sources: list
    is_stage: bool = False
    said: dict[str, str] = field(default_factory=dict)


def read_labelled(pieces: list[Piece], fields: Sequence[str] = ()) -> Layout | None:
    """The lines as a table with a column for every label; None where such labels are few."""
    if any(isinstance(piece, Grid) for piece in pieces):
        return None
    lines = _split(pieces)
    places = [i for i, line in enumerate(lines) if _label(line.text)]
    kinds = {_label(lines[i].text)[0] for i in places}
    if len(places) < MIN_LABELS or len(kinds) < 2:
        return None
    start = _first(lines, places[0])
    reader = _Reader()
    for line in lines[start:]:
        reader.read(line)
    return _layout(reader, head_lines(lines[:start]), fields)


def _split(pieces):
    return [Line(text, line.source) for line in pieces for text in INLINE.split(line.text)]


def _label(text):
    """Field, label and value of a labelled line."""
    found = LABEL.fullmatch(text)
    kind = field_of(found[1]) if found else None
    return (kind, found[1].strip(), found[2]) if kind in LABELS else None


def _first(lines, label):
    """Where the first activity begins, or the stage above it."""
    filled = [i for i in range(label) if not is_blank(lines[i].text)]
    numbered = [i for i in filled if take_number(lines[i].text)[0] or names_stage(lines[i].text)]
    return numbered[0] if numbered else (filled[-1] if filled else label)


class _Reader:
    """Reads line after line: labels go to the entry at hand, other lines begin the next one."""

    def __init__(self):
        self.entries: list[Entry] = []
        self.labels: dict[str, str] = {}
        self.repeated: list[str] = []
        self.rest: list[str] = []
        self.last: str | None = None
        self.is_after_gap = False

    def read(self, line):
        text = line.text.strip()
        if is_blank(text):
            self.is_after_gap = True
            return
        label = _label(text)
        if label and self.entries and not self.entries[-1].is_stage:
            self.take_label(*label, line)
        elif self.entries and self.goes_on(text):
            self.append(text, line)
        elif is_aside(text):
            self.rest.append(join_lines(text))
        else:
            self.entries.append(Entry([text], [line.source], is_stage=self.begins_stage(text)))
            self.last = None
        self.is_after_gap = False

    def take_label(self, kind, label, value, line):
        entry = self.entries[-1]
        if kind in self.labels:
            self.repeated.append(label)
        self.labels.setdefault(kind, label)
        entry.said[kind] = f"{entry.said.get(kind, '')}\n{value}".strip()
        entry.sources.append(line.source)
        self.last = kind

    def goes_on(self, text):
        """A wrapped line, or one more line of an activity whose labels are still to come."""
        if names_stage(text) or take_number(text)[0]:
            return False
        return starts_low(text) or (
            self.last is None and not self.entries[-1].is_stage and not self.is_after_gap
        )

    def append(self, text, line):
        entry = self.entries[-1]
        entry.sources.append(line.source)
        if self.last is None:
            entry.lines.append(text)
        else:
            entry.said[self.last] += f"\n{text}"

    def begins_stage(self, text):
        number = take_number(text)[0]
        return names_stage(text) or (depth(number) == 1 and self.is_dotted())

    def is_dotted(self):
        return any(depth(take_number(entry.lines[0])[0]) > 1 for entry in self.entries)


def _layout(reader, head, fields):
    """An entry that no label follows is a stage if another one follows it, else of no use."""
    entries = reader.entries
    while entries and not entries[-1].said:
        reader.rest.insert(0, join_lines("\n".join(entries.pop().lines)))
    order = list(reader.labels)
    names = [
        Column("number", ""),
        Column("activity", ""),
        *(Column(kind, reader.labels[kind]) for kind in order),
    ]
    columns = told(names, fields)
    layout = Layout(head, columns, rest=reader.rest, repeated=reader.repeated)
    for entry in entries:
        layout.records += records_of([_row(entry, order)], columns)
        layout.records[-1].is_stage = entry.is_stage or not entry.said
    return layout


def _row(entry, order):
    text = "\n".join(entry.lines)
    number, rest = take_number(text)
    if entry.is_stage or not entry.said:
        number, rest = "", text
    cells = [number or "", rest, *(entry.said.get(kind, "") for kind in order)]
    return GridRow(cells, entry.sources[0], is_wide=not entry.said, more=entry.sources[1:])
