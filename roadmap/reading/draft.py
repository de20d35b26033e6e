"""What `interpret` makes of a document: a draft of a roadmap that a person corrects, and its JSON."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from roadmap.reading.terms import Period

#: Where something was read: (index of the block, row of its table; 0 for a paragraph).
Source = tuple[int, int]

#: What a column of the table may be; `mark` is ticked by hand, `other` was not understood.
FIELDS = ("number", "stage", "activity", "content", "term", "responsible", "result", "mark", "other")


@dataclass
class Stamp:
    """УТВЕРЖДАЮ, СОГЛАСОВАНО, ПРИНЯТО or «Приложение № 2 к приказу» with all its lines as they stand."""

    word: str
    position: str | None = None
    name: str | None = None
    lines: list[str] = field(default_factory=list)
    number: str | None = None
    date: dt.date | None = None
    #: "приказ", "протокол", "распоряжение"...: what the number and the date belong to.
    act: str | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "word": self.word,
            "position": self.position,
            "name": self.name,
            "lines": list(self.lines),
            "number": self.number,
            "date": self.date.isoformat() if self.date else None,
        }

    @property
    def is_approval(self) -> bool:
        return self.word.upper().startswith("УТВЕРЖД")

    @property
    def is_by_order(self) -> bool:
        return self.act in ("приказ", "распоряжение", "постановление")


@dataclass
class Activity:
    """One activity; `number` is "1.2" or None, `content` the items without their markers."""

    title: str
    number: str | None = None
    content: list[str] = field(default_factory=list)
    term: str | None = None
    periods: list[Period] = field(default_factory=list)
    continuous: bool = False
    responsible: list[str] = field(default_factory=list)
    responsible_text: str | None = None
    result: str | None = None
    source: list[Source] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "title": self.title,
            "content": list(self.content),
            "term": self.term,
            "periods": [dict(zip(("start", "end"), period.months, strict=True)) for period in self.periods],
            "continuous": self.continuous,
            "responsible": list(self.responsible),
            "result": self.result,
            "source": [list(pair) for pair in self.source],
        }


@dataclass
class Stage:
    """A stage with its activities; a map without stages is one stage without number and title."""

    number: str | None = None
    title: str | None = None
    activities: list[Activity] = field(default_factory=list)
    source: list[Source] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "title": self.title,
            "activities": [activity.to_json() for activity in self.activities],
            "source": [list(pair) for pair in self.source],
        }


@dataclass
class RoadmapDraft:
    """The whole document; `title_lines` keep the lines of the title, `columns` are (field, heading) pairs."""

    title_lines: list[str] = field(default_factory=list)
    institution: str | None = None
    intro: str = ""
    stamps: list[Stamp] = field(default_factory=list)
    columns: list[tuple[str, str]] = field(default_factory=list)
    stages: list[Stage] = field(default_factory=list)
    unrecognised: list[str] = field(default_factory=list)
    #: the lines above stamps and title that name the institution
    letterhead: list[str] = field(default_factory=list)
    #: understood and of no use: headings repeated on a further page, numbers of pages
    repeated: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        return " ".join(self.title_lines)

    @property
    def approval(self) -> Stamp | None:
        """The stamp of whoever approves; a bare «Приложение к приказу» only knows its order."""
        return next((stamp for stamp in self.stamps if stamp.is_approval), None)

    @property
    def order(self) -> Stamp | None:
        """The stamp with the order: the approval's own before that of «Приложение № 2 к приказу»."""
        ordered = [stamp for stamp in self.stamps if stamp.is_by_order]
        return min(ordered, key=lambda stamp: not stamp.is_approval, default=None)

    def to_json(self) -> dict[str, Any]:
        approval, order = self.approval, self.order
        return {
            "title": self.title,
            "institution": self.institution,
            "approver": {
                "position": approval.position if approval else None,
                "name": approval.name if approval else None,
            },
            "approval_order": {
                "number": order.number if order else None,
                "date": order.date.isoformat() if order and order.date else None,
            },
            "stages": [stage.to_json() for stage in self.stages],
            "unrecognised": list(self.unrecognised),
            "intro": self.intro,
            "stamps": [stamp.to_json() for stamp in self.stamps],
            "columns": [list(column) for column in self.columns],
            "letterhead": list(self.letterhead),
            "repeated": list(self.repeated),
        }
