"""Variants of one selection side by side: figures, and whose mentor differs."""

from dataclasses import dataclass, replace

from django.db.models import Count, Q

from people.models import Person
from selection.matching.answering import answer
from selection.matching.problem import Problem
from selection.models import MatchRun
from selection.services.runs import answer_of


@dataclass
class Column:
    """One variant."""

    run: MatchRun
    total: int
    paired: int
    asked: int
    mentors: dict  # {mentee: mentor or None}

    @property
    def left(self):
        return self.asked - self.paired


@dataclass
class Difference:
    """A mentee who does not get the same mentor in all variants."""

    mentee: Person
    cells: list  # of each variant: its name, a person or None


def family_of(runs, run):
    """The run that came first, and all its variants, in the order in which they were made."""
    root = run.source_id or run.pk
    return runs.filter(Q(pk=root) | Q(source=root)).order_by("made_at", "pk")


def with_figures(runs):
    """Runs with `asked` and `paired`: how many mentees went in, for how many a mentor was found."""
    found = Count("proposals", filter=Q(proposals__mentor__isnull=False))
    return runs.annotate(asked=Count("proposals"), paired=found)


def column_of(run):
    found = answer_of(run)
    mentors = {match.mentee: match.mentor for match in found.matches}
    return Column(run, found.total, found.paired, len(mentors), mentors)


def differences(columns, people):
    """{those whose mentor differs} by name; `people` is a query set of everybody of the institution."""
    mentees = sorted({mentee for column in columns for mentee in column.mentors})
    rows = [(mentee, [column.mentors.get(mentee) for column in columns]) for mentee in mentees]
    rows = [(mentee, mentors) for mentee, mentors in rows if len(set(mentors)) > 1]
    ids = {pk for mentee, mentors in rows for pk in (mentee, *mentors) if pk}
    known = {person.pk: person for person in people.filter(pk__in=ids)}
    names = [column.run.name for column in columns]
    found = [
        Difference(known[mentee], [(name, known.get(pk)) for name, pk in zip(names, mentors, strict=True)])
        for mentee, mentors in rows
        if mentee in known
    ]
    return sorted(found, key=lambda row: row.mentee.search)


@dataclass
class Other:
    """What the other rule would give for the same inputs."""

    goal: str
    gain: int
    left: list  # people without a mentor

    @property
    def loss(self):
        return -self.gain


def other_goal(run, people):
    """The same calculation by the other rule."""
    problem = Problem.from_json(run.inputs)
    goal = next(goal for goal in MatchRun.Goal if goal != run.goal)
    now, then = answer_of(run), answer(replace(problem, goal=str(goal)))
    left = [match.mentee for match in then.matches if match.mentor is None]
    names = list(people.filter(pk__in=left).order_by("search", "pk"))
    return Other(goal, then.total - now.total, names)
