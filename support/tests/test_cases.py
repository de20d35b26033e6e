"""A case: who may be supported, who leads it, what is planned and written down, how it ends."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from audit.models import Entry
from organizations.models import Role
from organizations.tests.factories import MembershipFactory
from pairs.tests.factories import PairFactory
from people.models import Consent
from people.services import mark_left, withdraw_consents
from people.tests.factories import ConsentFactory, MenteeEntryFactory, PersonFactory
from support.models import SupportCase, SupportContact
from support.services import (
    add_contact,
    close_case,
    hand_over_case,
    open_case,
    plan_case,
    remove_contact,
    take_case,
)
from support.tests.factories import SearchCallFactory, SupportCaseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def psychologist(school):
    return MembershipFactory(organization=school, role=Role.PSYCHOLOGIST)


@pytest.fixture
def mentee(school):
    """In the bank, without a pair."""
    person = PersonFactory(organization=school, last_name="Жданова")
    MenteeEntryFactory(person=person)
    return person


@pytest.fixture
def case(mentee):
    return SupportCaseFactory(person=mentee)


def actions():
    return list(Entry.objects.order_by("number").values_list("action", flat=True))


def test_open_case_of_a_mentee_without_a_pair(mentee, curator):
    case = open_case(mentee, by=curator)

    assert (case.opened_on, case.specialist, case.status) == (curator.organization.today, None, "open")
    assert actions() == ["support.opened"]


def test_open_case_twice_is_one_case(mentee, curator, psychologist):
    first, second = open_case(mentee, by=curator), open_case(mentee, by=psychologist)

    assert first == second
    assert actions() == ["support.opened"]


def paired(person):
    PairFactory(mentor__organization=person.organization, mentees=[person])


def refused(person):
    ConsentFactory(
        person=person, kind=Consent.Kind.MENTEE_DUTY, ended_on=dt.date(2026, 9, 9), ending="withdrawn"
    )


def outside(person):
    person.mentee_entries.update(left_on=dt.date(2026, 10, 1), leaving="asked")


@pytest.mark.parametrize(
    ("change", "message"), [(paired, "уже в паре"), (refused, "Согласие отозвано"), (outside, "не в банке")]
)
def test_open_case_refuses_and_changes_nothing(mentee, curator, change, message):
    change(mentee)

    with pytest.raises(ValidationError, match=message):
        open_case(mentee, by=curator)

    assert not SupportCase.objects.exists()
    assert actions() == []


def test_whoever_takes_a_case_leads_it_and_a_second_reads_who_was_first(case, psychologist, curator):
    take_case(case, by=psychologist)
    take_case(case, by=psychologist)

    with pytest.raises(ValidationError, match=f"ведёт {psychologist.user}"):
        take_case(case, by=curator)

    case.refresh_from_db()
    assert case.specialist == psychologist
    assert actions() == ["support.taken"]


def test_a_case_is_handed_over_to_somebody_with_an_open_access_only(case, psychologist, curator, stranger):
    closed = MembershipFactory(organization=case.organization, role=Role.PSYCHOLOGIST, is_active=False)

    hand_over_case(case, specialist=psychologist, by=curator)
    for wrong in (closed, stranger):
        with pytest.raises(ValidationError, match="открыт доступ"):
            hand_over_case(case, specialist=wrong, by=curator)

    case.refresh_from_db()
    assert case.specialist == psychologist
    assert actions() == ["support.handed_over"]


def test_plan_keeps_the_days_and_refuses_those_that_have_passed(case, curator):
    today = curator.organization.today
    plan_case(case, kind="methodical", next_contact_on=today, next_search_on=None, by=curator)

    with pytest.raises(ValidationError, match="уже прошёл"):
        plan_case(case, kind="mixed", next_contact_on=today, next_search_on=dt.date(2026, 1, 1), by=curator)

    case.refresh_from_db()
    assert (case.kind, case.next_contact_on, case.next_search_on) == ("methodical", today, None)
    assert actions() == ["support.planned"]


def test_a_contact_is_written_down_and_the_next_one_planned(case, psychologist):
    today = psychologist.organization.today

    add_contact(case, on=today, kind="talk", note="План", next_contact_on=today, by=psychologist)

    case.refresh_from_db()
    assert (case.specialist, case.next_contact_on) == (psychologist, today)
    assert "План" not in str(Entry.objects.get().details)


def test_a_contact_of_tomorrow_is_no_contact(case, psychologist):
    tomorrow = psychologist.organization.today + dt.timedelta(days=1)

    with pytest.raises(ValidationError, match="ещё не наступил"):
        add_contact(case, on=tomorrow, kind="talk", note="", by=psychologist)

    assert not SupportContact.objects.exists()


def test_a_wrong_contact_is_taken_back_while_the_case_is_open(case, psychologist):
    today = psychologist.organization.today
    first, second = (add_contact(case, on=today, kind="talk", note="", by=psychologist) for _ in range(2))

    remove_contact(first, by=psychologist)
    close_case(case, closing="done", on=today, by=psychologist)
    with pytest.raises(ValidationError, match="закрыта"):
        remove_contact(second, by=psychologist)

    assert SupportContact.objects.get() == second


def test_closing_ends_the_search_with_it(case, curator):
    call = SearchCallFactory(case=case)

    close_case(case, closing="asked", on=curator.organization.today, by=curator)

    case.refresh_from_db()
    call.refresh_from_db()
    assert (case.status, case.closing, call.status) == ("closed", "asked", "closed")
    with pytest.raises(ValidationError, match="уже закрыта"):
        take_case(case, by=curator)


@pytest.mark.parametrize(("on", "message"), [((2030, 1, 1), "не наступил"), ((2026, 9, 1), "не раньше")])
def test_closing_on_a_wrong_day_changes_nothing(case, curator, on, message):
    with pytest.raises(ValidationError, match=message):
        close_case(case, closing="done", on=dt.date(*on), by=curator)

    case.refresh_from_db()
    assert case.is_open


@pytest.mark.parametrize(
    ("kind", "expected"), [("processing", "withdrawn"), ("mentee_duty", "withdrawn"), ("mentor_duty", "")]
)
def test_a_withdrawn_consent_closes_the_case_at_once(case, curator, kind, expected):
    ConsentFactory(person=case.person, kind=kind)

    withdraw_consents(
        case.person, [kind], channel="letter", received_on=curator.organization.today, by=curator
    )

    case.refresh_from_db()
    assert case.closing == expected


def test_leaving_closes_the_case(case, curator):
    mark_left(case.person, on=curator.organization.today, by=curator)

    case.refresh_from_db()
    assert case.closing == "left"


def test_two_open_cases_of_one_person_are_refused_by_the_database(case):
    with pytest.raises(ValidationError, match="уже открыта"):
        SupportCase(organization=case.organization, person=case.person, opened_on=case.opened_on).full_clean()
