"""A run reads the banks, keeps what went in and gives the same again."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from audit.models import Entry
from meetings.models import Fit
from pairs.tests.factories import PairFactory
from people.models import MentorEntry
from people.services import withdraw_consents
from people.tests.factories import ConsentFactory, MenteeEntryFactory
from selection.inputs import read_problem
from selection.matching.problem import Problem
from selection.models import MatchRun, Proposal, Weights, Wish
from selection.rules import Rules
from selection.services.deciding import lock_proposal, refuse_proposal
from selection.services.runs import Stale, drop_run, make_variant, repeat, rerun
from selection.tests.banks import mentee, mentor, proposed, row_of, run_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def banks(school):
    """Two who wait, two mentors; each answers one request."""
    return {
        "Алиев": mentee(school, "Алиев", "Методика"),
        "Бойко": mentee(school, "Бойко", "Классное руководство"),
        "Громова": mentor(school, "Громова", "Методика"),
        "Панова": mentor(school, "Панова", "Классное руководство"),
    }


def wish(person, about, kind):
    return Wish.objects.create(
        organization=person.organization, person=person, about=about, kind=kind, made_on=dt.date(2026, 9, 1)
    )


def test_each_gets_the_mentor_who_answers_the_request(curator, banks):
    run = run_for(curator)

    assert proposed(run) == {"Алиев": "Громова", "Бойко": "Панова"}
    entry = Entry.objects.get(action="selection.made")
    assert (entry.subject_id, entry.details) == (run.pk, {"goal": "everyone", "mentees": 2})
    assert run.inputs["mentees"][0].keys() & {"last_name", "name"} == set()


def test_the_same_inputs_give_the_same_result(curator, banks):
    run = MatchRun.objects.get(pk=run_for(curator).pk)

    assert repeat(run) is True
    MatchRun.objects.filter(pk=run.pk).update(result={**run.result, "total": run.result["total"] + 1})
    run.refresh_from_db()
    assert repeat(run) is False


@pytest.mark.parametrize("left", ["mentees", "mentors"])
def test_without_people_there_is_no_run(school, curator, left):
    mentor(school, "Громова") if left == "mentees" else mentee(school, "Алиев")

    with pytest.raises(ValidationError, match="Подбирать"):
        run_for(curator)

    assert not MatchRun.objects.exists()
    assert not Entry.objects.exists()


def test_who_has_a_mentor_is_left_out_unless_ticked(curator, banks, school):
    PairFactory(mentor=banks["Панова"], mentees=[banks["Алиев"]], status="active")
    MentorEntry.objects.filter(person=banks["Панова"]).update(capacity=2)

    assert proposed(run_for(curator)) == {"Бойко": "Панова"}
    assert proposed(run_for(curator, chosen=(banks["Алиев"].pk,))) == {"Алиев": "Громова"}


def test_paused_left_and_foreign_entries_do_not_go_in(curator, banks, stranger):
    mentee(stranger.organization, "Чужой")
    MenteeEntryFactory(person=mentee(curator.organization, "Ушёл", entry={"left_on": dt.date(2026, 10, 1)}))
    curator.organization.refresh_from_db()
    banks["Бойко"].mentee_entries.update(status="paused")

    assert set(proposed(run_for(curator))) == {"Алиев", "Ушёл"}


@pytest.mark.parametrize("way", ["avoids", "avoided", "unfit", "manager", "pair"])
def test_people_who_are_not_to_be_paired_are_not(curator, banks, way):
    one, other = banks["Алиев"], banks["Громова"]
    if way == "avoids":
        wish(one, other, Wish.Kind.AVOIDS)
    elif way == "avoided":
        wish(other, one, Wish.Kind.AVOIDS)
    elif way == "manager":
        type(one).objects.filter(pk=one.pk).update(manager=other)
    else:
        pair = PairFactory(mentor=other, mentees=[one], status="ended" if way == "unfit" else "active")
        MentorEntry.objects.filter(person=other).update(capacity=3)
        if way == "unfit":
            Fit.objects.create(organization=pair.organization, pair=pair, person=one, word=Fit.Word.NO)

    run = run_for(curator, chosen=(one.pk, banks["Бойко"].pk))

    assert proposed(run)["Алиев"] != "Громова"


def test_who_took_the_consent_back_is_shown_and_not_proposed(curator, banks):
    ConsentFactory(person=banks["Громова"], kind="mentor_duty")
    withdraw_consents(
        banks["Громова"],
        ["mentor_duty"],
        channel="letter",
        received_on=curator.organization.today,
        by=curator,
    )
    MentorEntry.objects.filter(person=banks["Громова"]).update(left_on=None, leaving="")

    problem, _ = read_problem(curator.organization, goal="everyone", rules=Rules())

    told = next(one for one in problem.mentors if one.id == banks["Громова"].pk)
    assert (told.blocked, told.competences, told.position) == ("consent", (), "")
    assert "Громова" not in proposed(run_for(curator)).values()


def test_wishes_weigh_in_only_when_asked(curator, banks):
    wish(banks["Алиев"], banks["Панова"], Wish.Kind.WANTS)
    wish(banks["Панова"], banks["Алиев"], Wish.Kind.WANTS)
    wish(banks["Бойко"], banks["Громова"], Wish.Kind.WANTS)
    Weights.objects.create(
        organization=curator.organization, values={"mentee_wish": 3, "mentor_wish": 3, "competence": 1}
    )

    with_wishes, without = run_for(curator), run_for(curator, wishes=False)

    assert proposed(with_wishes) == {"Алиев": "Панова", "Бойко": "Громова"}
    assert proposed(without) == {"Алиев": "Громова", "Бойко": "Панова"}


def test_limit_makes_places_fewer(curator, school):
    for name in ("Алиев", "Бойко", "Ветров"):
        mentee(school, name)
    mentor(school, "Громова", capacity=3)

    assert list(proposed(run_for(curator)).values()).count("Громова") == 3
    run = run_for(curator, limit=2)
    assert list(proposed(run).values()).count("Громова") == 2
    assert Proposal.objects.get(run=run, mentor=None).left == "capacity"


@pytest.mark.parametrize("count", [1, 3])
def test_inputs_are_read_in_eight_queries(school, count, django_assert_num_queries):
    for number in range(count):
        mentee(school, f"Алиев{number}", "Методика")
        PairFactory(mentor=mentor(school, f"Громова{number}", "Методика", capacity=2))

    with django_assert_num_queries(8):
        read_problem(school, goal="best", rules=Rules())


def test_rerun_reads_anew_around_locks_and_refusals(curator, banks, school):
    run = run_for(curator)
    lock_proposal(row_of(run, "Алиев"), stamp=0, by=curator)
    refuse_proposal(row_of(run, "Бойко"), reason="Просит другого", stamp=1, by=curator)
    mentor(school, "Сычёва", "Методика", "Классное руководство")

    run = rerun(run, goal="best", rules=Rules(), stamp=2, by=curator)

    assert (run.stamp, run.goal, repeat(run)) == (3, "best", True)
    assert proposed(run) == {"Алиев": "Громова", "Бойко": "Сычёва"}
    assert row_of(run, "Алиев").state == "locked"


def test_rerun_takes_off_the_lock_that_cannot_hold_and_says_so(curator, banks):
    run = run_for(curator)
    lock_proposal(row_of(run, "Алиев"), stamp=0, by=curator)
    banks["Громова"].mentor_entries.update(status="paused")

    run = rerun(run, goal="everyone", rules=Rules(), stamp=1, by=curator)

    change = run.changes.get(kind="unlock")
    assert (change.before, change.reason) == (
        banks["Громова"],
        "наставник или наставляемый больше не может войти в этот подбор",
    )
    assert row_of(run, "Алиев").mentor != banks["Громова"]


def test_stale_page_changes_nothing(curator, banks):
    run = run_for(curator)
    lock_proposal(row_of(run, "Алиев"), stamp=0, by=curator)

    with pytest.raises(Stale):
        rerun(run, goal="best", rules=Rules(), stamp=0, by=curator)

    run.refresh_from_db()
    assert (run.stamp, run.goal) == (1, "everyone")


def test_variant_leaves_its_source_alone_and_takes_decisions_along(curator, banks):
    run = run_for(curator)
    lock_proposal(row_of(run, "Бойко"), stamp=0, by=curator)

    variant = make_variant(run, name="Без Громовой", without=banks["Громова"], by=curator)

    assert proposed(run) == {"Алиев": "Громова", "Бойко": "Панова"}
    assert proposed(variant) == {"Алиев": None, "Бойко": "Панова"}
    assert (variant.source, repeat(variant), variant.changes.count()) == (run, True, 1)
    assert row_of(variant, "Бойко").state == "locked"
    assert make_variant(variant, name="Ещё", goal="best", by=curator).source == run


def test_variant_with_more_places(curator, banks):
    run = run_for(curator)

    variant = make_variant(run, name="Больше мест", capacity=(banks["Панова"], 2), by=curator)

    assert Problem.from_json(variant.inputs).mentors[1].capacity == 2


def test_dropped_run_is_closed(curator, banks):
    run = drop_run(run_for(curator), stamp=0, by=curator)

    with pytest.raises(ValidationError, match="уже закончен"):
        rerun(run, goal="best", rules=Rules(), stamp=1, by=curator)

    assert MatchRun.objects.get(pk=run.pk).status == "dropped"
