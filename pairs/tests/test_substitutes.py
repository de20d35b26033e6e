"""Somebody stands in for a mentor: with a consent, inside the term, one at a time, and sees the pair meanwhile."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from audit.models import Entry
from organizations.models import Organization
from pairs.models import Pair, Substitution
from pairs.services import add_substitution, end_substitution
from pairs.tests.factories import PairFactory
from people.models import Person
from people.services import mark_left, withdraw_consents
from people.tests.factories import ConsentFactory, MentorEntryFactory, PersonFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2027, 1, 20)
DAYS = {"starts_on": TODAY, "ends_on": dt.date(2027, 2, 3)}


@pytest.fixture(autouse=True)
def _a_day(monkeypatch):
    monkeypatch.setattr(Organization, "today", TODAY)


@pytest.fixture
def pair(school):
    return PairFactory(mentor=PersonFactory(organization=school), status="active", consents=True)


@pytest.fixture
def substitute(mentor):
    """A participant who has agreed to mentor and stands in the bank."""
    person = Person.objects.get(membership=mentor)
    for kind in ("processing", "mentor_duty"):
        ConsentFactory(person=person, kind=kind)
    MentorEntryFactory(person=person)
    return person


def seen_by(membership):
    return Pair.objects.visible_to(membership).exists()


def test_substitute_sees_the_pair_on_the_days_and_not_after(pair, substitute, mentor, curator, monkeypatch):
    before = seen_by(mentor)

    add_substitution(pair, person=substitute, reason="leave", by=curator, **DAYS)

    assert (before, seen_by(mentor)) == (False, True)
    monkeypatch.setattr(Organization, "today", DAYS["ends_on"] + dt.timedelta(days=1))
    assert seen_by(mentor) is False
    assert Entry.objects.get(action="pair.substitute_added").details["person"] == substitute.pk


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"ends_on": dt.date(2027, 6, 1)}, "внутри срока пары"),
        ({"starts_on": dt.date(2026, 9, 1)}, "внутри срока пары"),
        ({"ends_on": dt.date(2027, 1, 19)}, "внутри срока пары"),
        ({"reason": "fit"}, "причину из списка"),
    ],
)
def test_substitution_is_refused_and_nothing_is_written(pair, substitute, curator, more, sentence):
    with pytest.raises(ValidationError, match=sentence):
        add_substitution(pair, person=substitute, by=curator, **{"reason": "leave"} | DAYS | more)

    assert not Substitution.objects.exists()
    assert not Entry.objects.exists()


def test_consent_is_asked_and_people_of_the_pair_do_not_substitute(school, pair, substitute, curator):
    stranger = PersonFactory(organization=school)

    for person, words in ((stranger, "нет согласия"), (pair.mentor, "уже в этой паре")):
        with pytest.raises(ValidationError, match=words):
            add_substitution(pair, person=person, reason="leave", by=curator, **DAYS)
    withdraw_consents(substitute, ["mentor_duty"], channel="letter", received_on=TODAY, by=None)
    with pytest.raises(ValidationError, match="Согласие отозвано"):
        add_substitution(pair, person=substitute, reason="leave", by=curator, **DAYS)

    assert not Substitution.objects.exists()


def test_two_never_stand_in_at_once(school, pair, substitute, curator):
    row = add_substitution(pair, person=substitute, reason="leave", by=curator, **DAYS)

    with pytest.raises(ValidationError, match="уже замещает"):
        add_substitution(
            pair, person=substitute, reason="leave", by=curator, **DAYS | {"starts_on": row.ends_on}
        )

    later = {"starts_on": row.ends_on + dt.timedelta(days=1), "ends_on": dt.date(2027, 2, 10)}
    add_substitution(pair, person=substitute, reason="leave", by=curator, **later)
    assert Substitution.objects.count() == 2


def test_substitution_ends_earlier_or_is_taken_out(pair, substitute, mentor, curator):
    row = add_substitution(pair, person=substitute, reason="leave", by=curator, **DAYS)

    end_substitution(row, on=TODAY + dt.timedelta(days=1), by=curator)
    end_substitution(row, on=dt.date(2027, 2, 2), by=curator)  # over already: it stays as it is
    row.refresh_from_db()
    assert row.ends_on == TODAY + dt.timedelta(days=1)

    end_substitution(row, on=TODAY - dt.timedelta(days=1), by=curator)
    assert not Substitution.objects.exists()


@pytest.mark.parametrize("how", ["withdrawn", "left"])
def test_whoever_may_not_mentor_stands_in_no_more(pair, substitute, mentor, curator, how):
    start = TODAY - dt.timedelta(days=5)
    row = add_substitution(pair, person=substitute, reason="leave", by=curator, **DAYS | {"starts_on": start})

    if how == "left":
        mark_left(substitute, on=TODAY, by=curator)
    else:
        withdraw_consents(substitute, ["mentor_duty"], channel="letter", received_on=TODAY, by=None)

    row.refresh_from_db()
    pair.refresh_from_db()
    assert row.ends_on == TODAY - dt.timedelta(days=1)
    assert pair.status == "active"  # the mentor is another


def test_curator_adds_and_ends_by_the_forms(client, curator, pair, substitute):
    client.force_login(curator.user)
    body = {"person": substitute.pk, "reason": "leave"} | {
        name: day.isoformat() for name, day in DAYS.items()
    }

    client.post(reverse("pairs:substitution_add", args=[pair.pk]), body)
    row = Substitution.objects.get()
    client.post(reverse("pairs:substitution_end", args=[row.pk]), {"on": "2027-01-25"})

    row.refresh_from_db()
    assert row.ends_on == dt.date(2027, 1, 25)
