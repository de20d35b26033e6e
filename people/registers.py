"""The two registers as lines of a table: all a page or a file says about an entry, in a fixed number of queries."""

from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q

from people.models import Consent, MenteeEntry, MentorEntry, Person
from people.pairings import mentors_of, open_members, places_taken

PROCESSING = Consent.Kind.PROCESSING


@dataclass
class MenteeRow:
    """A line of the bank of mentees with what is missing."""

    entry: MenteeEntry
    members: list
    consents: dict
    missing: list[str] = field(default_factory=list)

    @property
    def processing(self):
        return self.consents.get((self.entry.person_id, PROCESSING))

    @property
    def duty(self):
        return self.consents.get((self.entry.person_id, Consent.Kind.MENTEE_DUTY))


@dataclass
class MentorRow:
    """A line of the bank of mentors with what is missing."""

    entry: MentorEntry
    taken: int
    consents: dict
    missing: list[str] = field(default_factory=list)

    @property
    def processing(self):
        return self.consents.get((self.entry.person_id, PROCESSING))

    @property
    def duty(self):
        return self.consents.get((self.entry.person_id, Consent.Kind.MENTOR_DUTY))


def mentee_rows(entries):
    entries = list(entries.select_related("person").prefetch_related("requests"))
    persons = [entry.person_id for entry in entries]
    consents, members = open_consents(persons), mentors_of(persons)
    rows = [MenteeRow(entry, members.get(entry.person_id, []), consents) for entry in entries]
    for row in rows:
        row.missing = [
            *([] if row.entry.requests.all() else ["запрос не записан"]),
            *lacking_consents(row, "согласие на участие"),
            *([] if row.members else ["без пары"]),
        ]
    return rows


def mentor_rows(entries):
    entries = list(entries.select_related("person").prefetch_related("competences"))
    persons = [entry.person_id for entry in entries]
    consents, taken = open_consents(persons), places_taken(persons)
    rows = [MentorRow(entry, taken.get(entry.person_id, 0), consents) for entry in entries]
    for row in rows:
        row.missing = [
            *([] if row.entry.competences.all() else ["компетенции не указаны"]),
            *lacking_consents(row, "согласие на обязанности"),
            *(["наставляемых больше, чем мест"] if row.taken > row.entry.capacity else []),
        ]
    return rows


def open_consents(persons):
    """{(person id, kind): consent}: the signed one, else the one that waits for its signature."""
    papers = Consent.objects.open().filter(person__in=persons).order_by("signed_on")
    found = {}
    for paper in papers:
        if not found.get((paper.person_id, paper.kind)) or paper.signed_on:
            found[paper.person_id, paper.kind] = paper
    return found


def lacking_consents(row, duty_words):
    papers = {"согласие на обработку данных": row.processing, duty_words: row.duty}
    return [words for words, paper in papers.items() if not paper or not paper.signed_on]


def people_counts(me):
    """Figures for the head of every page of the room. Three plain queries are quicker than one clever one."""
    everybody = Person.objects.visible_to(me).aggregate(
        all=Count("pk"), persons=Count("pk", filter=Q(left_on=None))
    )
    return {
        "persons": everybody["persons"],
        "left": everybody["all"] - everybody["persons"],
        "mentees": MenteeEntry.objects.visible_to(me).open().count(),
        "mentors": MentorEntry.objects.visible_to(me).open().count(),
    }


def paired_count(me):
    """How many of the bank of mentees stand in an open pair."""
    paired = Exists(open_members().filter(person=OuterRef("person")))
    return MenteeEntry.objects.visible_to(me).open().filter(paired).count()
