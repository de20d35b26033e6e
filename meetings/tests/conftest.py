"""A Friday of November, and a running pair whose mentor signs in."""

import datetime as dt

import pytest
from django.utils import timezone

from organizations.models import Role
from organizations.tests.factories import MembershipFactory
from pairs.tests.factories import PairFactory
from people.tests.factories import PersonFactory

FRIDAY = dt.date(2026, 11, 20)


@pytest.fixture
def friday(monkeypatch):
    moment = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    return FRIDAY


@pytest.fixture
def mentee(school):
    """The other side of the pair, with an access."""
    me = MembershipFactory(organization=school, role=Role.PARTICIPANT)
    PersonFactory(
        organization=school, membership=me, last_name="Панов", first_name="Егор", patronymic="Алексеевич"
    )
    return me


@pytest.fixture
def pair(mentor, mentee, friday):
    return PairFactory(mentor=mentor.person, mentees=[mentee.person], status="active")


@pytest.fixture
def outsider(school):
    """A participant of another pair."""
    me = MembershipFactory(organization=school, role=Role.PARTICIPANT)
    PersonFactory(organization=school, membership=me)
    return me
