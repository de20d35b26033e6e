"""Hand changes: each is kept with its reason, everything else is calculated around it, the last one can be undone."""

import pytest
from django.core.exceptions import ValidationError

from audit.models import Entry
from selection.models import HandChange, MatchRun
from selection.services.deciding import (
    assign_mentor,
    assigning,
    effect_of,
    lock_proposal,
    refuse_proposal,
    swap_mentors,
    swapping,
    undo_change,
    unlock_proposal,
)
from selection.services.runs import Stale, repeat
from selection.tests.banks import mentee, mentor, proposed, row_of, run_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(school, curator):
    """Three mentees and three mentors with a place each; everybody has the own answer."""
    for name, word in (("Алиев", "Методика"), ("Бойко", "Воспитание"), ("Ветров", "Журнал")):
        mentee(school, name, word)
    for name, words in (
        ("Громова", ["Методика"]),
        ("Панова", ["Воспитание", "Методика"]),
        ("Сычёва", ["Журнал"]),
    ):
        mentor(school, name, *words)
    return run_for(curator)


FIRST = {"Алиев": "Громова", "Бойко": "Панова", "Ветров": "Сычёва"}


def mentor_of(run, name):
    return row_of(run, name).mentor


def now(run):
    return MatchRun.objects.get(pk=run.pk)


def kept(run):
    """All that a refused deed must leave as it was."""
    return now(run).stamp, proposed(run), HandChange.objects.count(), Entry.objects.count()


def test_lock_holds_and_is_noted(run, curator):
    lock_proposal(row_of(run, "Алиев"), stamp=0, by=curator)

    row, change = row_of(run, "Алиев"), HandChange.objects.get()
    assert (row.state, row.is_by_hand, now(run).stamp) == ("locked", False, 1)
    assert (change.kind, change.before, change.after, change.made_by) == (
        "lock",
        row.mentor,
        row.mentor,
        curator.user,
    )
    assert Entry.objects.get(action="selection.decided").details == {
        "kind": "lock",
        "mentees": [row.mentee_id],
    }


def test_unlock_lets_the_calculation_decide(run, curator):
    assign_mentor(
        row_of(run, "Алиев"), mentor=mentor_of(run, "Бойко"), reason="Кабинеты рядом", stamp=0, by=curator
    )

    unlock_proposal(row_of(run, "Алиев"), stamp=1, by=curator)

    assert proposed(run) == FIRST
    assert row_of(run, "Алиев").state == "proposed"


def test_refused_mentor_is_not_proposed_again(run, curator):
    refuse_proposal(row_of(run, "Алиев"), reason="Не сошлись характерами", stamp=0, by=curator)

    assert proposed(run)["Алиев"] not in {"Громова", None}
    assert repeat(now(run)) is True


def test_chosen_mentor_stays_and_the_others_move(run, curator):
    panova = mentor_of(run, "Бойко")

    assign_mentor(row_of(run, "Алиев"), mentor=panova, reason="Кабинеты рядом", stamp=0, by=curator)

    row = row_of(run, "Алиев")
    assert (row.mentor, row.state, row.is_by_hand) == (panova, "locked", True)
    assert proposed(run)["Бойко"] == "Громова"
    assert repeat(now(run)) is True


def test_swapped_mentees_are_both_locked(run, curator):
    swap_mentors(row_of(run, "Алиев"), other=row_of(run, "Бойко"), reason="Одна смена", stamp=0, by=curator)

    assert proposed(run) == {"Алиев": "Панова", "Бойко": "Громова", "Ветров": "Сычёва"}
    assert {row_of(run, name).state for name in ("Алиев", "Бойко")} == {"locked"}
    assert set(HandChange.objects.values_list("kind", "stamp", "reason")) == {("swap", 1, "Одна смена")}
    assert Entry.objects.filter(action="selection.decided").count() == 1


def test_undo_takes_back_the_last_deed_whole(run, curator):
    lock_proposal(row_of(run, "Ветров"), stamp=0, by=curator)
    swap_mentors(row_of(run, "Алиев"), other=row_of(run, "Бойко"), reason="Одна смена", stamp=1, by=curator)

    undo_change(run, stamp=2, by=curator)

    assert (proposed(run), now(run).stamp) == (FIRST, 3)
    assert list(HandChange.objects.values_list("kind", flat=True)) == ["lock"]
    assert row_of(run, "Ветров").state == "locked"
    undo_change(run, stamp=3, by=curator)
    with pytest.raises(ValidationError, match="Отменять нечего"):
        undo_change(run, stamp=4, by=curator)


@pytest.mark.parametrize("reason", ["", "   "])
def test_no_choice_without_a_reason(run, curator, reason):
    before, row, other = kept(run), row_of(run, "Алиев"), row_of(run, "Бойко")

    for deed in (
        lambda: refuse_proposal(row, reason=reason, stamp=0, by=curator),
        lambda: assign_mentor(row, mentor=other.mentor, reason=reason, stamp=0, by=curator),
        lambda: swap_mentors(row, other=other, reason=reason, stamp=0, by=curator),
    ):
        with pytest.raises(ValidationError, match="Напишите, почему"):
            deed()

    assert kept(run) == before


def test_stale_deeds_change_nothing(run, curator):
    lock_proposal(row_of(run, "Ветров"), stamp=0, by=curator)
    before, row, other = kept(run), row_of(run, "Алиев"), row_of(run, "Бойко")

    for deed in (
        lambda: lock_proposal(row, stamp=0, by=curator),
        lambda: refuse_proposal(row, reason="Да", stamp=0, by=curator),
        lambda: assign_mentor(row, mentor=other.mentor, reason="Да", stamp=0, by=curator),
        lambda: swap_mentors(row, other=other, reason="Да", stamp=0, by=curator),
        lambda: undo_change(run, stamp=0, by=curator),
    ):
        with pytest.raises(Stale):
            deed()

    assert kept(run) == before


def test_what_cannot_be_is_refused_in_a_sentence(run, curator, school):
    row, panova = row_of(run, "Алиев"), mentor_of(run, "Бойко")
    new = mentor(school, "Новая")
    lock_proposal(row_of(run, "Бойко"), stamp=0, by=curator)
    before = kept(run)

    for whom, words in (
        (row.mentor, "уже предложен"),
        (panova, "места закреплены"),
        (new, "Подобрать заново"),
    ):
        with pytest.raises(ValidationError, match=words):
            assign_mentor(row, mentor=whom, reason="Да", stamp=1, by=curator)
    with pytest.raises(ValidationError, match="не закреплено"):
        unlock_proposal(row, stamp=1, by=curator)

    assert kept(run) == before


def test_manager_is_not_chosen_by_hand_either(school, curator):
    chief = mentor(school, "Громова")
    mentor(school, "Панова")
    mentee(school, "Алиев", manager=chief)
    run = run_for(curator)

    with pytest.raises(ValidationError, match="прямое подчинение"):
        assign_mentor(row_of(run, "Алиев"), mentor=chief, reason="Да", stamp=0, by=curator)

    assert proposed(run) == {"Алиев": "Панова"}


def test_effect_is_told_before_and_saves_nothing(run, curator):
    before, row, panova = kept(run), row_of(run, "Алиев"), mentor_of(run, "Бойко")

    told = effect_of(run, assigning(row, panova))
    swapped = effect_of(run, swapping(row, row_of(run, "Бойко")))

    assert kept(run) == before
    assign_mentor(row, mentor=panova, reason="Кабинеты рядом", stamp=0, by=curator)
    assert (told.total, told.before) == (now(run).result["total"], run.result["total"])
    assert told.gain < 0
    boyko = row_of(run, "Бойко")
    assert told.moved == [(boyko.mentee_id, panova.pk, boyko.mentor_id)]
    assert (swapped.total, swapped.moved) == (told.total, [])


def test_deeds_over_a_finished_run_are_refused(run, curator):
    MatchRun.objects.filter(pk=run.pk).update(status="dropped")
    before = kept(run)

    with pytest.raises(ValidationError, match="уже закончен"):
        lock_proposal(row_of(run, "Алиев"), stamp=0, by=curator)

    assert kept(run) == before
