"""Pairs come from proposals: all that were ticked or none."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from audit.models import Entry
from pairs.models import Pair
from pairs.tests.factories import PairFactory
from people.models import MentorEntry
from people.services import withdraw_consents
from people.tests.factories import ConsentFactory
from selection.models import MatchRun
from selection.services.applying import apply_run
from selection.services.runs import Stale
from selection.tests.banks import mentee, mentor, row_of, run_for

pytestmark = pytest.mark.django_db
TERM = {"starts_on": dt.date(2026, 10, 5), "ends_on": dt.date(2027, 5, 28)}


@pytest.fixture
def run(school, curator):
    """Two mentees of one mentor, one of another."""
    forms = {"forms": ["pedagogue_pedagogue", "teacher_teacher"]}
    for name, word in (("Алиев", "Методика"), ("Бойко", "Методика"), ("Ветров", "Журнал")):
        mentee(school, name, word, entry=forms)
    mentor(
        school, "Громова", "Методика", capacity=2, entry={"forms": ["teacher_teacher"], "kinds": ["virtual"]}
    )
    mentor(school, "Панова", "Журнал")
    return run_for(curator)


def apply(run, curator, **changes):
    rows = run.proposals.filter(mentor__isnull=False)
    return apply_run(
        run, **{"proposals": rows, "in_groups": False, "stamp": 0, "by": curator, **TERM, **changes}
    )


def test_nothing_is_real_until_it_is_applied(run):
    assert not Pair.objects.exists()


def test_every_ticked_proposal_becomes_a_pair(run, curator):
    apply(run, curator)

    run.refresh_from_db()
    assert (run.status, run.applied_on, Pair.objects.count()) == ("applied", curator.organization.today, 3)
    pair = row_of(run, "Алиев").pair
    assert (pair.mentor.last_name, pair.form, pair.kind, pair.starts_on) == (
        "Громова", "teacher_teacher", "virtual", TERM["starts_on"],
    )  # fmt: skip
    assert row_of(run, "Ветров").pair.form == "pedagogue_pedagogue"
    assert Entry.objects.filter(action="selection.applied").count() == 1


def test_mentees_of_one_mentor_become_a_group_when_asked(run, curator):
    apply(run, curator, in_groups=True)

    group = row_of(run, "Алиев").pair
    assert (Pair.objects.count(), group.kind, group.is_group) == (2, "group", True)
    assert row_of(run, "Бойко").pair == group
    assert row_of(run, "Ветров").pair.kind == "traditional"


def test_unticked_proposals_stay_proposals(run, curator):
    apply(run, curator, proposals=[row_of(run, "Ветров")])

    assert Pair.objects.get().mentor.last_name == "Панова"
    assert row_of(run, "Алиев").pair is None


@pytest.mark.parametrize("what", ["full", "withdrawn", "left the bank", "paired since", "nobody", "stale"])
def test_one_refusal_stops_all_and_is_named(run, curator, school, what):
    words, changes = "", {}
    if what == "full":
        PairFactory(mentor=row_of(run, "Ветров").mentor, status="active")
        words = "не больше 1"
    elif what == "withdrawn":
        ConsentFactory(person=row_of(run, "Ветров").mentee)
        given = {"channel": "letter", "received_on": school.today, "by": curator}
        withdraw_consents(row_of(run, "Ветров").mentee, ["processing"], **given)
        words = "Согласие отозвано"
    elif what == "left the bank":
        MentorEntry.objects.filter(person=row_of(run, "Ветров").mentor).update(left_on=school.today)
        words = "не в банке наставников"
    elif what == "paired since":
        PairFactory(mentor=mentor(school, "Новая"), mentees=[row_of(run, "Ветров").mentee])
        words = "Ветров.*уже в паре с наставником: Новая"
    elif what == "nobody":
        changes, words = {"proposals": []}, "Отметьте хотя бы одно"
    else:
        MatchRun.objects.update(stamp=1)
    pairs, entries = Pair.objects.count(), Entry.objects.count()

    with pytest.raises(Stale if what == "stale" else ValidationError, match=words):
        apply(run, curator, **changes)

    run.refresh_from_db()
    assert (run.status, Pair.objects.count(), Entry.objects.count()) == ("draft", pairs, entries)
    assert not run.proposals.filter(pair__isnull=False).exists()


def test_pair_that_was_there_before_is_no_obstacle(school, curator):
    alone = mentee(school, "Алиев")
    PairFactory(mentor=mentor(school, "Громова"), mentees=[alone], status="active")
    mentor(school, "Панова")

    apply(run_for(curator, chosen=(alone.pk,)), curator)

    assert Pair.objects.filter(members__person=alone).count() == 2


def test_applied_run_is_not_applied_again(run, curator):
    apply(run, curator)

    with pytest.raises(ValidationError, match="уже закончен"):
        apply(run, curator, stamp=1)

    assert Pair.objects.count() == 3


def test_who_took_the_consent_back_meanwhile_is_marked_and_not_offered(run, curator, school, client):
    gone = row_of(run, "Ветров").mentee
    ConsentFactory(person=gone)
    withdraw_consents(gone, ["processing"], channel="letter", received_on=school.today, by=curator)
    client.force_login(curator.user)

    form = client.get(reverse("selection:apply", args=[run.pk])).context["form"]

    assert row_of(run, "Ветров") not in form.fields["proposals"].queryset
    assert form.fields["proposals"].queryset.count() == 2
    assert "Согласие отозвано: пару создать нельзя." in client.get(run.get_absolute_url()).content.decode()
