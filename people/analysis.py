"""Supply against demand by competence: what mentees ask for, who is strong in it and has room.

People take part in the figures while they take part in the programme: paused entries, and people whose consent
to processing was withdrawn, are not counted. Every figure is the length of the list its link opens.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef
from django.urls import reverse

from common.russian import counted, sort_key
from people.gate import Deed, allowed
from people.models import Competence, MenteeEntry, MentorEntry, Person, Request
from people.pairings import open_members, places_taken


@dataclass
class Line:
    """One competence: the mentees who ask for it, the mentors who are strong in it."""

    competence: Competence
    mentees: list = field(default_factory=list)
    young: int = 0
    waiting: int = 0  # of the mentees: without a mentor yet
    mentors: list = field(default_factory=list)
    places: int = 0  # free places of these mentors
    capacity: int = 0  # all their places

    @property
    def asked(self):
        return len(self.mentees)

    @property
    def offered(self):
        return len(self.mentors)

    @property
    def gap(self):
        """How many who wait find no free place; below zero: places that nobody waits for."""
        return self.waiting - self.places

    @property
    def is_used(self):
        return bool(self.mentees or self.mentors)

    @property
    def lack_words(self):
        return f"не хватает {counted(self.gap, 'места', 'мест', 'мест')}"

    @property
    def mentees_url(self):
        return f"{reverse('people:mentees')}?competence={self.competence.pk}&status=active"

    @property
    def mentors_url(self):
        return f"{reverse('people:mentors')}?competence={self.competence.pk}&status=active"


@dataclass
class Analysis:
    """All that the page says."""

    lines: list[Line]
    mentees: list
    mentors: list
    waiting: int
    places: int
    young: int
    without_request: list  # mentees
    unnamed_requests: list  # mentees with a request that names no competence
    unnamed_mentors: list
    helpless: list  # mentees who wait, and whom nobody with a free place can help

    @property
    def mentees_number(self):
        return len(self.mentees)

    @property
    def used(self):
        return [line for line in self.lines if line.is_used]

    @property
    def unused(self):
        return [line for line in self.lines if not line.is_used]


def analyse(me):
    """Read the banks of an institution in a fixed number of queries and count."""
    mentees, mentors = taking_part(MenteeEntry, me), taking_part(MentorEntry, me)
    paired = set(open_members().filter(person__in=persons_of(mentees)).values_list("person", flat=True))
    taken = places_taken(persons_of(mentors))
    for entry in mentees:
        entry.waits = entry.person_id not in paired
    for entry in mentors:
        entry.free = max(entry.capacity - taken.get(entry.person_id, 0), 0)
    wanted, strong = wanted_by(mentees), strong_in(mentors)
    lines = [
        line_of(competence, mentees, wanted, mentors, strong)
        for competence in Competence.objects.visible_to(me)
    ]
    lines.sort(key=lambda line: (-line.gap, line.offered > 0, -line.asked, sort_key(line.competence.name)))
    return Analysis(
        lines=lines,
        mentees=mentees,
        mentors=mentors,
        waiting=sum(entry.waits for entry in mentees),
        places=sum(entry.free for entry in mentors),
        young=sum(entry.person.is_young_teacher for entry in mentees),
        without_request=[entry for entry in mentees if entry.pk not in wanted],
        unnamed_requests=[entry for entry in mentees if None in wanted.get(entry.pk, ())],
        unnamed_mentors=[entry for entry in mentors if not strong[entry.pk]],
        helpless=[entry for entry in mentees if is_helpless(entry, wanted, mentors, strong)],
    )


def taking_part(bank, me):
    """Active entries of people who may be counted (gate: STATISTICS)."""
    fine = allowed(Person.objects.visible_to(me).filter(pk=OuterRef("person")), Deed.STATISTICS)
    entries = bank.objects.visible_to(me).active().filter(Exists(fine))
    return list(entries.select_related("person__organization"))


def persons_of(entries):
    return [entry.person_id for entry in entries]


def wanted_by(mentees):
    """{entry id: set of competence ids}; None in the set stands for a request that names no competence."""
    found = defaultdict(set)
    rows = Request.objects.filter(entry__in=mentees).order_by()
    for entry, competence in rows.values_list("entry", "competences"):
        found[entry].add(competence)
    return dict(found)


def strong_in(mentors):
    """{entry id: set of competence ids}."""
    found = {entry.pk: set() for entry in mentors}
    rows = MentorEntry.competences.through.objects.filter(mentorentry__in=mentors)
    for entry, competence in rows.values_list("mentorentry", "competence"):
        found[entry].add(competence)
    return found


def line_of(competence, mentees, wanted, mentors, strong):
    asking = [entry for entry in mentees if competence.pk in wanted.get(entry.pk, ())]
    offering = [entry for entry in mentors if competence.pk in strong[entry.pk]]
    return Line(
        competence,
        mentees=asking,
        young=sum(entry.person.is_young_teacher for entry in asking),
        waiting=sum(entry.waits for entry in asking),
        mentors=offering,
        places=sum(entry.free for entry in offering),
        capacity=sum(entry.capacity for entry in offering),
    )


def is_helpless(entry, wanted, mentors, strong):
    """Whether somebody waits, it is known what for, and no other person with a free place is strong in any of it."""
    named = wanted.get(entry.pk, set()) - {None}
    if not entry.waits or not named:
        return False
    return not any(
        mentor.free and mentor.person_id != entry.person_id and strong[mentor.pk] & named
        for mentor in mentors
    )
