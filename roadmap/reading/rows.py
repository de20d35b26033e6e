"""Rows of the table put together: rows of stages, rows cut by a page, cells merged over several rows."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from roadmap.reading.columns import Column
from roadmap.reading.draft import Source
from roadmap.reading.grids import GridRow
from roadmap.reading.markers import NAMED_STAGE, clean_number, depth, take_number
from roadmap.reading.phrases import ends_phrase, is_blank, join_lines, starts_low
from roadmap.reading.signs import NOTE, SIGNATURE, looks_like_roman, looks_like_stage

# a number of a sheet: 1.1 in Russian
FRACTION = re.compile(r"(\d{1,2}),(\d)")
FIELDS = ("number", "stage", "activity", "content", "term", "responsible", "result")
JOINERS = {"term": " – ", "result": "; "}
#: where a title across the row may stand; below the heading of any other column it is a title as well
TITLE_FIELDS = {"number", "stage", "activity", "content"}


@dataclass
class Record:
    """A row by fields; `covered` are the fields that a cell merged from above fills."""

    fields: dict[str, str]
    source: list[Source]
    is_wide: bool = False
    covered: frozenset[str] = frozenset()
    follows_break: bool = False
    is_stage: bool = False
    extra: list[str] = field(default_factory=list)

    def own(self, name: str) -> str:
        """The text of a field unless it came down from a merged cell."""
        return "" if name in self.covered else self.fields.get(name, "")

    @property
    def number(self) -> str | None:
        return clean_number(self.own("number"))

    @property
    def texts(self) -> list[tuple[str, str]]:
        """Own texts by field, without a mere number."""
        texts = [(name, self.own(name)) for name in FIELDS if not is_blank(self.own(name))]
        return [(name, text) for name, text in texts if name != "number" or not clean_number(text)]


@dataclass
class Habits:
    """What the rows of this table do: are they numbered, and do the numbers belong to its stages?"""

    fields: set[str]
    numbered: bool = False
    dotted: bool = False
    numbers_stages: bool = False


def records_of(rows: Iterable[GridRow], columns: list[Column]) -> list[Record]:
    return [_record(row, columns) for row in rows]


def with_tens(records: list[Record]) -> None:
    """A sheet that takes 1.10 for a fraction says 1,1: after 1.9 it is 1.10 again."""
    before: list[int] = []
    for record in records:
        fraction = FRACTION.fullmatch(record.own("number"))
        if fraction and before:
            whole, part = before
            if int(fraction[1]) == whole and 10 * int(fraction[2]) == part + 1:
                record.fields["number"] = f"{whole}.{part + 1}"
        number = (record.number or "").split(".")
        before = [int(part) for part in number] if len(number) == 2 else []


def _record(row, columns):
    texts: dict[str, list[str]] = {}
    extra = []
    is_title = row.is_wide or (len(row.texts) == 1 and looks_like_stage(row.texts[0]))
    for column, cell in zip(columns, row.cells, strict=False):
        name = "activity" if is_title and column.field not in TITLE_FIELDS else column.field
        if name in FIELDS and cell.strip():
            texts.setdefault(name, []).append(cell.strip())
        elif not is_blank(cell):
            extra.append(join_lines(cell))
    extra += [join_lines(cell) for cell in row.cells[len(columns) :] if not is_blank(cell)]
    fields = {name: JOINERS.get(name, "\n").join(parts) for name, parts in texts.items()}
    covered = frozenset(columns[i].field for i in row.covered if i < len(columns))
    return Record(fields, row.sources, row.is_wide, covered, row.follows_break, extra=extra)


def habits_of(records: list[Record], columns: list[Column]) -> Habits:
    """Read off the rows with more than one text."""
    body = [record for record in records if len(record.texts) > 1] or records
    numbers = [record.number for record in body if record.number]
    fields = {column.field for column in columns}
    habits = Habits(fields, bool(numbers) and len(numbers) >= 0.5 * len(body))
    habits.dotted = sum(depth(number) > 1 for number in numbers) > 0.5 * len(numbers) if numbers else False
    habits.numbers_stages = "stage" in fields and _numbers_stages(body, fields)
    return habits


def _numbers_stages(body, fields):
    """Every number stands beside the beginning of another stage."""
    numbered = [record for record in body if record.number]
    stages = [record.own("stage") for record in numbered]
    if "activity" not in fields:
        return True
    return all(stages) and len(set(stages)) == len(stages) and all(depth(one.number) == 1 for one in numbered)


def joined_records(records: list[Record], habits: Habits) -> tuple[list[Record], list[str]]:
    """Whole rows and rows of stages in order, and texts that are neither."""
    found: list[Record] = []
    rest: list[str] = []
    for record in records:
        rest += record.extra
        if _is_note(record):
            rest.append(join_lines(" ".join(text for _, text in record.texts)))
        elif record.is_stage or _is_stage_row(record, habits):
            record.is_stage = True
            found.append(record)
        elif found and _continues(record, found[-1], habits):
            _join(found[-1], record)
        elif record.texts or record.number:
            found.append(record)
    return found, rest + _trailing(found)


def _trailing(records):
    """Take off what only looks like a stage: lines below the table, after which no row follows."""
    rest: list[str] = []
    while records and _is_leftover(records[-1]):
        rest.insert(0, join_lines(" ".join(text for _, text in records.pop().texts)))
    return rest


def _is_leftover(record):
    text = " ".join(text for _, text in record.texts)
    return record.is_stage and not record.number and not take_number(text)[0] and not looks_like_stage(text)


def _is_note(record):
    if record.number:
        return False
    texts = [text for _, text in record.texts]
    return any(map(SIGNATURE.search, texts)) or (len(texts) == 1 and NOTE.match(texts[0]) is not None)


def _is_stage_row(record, habits):
    """One text across the row, or one beside nothing but a number."""
    if record.covered and not record.is_wide:
        return False
    if [name for name, _ in record.texts] == ["activity", "term"]:
        number = record.number or take_number(record.texts[0][1])[0]
        return bool(number) and depth(number) == 1 and habits.dotted  # the term is of the whole stage
    if len(record.texts) != 1:
        return False
    name, text = record.texts[0]
    if record.is_wide or name == "number":
        return not starts_low(text) or bool(record.number)
    return name == "activity" and _is_stage_title(record, text, habits)


def _is_stage_title(record, text, habits):
    number = record.number or take_number(text)[0]
    if number:
        is_counted = depth(number) == 1 and (habits.dotted or not habits.numbered)
        return is_counted or looks_like_roman(number) or NAMED_STAGE.match(text) is not None
    if looks_like_stage(text):
        return True
    if starts_low(text) or not habits.fields & {"term", "responsible", "content", "result"}:
        return False
    return text.isupper() or not record.follows_break


def _continues(record, before, habits):
    """A row without a number and a term of its own that goes on with the row before."""
    if record.number:
        return False
    if before.is_stage:
        return len(record.texts) == 1 and record.is_wide and starts_low(record.texts[0][1])
    if "activity" not in habits.fields:
        return _continues_stage(record)
    activity = record.own("activity")
    if not activity:
        return True
    if starts_low(activity):
        return record.follows_break or not record.fields.get("term")
    return not record.fields.get("term") and _goes_on(record, before, habits)


def _continues_stage(record):
    """In a map by stages: no new stage and no term of its own."""
    stage = record.own("stage")
    if stage:
        return starts_low(stage)
    return not record.own("term") or record.follows_break and starts_low(record.own("term"))


def _goes_on(record, before, habits):
    if "term" not in habits.fields or not before.fields.get("term"):
        return False
    if record.own("stage") and not starts_low(record.own("stage")):
        return False
    if habits.numbered and not habits.numbers_stages:
        return True
    return (
        record.follows_break and not record.own("responsible") and not ends_phrase(before.fields["activity"])
    )


def _join(before, record):
    """Put the texts of a row that goes on below those of the row before."""
    for name in FIELDS:
        text = record.own(name)
        if text:
            below = before.fields.get(name, "")
            joiner = " " if name in ("responsible", "term") and _is_cut(below, text) else "\n"
            before.fields[name] = f"{below}{joiner}{text}".strip()
    before.source += record.source


def _is_cut(before, after):
    """ "Администрация МБОУ № 4" + "г. Заречинска": one text that a page has cut."""
    return starts_low(after) and not before.endswith((",", ";"))
