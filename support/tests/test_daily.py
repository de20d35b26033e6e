"""What happens to cases overnight, what is counted and what is asked of whom."""

import datetime as dt
from types import SimpleNamespace

import pytest

from desk.todo import tasks_for
from organizations.models import Role
from organizations.tests.factories import MembershipFactory
from pairs.tests.factories import PairFactory
from people.tests.factories import ConsentFactory, MenteeEntryFactory, PersonFactory
from support.models import SupportCase
from support.progress import support_cases
from support.services.daily import keep_cases
from support.tests.factories import SearchCallFactory, SearchOfferFactory, SupportCaseFactory

pytestmark = pytest.mark.django_db


def mentee(school, days, name="Жданова", **entry):
    """Somebody who has been in the bank for so many days."""
    person = PersonFactory(organization=school, last_name=name)
    MenteeEntryFactory(person=person, entered_on=school.today - dt.timedelta(days=days), **entry)
    return person


def pair_of(person, status, **more):
    return PairFactory(mentor__organization=person.organization, mentees=[person], status=status, **more)


def keep(school):
    keep_cases(school, school.today)
    return set(SupportCase.objects.open().values_list("person__last_name", flat=True))


def test_a_case_opens_by_itself_after_the_days_of_the_institution(school):
    mentee(school, 14, "Дождалась")
    mentee(school, 13, "Рано")
    mentee(school, 90, "Приостановлена", status="paused")
    pair_of(mentee(school, 90, "Впаре"), "proposed")
    refused = mentee(school, 90, "Отозвала")
    ConsentFactory(person=refused, kind="mentee_duty", ended_on=school.today, ending="withdrawn")

    assert keep(school) == {"Дождалась"}
    assert keep(school) == {"Дождалась"}
    assert SupportCase.objects.count() == 1


def test_the_days_are_counted_from_the_end_of_the_last_pair(school):
    person = mentee(school, 300)
    on = school.today - dt.timedelta(days=5)
    pair = pair_of(person, "ended", starts_on=on - dt.timedelta(days=90), ends_on=on)

    assert keep(school) == set()
    pair.ends_on = school.today - dt.timedelta(days=20)
    pair.save()

    assert keep(school) == {"Жданова"}


@pytest.mark.parametrize(("status", "closing"), [("active", "found"), ("proposed", ""), ("paused", "")])
def test_a_running_pair_closes_the_case_and_a_proposal_does_not(school, status, closing):
    case = SupportCaseFactory(person=mentee(school, 60))
    paused = {"paused_on": school.today, "paused_for": "away"} if status == "paused" else {}
    pair_of(case.person, status, **paused)

    keep(school)

    case.refresh_from_db()
    assert case.closing == closing


@pytest.mark.parametrize(("leaving", "closing"), [("asked", "asked"), ("done", "done"), ("left", "left")])
def test_who_has_left_the_bank_is_supported_no_more(school, leaving, closing):
    case = SupportCaseFactory(person=mentee(school, 60, left_on=school.today, leaving=leaving))

    keep(school)

    case.refresh_from_db()
    assert case.closing == closing


def progress(school):
    return support_cases(SimpleNamespace(organization=type(school).objects.get(pk=school.pk)))


def test_counter_counts_those_alone_whom_somebody_leads(school, curator):
    led, free = mentee(school, 40, "Ведут"), mentee(school, 30, "Ждёт")
    SupportCaseFactory(person=led, specialist=curator)
    SupportCaseFactory(person=free)
    mentee(school, 2, "Новая")
    pair_of(mentee(school, 40, "Впаре"), "active")

    counted = progress(school)

    assert (counted.done, counted.total) == (1, 3)
    assert [lack.words.rpartition(": ")[2] for lack in counted.missing] == [
        "нет специалиста",
        "поддержка ещё не открыта",
    ]
    assert "до 40 дн." in counted.words


def test_counter_without_anybody_alone_is_done_and_of_an_empty_bank_says_nothing(school):
    assert progress(school).total == 0

    pair_of(mentee(school, 40), "active")

    counted = progress(school)
    assert (counted.is_done, counted.missing) == (True, [])
    assert "без пары никого" in counted.words


def titles(me):
    me = type(me).objects.select_related("organization").get(pk=me.pk)
    words = ("поддержку", "Встретиться", "Снова", "Соседи")
    return [
        task.title.replace("\u00a0", " ")
        for task in tasks_for(me)
        if any(word in task.title for word in words)
    ]


def test_tasks_of_the_specialist_and_the_curator(school, curator, head):
    psychologist = MembershipFactory(organization=school, role=Role.PSYCHOLOGIST)
    SupportCaseFactory(person=mentee(school, 30, "Ничья"))
    mine = SupportCaseFactory(person=mentee(school, 30, "Своя"), specialist=psychologist)
    soon, far = school.today + dt.timedelta(days=3), school.today + dt.timedelta(days=30)
    SupportCase.objects.filter(pk=mine.pk).update(next_contact_on=soon, next_search_on=school.today)
    later = SupportCaseFactory(person=mentee(school, 30, "Потом"), specialist=psychologist)
    SupportCase.objects.filter(pk=later.pk).update(next_contact_on=far, next_search_on=far)

    free = "Никто не ведёт поддержку 1 наставляемого без пары"
    assert titles(psychologist) == ["Встретиться: Своя О. Н.", free]
    assert titles(curator) == ["Снова подобрать наставника: Своя О. Н.", free]
    assert titles(head) == []


def test_offers_and_questions_of_neighbours_are_tasks_of_the_curators(district):
    call = SearchCallFactory(case__person=mentee(district.ours, 30), opened_by=district.curator)
    call.case.specialist = district.curator
    call.case.save()

    assert titles(district.neighbour) == ["Соседи ищут наставника: 1 запрос"]

    SearchOfferFactory(call=call, made_by=district.neighbour)
    assert titles(district.neighbour) == []
    assert titles(district.curator) == ["Соседи предложили наставника: Жданова О. Н."]
    assert titles(district.far) == []
