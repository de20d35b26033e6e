"""People of both banks and a meeting of choice for the tests of this room."""

import datetime as dt

from organizations.models import Role
from organizations.tests.factories import MembershipFactory
from people.tests.factories import MenteeEntryFactory, MentorEntryFactory, PersonFactory
from selection.services.choosing import create_choice


def mentors_of(school, count=2):
    """In the bank of mentors, named in the order of the alphabet."""
    return [person_in(school, MentorEntryFactory, f"Наставник{n:02}") for n in range(1, count + 1)]


def mentees_of(school, count=3):
    return [person_in(school, MenteeEntryFactory, f"Новичок{n:02}") for n in range(1, count + 1)]


def person_in(school, bank, last_name):
    return bank(person=PersonFactory(organization=school, last_name=last_name)).person


def meeting_of(curator, mentors, mentees, **fields):
    facts = {"held_on": curator.organization.today, "starts_at": dt.time(14, 30), "round_minutes": 7}
    facts |= {"place": "актовый зал"} | fields
    return create_choice(curator.organization, mentors=mentors, mentees=mentees, by=curator, **facts)


def access_of(person):
    """A participant's access for this card."""
    person.membership = MembershipFactory(organization=person.organization, role=Role.PARTICIPANT)
    person.save(update_fields=["membership"])
    return person.membership
