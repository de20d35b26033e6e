"""What a questionnaire asks, as plain data: sections of questions, and how they are kept as JSON. Pure, no Django.

An answer sheet is a dict {key of a question: value}; the value by kind:

    short, long: text      number: int or float     date: "2026-10-01"       yes_no: "yes" or "no"
    single: key of an option                        single_other: the same, or {"other": text}
    several: list of keys of options                scale: int
    grid: {key of a row: int}                       ranking: all keys of options, the dearest first
    file: {"name": name of the sender, "stored": our name}

"Why?" under a low mark stands beside its question, under the key "<key>:why".
"""

from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    SHORT = "short"
    LONG = "long"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"
    SINGLE = "single"
    SINGLE_OTHER = "single_other"
    SEVERAL = "several"
    SCALE = "scale"
    GRID = "grid"
    RANKING = "ranking"
    FILE = "file"


KIND_WORDS = {
    Kind.SHORT: "короткий текст",
    Kind.LONG: "развёрнутый ответ",
    Kind.NUMBER: "число",
    Kind.DATE: "дата",
    Kind.YES_NO: "да или нет",
    Kind.SINGLE: "один вариант",
    Kind.SINGLE_OTHER: "один вариант или свой",
    Kind.SEVERAL: "несколько вариантов",
    Kind.SCALE: "шкала",
    Kind.GRID: "шкала для нескольких строк",
    Kind.RANKING: "расставить по важности",
    Kind.FILE: "файл",
}
OF_OPTIONS = {Kind.SINGLE, Kind.SINGLE_OTHER, Kind.SEVERAL, Kind.RANKING}
OF_MARKS = {Kind.SCALE, Kind.GRID}  # marks from `low` to `high`
OF_TEXT = {Kind.SHORT, Kind.LONG}
WHY = ":why"


@dataclass(frozen=True)
class Option:
    """One of the answers to choose from; `score` counts for the bands, None does not."""

    key: str
    words: str
    score: float | None = None
    competence: str = ""  # its name: who chooses this asks for it, or is strong in it


@dataclass(frozen=True)
class Row:
    """A line of a grid. A reversed one counts from the other end: 5 of 1-5 is 1."""

    key: str
    words: str
    is_reversed: bool = False
    competence: str = ""
    measure: str = ""


@dataclass(frozen=True)
class ShowIf:
    """A question is shown when an earlier one has one of these answers: keys, "yes"/"no", or marks as text."""

    question: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """One question. `measure` names what is measured: questions of two questionnaires with the same one are a pair."""

    key: str
    kind: Kind
    words: str
    hint: str = ""
    is_required: bool = False
    options: tuple[Option, ...] = ()
    rows: tuple[Row, ...] = ()
    low: int | None = None  # first mark of a scale; least number
    high: int | None = None
    low_words: str = ""
    high_words: str = ""
    labels: tuple[str, ...] = ()  # words of each mark, as many as marks, or none
    least: int | None = None  # how many options at least, at most; exactly N: both
    most: int | None = None
    show_if: ShowIf | None = None
    only_for: str = ""  # a side (models.Side): others are not asked
    why_at: int | None = None  # at this mark or below "Почему?" must be answered
    is_reversed: bool = False
    is_scored: bool = True  # of a scale or grid: its marks count for the bands
    measure: str = ""
    competence: str = ""

    @property
    def marks(self):
        """The marks of a scale or grid, the lowest first."""
        return range(self.low or 0, (self.high or 0) + 1)

    @property
    def keys(self):
        return tuple(option.key for option in self.options)


@dataclass(frozen=True)
class Section:
    """One screen on the phone."""

    key: str
    title: str = ""
    words: str = ""
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True)
class Band:
    """What a score from `low` to `high` means; `tone` is "good", "fair" or "poor"."""

    low: float
    high: float
    words: str
    tone: str = "fair"


@dataclass(frozen=True)
class Sheet:
    sections: tuple[Section, ...] = ()
    bands: tuple[Band, ...] = field(default=())

    @property
    def questions(self):
        return tuple(question for section in self.sections for question in section.questions)

    def question(self, key):
        return next((one for one in self.questions if one.key == key), None)


PARTS = {
    Sheet: {"sections": Section, "bands": Band},
    Section: {"questions": Question},
    Question: {"options": Option, "rows": Row, "show_if": ShowIf},
}
TUPLES = {"answers", "labels"}


def load(content: dict) -> Sheet:
    """A sheet from its JSON; unknown names and wrong kinds raise ValueError or TypeError."""
    return _load(Sheet, content)


def _load(shape, data):
    if not isinstance(data, dict):
        raise TypeError(f"Not a part of a sheet: {data!r:.80}")
    values = {}
    for name, value in data.items():
        part = PARTS.get(shape, {}).get(name)
        if name != "show_if" and (part or name in TUPLES) and not isinstance(value, list):
            raise TypeError(f"Not a list: {name}")
        if part and isinstance(value, list):
            value = tuple(_load(part, one) for one in value)
        elif part and value is not None:
            value = _load(part, value)
        elif name in TUPLES:
            value = tuple(value)
        elif name == "kind":
            value = Kind(value)
        values[name] = value
    return shape(**values)


def dump(part: Any) -> dict:
    """The JSON of a sheet or of a part of it; what is left at its default is not written."""
    found = {}
    for column in fields(part):
        value = getattr(part, column.name)
        if value == column.default and column.name not in {"low", "high"}:
            continue
        found[column.name] = _plain(value)
    return {name: value for name, value in found.items() if value is not None}


def _plain(value):
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, StrEnum):
        return str(value)
    return dump(value) if hasattr(value, "__dataclass_fields__") else value
