"""Why somebody is left without a mentor: one code, the first thing that would have to change."""

import numpy as np

from selection.matching.features import Side
from selection.matching.scoring import Table

BLOCK = 64


def left_codes(table: Table, rows) -> dict[int, str]:
    """{row: consent, form, competence, excluded or capacity}."""
    found = {}
    for start in range(0, len(rows), BLOCK):
        block = rows[start : start + BLOCK]
        found |= dict(zip(block.tolist(), _codes(table, block), strict=True))
    return found


def _codes(table, rows):
    cells = table.grid(rows)
    problem = table.problem
    suits = table.formed(cells)
    formed = suits.any(axis=1)
    suits &= _answers(cells.mentee, cells.mentor)
    if problem.goal == "best":
        suits &= table.scores(cells) >= problem.floor
    willing = suits & ~table.is_barred_mentor[None, :]
    steps = (
        ("consent", table.is_barred_mentee[rows]),
        ("form", ~formed),
        ("competence", ~suits.any(axis=1)),
        ("consent", ~willing.any(axis=1)),
        ("excluded", ~(willing & table.allowed(cells)).any(axis=1) | _sent_away(problem, rows)),
    )
    codes = np.full(len(rows), "capacity", object)
    for code, where in reversed(steps):
        codes[where] = code
    return codes.tolist()


def _answers(mentee: Side, mentor: Side):
    """The mentor offers something of what is asked; who asks nothing is answered by anybody."""
    met = np.zeros(np.broadcast_shapes(mentee.employee.shape, mentor.employee.shape), bool)
    for asked, offered in zip(mentee.competences, mentor.competences, strict=True):
        met |= (asked & offered) != 0
    return met | (mentee.counts["competences"] == 0)


def _sent_away(problem, rows):
    """Decided by hand to stay without a mentor."""
    decided = problem.locked
    ids = [problem.mentees[row].id for row in rows]
    return np.array([one in decided and decided[one] is None for one in ids], bool)
