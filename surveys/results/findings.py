"""What may be shown of a campaign: the summary of each question, and of its groups by one feature. Pure."""

from collections import Counter
from dataclasses import dataclass, field

from surveys.results import hiding
from surveys.results.columns import Column, columns_of, scores_of
from surveys.results.statistics import Score, Summary, group_summary, score_summary, summary
from surveys.sheet import Sheet


@dataclass(frozen=True)
class Group:
    """People with one of some values of a feature; `values` are as in hiding.FEATURES."""

    values: tuple
    summary: Summary | Score


@dataclass(frozen=True)
class Finding:
    """One column. `summary` is None where fewer than five answered; `groups` is empty where none may be shown."""

    column: Column
    summary: Summary | None
    groups: list[Group] = field(default_factory=list)

    @property
    def is_hidden(self):
        return self.summary is None


@dataclass(frozen=True)
class Findings:
    """`number` of answers; `score` is None without bands or where it would give something hidden away."""

    number: int
    columns: list[Finding] = field(default_factory=list)
    score: Score | None = None
    score_groups: list[Group] = field(default_factory=list)
    features: tuple = ()  # by which of hiding.FEATURES there are groups to show

    def of(self, question):
        """Findings of one question: one, or one a line of a grid."""
        return [one for one in self.columns if one.column.question.key == question.key]


def findings(sheet: Sheet, people, *, by: str = "", satisfied_from: int = 8) -> Findings:
    """Everything that may be shown of these answers, with groups by the feature `by` ("side", "form", "young")."""
    if not hiding.is_enough(len(people)):
        return Findings(len(people))
    table = Table(sheet, people)
    axis = hiding.FEATURES.index(by) if by in hiding.FEATURES else None
    columns = [table.finding(column, axis, satisfied_from) for column in table.columns]
    features = tuple(name for place, name in enumerate(hiding.FEATURES) if table.is_split(place))
    return Findings(len(people), columns, *table.score(axis), features)


class Table:
    """Columns, people and the groups that may be shown of each column, for all features at once."""

    def __init__(self, sheet, people):
        self.sheet = sheet
        features = hiding.features_of(people)
        self.cells = list(dict.fromkeys(features))
        numbers = {cell: number for number, cell in enumerate(self.cells)}
        self.cell_of = [numbers[one] for one in features]  # of each respondent
        self.columns = columns_of(sheet, people)
        self.whole = hiding.shown_groups(self.count(range(len(people))), hiding.whole(features))
        self.counts = {column.key: self.count(column.values) for column in self.columns}
        self.groups = {}
        for column in self.columns:
            self.groups[column.key] = self.groups_of(column)

    def count(self, places):
        """{features: how many of these people}."""
        found = Counter(map(self.cell_of.__getitem__, places))
        return Counter({self.cells[number]: count for number, count in found.items()})

    def groups_of(self, column):
        """Not finer than those of the question it is asked after; None: fewer than five, there or here."""
        start, condition = self.whole, column.question.show_if
        if condition is not None:
            start = self.groups.get(condition.question)
        counts = self.counts[column.key]
        if start is None or not hiding.is_enough(counts.total()):
            return None
        return hiding.shown_groups(counts, start)

    def is_split(self, axis):
        """Whether anything may be shown by this feature."""
        return any(
            groups and hiding.is_split(hiding.sizes_of(self.counts[key], axis, groups[axis]))
            for key, groups in self.groups.items()
        )

    def finding(self, column, axis, satisfied_from):
        groups = self.groups[column.key]
        if groups is None:
            return Finding(column, None)
        made = []
        if values := self.parted(column.values, axis, groups):
            asked = Counter(map(self.group_numbers(axis, groups).__getitem__, column.asked))
            made = [
                Group(groups[axis][number], group_summary(column, some, asked[number], satisfied_from))
                for number, some in values
            ]
        return Finding(column, summary(column, satisfied_from), made)

    def group_numbers(self, axis, groups):
        """The number of the group of each respondent."""
        number_of = [
            next(number for number, values in enumerate(groups[axis]) if cell[axis] in values)
            for cell in self.cells
        ]
        return [number_of[cell] for cell in self.cell_of]

    def parted(self, values, axis, groups):
        """[(number of a group, its values)] of the groups anybody is in, when there are at least two."""
        if axis is None or len(groups[axis]) < 2:
            return []
        numbers, parts = self.group_numbers(axis, groups), [[] for _ in groups[axis]]
        for place, value in values.items():
            parts[numbers[place]].append(value)
        found = [(number, some) for number, some in enumerate(parts) if some]
        return found if len(found) > 1 else []

    def score(self, axis):
        """A score is the sum of its questions: it is shown when all of them are, and in groups of all of them."""
        scored = [column for column in self.columns if column.is_scored and column.values]
        shown = [self.groups[column.key] for column in scored]
        if not self.sheet.bands or not shown or None in shown:
            return None, []
        scores = scores_of(self.columns)
        groups = hiding.shown_groups(self.count(scores), hiding.coarsest([self.whole, *shown]))
        made = [
            Group(groups[axis][number], score_summary(self.sheet, points))
            for number, points in self.parted(scores, axis, groups)
        ]
        return score_summary(self.sheet, list(scores.values())), made
