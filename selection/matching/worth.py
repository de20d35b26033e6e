"""What a cell is worth to the optimum: a pair at all (if nobody is to be left), then score, then what breaks ties.

One whole number holds the three, so that the solver compares them in this order and a sum never mixes them up.
"""

from dataclasses import dataclass

import numpy as np

KEPT, LONGEST_WAIT = 512, 510  # the mentor of before outweighs any wait
TIE = 1 + KEPT + LONGEST_WAIT


@dataclass(frozen=True)
class Scale:
    """How many units a point of score and a pair are worth among so many mentees."""

    point: int
    pair: int

    @classmethod
    def of(cls, goal: str, mentees: int) -> "Scale":
        point = 2 * TIE * (mentees + 1)
        return cls(point, 2 * (100 * (mentees + 1)) * point if goal == "everyone" else 0)

    def points(self, worth):
        """Points of score in a difference of two sums of worths; what is infinite stays so."""
        finite = np.isfinite(worth)
        rest = np.where(finite, worth, 0)
        if self.pair:
            rest = rest - np.rint(rest / self.pair) * self.pair
        return np.where(finite, np.rint(rest / self.point), np.inf)


class Worths:
    """Worth of the cells of some rows, 0 where no pair is to be made."""

    def __init__(self, table, places):
        problem = table.problem
        self.table, self.places = table, places
        self.scale = Scale.of(problem.goal, len(problem.mentees))
        self.floor = problem.floor if problem.goal == "best" else 0
        self.wait = np.array([min(max(one.days_waiting, 0), LONGEST_WAIT) for one in problem.mentees])
        self.before = np.array(
            [table.column.get(problem.before.get(one.id), -1) for one in problem.mentees], np.int64
        )

    def of(self, scores, rows, columns):
        """Of allowed cells, in any shape; int64."""
        kept = KEPT * (self.before[rows] == columns)
        return self.scale.pair + scores.astype(np.int64) * self.scale.point + 1 + self.wait[rows] + kept

    def ruled(self, cells, scores):
        """Which cells the optimum may choose, places apart."""
        return self.table.allowed(cells) & (scores >= self.floor)
