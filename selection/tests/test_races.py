"""Deeds that meet: one wins, the other is told; the places of a mentor hold (CON-4)."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from pairs.models import Pair
from pairs.services import form_pair
from people.services import withdraw_consents
from people.tests.factories import ConsentFactory
from selection.models import HandChange
from selection.services import applying
from selection.services.applying import apply_run
from selection.services.deciding import lock_proposal
from selection.services.runs import Stale
from selection.tests.banks import mentee, mentor, row_of, run_for

pytestmark = pytest.mark.django_db(transaction=True)
TERM = {"starts_on": dt.date(2026, 10, 5), "ends_on": dt.date(2027, 5, 28)}


def at_once(*deeds):
    """The answers; a refusal as the exception."""

    def run(deed):
        try:
            return deed()
        except (ValidationError, Stale) as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def apply(run, curator):
    return lambda: apply_run(
        run, proposals=run.proposals.all(), in_groups=False, stamp=run.stamp, by=curator, **TERM
    )


def refusals(answers):
    return sum(isinstance(answer, Exception) for answer in answers)


def people(school, pairs=2):
    mentees = [mentee(school, f"Алиев{number}", f"Тема{number}") for number in range(pairs)]
    return mentees, [mentor(school, f"Громова{number}", f"Тема{number}") for number in range(pairs)]


def test_two_runs_applied_at_once_pair_nobody_twice(school, curator):
    people(school, 3)
    runs = [run_for(curator), run_for(curator)]

    answers = at_once(*(apply(run, curator) for run in runs))

    assert refusals(answers) == 1
    assert Pair.objects.count() == 3
    assert sorted(type(run).objects.get(pk=run.pk).status for run in runs) == ["applied", "draft"]


def test_without_the_look_for_new_pairs_two_runs_would_pair_a_mentee_twice(school, curator, monkeypatch):
    """The twin shows that the test above could fail: two runs propose two mentors with room for the same mentee."""
    monkeypatch.setattr(applying, "refuse_paired_since", lambda *args: None)
    alone = mentee(school, "Алиев")
    mentor(school, "Громова")
    first = run_for(curator)
    mentor(school, "Панова", position=alone.position, experience_years=30, category="высшая")
    second = run_for(curator)
    assert row_of(first, "Алиев").mentor != row_of(second, "Алиев").mentor

    answers = at_once(apply(first, curator), apply(second, curator))

    assert (refusals(answers), Pair.objects.filter(members__person=alone).count()) == (0, 2)


def test_two_curators_on_the_last_place_of_a_mentor(school, curator):
    mentees, (only,) = [mentee(school, "Алиев"), mentee(school, "Бойко")], [mentor(school, "Громова")]
    run = run_for(curator, chosen=(mentees[0].pk,))

    answers = at_once(
        apply(run, curator),
        lambda: form_pair(school, mentor=only, mentees=[mentees[1]], by=curator, **TERM),
    )

    assert refusals(answers) == 1
    assert Pair.objects.filter(mentor=only).count() == 1


def test_withdrawal_while_pairs_are_created_leaves_nobody_working_without_consent(school, curator):
    mentees, _ = people(school)
    ConsentFactory(person=mentees[0])
    run = run_for(curator)
    letter = {"channel": "letter", "received_on": school.today, "by": curator}

    at_once(apply(run, curator), lambda: withdraw_consents(mentees[0], ["processing"], **letter))

    found = Pair.objects.filter(members__person=mentees[0])
    assert [pair.status for pair in found] in ([], ["paused"])


def test_twenty_equal_clicks_lock_once(school, curator):
    people(school, 1)
    row = row_of(run_for(curator), "Алиев0")

    answers = at_once(*[lambda: lock_proposal(row, stamp=0, by=curator)] * 8)

    assert refusals(answers) == 7
    assert HandChange.objects.count() == 1
