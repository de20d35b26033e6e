"""A questionnaire as whoever answers it sees it: screens of fields; and what comes back from its form. Pure."""

import json
from dataclasses import dataclass, field

from surveys.sheet import WHY, Kind, Option, Question, Row, Section, Sheet

#: A template of each kind: templates/surveys/answer/kinds/.
TEMPLATES = {
    **dict.fromkeys([Kind.SHORT, Kind.LONG], "surveys/answer/kinds/text.html"),
    **dict.fromkeys(
        [Kind.YES_NO, Kind.SINGLE, Kind.SINGLE_OTHER, Kind.SEVERAL], "surveys/answer/kinds/choice.html"
    ),
    Kind.NUMBER: "surveys/answer/kinds/number.html",
    Kind.DATE: "surveys/answer/kinds/date.html",
    Kind.SCALE: "surveys/answer/kinds/scale.html",
    Kind.GRID: "surveys/answer/kinds/grid.html",
    Kind.RANKING: "surveys/answer/kinds/ranking.html",
    Kind.FILE: "surveys/answer/kinds/file.html",
}
YES_NO = (Option("yes", "Да"), Option("no", "Нет"))
OTHER = ":other"


@dataclass(frozen=True)
class Choice:
    """One thing to tick or to press."""

    value: str
    words: str
    is_chosen: bool = False


@dataclass(frozen=True)
class Field:
    """One question with what has been answered and what is wrong with it."""

    number: int
    question: Question
    value: object = None
    why: str = ""
    error: str = ""

    @property
    def template(self):
        return TEMPLATES[self.question.kind]

    @property
    def name(self):
        return self.question.key

    @property
    def has_legend(self):
        """Several controls under one question: a group with a legend; one control has a label."""
        return self.question.kind not in {Kind.SHORT, Kind.LONG, Kind.NUMBER, Kind.DATE, Kind.FILE}

    @property
    def described(self):
        """Ids of what is read aloud with the question."""
        return f"{self.name}-error {self.name}-hint" if self.has_hint else f"{self.name}-error"

    @property
    def has_hint(self):
        return bool(self.question.hint or self.amount or not self.question.is_required)

    @property
    def control(self):
        return "checkbox" if self.question.kind == Kind.SEVERAL else "radio"

    @property
    def choices(self):
        options = YES_NO if self.question.kind == Kind.YES_NO else self.question.options
        chosen = self.value if isinstance(self.value, list) else [self.value]
        return [Choice(one.key, one.words, one.key in chosen) for one in options]

    @property
    def marks(self):
        words = dict(zip(self.question.marks, self.question.labels, strict=False))
        return [Choice(str(mark), words.get(mark, ""), mark == self.value) for mark in self.question.marks]

    @property
    def rows(self):
        """[(row, its marks)] of a grid."""
        found = self.value if isinstance(self.value, dict) else {}
        return [(row, self._marks_of(row, found)) for row in self.question.rows]

    def _marks_of(self, row: Row, found):
        words = dict(zip(self.question.marks, self.question.labels, strict=False))
        return [
            Choice(str(mark), words.get(mark, ""), found.get(row.key) == mark) for mark in self.question.marks
        ]

    @property
    def places(self):
        """[(option, [places to give it])] of a ranking."""
        order = self.value if isinstance(self.value, list) else []
        numbers = range(1, len(self.question.options) + 1)
        return [
            (
                one,
                [Choice(str(n), str(n), one.key in order and order.index(one.key) + 1 == n) for n in numbers],
            )
            for one in self.question.options
        ]

    @property
    def other(self):
        return self.value.get("other", "") if isinstance(self.value, dict) else ""

    @property
    def has_other(self):
        return self.question.kind == Kind.SINGLE_OTHER

    @property
    def condition(self):
        """For the script: which question, which answers show this one."""
        shown = self.question.show_if
        return json.dumps({"of": shown.question, "in": list(shown.answers)}) if shown else ""

    @property
    def amount(self):
        """How many may be chosen, in words."""
        least, most = self.question.least, self.question.most
        if self.question.kind != Kind.SEVERAL:
            return ""
        if least and least == most:
            return f"Выберите ровно {least}."
        if least and most:
            return f"Выберите от {least} до {most}."
        return f"Выберите не больше {most}." if most else "Можно выбрать несколько."


@dataclass(frozen=True)
class Screen:
    """One section."""

    section: Section
    fields: list[Field] = field(default_factory=list)


def screens(sheet: Sheet, answers: dict, side: str = "", errors: dict | None = None) -> list[Screen]:
    """All that a side may be asked; what hangs on a condition is there too, the script hides it until it is due."""
    found, number = [], 0
    for section in sheet.sections:
        fields = []
        for question in section.questions:
            if question.only_for and question.only_for != side:
                continue
            number += 1
            fields.append(field_of(question, number, answers, errors or {}))
        if fields:
            found.append(Screen(section, fields))
    return found


def field_of(question, number, answers, errors):
    why = answers.get(question.key + WHY, "")
    return Field(number, question, answers.get(question.key), why, errors.get(question.key, ""))


def posted(sheet: Sheet, data) -> dict:
    """What came from the form, by questions; `data` is a QueryDict. Files are looked at elsewhere."""
    raw = {}
    for question in sheet.questions:
        raw[question.key] = posted_one(question, data)
        if question.why_at is not None:
            raw[question.key + WHY] = data.get(question.key + WHY, "")
    return raw


def posted_one(question, data):
    key = question.key
    if question.kind == Kind.SEVERAL:
        return data.getlist(key)
    if question.kind == Kind.GRID:
        marks = {row.key: data.get(f"{key}:{row.key}", "") for row in question.rows}
        return {name: mark for name, mark in marks.items() if mark}
    if question.kind == Kind.RANKING:
        return ranked(question, data)
    if question.kind == Kind.SINGLE_OTHER and data.get(key) == "other":
        return {"other": data.get(key + OTHER, "")}
    return data.get(key, "") if question.kind != Kind.FILE else None


def is_number(text):
    """A whole number that somebody could mean."""
    return text.isascii() and text.isdigit() and len(text) < 10


def as_typed(sheet: Sheet, raw: dict, errors: dict) -> dict:
    """What stands in fields with an error: the words that were typed, so that they can be mended."""
    typed = {Kind.SHORT, Kind.LONG, Kind.NUMBER}
    return {one.key: raw[one.key] for one in sheet.questions if one.key in errors and one.kind in typed}


def ranked(question, data):
    """The options in the order of their places; what has no place or a place given twice is no ranking."""
    given = {one.key: data.get(f"{question.key}:{one.key}", "") for one in question.options}
    if not any(given.values()):
        return []
    order = sorted((int(place), key) for key, place in given.items() if is_number(place))
    return [key for _, key in order] if len({place for place, _ in order}) == len(given) else ["?"]
