"""Who was in the banks in the time of a roadmap, with which consent: the facts of all years, read once a request.

A stay counts for a roadmap when it overlaps its dates; a consent, when it was in force on the last day of the overlap.
One reading serves the roadmaps of every year, however many a page shows.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Exists, Min, OuterRef

from common.facts import read_once
from people.gate import Deed, allowed
from people.ledger import processing_days
from people.models import MenteeEntry, MentorEntry, Person


@dataclass(frozen=True)
class Stay:
    """A person in a bank in the time of a roadmap; `last_on` is the last day of the overlap."""

    entry: MenteeEntry | MentorEntry
    last_on: dt.date

    @property
    def person(self):
        return self.entry.person


@read_once
def mentee_entries(organization):
    """All stays in the bank of mentees, with the day of the first request."""
    return list(entries_of(MenteeEntry, organization).annotate(first_request_on=Min("requests__made_on")))


@read_once
def mentor_entries(organization):
    """All stays in the bank of mentors, with the number of competences."""
    return list(entries_of(MentorEntry, organization).annotate(competence_count=Count("competences")))


def entries_of(bank, organization):
    """Stays that were no mistake, of people who may be counted (gate: STATISTICS)."""
    fine = allowed(Person.objects.filter(pk=OuterRef("person")), Deed.STATISTICS)
    entries = bank.objects.filter(Exists(fine), organization=organization)
    entries = entries.exclude(leaving=bank.Leaving.MISTAKE).select_related("person")
    return entries.order_by("person__search", "entered_on", "pk")


def stays_in(entries, roadmap):
    """The stays that overlap the dates of a roadmap; of one person the last."""
    found = {}
    for entry in entries:
        last_on = min(entry.left_on or roadmap.ends_on, roadmap.ends_on)
        if entry.entered_on <= last_on >= roadmap.starts_on:
            found[entry.person_id] = Stay(entry, last_on)
    return list(found.values())


def mentee_stays(roadmap):
    return stays_in(mentee_entries(roadmap.organization), roadmap)


def mentor_stays(roadmap):
    return stays_in(mentor_entries(roadmap.organization), roadmap)


def has_processing(stay, organization):
    """Whether the consent to processing was in force on the last day; one ended that very day still was."""
    days = processing_days(organization).get(stay.entry.person_id, ())
    return any(signed <= stay.last_on and (ended is None or ended >= stay.last_on) for signed, ended in days)
