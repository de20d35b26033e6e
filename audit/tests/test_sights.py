import datetime as dt

import pytest
from django.utils import timezone

from audit.models import Sight
from audit.services import note_sight
from audit.sights import readers_of, sights_of
from organizations.models import Role
from organizations.tests.factories import MembershipFactory
from people.models import Person
from people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(school):
    return PersonFactory(organization=school)


def seen():
    return [(row.subject_id, row.user_id, row.day) for row in Sight.objects.order_by("pk")]


def test_a_look_is_one_row_a_day(person, curator, head):
    for _ in range(3):
        note_sight(person, by=curator)
    note_sight(person, by=head)

    today = curator.organization.today
    assert seen() == [(person.pk, curator.user_id, today), (person.pk, head.user_id, today)]
    assert {row.organization_id for row in Sight.objects.all()} == {person.organization_id}


def test_the_next_day_is_another_row(person, curator, monkeypatch):
    note_sight(person, by=curator)
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime.now(dt.UTC) + dt.timedelta(days=1))
    note_sight(person, by=curator)

    first, second = Sight.objects.order_by("day")
    assert second.day - first.day == dt.timedelta(days=1)


def test_the_day_is_that_of_the_institution(person, curator, monkeypatch):
    curator.organization.time_zone = "Asia/Kamchatka"
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2026, 11, 21, 20, tzinfo=dt.UTC))
    note_sight(person, by=curator)

    assert Sight.objects.get().day == dt.date(2026, 11, 22)


def test_the_own_card_is_not_noted(mentor):
    note_sight(mentor.person, by=mentor)

    assert seen() == []


def test_the_own_card_is_not_noted_in_another_role_either(school, mentor):
    other = MembershipFactory(organization=school, role=Role.CURATOR, user=mentor.user)
    note_sight(mentor.person, by=other)

    assert seen() == []


def test_a_card_of_somebody_with_access_is_noted_for_others(mentor, curator):
    note_sight(mentor.person, by=curator)

    assert [row.user_id for row in Sight.objects.all()] == [curator.user_id]


def test_a_look_costs_two_queries_and_one_afterwards(person, curator, django_assert_num_queries):
    with django_assert_num_queries(2):
        note_sight(person, by=curator)
    with django_assert_num_queries(1):
        note_sight(person, by=curator)


def test_two_windows_at_once_leave_one_row(person, curator):
    row = {"organization": person.organization, "user": curator.user, "day": curator.organization.today}
    for _ in range(2):
        Sight.objects.bulk_create(
            [Sight(subject_type="people.person", subject_id=person.pk, **row)], ignore_conflicts=True
        )

    assert Sight.objects.count() == 1


def test_readers_are_told_with_their_days_the_latest_first(school, person, curator, head):
    other = PersonFactory(organization=school)
    look(person, curator, 1, 5, 9)
    look(person, head, 3)
    look(other, head, 1)

    readers = readers_of(Person, [person.pk])

    assert [(reader.user, reader.days, reader.last.day) for reader in readers] == [
        (curator.user, 3, 9),
        (head.user, 1, 3),
    ]


def test_sights_are_asked_since_a_day(person, curator):
    look(person, curator, 1, 9)

    assert [row.day.day for row in sights_of(Person, [person.pk], since=dt.date(2026, 10, 5))] == [9]


def look(person, membership, *days):
    for day in days:
        Sight.objects.create(
            organization=person.organization, user=membership.user, day=dt.date(2026, 10, day),
            subject_type="people.person", subject_id=person.pk,
        )  # fmt: skip
