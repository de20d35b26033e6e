"""Unsigned answers against somebody who holds the whole database (PDN-5): no better than chance, but for a point."""

import datetime as dt
import itertools
import random
from pathlib import Path

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from common.codes import digest
from organizations.tests.factories import OrganizationFactory
from people.models import Person
from surveys.links import secret_of
from surveys.models import Box, Invitation, Turnout
from surveys.services import unsigned
from surveys.tests.attacker import in_groups, matches, truth, whole_database
from surveys.tests.factories import CampaignFactory
from tests.each import sliced

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, POINT = 200, 0.01
ONE_GROUP = [("mentee", "teacher_teacher")]
GROUPS = [("mentee", "teacher_teacher"), ("mentor", "teacher_teacher")]


class Chance:
    """What `secrets` gives, from a seed: a test that fails fails again."""

    def __init__(self, seed):
        self.seeded = random.Random(seed)

    def randbelow(self, number):
        return self.seeded.randrange(number)

    def token_hex(self, size):
        return self.seeded.randbytes(size).hex()


class Clockwork:
    """A store that is no store: the first box, and keys that count up."""

    def __init__(self):
        self.count = itertools.count()

    def randbelow(self, number):
        return 0

    def token_hex(self, size):
        return f"{next(self.count):032}"


def asked_campaign(groups, persons):
    campaign = CampaignFactory(is_anonymous=True, questionnaire__organization=persons[0].organization)
    rows = []
    for person, (side, form) in zip(persons, itertools.cycle(groups), strict=False):
        salt = f"{campaign.pk}-{person.pk}"  # not by chance: a test that fails fails again
        rows.append(
            Invitation(
                organization=campaign.organization, campaign=campaign, person=person, side=side, form=form,
                link_salt=salt, link_hash=digest(secret_of(salt)),
            )
        )  # fmt: skip
    Invitation.objects.bulk_create(rows)
    return campaign


@pytest.fixture(autouse=True)
def _quick_disk():
    """Nobody waits for the disk at each of thousands of commits."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
    yield
    connection.close()


def people():
    school = OrganizationFactory()
    rows = [
        Person(organization=school, last_name=f"Петров{number}", first_name="Пётр")
        for number in range(PEOPLE)
    ]
    Person.objects.bulk_create(rows)
    return list(Person.objects.filter(organization=school))


def answer_all(campaign, seeded):
    """In a chance order; each has just signed in, so that the session of each tells the very moment."""
    Session.objects.all().delete()
    rows = list(Invitation.objects.filter(campaign=campaign))
    seeded.shuffle(rows)
    for moment, row in enumerate(rows):
        data = SessionStore().encode({"person": row.person_id})
        expires = timezone.now() + dt.timedelta(hours=12, seconds=moment)
        Session.objects.create(session_key=f"{row.pk:032}", session_data=data, expire_date=expires)
        unsigned.submit_anonymous(row, {"comfort": seeded.randint(1, 10), "wish": truth(row.pk)})


def averaged(groups, monkeypatch, times):
    persons, seeded, sums = people(), random.Random(2026), {}
    for turn in range(times):
        monkeypatch.setattr(unsigned, "secrets", Chance(turn))
        campaign = asked_campaign(groups, persons)
        answer_all(campaign, seeded)
        for name, share in matches(campaign).items():
            sums[name] = sums.get(name, 0) + share / times
    told = set(in_groups(campaign).values())
    return sums, len(told) / PEOPLE


@pytest.mark.timeout(600)  # thousands of answers, each in a transaction of its own
@pytest.mark.parametrize(
    ("groups", "times"), sliced([(ONE_GROUP, 6), (GROUPS, 8)]), ids=["one group", "two groups"]
)
def test_no_matcher_is_better_than_chance(groups, times, monkeypatch):
    shares, chance = averaged(groups, monkeypatch, times)

    assert len(shares) == 85
    assert chance == len(groups) / PEOPLE
    assert max(shares.values()) - chance <= POINT, sorted(shares.items(), key=lambda one: -one[1])[:5]


def test_a_store_in_order_of_time_is_seen_through(monkeypatch):
    """The twin: the same people, the same attackers, a store that keeps the order. They are not blind."""
    monkeypatch.setattr(unsigned, "secrets", Clockwork())
    monkeypatch.setattr(unsigned, "FULL", PEOPLE)
    campaign = asked_campaign(ONE_GROUP, people())

    answer_all(campaign, random.Random(1))
    shares = matches(campaign)

    assert shares["moment of the session × boxes"] > 0.9
    assert shares["moment of the session × keys"] > 0.9


def test_a_store_of_one_row_an_answer_is_seen_through(monkeypatch):
    """The twin of boxes: each answer in a box of its own, so that the last write of a box is the moment of a person."""
    monkeypatch.setattr(unsigned, "secrets", Clockwork())
    monkeypatch.setattr(unsigned, "lay", lay_alone)
    campaign = asked_campaign(ONE_GROUP, people())

    answer_all(campaign, random.Random(1))
    shares = matches(campaign)

    assert shares["moment of the session × ids of boxes"] > 0.9
    if connection.vendor == "postgresql":
        assert shares["last write of a box"] > 0.9
        assert shares["writing of the session × writing of boxes"] > 0.9


def lay_alone(turnout, answers, side, form):
    unsigned.settled_groups(turnout)
    number = len(turnout.answered)
    groups = {"side": side, "form": form}
    ballots = [{"key": unsigned.secrets.token_hex(16), **groups, "answers": answers}]
    Box.objects.filter(campaign=turnout.campaign, ballots=[]).delete()
    Box.objects.create(
        organization=turnout.organization, campaign=turnout.campaign, number=number, ballots=ballots
    )


def test_answering_writes_the_list_and_the_boxes_and_nothing_else():
    """No journal, job, letter, session, cache, moment: every table there is, before and after."""
    campaign = asked_campaign(ONE_GROUP, people()[:12])
    unsigned.open_boxes(campaign)
    rows = list(Invitation.objects.filter(campaign=campaign))
    before = whole_database()

    for row in rows:
        unsigned.submit_anonymous(row, {"comfort": 5, "wish": truth(row.pk)})
    after = whole_database()

    changed = {name for name in after if after[name] != before[name]}
    assert changed == {Turnout._meta.db_table, Box._meta.db_table}
    assert {field.get_internal_type() for model in (Turnout, Box) for field in model._meta.fields} == {
        "BigAutoField", "ForeignKey", "OneToOneField", "PositiveSmallIntegerField", "JSONField",
    }  # fmt: skip
    ballots = [ballot for box in Box.objects.filter(campaign=campaign) for ballot in box.ballots]
    assert {frozenset(ballot) for ballot in ballots} == {frozenset({"key", "side", "form", "answers"})}
    assert Turnout.objects.get(campaign=campaign).answered == sorted(row.pk for row in rows)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the bytes of a SQLite file")
def test_pages_of_the_file_hold_no_earlier_boxes(monkeypatch):
    """What a freed page keeps of an earlier box would tell which answer came last (settings.py: secure_delete)."""
    monkeypatch.setattr(unsigned, "FULL", 40)  # boxes are mixed anew on the way: many pages become free
    campaign = asked_campaign(ONE_GROUP, people()[:60])
    for row in Invitation.objects.filter(campaign=campaign):
        unsigned.submit_anonymous(row, {"comfort": 5, "wish": truth(row.pk) * 20})
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    stored = Path(connection.settings_dict["NAME"]).read_bytes()

    keys = [ballot["key"] for box in Box.objects.filter(campaign=campaign) for ballot in box.ballots]
    assert max(stored.count(key.encode()) for key in keys) == 1
