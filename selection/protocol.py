"""Everything the protocol of a selection tells about a run, in four queries: rows, names, scores."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce

from people import gate
from people.models import Competence, Person
from selection.matching.criteria import CRITERIA, LEVELS
from selection.matching.problem import Problem, sha256
from selection.matching.scoring import score_table
from selection.models import MatchRun
from selection.services.runs import repeat

GONE = "согласие отозвано"


@dataclass
class Protocol:
    """A run with the people it names; somebody whose consent was withdrawn is no longer named in a new paper."""

    run: MatchRun
    problem: Problem
    proposals: list = field(default_factory=list)
    changes: list = field(default_factory=list)
    competences: dict = field(default_factory=dict)  # {id: name}
    people: dict = field(default_factory=dict)  # {id: Person}, those who may be named

    @property
    def paired(self):
        return [row for row in self.proposals if row.mentor_id]

    @property
    def left(self):
        return [row for row in self.proposals if not row.mentor_id]

    @property
    def places(self):
        return sum(mentor.places for mentor in self.problem.mentors if not mentor.blocked)

    @property
    def blocked(self):
        """How many could not be proposed for want of a consent."""
        return sum(bool(one.blocked) for one in [*self.problem.mentees, *self.problem.mentors])

    @property
    def taken(self):
        """{mentor: how many mentees are proposed to him or her}."""
        return Counter(row.mentor_id for row in self.paired)

    @property
    def weights(self):
        """[(what is looked at, how much it matters)], the heaviest first."""
        levels = [(one.label, self.problem.weights.get(one.key, one.default)) for one in CRITERIA]
        return [(label, LEVELS[level]) for label, level in sorted(levels, key=lambda row: -row[1])]

    @property
    def digest(self):
        return sha256(self.problem)

    def is_repeated(self):
        """Whether the kept inputs give the same result today; None where they are no longer whole."""
        return repeat(self.run)

    def scores(self):
        """(mentees, mentors, scores; -1 where the pair is impossible), both sides in the order of names."""
        mentees, mentors, scores = score_table(self.problem)
        rows, columns = self.by_name(mentees), self.by_name(mentors)
        table = [[int(scores[row, column]) for column in columns] for row in rows]
        return [mentees[row] for row in rows], [mentors[column] for column in columns], table

    def by_name(self, ids):
        """Places of the people in the order of names, those who are not named last."""
        keys = [(self.people[pk].search if pk in self.people else "яяя", pk) for pk in ids]
        return sorted(range(len(ids)), key=keys.__getitem__)


def protocol_of(run):
    problem = Problem.from_json(run.inputs)
    proposals = list(run.proposals.order_by("mentee__search", "pk"))
    changes = list(run.changes.select_related("made_by").order_by("made_at", "pk"))
    competences = Competence.objects.filter(organization=run.organization_id)
    ids = {one.id for one in [*problem.mentees, *problem.mentors]}
    ids |= {pk for row in proposals for pk in (row.mentee_id, row.mentor_id, row.runner_up_id)}
    ids |= {pk for row in changes for pk in (row.mentee_id, row.before_id, row.after_id)}
    names = dict(competences.values_list("pk", "name"))
    return Protocol(run, problem, proposals, changes, names, named(run, ids - {None}))


def named(run, ids):
    """Cards of those who may stand in a new paper (gate: PAPER); a merged card is told by the kept one's name."""
    kept = Person.objects.filter(pk=Coalesce(OuterRef("merged_into"), OuterRef("pk")))
    cards = Person.objects.filter(organization=run.organization_id, pk__in=ids)
    fine = cards.filter(Exists(gate.allowed(kept, gate.Deed.PAPER))).select_related("merged_into")
    return {card.pk: card.merged_into or card for card in fine}
