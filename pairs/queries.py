"""Pairs with all that a page or a paper says about them, in a fixed number of queries."""

from dataclasses import dataclass, field

from django.db.models import Prefetch

from pairs.models import Pair, PairMember
from people.consents import missing_consents
from people.models import Consent, Person


@dataclass(frozen=True)
class Lack:
    """The consents that one person of a pair still owes."""

    person: Person
    kinds: list[str]

    @property
    def words(self):
        return f"{self.person}: нет согласия {', '.join(Consent.Kind(kind).label for kind in self.kinds)}"


@dataclass
class PairRow:
    """A pair as a line of the list: who takes part and whose consents are missing."""

    pair: Pair
    lacks: list[Lack] = field(default_factory=list)

    @property
    def mentees(self):
        return [member.person for member in self.pair.members.all()]


def with_people(pairs):
    members = PairMember.objects.select_related("person").order_by("person__search", "pk")
    return pairs.select_related("mentor", "organization").prefetch_related(
        Prefetch("members", queryset=members)
    )


def sides(pair):
    """(person, the side he or she stands on) for everybody of a pair."""
    return [(pair.mentor, "mentor"), *((member.person, "mentee") for member in pair.members.all())]


def rows_of(pairs):
    """`PairRow` for each pair; consents of all people are read at once."""
    pairs = list(with_people(pairs))
    everybody = [side for pair in pairs for side in sides(pair)]
    missing = missing_consents((person.pk, side) for person, side in everybody)
    return [
        PairRow(
            pair, [Lack(person, kinds) for person, side in sides(pair) if (kinds := missing[person.pk, side])]
        )
        for pair in pairs
    ]


def lacks_of(pair):
    return rows_of(Pair.objects.filter(pk=pair.pk))[0].lacks
