"""The database refuses a mentee too many whatever door is used: raw SQL here, on both engines."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.models.signals import post_migrate, pre_migrate

from documents.services.checking import damage
from pairs import capacity
from pairs.models import Pair, PairMember
from pairs.tests.factories import PairFactory
from people.models import MentorEntry
from people.tests.factories import MentorEntryFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(school):
    """A pair whose mentor has two places, one of them free; and another open pair of another mentor."""
    pair = PairFactory(mentor=PersonFactory(organization=school, last_name="Ли"), status="active")
    MentorEntryFactory(person=pair.mentor, capacity=2)
    return pair


def sql(words, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(words, values)


def insert_member(pair, person):
    sql(
        "INSERT INTO pairs_pairmember (organization_id, pair_id, person_id) VALUES (%s, %s, %s)",
        pair.organization_id, pair.pk, person.pk,
    )  # fmt: skip


def said(signal):
    """What `manage.py migrate` says before and after the migrations."""
    config = apps.get_app_config("pairs")
    signal.send(config, app_config=config, using="default", verbosity=0, interactive=False)


def taken(mentor):
    return PairMember.objects.present().filter(pair__mentor=mentor).exclude(pair__status="ended").count()


def another(pair):
    return PersonFactory(organization=pair.organization)


def test_last_place_is_taken_and_the_next_mentee_refused(full):
    insert_member(full, another(full))

    with pytest.raises(IntegrityError, match="нет свободного места"):
        insert_member(full, another(full))

    assert taken(full.mentor) == 2


def test_places_of_ended_pairs_and_of_those_who_left_are_free(full):
    insert_member(full, another(full))
    full.members.filter(person=full.members.first().person).update(left_on=full.starts_on)

    insert_member(full, another(full))

    with pytest.raises(IntegrityError, match="нет свободного места"):
        sql("UPDATE pairs_pairmember SET left_on = NULL WHERE pair_id = %s", full.pk)
    Pair.objects.filter(pk=full.pk).update(status="ended")
    PairFactory(mentor=full.mentor, mentees=[another(full), another(full)])
    assert taken(full.mentor) == 2


def test_ended_pair_does_not_come_back_over_the_room(full):
    Pair.objects.filter(pk=full.pk).update(status="ended")
    PairFactory(mentor=full.mentor, mentees=[another(full), another(full)])

    with pytest.raises(IntegrityError, match="нет свободного места"):
        sql("UPDATE pairs_pair SET status = 'active' WHERE id = %s", full.pk)

    full.refresh_from_db()
    assert full.status == "ended"


def test_pair_is_not_given_to_a_mentor_without_room(full):
    insert_member(full, another(full))
    other = PairFactory(mentor=another(full), mentees=[another(full)])

    with pytest.raises(IntegrityError, match="нет свободного места"):
        sql("UPDATE pairs_pair SET mentor_id = %s WHERE id = %s", full.mentor_id, other.pk)

    sql("UPDATE pairs_pair SET theme = 'Речь', status = 'paused', paused_for = 'away', paused_on = '2026-10-06'"
        " WHERE id = %s", full.pk)  # fmt: skip
    other.refresh_from_db()
    assert other.mentor != full.mentor


def test_capacity_is_not_lowered_under_what_is_taken(full):
    insert_member(full, another(full))

    with pytest.raises(IntegrityError, match="Мест меньше"):
        sql("UPDATE people_mentorentry SET capacity = 1 WHERE person_id = %s", full.mentor_id)

    sql("UPDATE people_mentorentry SET capacity = 3 WHERE person_id = %s", full.mentor_id)
    assert MentorEntry.objects.get(person=full.mentor).capacity == 3


def test_card_of_the_bank_says_why_places_are_not_taken_away(full):
    insert_member(full, another(full))
    entry = MentorEntry.objects.get(person=full.mentor)
    entry.capacity = 1

    with pytest.raises(ValidationError, match="Сейчас ведёт наставляемых: 2"):
        entry.full_clean()


def test_mentor_who_left_the_bank_keeps_the_mentees(full):
    MentorEntry.objects.filter(person=full.mentor).update(left_on=full.organization.today, leaving="asked")

    for _ in range(3):
        insert_member(full, another(full))

    assert taken(full.mentor) == 4


def test_nobody_stands_twice_with_one_mentor(full):
    mentee = full.members.get().person
    MentorEntry.objects.filter(person=full.mentor).update(capacity=9)
    other = PairFactory(mentor=another(full), mentees=[mentee])

    with pytest.raises(IntegrityError, match="уже в паре с этим наставником"):
        insert_member(full, mentee)
    with pytest.raises(IntegrityError, match="уже в паре с этим наставником"):
        sql("UPDATE pairs_pair SET mentor_id = %s WHERE id = %s", full.mentor_id, other.pk)

    assert taken(full.mentor) == 1


def test_all_guards_stand_after_migrate_and_the_nightly_check_misses_them(full):
    assert capacity.missing(connection) == []

    with connection.cursor() as cursor:
        name = "capacity_pair"
        on = " ON pairs_pair" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {name}{on}")

    assert capacity.missing(connection) == [name]
    assert f"Нет защиты базы данных: {name}" in damage()[1]
    said(post_migrate)
    assert capacity.missing(connection) == []


def test_sqlite_may_remake_the_tables_in_a_migration(full):
    """On SQLite the guards are away while migrations run; PostgreSQL keeps them."""
    said(pre_migrate)
    standing = capacity.missing(connection) == []

    capacity.install(connection)

    assert standing is (connection.vendor == "postgresql")
    call_command("check_integrity")
