"""The sheets of a meeting as the curator types them in: numbers of the printed list instead of names."""

from dataclasses import dataclass, field

from selection.models import ChoiceSeat, Wish
from selection.wishing import OTHER, read_seats


@dataclass
class SheetRow:
    """One sheet: whose it is, whom it names, by the numbers of the other side."""

    seat: ChoiceSeat
    others: dict  # {number: seat of the other side}
    wanted: list[int] = field(default_factory=list)
    avoided: list[int] = field(default_factory=list)

    @property
    def is_handed_in(self):
        return self.seat.handed_in_on is not None

    @property
    def words(self):
        """The whole sheet in a line: by it a stale one is known (CON-2)."""
        return spelled(self.wanted, self.avoided, self.is_handed_in)

    @property
    def names(self):
        """ "1. Громова Е. В., 2. Соловей В. И.; не ставить: Жук А. И."."""
        chosen = ", ".join(f"{place}. {self.others[n].person}" for place, n in enumerate(self.wanted, 1))
        avoided = ", ".join(str(self.others[n].person) for n in self.avoided)
        return "; ".join(filter(None, [chosen, avoided and f"не ставить: {avoided}"]))


def spelled(wanted, avoided, is_handed_in):
    return (
        f"{' '.join(map(str, wanted))}|{' '.join(map(str, sorted(avoided)))}|{'да' if is_handed_in else ''}"
    )


def rows_of(meeting):
    """[SheetRow] of both sides in five queries; whoever may not be named any more has no row."""
    sides = {side: read_seats(meeting, side) for side in ChoiceSeat.Side}
    numbers = {seat.person_id: seat.number for seats in sides.values() for seat in seats}
    said = {}
    for wish in Wish.objects.filter(meeting=meeting).order_by("rank", "pk"):
        said.setdefault(wish.person_id, []).append(wish)
    rows = []
    for side, seats in sides.items():
        others = {seat.number: seat for seat in sides[OTHER[side]] if seat.is_shown}
        rows += [row_of(seat, others, said, numbers) for seat in seats if seat.is_shown]
    return rows


def row_of(seat, others, said, numbers):
    row = SheetRow(seat, others)
    for wish in said.get(seat.person_id, ()):
        number = numbers.get(wish.about_id)
        if number in others and others[number].person_id == wish.about_id:
            (row.wanted if wish.kind == Wish.Kind.WANTS else row.avoided).append(number)
    return row
