"""Approval of a version: what it writes, whom it replaces, what it refuses."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from audit.models import Entry
from roadmap.models import Roadmap
from roadmap.paper import approver_of
from roadmap.services import (
    approve_by_order,
    approve_roadmap,
    edit_roadmap,
    let_out_of_order,
    take_into_order,
    unapprove_roadmap,
)
from roadmap.tests.factories import RoadmapFactory

DAY = dt.date(2026, 9, 1)


@pytest.fixture
def plan(curator):
    return RoadmapFactory(organization=curator.organization)


def draft_of(plan):
    return RoadmapFactory(organization=plan.organization, version=2, is_current=False, based_on=plan)


def test_approval_keeps_who_approved_even_when_the_head_changes(plan, curator):
    plan = approve_roadmap(plan, approved_on=DAY, approval_number="134/4", by=curator)
    before = approver_of(plan)
    plan.organization.head_last_name = "Новосёлова"

    assert approver_of(plan) == before
    assert Entry.objects.get().action == "roadmap.approved"


def test_approver_may_be_named(plan, curator):
    plan = approve_roadmap(
        plan, approved_on=DAY, approver_position="И.о. директора", approver_name="Н.К. Ветлугина", by=curator
    )

    assert approver_of(plan) == ("И.о. директора", "Н.К. Ветлугина")


def test_approved_words_stand_still(plan, curator):
    plan = approve_roadmap(plan, approved_on=DAY, by=curator)

    with pytest.raises(ValidationError, match="новую редакцию"):
        edit_roadmap(plan, title="Другое", by=curator)

    assert Roadmap.objects.get().title == plan.title


def test_date_of_tomorrow_is_refused_and_nothing_changes(plan, curator):
    with pytest.raises(ValidationError, match="не может быть в будущем"):
        approve_roadmap(plan, approved_on=plan.organization.today + dt.timedelta(days=1), by=curator)

    plan.refresh_from_db()
    assert (plan.is_approved, plan.approver_name, Entry.objects.count()) == (False, "", 0)


def test_roadmap_in_an_order_is_approved_by_it_alone(plan, curator):
    plan = take_into_order(plan, by=curator)

    with pytest.raises(ValidationError, match="утверждает приказ"):
        approve_roadmap(plan, approved_on=DAY, by=curator)

    assert not Roadmap.objects.get().is_approved
    assert approve_by_order(plan, dated=DAY, number="5", by=curator).approval_number == "5"


def test_new_version_takes_the_place_of_the_one_before(plan, curator):
    plan = approve_roadmap(plan, approved_on=DAY, by=curator)
    second = draft_of(plan)
    assert second.is_draft_version
    assert Roadmap.objects.current(plan.organization) == plan

    second = approve_roadmap(second, approved_on=DAY, by=curator)

    plan.refresh_from_db()
    assert (plan.is_replaced, second.is_current, Roadmap.objects.current(plan.organization)) == (
        True,
        True,
        second,
    )
    assert Entry.objects.latest("pk").details["replaced"] == 1


def test_replaced_version_is_not_approved_again(plan, curator):
    plan = approve_roadmap(plan, approved_on=DAY, by=curator)
    approve_roadmap(draft_of(plan), approved_on=DAY, by=curator)

    with pytest.raises(ValidationError, match="уже заменена"):
        approve_roadmap(plan, approved_on=DAY, by=curator)

    assert Roadmap.objects.filter(is_current=True).get().version == 2


def test_approval_written_by_mistake_is_taken_back(plan, curator):
    plan = unapprove_roadmap(
        approve_roadmap(plan, approved_on=DAY, approval_number="1", by=curator), by=curator
    )

    assert (plan.approved_on, plan.approval_number, plan.approver_name) == (None, "", "")


def test_approval_of_a_second_version_or_by_a_signed_order_stays(plan, curator):
    ordered = approve_by_order(take_into_order(plan, by=curator), dated=DAY, number="5", by=curator)
    with pytest.raises(ValidationError, match="подписанным приказом"):
        unapprove_roadmap(ordered, by=curator)
    second = approve_roadmap(draft_of(ordered), approved_on=DAY, by=curator)
    with pytest.raises(ValidationError, match="только с первой редакции"):
        unapprove_roadmap(second, by=curator)
    with pytest.raises(ValidationError, match="только с первой редакции"):
        unapprove_roadmap(let_out_of_order(draft_of_next(second), by=curator), by=curator)

    assert Roadmap.objects.filter(approved_on=DAY).count() == 2


def draft_of_next(plan):
    return RoadmapFactory(organization=plan.organization, version=3, is_current=False, based_on=plan)
