"""Rows of pairs on the stage: {kind: row} for one side (a participant with person, pair, member) of a school."""

import datetime as dt

from pairs.models import PairChange, PairNote, Substitution
from pairs.tests.factories import PairFactory
from people.tests.factories import ConsentFactory, MenteeEntryFactory, MentorEntryFactory, PersonFactory


def pairs_rows(organization, members, side):
    """A change that is planned, a substitute of next month, the participant's place and note; pairs that run."""
    pair, today = side["pair"], organization.today
    whose = {"organization": organization, "pair": pair}
    days = {"effective_on": today + dt.timedelta(days=7), "notice_on": today}
    soon = {"starts_on": today + dt.timedelta(days=30), "ends_on": today + dt.timedelta(days=40)}
    person = PersonFactory(organization=organization)
    return running_rows(organization, today) | {
        "pair_change": PairChange.objects.create(kind="refusal", reason="load", **whose, **days),
        "substitution": Substitution.objects.create(person=person, reason="leave", **whose, **soon),
        "pair_member": pair.members.get(),
        "pair_note": PairNote.objects.create(
            text="Заметка", reader="pair", author=side["member"].user, **whose
        ),
    }


def running_rows(organization, today):
    """A pair that may change, one near its end, and who of the banks may join a group or stand in for a mentor."""
    joiner = in_bank(organization)
    agree(joiner, "mentee_duty")
    stand_in = MentorEntryFactory(person__organization=organization).person
    agree(stand_in, "mentor_duty")
    term = {"starts_on": today - dt.timedelta(days=30), "ends_on": today + dt.timedelta(days=90)}
    return {
        "joiner": joiner,
        "stand_in": stand_in,
        "running_pair": running(organization, **term),
        "ending_pair": running(organization, **term | {"ends_on": today + dt.timedelta(days=3)}),
    }


def running(organization, **term):
    mentor = PersonFactory(organization=organization)
    MentorEntryFactory(person=mentor)
    return PairFactory(mentor=mentor, mentees=[in_bank(organization)], status="active", **term)


def in_bank(organization):
    return MenteeEntryFactory(person__organization=organization).person


def agree(person, duty):
    for kind in ("processing", duty):
        ConsentFactory(person=person, kind=kind)
