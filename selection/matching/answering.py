"""The answer of a selection: who gets whom and why, who is left over, and what a change by hand would do."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

import numpy as np

from selection.matching.leaving import left_codes
from selection.matching.planning import plan_of
from selection.matching.problem import Problem, with_locks
from selection.matching.reasons import reasons_of_cells, requests_of
from selection.matching.scoring import Table, obstacle
from selection.matching.solving import NOBODY


@dataclass(frozen=True)
class Match:
    """What is proposed to a mentee; without a mentor `left` says why, and the runner-up is the nearest one."""

    mentee: int
    mentor: int | None = None
    score: int | None = None
    reasons: tuple = ()  # (code, value): numbers and ids, no text about people
    runner_up: int | None = None
    runner_up_score: int | None = None
    runner_up_cost: int | None = None  # points the total loses with the runner-up; below 0 it gains
    left: str = ""  # capacity, competence, consent, excluded, form


@dataclass(frozen=True)
class Answer:
    matches: tuple[Match, ...]  # by mentee
    total: int
    paired: int
    free: dict  # {mentor: places that stay free}
    demand: dict  # {competence: (mentees who ask, places of mentors who offer)}

    def as_json(self) -> dict:
        rows = [asdict(match) | {"reasons": _plain(match.reasons)} for match in self.matches]
        return {
            "matches": rows, "total": self.total, "paired": self.paired,
            "free": [list(pair) for pair in self.free.items()],
            "demand": [[key, *pair] for key, pair in self.demand.items()],
        }  # fmt: skip

    @classmethod
    def from_json(cls, plain: dict) -> "Answer":
        matches = (Match(**row | {"reasons": _tuples(row["reasons"])}) for row in plain["matches"])
        return cls(
            tuple(matches), plain["total"], plain["paired"], free=dict(plain["free"]),
            demand={key: tuple(pair) for key, *pair in plain["demand"]},
        )  # fmt: skip


def answer(problem: Problem) -> Answer:
    """The best selection, the same each time for the same problem."""
    table = Table(problem)
    plan = plan_of(table)
    rows = np.flatnonzero(plan.chosen != NOBODY)
    reasons = reasons_of_cells(table, rows, plan.chosen[rows])
    matches = [
        Match(one.id, reasons=requests_of(one), **_runner_up(problem, plan, row))
        for row, one in enumerate(problem.mentees)
    ]
    for row, why in zip(rows.tolist(), reasons, strict=True):
        mentor = problem.mentors[plan.chosen[row]].id
        matches[row] = replace(matches[row], mentor=mentor, score=int(plan.score[row]), reasons=why)
    for row, code in left_codes(table, np.flatnonzero(plan.chosen == NOBODY)).items():
        matches[row] = replace(matches[row], left=code)
    used = np.bincount(plan.chosen[rows], minlength=len(problem.mentors))
    free = {one.id: one.places - int(taken) for one, taken in zip(problem.mentors, used, strict=True)}
    return Answer(tuple(matches), int(plan.score[rows].sum()), len(rows), free, _demand(problem))


def _runner_up(problem, plan, row):
    column, cost = plan.runner_up[row], plan.runner_up_cost[row]
    if column == NOBODY:
        return {}
    return {
        "runner_up": problem.mentors[column].id,
        "runner_up_score": int(plan.runner_up_score[row]),
        "runner_up_cost": int(cost) if np.isfinite(cost) else None,
    }


def _demand(problem):
    """Asked by how many, offered by how many places; those who may not be proposed are not counted."""
    asked, offered = {}, {}
    for mentee in problem.mentees:
        for key in mentee.competences if not mentee.blocked else ():
            asked[key] = asked.get(key, 0) + 1
    for mentor in problem.mentors:
        for key in mentor.competences if not mentor.blocked else ():
            offered[key] = offered.get(key, 0) + mentor.places
    return {key: (asked.get(key, 0), offered.get(key, 0)) for key in sorted(asked.keys() | offered.keys())}


def around(problem: Problem, found: Answer) -> Problem:
    """The problem to solve after a change by hand: among equals everybody keeps the mentor of the answer."""
    return replace(problem, before={one.mentee: one.mentor for one in found.matches if one.mentor})


def difference(before: Answer, after: Answer) -> dict:
    """What one answer has that the other has not: totals, and who gets another mentor, loses or finds one."""
    old = {match.mentee: match.mentor for match in before.matches}
    new = {match.mentee: match.mentor for match in after.matches}
    moved = [
        {"mentee": mentee, "before": old.get(mentee), "after": mentor}
        for mentee, mentor in new.items()
        if mentor != old.get(mentee)
    ]
    return {
        "total": after.total,
        "gain": after.total - before.total,
        "paired": after.paired,
        "moved": moved,
        "lost": [one["mentee"] for one in moved if one["after"] is None],
        "found": [one["mentee"] for one in moved if one["before"] is None],
    }


def effect(problem: Problem, found: Answer, change: Mapping[int, int | None]) -> dict:
    """What it would do to give these mentees these mentors (None: nobody): a swap names two, a choice one.

    A forbidden pair is answered with {"obstacle": code, "mentee": id, "mentor": id}.
    """
    for mentee, mentor in change.items():
        if mentor is not None and (code := obstacle(problem, mentee, mentor)):
            return {"obstacle": code, "mentee": mentee, "mentor": mentor}
    return difference(found, answer(with_locks(around(problem, found), change)))


def _plain(reasons):
    return [[code, list(value) if isinstance(value, tuple) else value] for code, value in reasons]


def _tuples(reasons):
    return tuple((code, tuple(value) if isinstance(value, list) else value) for code, value in reasons)
