"""A change of a pair and its papers: drafts that come with the plan, what waits and why, what a signature brings."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from documents.kinds import KINDS
from documents.models import Document
from documents.models.kinds import PaperKind as Kind
from documents.papers.agreement import Form as AgreementForm
from documents.services.drafts import draft_order_pairs
from documents.services.enacting import end_pairs_due
from documents.services.sending import send_to_sign
from documents.tests.steps import drawn_up, sent_and_signed
from documents.todo import pairs_to_end
from organizations.models import Organization
from pairs.change_steps import steps_of
from pairs.models import Pair, PairChange
from pairs.rooms import history_of
from pairs.services import (
    add_substitution,
    confirm_pair,
    drop_change,
    pause_pair,
    plan_change,
    set_pay,
)
from pairs.tests.factories import PairFactory
from people.tests.factories import ConsentFactory, MenteeEntryFactory, MentorEntryFactory, PersonFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2027, 1, 20)  # a Wednesday
FIRST = dt.date(2027, 1, 26)


@pytest.fixture(autouse=True)
def _a_day(monkeypatch):
    monkeypatch.setattr(Organization, "today", TODAY)


@pytest.fixture
def pair(school, curator, head):
    """A pair that works by a signed order."""
    mentee = PersonFactory(organization=school, last_name="Гриценко", first_name="Артём", gender="male")
    MenteeEntryFactory(person=mentee)
    mentor = PersonFactory(organization=school, last_name="Лебедева")
    MentorEntryFactory(person=mentor)
    pair = PairFactory(mentor=mentor, mentees=[mentee], consents=True, status=Pair.Status.READY)
    sent_and_signed(draft_order_pairs([pair], by=curator), head)
    pair.refresh_from_db()
    return pair


@pytest.fixture
def other(school):
    person = PersonFactory(organization=school, last_name="Воронцова", first_name="Галина")
    MentorEntryFactory(person=person)
    return person


def agree(person):
    for kind in ("processing", "mentor_duty"):
        ConsentFactory(person=person, kind=kind)


def plan(pair, by, kind, **more):
    reasons = {"prolong": "unfinished", "replace": "leave", "left": "left", "complete": "programme"}
    values = {"reason": reasons.get(kind, "other"), "effective_on": FIRST}
    return plan_change(pair, kind=kind, by=by, **values | more)


def kinds_of(pair):
    return sorted(pair.documents.filter(status="draft").values_list("kind", flat=True))


def words_of(document):
    return "\n".join(
        [document.title, document.content["preamble"], *(one["text"] for one in document.content["items"])]
    ).replace("\xa0", " ")


def state_of(change):
    fresh = PairChange.objects.select_related("pair__mentor", "new_pair").get(pk=change.pk)
    return [(step.title.split(" №")[0], step.state) for step in steps_of(fresh)]


def state(pair):
    pair.refresh_from_db()
    return pair.status, pair.outcome


# --- Drafts come with the plan ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "more", "drafts", "said"),
    [
        ("refusal", {"notice_on": TODAY}, ["notice", "order_change"], "досрочным отказом Лебедевой"),
        ("cancellation", {"notice_on": TODAY}, ["notice", "order_change"], "досрочной отменой поручения"),
        ("mentee", {}, ["order_change"], "отказом Гриценко Артёма Павловича от участия в наставничестве"),
        ("complete", {"outcome": "done"}, ["order_change"], "досрочным выполнением"),
        ("left", {}, ["order_change"], "выбытием участника"),
        ("prolong", {"new_ends_on": dt.date(2027, 6, 30)}, ["order_change"], "О продлении наставничества"),
    ],
)
def test_each_change_draws_up_its_papers(pair, curator, kind, more, drafts, said):
    plan(pair, curator, kind, **more)

    assert kinds_of(pair) == drafts
    assert said.split(" Артёма")[0] in words_of(pair.documents.get(kind=Kind.ORDER_CHANGE))


def test_prolongation_gives_the_item_its_new_term(pair, curator, head):
    change = plan(pair, curator, "prolong", new_ends_on=dt.date(2027, 6, 30))
    order = pair.documents.get(kind=Kind.ORDER_CHANGE)

    words = words_of(order)
    sent_and_signed(order, head)

    assert "Продлить до 30 июня 2027 г. выполнение учителем математики Лебедевой" in words
    assert "Подпункт 1.1 изложить в следующей редакции: «1.1. За учителем" in words
    assert "(с 5 октября 2026 г. по 30 июня 2027 г.)" in words
    change.refresh_from_db()
    assert (state(pair), pair.ends_on, change.status) == (("active", ""), dt.date(2027, 6, 30), "in_force")


def test_later_change_amends_the_order_that_fixed_the_pair_not_the_prolongation(pair, curator, head):
    plan(pair, curator, "prolong", new_ends_on=dt.date(2027, 6, 30))
    sent_and_signed(pair.documents.get(kind=Kind.ORDER_CHANGE), head)
    pair.refresh_from_db()

    plan(pair, curator, "mentee")

    order = pair.documents.get(kind=Kind.ORDER_CHANGE, status="draft")
    assert order.links.get().target.kind == Kind.ORDER_PAIRS


# --- Steps --------------------------------------------------------------------------------------------------


def test_steps_of_a_replacement_wait_for_each_other(pair, other, curator, head):
    change = plan(pair, curator, "replace", mentor=other)
    new = change.new_pair
    first = state_of(change)
    agree(other)
    collected = state_of(change)
    confirm_pair(new, by=curator)
    ready = state_of(change)

    assert kinds_of(pair) == []  # its order needs the new pair
    assert first == [
        ("Согласия", "miss"),
        ("Дополнительное соглашение", "miss"),
        ("Приказ", "plan"),
        ("Ознакомление с приказом", "plan"),
        ("Вступит в силу", "plan"),
    ]
    assert (collected[0], ready[0], ready[2]) == (
        ("Согласия", "run"),
        ("Согласия", "done"),
        ("Приказ", "miss"),
    )


def test_order_of_a_replacement_ends_one_pair_and_starts_the_other_on_its_day(pair, other, curator, head):
    agree(other)
    change = plan(pair, curator, "replace", mentor=other)
    new = change.new_pair
    confirm_pair(new, by=curator)
    facts = {"pair": pair.pk, "ground": "replaced", "effective_on": FIRST, "new_pair": new.pk}

    sent_and_signed(drawn_up(Kind.ORDER_CHANGE, curator, **facts), head)
    before = (state(pair), state(new), state_of(change)[2])
    for day in (FIRST, FIRST + dt.timedelta(days=1)):
        end_pairs_due(pair.organization, day)

    assert before == (("active", ""), ("ordered", ""), ("Приказ", "done"))
    assert (state(pair), state(new)) == (("ended", "replaced"), ("active", ""))
    assert state_of(change)[-1] == ("Вступило в силу", "done")


def test_refusal_in_force_on_its_day_with_its_outcome(pair, curator, head):
    change = plan(pair, curator, "refusal", notice_on=TODAY)
    sent_and_signed(pair.documents.get(kind=Kind.ORDER_CHANGE), head)
    waiting = state(pair)

    end_pairs_due(pair.organization, FIRST)

    change.refresh_from_db()
    assert (waiting, state(pair), pair.ends_on) == (("active", ""), ("ended", "early"), FIRST)
    assert change.status == "in_force"
    assert any(
        str(order) in one.words for one in history_of([pair], curator) for order in pair.documents.signed()
    )


# --- Dropped ------------------------------------------------------------------------------------------------


def test_dropped_change_takes_its_drafts_along(pair, curator):
    change = plan(pair, curator, "refusal", notice_on=TODAY)

    drop_change(change, by=curator)

    assert kinds_of(pair) == []
    assert state(pair) == ("active", "")


def test_change_whose_order_is_on_its_way_is_not_dropped(pair, curator, head):
    change = plan(pair, curator, "mentee")
    order = pair.documents.get(kind=Kind.ORDER_CHANGE)

    send_to_sign(order, by=curator)
    with pytest.raises(ValidationError, match="заберите его обратно"):
        drop_change(change, by=curator)
    Document.objects.filter(pk=order.pk).update(
        status="signed", number="9-од", dated=TODAY, content_sha256="x"
    )
    with pytest.raises(ValidationError, match="отменяют новым приказом"):
        drop_change(change, by=curator)

    change.refresh_from_db()
    assert change.status == "planned"


# --- A substitute, the pay ----------------------------------------------------------------------------------


def test_substitute_gets_an_order_that_ends_nothing(pair, other, curator, head):
    agree(other)
    days = {"starts_on": TODAY, "ends_on": dt.date(2027, 2, 3)}
    add_substitution(pair, person=other, reason="leave", by=curator, **days)
    order = pair.documents.get(kind=Kind.ORDER_CHANGE)

    sent_and_signed(order, head)
    end_pairs_due(pair.organization, FIRST)

    words = words_of(order)
    assert "В связи с отпуском наставника" in words
    assert "На период отсутствия учителя математики Лебедевой Ольги Николаевны возложить" in words
    assert "на учителя математики Воронцову" in words
    assert state(pair) == ("active", "")
    assert order.acknowledgements.filter(person=other).exists()


def test_order_of_a_substitute_is_not_the_order_that_ends_a_paused_pair(pair, other, curator, head):
    agree(other)
    add_substitution(pair, person=other, reason="leave", by=curator, starts_on=TODAY, ends_on=FIRST)
    pause_pair(pair, reason=Pair.Pausing.LEFT, on=TODAY, by=curator)

    assert len(pairs_to_end(type(curator).objects.get(pk=curator.pk))) == 1


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"ground": "prolonged", "new_ends_on": "2027-05-28"}, "new_ends_on"),
        ({"ground": "substituted", "effective_on": "2027-01-20", "until": "2027-01-25"}, "substitute"),
        ({"ground": "substituted", "effective_on": "2027-01-20", "until": "2028-01-25"}, "until"),
        ({"ground": "mentee"}, "effective_on"),
    ],
)
def test_form_of_the_order_refuses(pair, curator, more, field):
    form = KINDS[Kind.ORDER_CHANGE].form({"pair": pair.pk} | more, me=curator)

    assert not form.is_valid()
    assert field in form.errors


def test_agreement_and_order_take_the_pay_from_the_pair(school, curator):
    pair = PairFactory(mentor=PersonFactory(organization=school), consents=True, status=Pair.Status.READY)
    plain = KINDS[Kind.AGREEMENT].form(me=curator, initial={"pair": str(pair.pk)})
    set_pay(pair, pay="percent", amount=15, basis="Положением об оплате труда", by=curator)

    form = AgreementForm(me=curator, initial={"pair": str(pair.pk)})
    order = draft_order_pairs([pair], by=curator)

    assert "amount" not in plain.initial
    assert (form.initial["pay"], form.initial["amount"]) == ("percent", 15)
    assert "– в размере 15 (пятнадцати) процентов" in words_of(order)
    assert AgreementForm(me=curator, initial={"pair": "²"}).initial == {"pair": "²"}
