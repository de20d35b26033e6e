"""What the curator's report counts, in three queries whatever the size of the institution."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Q, Value

from pairs.models import Pair, PairMember
from people.models import BankEntry, Consent, ConsentKind, MenteeEntry, MentorEntry, Person, kinds_needed

CONSENTS = {
    ConsentKind.PROCESSING: "на обработку персональных данных",
    ConsentKind.MENTOR_DUTY: "на обязанности наставника",
    ConsentKind.MENTEE_DUTY: "на участие наставляемым",
    ConsentKind.DISTRIBUTION: "на распространение персональных данных",
}
ENDED = Pair.Status.ENDED
WORKED = [Pair.Status.ACTIVE, Pair.Status.PAUSED, ENDED]
MENTOR, MENTEE = "mentor", "mentee"
CARD = (
    *("id", "kind", "last_name", "first_name", "patronymic", "position", "experience_years"),
    *("processing_stopped_on", "search"),
)


@dataclass
class Bank:
    """A bank now, and how it changed in the school year."""

    now: int
    entered: int
    left: int


@dataclass
class Work:
    """A pair or group with its mentees."""

    pair: Pair
    mentees: list = field(default_factory=list)

    def is_of_year(self, first, after):
        return self.pair.status in WORKED and self.pair.starts_on < after and self.pair.ends_on >= first

    @property
    def may_be_named(self):
        """Nobody whose consent to processing was withdrawn stands in a new paper."""
        return not any(person.processing_stopped_on for person in (self.pair.mentor, *self.mentees))


@dataclass
class Figures:
    mentors: Bank
    mentees: Bank
    young: int  # mentees whose experience is within the institution's bound of a young teacher
    consents: list  # (words, signed, asked)
    pairs: list  # works of the school year
    unmatched: list = field(default_factory=list)  # mentees of the bank without an open pair

    @property
    def by_form(self):
        return Counter(row.pair.get_form_display() for row in self.pairs).most_common()

    @property
    def by_kind(self):
        return Counter(row.pair.get_kind_display() for row in self.pairs).most_common()


def figures_of(organization, year):
    """Figures of the school year that began on 1 September of `year`; banks and consents as they are today."""
    first, after = dt.date(year, 9, 1), dt.date(year + 1, 9, 1)
    stays = stays_of(organization)
    mentors, mentees = people_now(stays, MENTOR, organization), people_now(stays, MENTEE, organization)
    works = works_of(organization, first, after)
    matched = {person.pk for work in works if work.pair.status != ENDED for person in work.mentees}
    return Figures(
        mentors=bank(stays, MENTOR, first, after),
        mentees=bank(stays, MENTEE, first, after),
        young=sum(person.is_young_teacher for person in mentees),
        consents=consents(organization, {p.pk for p in mentors}, {p.pk for p in mentees}),
        pairs=[work for work in works if work.is_of_year(first, after) and work.may_be_named],
        unmatched=[person for person in mentees if person.pk not in matched],
    )


def works_of(organization, first, after):
    """Pairs of the year and those open now, in one query: a pair is never without members."""
    of_year = Q(pair__starts_on__lt=after, pair__ends_on__gte=first, pair__status__in=WORKED)
    rows = PairMember.objects.filter(of_year | ~Q(pair__status=ENDED), organization=organization)
    rows = rows.select_related("pair__mentor", "person")
    found = {}
    for row in rows.order_by("pair__mentor__search", "pair", "person__search", "pk"):
        found.setdefault(row.pair_id, Work(row.pair)).mentees.append(row.person)
    return list(found.values())


def stays_of(organization):
    """Stays in both banks, by the name of the person, in one query."""
    sides = [
        entries.objects.filter(organization=organization)
        .exclude(leaving=BankEntry.Leaving.MISTAKE)
        .order_by()
        .annotate(side=Value(side))
        .values("side", "entered_on", "left_on", *(f"person__{name}" for name in CARD))
        for side, entries in ((MENTOR, MentorEntry), (MENTEE, MenteeEntry))
    ]
    return sorted(sides[0].union(sides[1], all=True), key=lambda stay: stay["person__search"])


def people_now(stays, side, organization):
    """Those of a bank whose data may be counted, by name."""
    cards = [
        {name: stay[f"person__{name}"] for name in CARD}
        for stay in stays
        if stay["side"] == side and stay["left_on"] is None and stay["person__processing_stopped_on"] is None
    ]
    return [Person(organization=organization, **card) for card in cards]


def bank(stays, side, first, after):
    mine = [stay for stay in stays if stay["side"] == side]
    return Bank(
        now=sum(stay["left_on"] is None for stay in mine),
        entered=sum(first <= stay["entered_on"] < after for stay in mine),
        left=sum(stay["left_on"] is not None and first <= stay["left_on"] < after for stay in mine),
    )


def consents(organization, mentors, mentees):
    given = Consent.objects.in_force().filter(organization=organization).values_list("kind", "person")
    signed = {(kind, person) for kind, person in given}
    asked = {kind: set() for kind in CONSENTS}
    for person in mentors | mentees:
        for kind in kinds_needed(is_mentor=person in mentors, is_mentee=person in mentees):
            asked[kind].add(person)
        asked[ConsentKind.DISTRIBUTION].add(person)
    return [
        (words, sum((kind, person) in signed for person in asked[kind]), len(asked[kind]))
        for kind, words in CONSENTS.items()
        if asked[kind]
    ]
