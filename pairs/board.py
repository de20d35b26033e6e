"""The board of pairs: how many stand in each state, and the rows of one page with what the rooms above say of them."""

from dataclasses import dataclass

from django.db.models import Case, Count, F, IntegerField, Value, When, Window

from pairs.models import Pair
from pairs.queries import PairRow, rows_of
from pairs.rooms import CELLS, Cell, cells_of

# A heading speaks of all pairs under it.
STATES = {
    Pair.Status.PROPOSED: "предложены",
    Pair.Status.READY: "готовы к приказу",
    Pair.Status.ORDERED: "в проекте приказа",
    Pair.Status.ACTIVE: "действуют",
    Pair.Status.PAUSED: "приостановлены",
    Pair.Status.ENDED: "завершены",
}


@dataclass
class Line:
    """A row of the board; `cells` in the order of the columns."""

    row: PairRow
    cells: list[tuple[str, Cell | None]]
    in_state: int = 0  # of the first of its state, above which a heading stands: how many are in that state

    @property
    def opens_state(self):
        return bool(self.in_state)

    @property
    def pair(self):
        return self.row.pair

    @property
    def state_words(self):
        return STATES[self.row.pair.status]


def by_state(pairs):
    """In the order of their life, the mentor's name within a state; each knows how many share its state."""
    places = [When(status=status, then=Value(place)) for place, status in enumerate(STATES)]
    pairs = pairs.annotate(
        place=Case(*places, output_field=IntegerField()),
        in_state=Window(Count("pk"), partition_by=F("status")),
    )
    return pairs.order_by("place", "mentor__search", "pk")


def figures(pairs):
    """[(state, its words, how many)] of the states that have any."""
    counted = dict(pairs.order_by().values_list("status").annotate(Count("pk")))
    return [(state.value, words, counted[state]) for state, words in STATES.items() if state in counted]


def columns():
    return list(CELLS)


def lines_of(organization, page, visible):
    """`Line` for each pair of a page, in a fixed number of queries."""
    in_state = {pair.pk: pair.in_state for pair in page}
    rows = {row.pair.pk: row for row in rows_of(visible.filter(pk__in=list(in_state)))}
    rows = [rows[pk] for pk in in_state]
    told = cells_of(organization, [row.pair for row in rows]) if rows else {}
    lines, before = [], None
    for row in rows:
        cells = [(name, told[name].get(row.pair.pk)) for name in columns()]
        is_first = row.pair.status != before
        lines.append(Line(row, cells, in_state=in_state[row.pair.pk] if is_first else 0))
        before = row.pair.status
    return lines
