"""The pairs of a person, for the extract (people/extract.py)."""

from people.extract import facts, part
from people.pairings import pairs_of


@part("Пары и группы")
def pairs(person):
    """Each pair on either side; whose row in the group it is stands first."""
    return [
        {"наставляемый": str(row.person), "вышел из группы": row.left_on or "", **facts(row.pair)}
        for row in pairs_of(person)
    ]
