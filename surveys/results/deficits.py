"""What people find difficult, by competence: of those who were asked about it, how many named it. Pure, no Django."""

from collections import defaultdict
from dataclasses import dataclass

from surveys.results.closeness import is_few
from surveys.results.hiding import LEAST
from surveys.results.marks import Column
from surveys.sheet import OF_OPTIONS, Kind


@dataclass
class Deficit:
    """One competence: who was asked, who finds it difficult; young teachers where they can be told apart."""

    name: str
    asked: int = 0
    named: int = 0
    young_asked: int = 0
    young_named: int = 0

    @property
    def percent(self):
        return round(100 * self.named / self.asked)

    @property
    def young_percent(self):
        return round(100 * self.young_named / self.young_asked) if self.young_asked else None


def deficits(sheet, respondents) -> list[Deficit]:
    """The competences of one campaign, the most difficult first; those with fewer than five answers are left out."""
    asked, named, young = defaultdict(set), defaultdict(set), set()
    for number, one in enumerate(respondents):
        if one.is_young:
            young.add(number)
        for name, is_hard in said(sheet, one.answers):
            asked[name].add(number)
            if is_hard:
                named[name].add(number)
    found = [
        deficit_of(name, people, named[name], young, is_known(respondents))
        for name, people in asked.items()
        if len(people) >= LEAST
    ]
    return sorted(found, key=lambda one: (-one.named / one.asked, -one.asked, one.name))


def is_known(respondents):
    return all(one.is_young is not None for one in respondents)


def deficit_of(name, asked, named, young, is_known):
    found = Deficit(name, len(asked), len(named))
    number = len(asked & young)
    if is_known and number >= LEAST and not is_few(len(asked) - number):
        found.young_asked, found.young_named = number, len(named & young)
    return found


def together(parts: list[list[Deficit]]) -> list[Deficit]:
    """Several campaigns added up: every figure follows from the campaigns', which are shown too."""
    found = {}
    for one in (one for part in parts for one in part):
        sum_ = found.setdefault(one.name, Deficit(one.name))
        for figure in ("asked", "named", "young_asked", "young_named"):
            setattr(sum_, figure, getattr(sum_, figure) + getattr(one, figure))
    return sorted(found.values(), key=lambda one: (-one.named / one.asked, -one.asked, one.name))


def said(sheet, answers):
    """(competence, whether it is difficult) for all that somebody answered about one."""
    for question in sheet.questions:
        value = answers.get(question.key)
        if value is None:
            continue
        if question.kind in OF_OPTIONS and question.kind != Kind.RANKING:
            chosen = value if isinstance(value, list) else [value]
            yield from ((one.competence, one.key in chosen) for one in question.options if one.competence)
        elif question.kind == Kind.GRID:
            yield from rows_said(question, value)
        elif question.competence and question.kind == Kind.SCALE:
            yield question.competence, is_high(Column("", "", question, "", question.is_reversed), answers)
        elif question.competence and question.kind == Kind.YES_NO:
            yield question.competence, value == "yes"


def rows_said(question, value):
    for row in question.rows:
        name = row.competence or question.competence
        if name and row.key in value:
            column = Column("", "", question, row.key, row.is_reversed)
            yield name, is_high(column, {question.key: value})


def is_high(column, answers):
    """Among the highest marks: 2 of 0-2, 4 and 5 of 1-5, 8 to 10 of 1-10."""
    low, high = column.question.low, column.question.high
    return column.mark_of(answers) >= high - (high - low) // 4
