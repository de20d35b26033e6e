"""CON-4: opposite deeds at once. Whoever comes second waits, is refused with a sentence, or changes nothing."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection

from pairs.models import Pair, PairChange, PairMember
from pairs.services import carry_out_change, end_pair, form_pair, plan_change
from pairs.services import rules as service_rules
from pairs.tests.factories import PairFactory
from people.models import MentorEntry
from people.services import withdraw_consents
from people.tests.factories import MenteeEntryFactory, MentorEntryFactory, PersonFactory

pytestmark = pytest.mark.django_db(transaction=True)
TERM = {"starts_on": dt.date(2026, 10, 5), "ends_on": dt.date(2027, 5, 28)}


def at_once(*deeds):
    def run(deed):
        try:
            return deed()
        except (ValidationError, IntegrityError) as error:
            return str(error)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def mentor_of(school, capacity):
    mentor = PersonFactory(organization=school)
    MentorEntryFactory(person=mentor, capacity=capacity)
    return mentor


def mentees_of(school, count):
    people = PersonFactory.create_batch(count, organization=school)
    for person in people:
        MenteeEntryFactory(person=person)
    return people


def last_place(school, curator):
    """Two curators give the last place of one mentor to two mentees."""
    mentor, people = mentor_of(school, 1), mentees_of(school, 2)
    said = at_once(
        *(
            lambda p=person: form_pair(school, mentor=mentor, mentees=[p], by=curator, **TERM)
            for person in people
        )
    )
    return said, PairMember.objects.filter(pair__mentor=mentor).count()


def test_two_curators_on_the_last_place(school, curator):
    for _ in range(4):
        said, taken = last_place(school, curator)

        assert (sum(isinstance(one, Pair) for one in said), taken) == (1, 1)
        assert any("не больше 1" in str(one) for one in said)


def test_without_the_lock_of_the_service_the_database_refuses(school, curator, monkeypatch):
    """The twin: the rule of the service is taken away, the guard of the database stays."""
    monkeypatch.setattr(service_rules, "check_room", lambda entry, mentees, apart_from=None: None)
    monkeypatch.setattr(
        service_rules, "entry_of", lambda mentor: MentorEntry.objects.open().get(person=mentor)
    )

    for _ in range(4):
        said, taken = last_place(school, curator)

        assert (sum(isinstance(one, Pair) for one in said), taken) == (1, 1)
        assert any("нет свободного места" in str(one) for one in said)


def test_withdrawal_while_a_pair_is_formed(school, curator):
    today = school.today
    for _ in range(4):
        mentor, (person,) = mentor_of(school, 1), mentees_of(school, 1)
        at_once(
            lambda m=mentor, p=person: form_pair(school, mentor=m, mentees=[p], by=curator, **TERM),
            lambda p=person: withdraw_consents(
                p, ["processing"], channel="letter", received_on=today, by=None
            ),
        )

    assert set(Pair.objects.values_list("status", flat=True)) <= {"paused"}


def test_end_while_the_mentor_is_replaced(school, curator):
    """An ended pair has no change under way and no pair that waits for nothing."""
    day = school.today
    for _ in range(4):
        pair = PairFactory(mentor=mentor_of(school, 1), mentees=mentees_of(school, 1), status="active")
        other = mentor_of(school, 1)
        Pair.objects.filter(pk=pair.pk).update(
            starts_on=day - dt.timedelta(days=9), ends_on=day + dt.timedelta(days=90)
        )
        at_once(
            lambda p=pair: end_pair(p, on=day, by=None),
            lambda p=pair, m=other: plan_change(
                p,
                kind="replace",
                reason="leave",
                effective_on=day + dt.timedelta(days=7),
                mentor=m,
                by=curator,
            ),
        )

        pair.refresh_from_db()
        assert pair.status == "ended"
        assert not PairChange.objects.planned().filter(pair=pair).exists()


def test_the_same_order_carried_out_twice_at_once(school, curator):
    pair = PairFactory(mentor=mentor_of(school, 1), mentees=mentees_of(school, 1), status="active")

    at_once(*[lambda: carry_out_change(pair, on=dt.date(2027, 1, 20), outcome="early", by=None)] * 2)

    pair.refresh_from_db()
    assert (pair.status, pair.outcome, pair.ends_on) == ("ended", "early", dt.date(2027, 1, 20))
