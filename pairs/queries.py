"""Pairs with all that a page or a paper says about them, in two queries."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Prefetch, Subquery

from common.facts import read_once
from pairs.models import Pair, PairChange, PairMember, Substitution
from people.models import Consent, Person, kinds_needed

MENTOR_KINDS = kinds_needed(is_mentor=True, is_mentee=False)
MENTEE_KINDS = kinds_needed(is_mentor=False, is_mentee=True)


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
        return [member.person for member in self.pair.present]


def given(person, kinds):
    """Annotations `has_<kind>`: whether the person at the path `person` has that consent in force."""
    in_force = Consent.objects.in_force().filter(person=OuterRef(person))
    return {f"has_{kind.value}": Exists(in_force.filter(kind=kind)) for kind in kinds}


def with_people(pairs):
    """Pairs with their mentor and members, each with the consents that the side needs."""
    members = PairMember.objects.present().select_related("person").annotate(**given("person", MENTEE_KINDS))
    members = members.order_by("person__search", "pk")
    pairs = pairs.select_related("mentor").annotate(**given("mentor", MENTOR_KINDS))
    return pairs.prefetch_related(Prefetch("members", queryset=members))


def rows_of(pairs):
    """`PairRow` for each pair of a query set."""
    return [PairRow(pair, lacks_of(pair)) for pair in with_people(pairs)]


def whole_row(pairs):
    """The `PairRow` of the one pair that a query set holds, with what its page asks besides; None for none."""
    planned = PairChange.objects.planned().filter(pair=OuterRef("pk"))
    told = {f"change_{name}": Subquery(planned.values(name)[:1]) for name in ("pk", "kind", "effective_on")}
    had = Exists(Substitution.objects.filter(pair=OuterRef("pk")))
    return next(iter(rows_of(pairs.annotate(**told, has_substitution=had))), None)


def planned_change(pair):
    """The change that is being prepared, read together with the pair of `whole_row`; None for none."""
    if pair.change_pk is None:
        return None
    return PairChange(
        pk=pair.change_pk, pair=pair, kind=pair.change_kind, effective_on=pair.change_effective_on
    )


def lacks_of(pair):
    """What the people of a pair owe; `pair` comes from `with_people`."""
    sides = [(pair.mentor, lacking(pair, MENTOR_KINDS))]
    sides += [(member.person, lacking(member, MENTEE_KINDS)) for member in pair.present]
    return [Lack(person, kinds) for person, kinds in sides if kinds]


def lacking(row, kinds):
    return [kind for kind in kinds if not getattr(row, f"has_{kind.value}")]


def people_of(pair):
    """Everybody who takes part, the mentor first."""
    return [pair.mentor, *(member.person for member in pair.present)]


@read_once
def open_rows(organization):
    """The open pairs of an institution, in one query: an open pair is never without present members."""
    kinds = {f"mentor_{name}": flag for name, flag in given("pair__mentor", MENTOR_KINDS).items()}
    rows = (
        PairMember.objects.present().filter(organization=organization).exclude(pair__status=Pair.Status.ENDED)
    )
    rows = rows.select_related("pair__mentor", "person").annotate(**given("person", MENTEE_KINDS), **kinds)
    found = {}
    for row in rows.order_by("pair__mentor__search", "pair", "person__search", "pk"):
        pair = found.setdefault(row.pair_id, row.pair)
        cache = pair.__dict__.setdefault("_prefetched_objects_cache", {})
        cache.setdefault("members", []).append(row)
        for name in kinds:
            setattr(pair, name.removeprefix("mentor_"), getattr(row, name))
    return [PairRow(pair, lacks_of(pair)) for pair in found.values()]
