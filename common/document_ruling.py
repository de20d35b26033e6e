"""Finds the ruled tables of a PDF page by their lines; knows nothing of PDF and of text.

A line is (where it stands, from, to): x, top, bottom if it goes down, y, left, right if it goes across. A table
that the edge of a page cuts has no last line: the ends of the lines that go down close it.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from common.blocks import Merge
from common.document_limits import MAX_ACROSS

Line = tuple[float, float, float]

NEAR = 3  # points: lines this close to one another are one line, lines this far from crossing do cross
THIN = 5  # points: a row or a column thinner than this is a double line
MAX_PIECES = 20_000  # a page with more is a drawing
MAX_LINES = 1_500  # after the pieces of one line have been joined


@dataclass(frozen=True)
class Ruling:
    """A table as its lines show it: borders of columns and rows, and the cell that each place belongs to."""

    xs: list[float]
    ys: list[float]
    owners: dict[tuple[int, int], tuple[int, int]]

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column of the cell around a point; None outside the table."""
        return self.owners.get((bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1))

    def merges(self) -> Iterator[Merge]:
        groups = defaultdict(list)
        for place, owner in self.owners.items():
            groups[owner].append(place)
        for (row, column), places in sorted(groups.items()):
            height = 1 + max(place[0] for place in places) - row
            width = 1 + max(place[1] for place in places) - column
            if height * width == len(places) > 1:
                yield Merge(row, column, height, width)


def find_rulings(down: list[Line], across: list[Line]) -> list[Ruling]:
    """The tables with more than one cell that these lines make, from the top down."""
    if len(down) + len(across) > MAX_PIECES:
        return []
    down, across = joined(down), joined(across)
    if len(down) + len(across) > MAX_LINES:
        return []
    rulings = [ruling for group in connected(down, across) if (ruling := ruling_of(*group))]
    return sorted(rulings, key=lambda ruling: (ruling.ys[0], ruling.xs[0]))


def joined(pieces):
    """Whole lines out of pieces: each cell draws its own border, and each a little beside the other."""
    groups, last = [], None
    for piece in sorted(pieces):
        if last is None or piece[0] - last > NEAR:
            groups.append([])
        groups[-1].append(piece)
        last = piece[0]
    return [line for group in groups for line in joined_here(group)]


def joined_here(group):
    middle = sum(position for position, _, _ in group) / len(group)
    ends = []
    for start, end in sorted((start, end) for _, start, end in group):
        if ends and start - ends[-1][1] <= NEAR:
            ends[-1][1] = max(ends[-1][1], end)
        else:
            ends.append([start, end])
    return [(middle, start, end) for start, end in ends if end - start > THIN]


def connected(down, across):
    """Lines that cross one another, directly or by way of others: two lists for each group."""
    waiting, left = set(down), set(across)
    while waiting:
        mine, others, fresh = [], [], [waiting.pop()]
        while fresh:
            line = fresh.pop()
            mine.append(line)
            met = {other for other in left if crosses(line, other)}
            left -= met
            others += met
            linked = {one for one in waiting if any(crosses(one, other) for other in met)}
            waiting -= linked
            fresh += linked
        yield mine, others


def crosses(line, other):
    x, top, bottom = line
    y, left, right = other
    return left - NEAR <= x <= right + NEAR and top - NEAR <= y <= bottom + NEAR


def ruling_of(down, across):
    """The table these lines make; None if it has but one cell."""
    xs, ys = borders(down, across), borders(across, down)
    if not (len(xs) - 1) * (len(ys) - 1) > 1 or len(xs) > MAX_ACROSS:
        return None
    owners = owners_of(xs, ys, walls(down, xs, ys), walls(across, ys, xs))
    return Ruling(xs, ys, owners) if len(set(owners.values())) > 1 else None


def borders(lines: Iterable[Line], others: Iterable[Line]) -> list[float]:
    """Where lines stand, and the outermost ends of those across them; double lines count once."""
    ends = [end for _, *both in others for end in both]
    outermost = [min(ends), max(ends)] if ends else []
    found = []
    for position in sorted([*(position for position, _, _ in lines), *outermost]):
        if not found or position - found[-1] > THIN:
            found.append(position)
    return found


def walls(lines, positions, stops):
    """Pairs (border, gap): this border has a line along this gap between two stops of the other way."""
    middles = [(gap, (start + end) / 2) for gap, (start, end) in enumerate(pairwise(stops))]
    return {
        (border, gap)
        for where, start, end in lines
        for border, position in enumerate(positions)
        if abs(position - where) <= THIN
        for gap, middle in middles
        if start <= middle <= end
    }


def owners_of(xs, ys, walls_down, walls_across):
    """For every place (row, column) the first place of its cell: places without a wall between are one cell."""
    owners, height, width = {}, len(ys) - 1, len(xs) - 1
    for first in ((row, column) for row in range(height) for column in range(width)):
        fresh = [first]
        while fresh:
            row, column = place = fresh.pop()
            if place in owners or not (0 <= row < height and 0 <= column < width):
                continue
            owners[place] = first
            ways = (
                ((row, column + 1), (column + 1, row) in walls_down),
                ((row, column - 1), (column, row) in walls_down),
                ((row + 1, column), (row + 1, column) in walls_across),
                ((row - 1, column), (row, column) in walls_across),
            )
            fresh += [way for way, is_walled in ways if not is_walled]
    return owners
