"""From a table to a plan: what is locked is set, the rest is solved, and each row learns its runner-up."""

import numpy as np

from selection.matching.regret import forced_losses
from selection.matching.solving import NOBODY, Plan, solve_dense
from selection.matching.sparse import sparse_plan
from selection.matching.worth import Worths

DENSE_MENTEES, DENSE_CELLS = 2_000, 24_000_000  # seats × mentees that a dense matrix may have


def plan_of(table):
    mentees = len(table.problem.mentees)
    if not mentees or not table.problem.mentors:
        return Plan.nobody(mentees)
    held = held_cells(table)
    taken = np.bincount([column for column in held.values() if column != NOBODY], minlength=len(table.places))
    worths = Worths(table, table.places - taken.astype(np.int32))
    seats = int(np.minimum(worths.places, mentees).sum())
    dense = mentees <= DENSE_MENTEES and mentees * seats <= DENSE_CELLS
    return _dense(table, worths, held) if dense else sparse_plan(table, worths, held)


def held_cells(table):
    """{row: column or NOBODY} of the locks that can hold: where a place is and nothing but the form is missing."""
    held, left = {}, table.places.copy()
    for mentee, mentor in table.problem.locked.items():
        row, column = table.row.get(mentee), table.column.get(mentor)
        if row is not None and mentor is None:
            held[row] = NOBODY
        elif row is not None and column is not None and left[column] and _is_open(table, row, column):
            held[row] = column
            left[column] -= 1
    return held


def _is_open(table, row, column):
    barred = table.is_barred_mentee[row] or table.is_barred_mentor[column]
    return not barred and (row, column) not in table.excluded.of


def _dense(table, worths, held):
    rows = np.arange(len(table.problem.mentees))
    cells = table.grid(rows)
    scores = table.scores(cells)
    by_hand = table.allowed(cells) & (worths.places > 0)
    value = worths.of(scores, rows[:, None], cells.columns[None, :]).astype(np.float64)
    worth = np.where(worths.ruled(cells, scores), value, 0)
    loose = np.array([row for row in rows.tolist() if row not in held], np.int64)
    chosen = np.full(len(rows), NOBODY, np.int64)
    chosen[loose] = solve_dense(worth[loose], worths.places)
    for row, column in held.items():
        chosen[row] = column
        if column != NOBODY:
            worth[row, column] = value[row, column]
    paired = rows[chosen != NOBODY]
    by_hand[paired, chosen[paired]] = False
    runner_up = _best(np.where(by_hand, scores, NOBODY))
    movable = np.isin(rows, loose)
    losses = forced_losses(worth, chosen, movable, table.places, runner_up, value[rows, runner_up])
    return Plan(
        chosen, _taken(scores, chosen), runner_up, _taken(scores, runner_up), worths.scale.points(losses)
    )


def _best(scores):
    """The column with the highest score of each row, the first of equals; NOBODY where all are below 0."""
    best = scores.argmax(axis=1)
    return np.where(scores[np.arange(len(scores)), best] >= 0, best, NOBODY)


def _taken(scores, columns):
    return np.where(columns == NOBODY, 0, scores[np.arange(len(columns)), columns])
