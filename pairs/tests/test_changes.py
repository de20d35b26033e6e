"""Changes of a running pair: what may be planned, what a change brings, how it is dropped; the end of the term."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from audit.models import Entry
from desk.todo import tasks_for
from organizations.models import Organization
from pairs.models import Pair, PairChange, PairMember, PairNote
from pairs.queries import people_of, rows_of
from pairs.rooms import history_of
from pairs.services import (
    add_note,
    carry_out_change,
    complete_pairs,
    drop_change,
    join_group,
    leave_group,
    plan_change,
    prolong_pair,
    remove_note,
    set_pay,
)
from pairs.tests.factories import PairFactory
from people.services import withdraw_consents
from people.tests.factories import ConsentFactory, MenteeEntryFactory, MentorEntryFactory, PersonFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2027, 1, 20)  # a Wednesday
FIRST = dt.date(2027, 1, 26)  # after a notice of today
REFUSAL = {"kind": "refusal", "reason": "load", "notice_on": TODAY, "effective_on": FIRST}


@pytest.fixture(autouse=True)
def _a_day(monkeypatch):
    monkeypatch.setattr(Organization, "today", TODAY)


@pytest.fixture
def pair(school):
    """A running pair of people of the banks with all their consents."""
    return running(school)


def running(school, count=1, **fields):
    people = PersonFactory.create_batch(count, organization=school)
    mentor = PersonFactory(organization=school)
    pair = PairFactory(mentor=mentor, mentees=people, status="active", consents=True, **fields)
    MentorEntryFactory(person=mentor, capacity=count + 1)
    for person in people:
        MenteeEntryFactory(person=person)
    return pair


def new_mentor(school, **fields):
    mentor = PersonFactory(organization=school, last_name="Воронцова", **fields)
    MentorEntryFactory(person=mentor)
    return mentor


def state(pair):
    pair.refresh_from_db()
    return pair.status, pair.outcome


# --- Planning -----------------------------------------------------------------------------------------------


def test_refusal_is_planned_after_three_full_working_days_and_journalled(pair, curator):
    change = plan_change(pair, by=curator, **REFUSAL)

    assert (change.status, change.effective_on) == ("planned", FIRST)
    assert state(pair) == ("active", "")
    entry = Entry.objects.get(action="pair.change_planned")
    assert entry.details == {"change": change.pk, "kind": "refusal", "reason": "load"}


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"effective_on": FIRST - dt.timedelta(days=1)}, "Первый возможный день – 26"),
        ({"notice_on": None}, "Напишите дату уведомления"),
        (
            {"notice_on": TODAY + dt.timedelta(days=1), "effective_on": dt.date(2027, 2, 10)},
            "ещё не наступила",
        ),
        ({"effective_on": dt.date(2028, 1, 1)}, "внутри срока пары"),
        ({"effective_on": None}, "с какого дня"),
        ({"reason": "programme"}, "причину из списка"),
        (
            {"kind": "prolong", "reason": "other", "new_ends_on": dt.date(2027, 5, 28)},
            "новый срок должен быть позже",
        ),
        ({"kind": "replace"}, "Выберите другого наставника"),
    ],
)
def test_plan_change_refuses_and_changes_nothing(pair, curator, more, sentence):
    with pytest.raises(ValidationError, match=sentence):
        plan_change(pair, by=curator, **REFUSAL | more)

    assert not PairChange.objects.exists()
    assert Pair.objects.count() == 1
    assert not Entry.objects.exists()


@pytest.mark.parametrize("status", ["proposed", "ready", "ordered", "ended"])
def test_only_a_running_pair_is_changed(pair, curator, status):
    Pair.objects.filter(pk=pair.pk).update(status=status)

    with pytest.raises(ValidationError, match="уже работает по приказу"):
        plan_change(pair, by=curator, **REFUSAL)


def test_one_change_at_a_time(pair, curator):
    plan_change(pair, by=curator, **REFUSAL)

    with pytest.raises(ValidationError, match="уже готовится изменение"):
        plan_change(pair, by=curator, **REFUSAL)

    assert PairChange.objects.count() == 1


def test_replacement_forms_the_new_pair_which_goes_the_usual_way(school, pair, curator):
    mentor = new_mentor(school)

    change = plan_change(pair, kind="replace", reason="leave", effective_on=FIRST, mentor=mentor, by=curator)

    new = change.new_pair
    assert (new.mentor, new.replaces, new.status) == (mentor, pair, "proposed")
    assert (new.starts_on, new.ends_on) == (FIRST, pair.ends_on)
    assert [one.person for one in new.present] == [one.person for one in pair.present]


def test_replacement_needs_room_and_consent(school, pair, curator):
    full = running(school)
    full.mentor.mentor_entries.update(capacity=1)
    withdrawn = new_mentor(school)
    ConsentFactory(person=withdrawn, kind="mentor_duty")
    withdraw_consents(withdrawn, ["mentor_duty"], channel="letter", received_on=TODAY, by=None)

    for mentor, words in (
        (full.mentor, "не больше 1"),
        (withdrawn, "Согласие отозвано"),
        (pair.mentor, "другого"),
    ):
        with pytest.raises(ValidationError, match=words):
            plan_change(pair, kind="replace", reason="leave", effective_on=FIRST, mentor=mentor, by=curator)

    assert not PairChange.objects.exists()
    assert Pair.objects.count() == 2


def test_dropped_change_takes_its_new_pair_along(school, pair, curator):
    mentor = new_mentor(school)
    change = plan_change(pair, kind="replace", reason="leave", effective_on=FIRST, mentor=mentor, by=curator)

    drop_change(change, by=curator)

    change.refresh_from_db()
    assert (change.status, change.new_pair) == ("dropped", None)
    assert Pair.objects.get() == pair
    with pytest.raises(ValidationError, match="в силе или отменено"):
        drop_change(change, by=curator)


# --- In force -----------------------------------------------------------------------------------------------


def test_carried_out_change_ends_the_pair_with_its_outcome(pair, curator):
    change = plan_change(
        pair, kind="complete", reason="programme", effective_on=FIRST, outcome="partly", by=curator
    )

    for _ in range(2):
        carry_out_change(pair, on=FIRST, outcome="done", by=None)

    change.refresh_from_db()
    assert (state(pair), pair.ends_on, change.status) == (("ended", "partly"), FIRST, "in_force")
    assert Entry.objects.filter(action="pair.ended").count() == 1


def test_end_by_another_order_drops_the_change_under_way(pair, curator):
    change = plan_change(
        pair, kind="prolong", reason="unfinished", new_ends_on=dt.date(2027, 6, 30), by=curator
    )

    carry_out_change(pair, on=FIRST, outcome="early", by=None)

    change.refresh_from_db()
    assert (state(pair), change.status) == (("ended", "early"), "dropped")


def test_prolonged_pair_has_its_new_term(pair, curator):
    until = dt.date(2027, 6, 30)
    change = plan_change(pair, kind="prolong", reason="unfinished", new_ends_on=until, by=curator)

    prolong_pair(pair, until=until, by=None)

    pair.refresh_from_db()
    change.refresh_from_db()
    assert (pair.ends_on, change.status) == (until, "in_force")


# --- The end of the term ------------------------------------------------------------------------------------


def test_pairs_near_their_end_are_completed_together(school, curator):
    pairs = [running(school, ends_on=TODAY + dt.timedelta(days=days)) for days in (-3, 14)]

    complete_pairs(pairs, outcome="done", result="Открытый урок дан", by=curator)

    assert [state(pair) for pair in pairs] == [("ended", "done")] * 2
    assert pairs[0].result == "Открытый урок дан"
    assert pairs[1].ends_on == TODAY + dt.timedelta(days=14)


@pytest.mark.parametrize(
    ("fields", "outcome", "sentence"),
    [
        ({"ends_on": TODAY + dt.timedelta(days=15)}, "done", "итог записывают с"),
        ({"ends_on": TODAY}, "early", "Выберите итог"),
        ({"ends_on": TODAY, "status": "ended"}, "done", "завершать нечего"),
    ],
)
def test_complete_refuses_all_of_them(school, curator, fields, outcome, sentence):
    good = running(school, ends_on=TODAY)
    bad = running(school)
    Pair.objects.filter(pk=bad.pk).update(**fields)

    with pytest.raises(ValidationError, match=sentence):
        complete_pairs([good, bad], outcome=outcome, by=curator)

    assert state(good) == ("active", "")


def test_desk_asks_to_complete_and_shows_changes(school, curator, head):
    running(school, ends_on=TODAY + dt.timedelta(days=14))
    other = running(school)
    plan_change(other, by=curator, **REFUSAL)

    titles = [task.title for task in tasks_for(type(curator).objects.get(pk=curator.pk))]

    assert "Завершите пары: 1" in titles
    assert f"Досрочный отказ наставника: {other}" in titles
    assert not [task for task in tasks_for(head) if "Завершите" in task.title]


# --- Groups -------------------------------------------------------------------------------------------------


def test_who_left_a_group_is_in_it_no_more_and_the_group_goes_on(school, curator):
    group = running(school, count=2)
    gone, stays = group.members.all()

    leave_group(gone, on=TODAY, by=curator)

    group = Pair.objects.get(pk=group.pk)
    assert state(group) == ("active", "")
    assert people_of(group) == [group.mentor, stays.person]
    assert str(gone.person) not in str(group)
    assert rows_of(Pair.objects.filter(pk=group.pk))[0].mentees == [stays.person]
    assert group.is_group is False
    withdraw_consents(gone.person, ["mentee_duty"], channel="letter", received_on=TODAY, by=None)
    assert state(group) == ("active", "")


def test_last_one_and_strange_days_are_refused(school, pair, curator):
    group = running(school, count=2)
    first = group.members.first()

    with pytest.raises(ValidationError, match="единственный наставляемый"):
        leave_group(pair.members.get(), on=TODAY, by=curator)
    for day in (TODAY + dt.timedelta(days=1), group.starts_on - dt.timedelta(days=1)):
        with pytest.raises(ValidationError, match="не раньше"):
            leave_group(first, on=day, by=curator)

    assert PairMember.objects.present().count() == 3


def test_joining_needs_consents_and_a_free_place(school, pair, curator):
    person = PersonFactory(organization=school)
    MenteeEntryFactory(person=person)
    with pytest.raises(ValidationError, match="нет согласия"):
        join_group(pair, person=person, on=TODAY, by=curator)
    for kind in ("processing", "mentee_duty"):
        ConsentFactory(person=person, kind=kind)

    join_group(pair, person=person, on=TODAY, by=curator)

    pair.refresh_from_db()
    assert (pair.kind, pair.members.get(person=person).joined_on) == ("group", TODAY)
    other = PersonFactory(organization=school)
    MenteeEntryFactory(person=other)
    with pytest.raises(ValidationError, match="не больше 2"):
        join_group(pair, person=other, on=TODAY, by=curator)
    assert pair.members.count() == 2


# --- Pay, notes, history ------------------------------------------------------------------------------------


def test_pay_needs_an_amount_where_it_has_one(pair, curator):
    with pytest.raises(ValidationError, match="больше нуля"):
        set_pay(pair, pay="percent", by=curator)
    with pytest.raises(ValidationError, match="Больше 100"):
        set_pay(pair, pay="percent", amount=101, by=curator)
    pair.refresh_from_db()
    assert pair.pay == ""

    set_pay(pair, pay="roubles", amount=5000, basis="Положением", by=curator)
    assert (pair.pay_amount, set_pay(pair, pay="act", amount=5000, by=curator).pay_amount) == (None, None)


def test_note_of_one_of_the_pair_is_for_the_pair_and_only_the_own_is_removed(pair, curator, mentor):
    theirs = add_note(pair, text="Встречались", reader=PairNote.Reader.STAFF, by=mentor)

    with pytest.raises(PermissionDenied):
        remove_note(theirs, by=curator)

    assert theirs.reader == PairNote.Reader.PAIR
    remove_note(theirs, by=mentor)
    assert not PairNote.objects.exists()


def test_history_tells_deeds_changes_and_people_the_latest_first(school, pair, curator, mentor):
    plan_change(pair, by=curator, **REFUSAL)
    carry_out_change(pair, on=FIRST, outcome="early", by=curator)

    told = [moment.words for moment in history_of([pair], curator)]
    plain = [moment.words for moment in history_of([pair], mentor)]

    assert "Досрочный отказ наставника" in told
    assert "Пара завершена: прекращена досрочно" in told
    assert "Пара завершена" in plain  # the reason is for those who run the programme


# --- Pages --------------------------------------------------------------------------------------------------


def test_curator_plans_a_change_by_the_form_and_comes_to_its_steps(client, curator, pair):
    client.force_login(curator.user)
    address = f"{reverse('pairs:change_add', args=[pair.pk])}?kind=refusal"

    shown = client.get(address).content.decode()
    answer = client.post(
        address, {"notice_on": TODAY.isoformat(), "effective_on": "", "reason": "load"}, follow=True
    )

    change = PairChange.objects.get()
    assert f'value="{FIRST.isoformat()}"' in shown
    assert change.effective_on == FIRST
    page = answer.content.decode()
    assert "Уведомление за три рабочих дня" in page
    assert reverse("pairs:change_drop", args=[change.pk]) in page


@pytest.mark.parametrize("kind", PairChange.Kind.values)
def test_each_kind_has_its_form_and_a_wrong_one_has_none(client, curator, pair, kind):
    client.force_login(curator.user)
    address = reverse("pairs:change_add", args=[pair.pk])

    assert client.get(f"{address}?kind={kind}").status_code == 200
    assert client.post(f"{address}?kind={kind}", {"reason": "x", "outcome": "x"}).status_code == 422
    assert client.get(f"{address}?kind=x").status_code == 404
    assert not PairChange.objects.exists()
