"""What a participant reads about the own pairs: who with whom, and what the rooms above say of the one shown."""

from dataclasses import dataclass

from pairs.models import Pair
from pairs.queries import PairRow, people_of, rows_of

# What runs stands first, what is over last.
PLACES, BETWEEN = {Pair.Status.ACTIVE: 0, Pair.Status.PAUSED: 1, Pair.Status.ENDED: 9}, 5


@dataclass
class OwnPair:
    """A pair in the eyes of one of its people."""

    row: PairRow
    others: list  # persons; the mentor first
    is_mentor: bool

    @property
    def pair(self):
        return self.row.pair

    @property
    def role_words(self):
        if self.is_mentor:
            return "Вы наставник"
        is_mentee = any(person.pk not in {one.pk for one in self.others} for person in self.row.mentees)
        return "Вы наставляемый" if is_mentee else "Вы замещаете наставника"


def own_pairs(me):
    """The pairs of the actor as a person, running ones first; nothing for who has no card."""
    person = getattr(me, "person", None)
    if person is None:
        return []
    rows = sorted(rows_of(Pair.objects.visible_to(me)), key=lambda row: row.pair.starts_on, reverse=True)
    rows.sort(key=lambda row: PLACES.get(row.pair.status, BETWEEN))
    return [own_pair(row, person) for row in rows]


def own_pair(row, person):
    others = [one for one in people_of(row.pair) if one.pk != person.pk]
    return OwnPair(row, others, row.pair.mentor_id == person.pk)
