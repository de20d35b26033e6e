"""What is marked in a sheet under the name of a measure: scales, and rows of grids. Pure, no Django."""

from collections import defaultdict
from dataclasses import dataclass
from statistics import fmean

from surveys.scoring import straight
from surveys.sheet import Kind, Question, Sheet


@dataclass(frozen=True)
class Column:
    """One mark of a sheet: of a scale, or of a row of a grid."""

    measure: str
    words: str
    question: Question
    row: str = ""
    is_reversed: bool = False

    def mark_of(self, answers):
        """The mark as it counts, or None."""
        value = answers.get(self.question.key)
        if self.row:
            value = value.get(self.row) if isinstance(value, dict) else None
        if not isinstance(value, int):
            return None
        return straight(self.question, value, is_reversed=self.is_reversed)


def columns_of(sheet: Sheet) -> dict[str, list[Column]]:
    """{measure: its columns}, in the order of the sheet."""
    found = defaultdict(list)
    for question in sheet.questions:
        for column in marked(question):
            if column.measure:
                found[column.measure].append(column)
    return dict(found)


def marked(question):
    if question.kind == Kind.SCALE:
        return [Column(question.measure, question.words, question, "", question.is_reversed)]
    if question.kind == Kind.GRID:
        return [
            Column(row.measure or question.measure, row.words, question, row.key, row.is_reversed)
            for row in question.rows
        ]
    return []


def mark(columns, answers):
    """What one sheet says of a measure: the mean of its marks, or None when there is none."""
    marks = [value for value in (column.mark_of(answers) for column in columns) if value is not None]
    return fmean(marks) if marks else None


def ends(columns):
    """The lowest and the highest mark, or None when the columns of a measure have different scales."""
    found = {(column.question.low, column.question.high) for column in columns}
    return found.pop() if len(found) == 1 else None
