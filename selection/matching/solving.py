"""The optimum with capacities: dense for an institution, sparse for a whole district."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

NOBODY = -1


@dataclass
class Plan:
    """By row: the chosen column, its score, the best other column, its score and what it would cost."""

    chosen: np.ndarray
    score: np.ndarray
    runner_up: np.ndarray
    runner_up_score: np.ndarray
    runner_up_cost: np.ndarray  # inf: not asked for, or nothing gives way

    @classmethod
    def nobody(cls, mentees: int) -> "Plan":
        nowhere, none = np.full((2, mentees), NOBODY, np.int64), np.zeros((2, mentees), np.int64)
        return cls(nowhere[0], none[0], nowhere[1], none[1], np.full(mentees, np.inf))


def solve_dense(worth, places):
    """Columns chosen for the rows of a matrix of worths (0: no pair), NOBODY for who stays without."""
    chosen = np.full(len(worth), NOBODY, np.int64)
    seats = np.repeat(np.arange(len(places)), np.minimum(places, len(worth)))
    if not len(seats) or not len(worth):
        return chosen
    rows, taken = linear_sum_assignment(worth[:, seats], maximize=True)
    columns = seats[taken]
    real = worth[rows, columns] > 0
    chosen[rows[real]] = columns[real]
    return chosen


def solve_sparse(columns, worth, places):
    """The same for a few candidates of each row: `columns` and `worth` are (rows, candidates), worth 0 is no candidate.

    Each row has a seat of its own that costs more than any mentor, so that a full matching always exists.
    """
    count = len(columns)
    first = np.concatenate([[0], np.cumsum(places)])
    rows, candidates = np.nonzero(worth > 0)
    seats = places[columns[rows, candidates]]
    edge = np.repeat(np.arange(len(rows)), seats)
    offset = np.arange(len(edge)) - np.repeat(np.cumsum(seats) - seats, seats)
    dear = float(worth.max(initial=0)) + 1
    row = np.concatenate([rows[edge], np.arange(count)])
    seat = np.concatenate([first[columns[rows, candidates]][edge] + offset, first[-1] + np.arange(count)])
    cost = np.concatenate([dear - worth[rows, candidates][edge], np.full(count, dear)])
    graph = csr_array((cost, (row.astype(np.int32), seat.astype(np.int32))), (count, first[-1] + count))
    graph.sort_indices()
    taken = min_weight_full_bipartite_matching(graph)[1]
    owner = np.concatenate([np.repeat(np.arange(len(places)), places), np.full(count, NOBODY)])
    return owner[taken]
