"""Who else could be the mentor of one mentee, the best first."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from people.models import Person
from selection.matching.problem import Problem
from selection.matching.scoring import Table
from selection.services.runs import answer_of


@dataclass
class Candidate:
    """A mentor who may be chosen: the score, the places that the run leaves free."""

    person: Person
    score: int
    free: int
    capacity: int
    is_now: bool


def candidates_of(proposal, people):
    """Mentors whom nothing forbids, with a place free or taken by somebody who would move."""
    problem = Problem.from_json(proposal.run.inputs)
    table = Table(problem)
    row = table.row.get(proposal.mentee_id)
    if row is None:
        return []
    cells = table.grid(np.array([row]))
    scores, allowed = table.scores(cells)[0], table.allowed(cells)[0]
    taken = Counter(match.mentor for match in answer_of(proposal.run).matches)
    possible = {
        mentor.id: (int(score), mentor)
        for mentor, score, fine in zip(problem.mentors, scores, allowed, strict=True)
        if fine and mentor.places
    }
    found = [
        Candidate(
            person,
            score=possible[person.pk][0],
            free=possible[person.pk][1].places - taken[person.pk],
            capacity=possible[person.pk][1].capacity,
            is_now=person.pk == proposal.mentor_id,
        )
        for person in people.filter(pk__in=possible)
    ]
    return sorted(found, key=lambda one: (-one.score, one.person.search))
