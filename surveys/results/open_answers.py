"""Answers in people's own words, to be sorted into the SWOT table. Pure, no Django.

Words to a question are shown when five people or more wrote some, without a name and in no order of time (PDN-6).
"""

import hashlib
from dataclasses import dataclass

from surveys.results.hiding import LEAST
from surveys.sheet import OF_TEXT, WHY, Kind


@dataclass(frozen=True)
class OpenAnswer:
    """What one person wrote to one question; `answer` is the key of whose answer it is."""

    question: str  # its key; of a "Почему?" the key with its ending
    words: str  # of the question
    answer: str
    text: str

    @property
    def place(self):
        """An order that tells nothing of when it was written."""
        return hashlib.sha256(f"{self.question} {self.answer}".encode()).hexdigest()

    @property
    def key(self):
        return self.place[:12]


def open_answers(sheet, respondents) -> list[OpenAnswer]:
    """All that may be shown, question by question."""
    found = []
    for key, words, read in wordy(sheet):
        texts = [(one.key, text) for one in respondents if (text := read(one.answers.get(key)))]
        if len(texts) >= LEAST:
            rows = [OpenAnswer(key, words, answer, text) for answer, text in texts]
            found += sorted(rows, key=lambda row: row.place)
    return found


def wordy(sheet):
    """(key, words of the question, how its text is read) of all that people answer in words."""
    for question in sheet.questions:
        if question.kind in OF_TEXT:
            yield question.key, question.words, as_text
        elif question.kind == Kind.SINGLE_OTHER:
            yield question.key, f"{question.words} Свой вариант", as_other
        if question.why_at is not None:
            yield question.key + WHY, f"{question.words} Почему такая оценка", as_text


def as_text(value):
    return value.strip() if isinstance(value, str) else ""


def as_other(value):
    return value["other"].strip() if isinstance(value, dict) and "other" in value else ""
