"""The gate of purposes, and the doors that ask it outside the tables of tests/test_purposes.py."""

import datetime as dt

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from desk.reminders import remind
from organizations.processing import is_worked_with
from pairs.services import form_pair
from people.gate import Deed, may, may_publish, require_allowed
from people.models import Consent, ConsentKind
from people.services import add_mentees, print_consents, withdraw_consents
from people.tests.factories import ConsentFactory, MenteeEntryFactory, MentorEntryFactory, PersonFactory
from roadmap.models import Activity
from roadmap.services import add_feed, create_roadmap
from roadmap.services.feeds import calendar_of

pytestmark = pytest.mark.django_db
TERM = {"starts_on": dt.date(2026, 10, 5), "ends_on": dt.date(2027, 5, 28)}


def withdraw(person, kind="processing"):
    withdraw_consents(person, [kind], channel="letter", received_on=person.organization.today, by=None)
    person.refresh_from_db()


def test_sentence_names_those_who_withdrew_and_nobody_else(school):
    gone, there = PersonFactory(organization=school, last_name="Отзывова"), PersonFactory(organization=school)
    withdraw(gone)

    with pytest.raises(ValidationError) as refusal:
        require_allowed([gone, there], Deed.BANK)

    assert "Отзывова" in refusal.value.messages[0]
    assert there.last_name not in refusal.value.messages[0]
    require_allowed([there], Deed.BANK)


def test_withdrawn_duty_stops_its_side_until_it_is_given_again(school):
    person = PersonFactory(organization=school)
    ConsentFactory(person=person, kind="mentor_duty")
    withdraw(person, "mentor_duty")

    sides = [may(person, Deed.PAIR, role=kind) for kind in (ConsentKind.MENTOR_DUTY, ConsentKind.MENTEE_DUTY)]
    ConsentFactory(person=person, kind="mentor_duty")

    assert sides == [False, True]
    assert may(person, Deed.PAIR, role=ConsentKind.MENTOR_DUTY)


def test_silence_is_no_consent_to_publication(school):
    person = PersonFactory(organization=school)
    assert not may_publish(person, "name")

    ConsentFactory(person=person, kind="distribution", fields=["name"], addresses="https://school.example/a")

    assert may_publish(person, "name", address="https://school.example/a")
    assert not may_publish(person, "photo", address="https://school.example/a")
    assert not may_publish(person, "name", address="https://school.example/b")


def test_merged_and_destroyed_cards_are_nobody(school):
    person = PersonFactory(organization=school, destroyed_on=school.today)

    assert [deed for deed in Deed if may(person, deed)] == []


def test_withdrawn_person_is_not_put_into_a_bank_and_not_paired(school, curator):
    mentor, mentee = PersonFactory.create_batch(2, organization=school)
    MentorEntryFactory(person=mentor)
    withdraw(mentee)
    MenteeEntryFactory(person=mentee)  # past every door: the pair must refuse by itself

    with pytest.raises(ValidationError, match="Согласие отозвано"):
        add_mentees([mentee], on=school.today, by=curator)
    with pytest.raises(ValidationError, match="Согласие отозвано"):
        form_pair(school, mentor=mentor, mentees=[mentee], by=curator, **TERM)


def test_only_a_new_consent_to_processing_is_given_out_to_the_withdrawn(school, curator):
    person = PersonFactory(organization=school)
    withdraw(person)

    with pytest.raises(ValidationError, match="обработка данных остановлена"):
        print_consents([(person, "mentor_duty")], by=curator)
    print_consents([(person, "processing")], by=curator)

    assert Consent.objects.get().kind == "processing"


@pytest.fixture
def duty(school, curator, mentor):
    """A line of the roadmap that names the participant, due tomorrow."""
    roadmap = create_roadmap(school, template="s3", start_year=school.school_year, by=curator)
    line = Activity.objects.filter(roadmap=roadmap).first()
    tomorrow = school.today + dt.timedelta(days=1)
    Activity.objects.filter(pk=line.pk).update(
        starts_on=tomorrow, due_on=tomorrow, periods=[[tomorrow.isoformat()] * 2]
    )
    line.members.add(mentor)
    return line


def written_to(mentor):
    return [letter for letter in mail.outbox if mentor.user.email in letter.to]


def test_participant_who_withdrew_gets_no_reminders(school, mentor, duty):
    withdraw(mentor.person)

    remind(school, school.today)

    assert written_to(mentor) == []
    assert not is_worked_with(mentor)


def test_participant_with_consent_gets_the_reminder(school, mentor, duty):
    remind(school, school.today)

    assert len(written_to(mentor)) == 1
    assert is_worked_with(mentor)


def test_calendar_of_who_withdrew_is_empty(mentor, duty):
    feed, _ = add_feed(is_mine_only=True, by=mentor)
    before = calendar_of(feed).count(b"BEGIN:VEVENT")

    withdraw(mentor.person)

    assert (before > 0, calendar_of(feed).count(b"BEGIN:VEVENT")) == (True, 0)


def test_curator_who_withdrew_still_works(curator):
    PersonFactory(
        organization=curator.organization, membership=curator, processing_stopped_on=dt.date(2026, 9, 1)
    )

    assert is_worked_with(curator)
