"""Finds the ruled tables of a PDF page by their lines; knows nothing of PDF and of text.

Lines are joined, crossed and made into cells by the steps of pdfplumber's own finder. They are taken one by one:
between them a table that the edge of a page cuts gets its last line, and a drawing with too many crossings is
left before it takes minutes.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from itertools import permutations, product

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges
from pdfplumber.utils import filter_edges, merge_bboxes, obj_to_bbox

from common.blocks import Merge
from common.document_limits import MAX_ACROSS

Line = dict
Box = tuple[float, float, float, float]  # left, top, right, bottom

NEAR = 3  # points: lines this close to one another are one line, lines this far from crossing do cross
THIN = 5  # points: a shape thinner than this is a line, a line shorter than this is none
MAX_PIECES = 20_000  # a page with more is a drawing
MAX_LINES = 1_500  # after the pieces of one line have been joined
MAX_CROSSINGS = 5_000  # a page with more takes a second, and is squared paper


class Ruling:
    """A table as its lines show it: borders of columns and rows, and the cell that each place belongs to."""

    def __init__(self, boxes: list[Box]):
        self.xs = sorted({x for left, _, right, _ in boxes for x in (left, right)})
        self.ys = sorted({y for _, top, _, bottom in boxes for y in (top, bottom)})
        self.cells = {}
        for left, top, right, bottom in sorted(boxes):
            rows = range(self.ys.index(top), self.ys.index(bottom))
            columns = range(self.xs.index(left), self.xs.index(right))
            cell = Merge(rows.start, columns.start, len(rows), len(columns))
            self.cells |= dict.fromkeys(product(rows, columns), cell)

    def cell_at(self, x: float, y: float) -> Merge | None:
        """The cell around a point; None outside the table."""
        return self.cells.get((bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1))

    def merges(self) -> list[Merge]:
        places = Counter(self.cells.values())
        found = [cell for cell in places if places[cell] == cell.rows * cell.columns > 1]
        return sorted(found, key=lambda cell: (cell.row, cell.column))


def down(x: float, top: float, bottom: float) -> Line:
    return line_of("v", x, top, x, bottom)


def across(y: float, left: float, right: float) -> Line:
    return line_of("h", left, y, right, y)


def line_of(orientation, left, top, right, bottom):
    """A line as pdfplumber wants it."""
    places = {"x0": left, "top": top, "x1": right, "bottom": bottom, "doctop": top}
    sizes = {"width": right - left, "height": bottom - top}
    return {"object_type": "line", "orientation": orientation, **places, **sizes}


def find_rulings(pieces: list[Line]) -> list[Ruling]:
    """The tables with more than one cell that these lines make, from the top down."""
    if len(pieces) > MAX_PIECES or len(lines := joined(pieces)) > MAX_LINES:
        return []
    crossings = edges_to_intersections(lines, NEAR, NEAR)
    if len(crossings) > MAX_CROSSINGS:
        return []
    if closing := list(closing_lines(crossings)):
        crossings = edges_to_intersections(joined(lines + closing), NEAR, NEAR)
    rulings = map(Ruling, cells_to_tables(intersections_to_cells(crossings)))
    return [ruling for ruling in rulings if len(ruling.xs) <= MAX_ACROSS]


def joined(pieces):
    """Whole lines out of pieces: each cell draws its own border, and each a little beside the other."""
    return filter_edges(merge_edges(pieces, NEAR, NEAR, NEAR, NEAR), min_length=THIN)


def closing_lines(crossings):
    """Lines through the ends that stick out of a table: cut by the edge of a page, it has no last line."""
    met = defaultdict(set)
    for edges in crossings.values():
        for pair in product(*(map(obj_to_bbox, edges[way]) for way in "vh")):
            for one, other in permutations(pair):
                met[one].add(other)
    reach = {line: line for line in met}
    for _ in range(3):  # the lines it meets, those beside it, all that those meet
        reach = {line: merge_bboxes(reach[other] for other in others) for line, others in met.items()}
    for (x0, y0, x1, y1), (left, top, right, bottom) in reach.items():
        if x0 == x1:
            yield from (across(y, left, right) for y in (y0, y1) if not top - THIN <= y <= bottom + THIN)
        else:
            yield from (down(x, top, bottom) for x in (x0, x1) if not left - THIN <= x <= right + THIN)
