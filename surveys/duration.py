"""How long a questionnaire takes on a phone, so that people know before they begin. Pure, no Django."""

from math import ceil

from surveys.sheet import Kind, Question, Sheet

# Seconds that reading and answering take, counted from answers typed with one thumb.
SECONDS = {
    Kind.YES_NO: 5, Kind.SCALE: 6, Kind.SINGLE: 8, Kind.SINGLE_OTHER: 10, Kind.SEVERAL: 12, Kind.NUMBER: 6,
    Kind.DATE: 10, Kind.SHORT: 15, Kind.LONG: 30, Kind.FILE: 30,
}  # fmt: skip
A_ROW, A_PLACE = 5, 4


def minutes_of(sheet: Sheet) -> int:
    """Whole minutes, never less than one."""
    return max(1, ceil(sum(seconds_of(question) for question in sheet.questions) / 60))


def seconds_of(question: Question) -> int:
    if question.kind == Kind.GRID:
        return A_ROW * len(question.rows)
    if question.kind == Kind.RANKING:
        return A_PLACE * len(question.options)
    return SECONDS[question.kind]
