"""What the page that shows a file beside the questions read from it puts where. No writing."""

from dataclasses import dataclass, field

from surveys.sheet import KIND_WORDS, OF_MARKS, Kind, Question

MOST_SHOWN = 600  # lines of the file: a longer one is read whole and shown in part


@dataclass
class Shown:
    """A question as the page shows it."""

    number: int
    question: Question
    place: int | None
    doubts: list[str] = field(default_factory=list)

    @property
    def kind(self):
        return KIND_WORDS[self.question.kind]

    @property
    def how(self):
        """How many are chosen, from where to where the marks go."""
        one = self.question
        if one.kind in OF_MARKS:
            ends = " – ".join(filter(None, (one.low_words, one.high_words)))
            return f"от {one.low} до {one.high}{f' ({ends})' * bool(ends)}"
        if one.kind == Kind.SEVERAL and one.least and one.least == one.most:
            return f"ровно {one.most}"
        return f"не больше {one.most}" if one.kind == Kind.SEVERAL and one.most else ""

    @property
    def answers(self):
        """Options, rows or words of marks, as a list to read."""
        one = self.question
        return [option.words for option in one.options] or [row.words for row in one.rows]


def reading_context(row):
    source, doubts, number = row.source, row.doubts, 0
    sections = []
    for section in row.sheet.sections:
        shown = []
        for question in section.questions:
            number += 1
            own = [doubt["words"] for doubt in doubts if doubt["question"] == question.key]
            shown.append(Shown(number, question, source["places"].get(question.key), own))
        sections.append((section, shown))
    numbers = {one.question.key: one.number for _, questions in sections for one in questions}
    lines = source["lines"]
    return {
        "questionnaire": row,
        "parts": sections,
        "total": number,
        "doubts": [{**doubt, "number": numbers.get(doubt["question"])} for doubt in doubts],
        "unread": source["unread"],
        "lines": list(enumerate(lines[:MOST_SHOWN])),
        "is_cut": len(lines) > MOST_SHOWN,
    }
