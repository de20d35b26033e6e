"""The answers of a campaign question by question: what is counted, hidden and drawn stands on these. Pure.

A column is one question, or one line of a grid; people are known by their place in the list of respondents.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from surveys.asking import words_of
from surveys.scoring import straight
from surveys.sheet import OF_MARKS, WHY, Kind, Question, Row

SCORE = "score"  # key of the column of scores


@dataclass(frozen=True)
class Column:
    """`values`: {place of a respondent: what was answered}; `asked`: places of those who were asked."""

    question: Question
    row: Row | None
    asked: Collection[int] = field(repr=False)
    values: dict = field(repr=False)
    reasons: list = field(default_factory=list, repr=False)  # "Почему?" under low marks

    @property
    def key(self):
        return f"{self.question.key}.{self.row.key}" if self.row else self.question.key

    @property
    def words(self):
        return self.row.words if self.row else self.question.words

    @property
    def measure(self):
        return (self.row.measure if self.row else "") or self.question.measure

    @property
    def is_reversed(self):
        return self.row.is_reversed if self.row else self.question.is_reversed

    @property
    def is_scored(self):
        """Whether its answers count for the bands."""
        question = self.question
        if question.kind in OF_MARKS or question.kind == Kind.RANKING:
            return question.is_scored and question.kind != Kind.RANKING
        return question.is_scored and any(option.score is not None for option in question.options)


def columns_of(sheet, people) -> list[Column]:
    """One a question in the order of the sheet; a grid gives one a line. What was answered had been asked."""
    answered, found = answers_by_question(people), []
    for question in sheet.questions:
        values = answered.get(question.key, {})
        asked = asked_of(question, people, answered)
        if question.kind == Kind.GRID:
            found += [grid_column(question, row, asked, values) for row in question.rows]
        else:
            reasons = list(answered.get(question.key + WHY, {}).values())
            found.append(Column(question, None, asked, values, reasons))
    return found


def answers_by_question(people):
    found = {}
    for place, one in enumerate(people):
        for key, value in one.answers.items():
            if key in found:
                found[key][place] = value
            else:
                found[key] = {place: value}
    return found


def asked_of(question, people, answered):
    """Places of those who are asked, as `asking.is_asked` says it of one.

    An unsigned answer may not say its side: whoever answered was asked.
    """
    places, values = range(len(people)), answered.get(question.key, {})
    if question.only_for:
        places = [place for place in places if people[place].side == question.only_for or place in values]
    if question.show_if is None:
        return places
    earlier, wanted = answered.get(question.show_if.question, {}), set(question.show_if.answers)
    return [place for place in places if place in earlier and words_of(earlier[place]) & wanted]


def grid_column(question, row, asked, values):
    key = row.key
    marks = {place: value[key] for place, value in values.items() if key in value}
    return Column(question, row, asked, marks)


def scores_of(columns) -> dict:
    """{place: score}, the same that `scoring.score` gives for each of them."""
    scores = defaultdict(int)
    for column in columns:
        if not column.is_scored:
            continue
        points = points_of_answers(column)
        for place, value in column.values.items():
            if isinstance(value, list):
                for key in value:
                    if key in points:
                        scores[place] += points[key]
            elif not isinstance(value, dict) and value in points:
                scores[place] += points[value]
    return dict(scores)


def points_of_answers(column):
    """{mark or key of an option: what it counts}."""
    question = column.question
    if question.kind in OF_MARKS:
        return {mark: straight(question, mark, is_reversed=column.is_reversed) for mark in question.marks}
    return {option.key: option.score for option in question.options if option.score is not None}
