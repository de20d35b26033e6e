"""The plan of a whole district: a few candidates for each mentee, found block by block, so that memory stays small.

More mentees than a dense matrix takes are beyond one institution. Who finds no place among the candidates is given
others with room and all is solved once more. The cost of a runner-up is not asked for.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np

from selection.matching.solving import NOBODY, Plan, solve_sparse

CANDIDATES = 50
BLOCK = 32  # mentees at once: a block stays in the cache of the processor


def sparse_plan(table, worths, held):
    count = len(table.problem.mentees)
    plan = Plan.nobody(count)
    loose = np.array([row for row in range(count) if row not in held], np.int64)
    columns, scores = candidates(table, worths, loose, worths.places)
    chosen = plan.chosen
    chosen[loose] = _solved(worths, loose, columns, scores)
    more = _more(table, worths, loose, chosen)
    if more is not None:
        columns, scores = (np.concatenate(both, axis=1) for both in zip((columns, scores), more, strict=True))
        chosen[loose] = _solved(worths, loose, columns, scores)
    for row, column in held.items():
        chosen[row] = column
    paired = np.flatnonzero(chosen != NOBODY)
    plan.score[paired] = table.scores(table.pairs(paired, chosen[paired]))
    others = np.where(columns == chosen[loose][:, None], NOBODY, scores)
    best = others.argmax(axis=1)[:, None]
    plan.runner_up_score[loose] = np.take_along_axis(others, best, 1)[:, 0]
    found = np.take_along_axis(columns, best, 1)[:, 0]
    plan.runner_up[loose] = np.where(plan.runner_up_score[loose] >= 0, found, NOBODY)
    return plan


def candidates(table, worths, rows, places):
    """(columns, scores) of the best cells of each row; score -1 is no cell."""
    blocks = [rows[start : start + BLOCK] for start in range(0, len(rows), BLOCK)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # numpy works outside the lock of Python
        found = list(pool.map(partial(_candidates, table, worths, places=places), blocks))
    if not found:
        return np.zeros((0, 1), np.int32), np.zeros((0, 1), np.int16)
    return tuple(np.concatenate(part) for part in zip(*found, strict=True))


def _candidates(table, worths, rows, *, places):
    """Of equal mentors each row begins with another one: else all would crowd before the first."""
    count, width = len(places), min(CANDIDATES, len(places))
    cells = table.grid(rows)
    scores = table.scores(cells)
    possible = worths.ruled(cells, scores) & (places > 0)
    scores[~possible] = NOBODY
    turned = (rows[:, None] * width % count - cells.columns[None, :]).astype(np.int32)
    turned[turned < 0] += count
    best = np.argpartition(scores.astype(np.int32) * count + turned, -width, axis=1)[:, -width:]
    best = np.sort(best, axis=1).astype(np.int32)
    return best, np.take_along_axis(scores, best, 1)


def _solved(worths, rows, columns, scores):
    worth = np.where(scores >= 0, worths.of(scores, rows[:, None], columns), 0).astype(np.float64)
    return solve_sparse(columns, worth, np.minimum(worths.places, len(rows)))


def _more(table, worths, loose, chosen):
    """Candidates with room for who found nobody: none for all others."""
    left = worths.places - np.bincount(chosen[chosen != NOBODY], minlength=len(worths.places))
    waiting = np.flatnonzero(chosen[loose] == NOBODY)
    if not len(waiting) or not (left > 0).any():
        return None
    columns, scores = candidates(table, worths, loose[waiting], left)
    if not (scores >= 0).any():
        return None
    wide = (
        np.zeros((len(loose), columns.shape[1]), np.int32),
        np.full((len(loose), columns.shape[1]), NOBODY, np.int16),
    )
    wide[0][waiting], wide[1][waiting] = columns, scores
    return wide
