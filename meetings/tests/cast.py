"""A running pair whose mentor signs in and whose mentee does not, and meetings of it."""

import datetime as dt

from meetings.models import Meeting
from pairs.tests.factories import PairFactory
from people.tests.factories import PersonFactory


def running_pair(mentor, mentees=(), **more):
    """`mentor` is a membership with a card; the mentee has an address and no account."""
    school = mentor.organization
    mentees = list(mentees) or [
        PersonFactory(organization=school, last_name="Панов", email="panov@example.org")
    ]
    term = {
        "starts_on": school.today - dt.timedelta(days=60),
        "ends_on": school.today + dt.timedelta(days=200),
    }
    return PairFactory(mentor=mentor.person, mentees=mentees, status="active", **term | more)


def meeting(pair, days_ago=1, **more):
    on = pair.organization.today - dt.timedelta(days=days_ago)
    return Meeting.objects.create(organization=pair.organization, pair=pair, on=on, **more)


def held(pair, days_ago=1, count=1):
    return [meeting(pair, days_ago + number, status="held") for number in range(count)]


def mentee_of(pair):
    return pair.members.get().person
