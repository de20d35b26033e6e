"""The pairs of a person, for the extract (people/extract.py)."""

from django.db.models import Q

from pairs.models import PairChange, PairNote, Substitution
from people.extract import facts, part
from people.pairings import pairs_of


@part("Пары и группы")
def pairs(person):
    """Each pair on either side; whose row in the group it is stands first."""
    return [
        {"наставляемый": str(row.person), "вышел из группы": row.left_on or "", **facts(row.pair)}
        for row in pairs_of(person)
    ]


@part("Изменения пар")
def changes(person):
    mine = Q(pair__mentor=person) | Q(pair__members__person=person)
    rows = PairChange.objects.filter(mine).select_related("pair__mentor", "new_pair__mentor").distinct()
    return [facts(row) for row in rows]


@part("Замещения наставника")
def substitutions(person):
    mine = Q(person=person) | Q(pair__mentor=person) | Q(pair__members__person=person)
    rows = Substitution.objects.filter(mine).select_related("pair__mentor", "person").distinct()
    return [facts(row) for row in rows]


@part("Заметки о парах")
def notes(person):
    """What was written about the pairs of the person, and what the person wrote."""
    mine = (
        Q(pair__mentor=person) | Q(pair__members__person=person) | Q(author__memberships=person.membership_id)
    )
    rows = PairNote.objects.filter(mine).select_related("pair__mentor", "author").distinct()
    return [facts(row) for row in rows]
