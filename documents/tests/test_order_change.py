"""The order that stops a pair or replaces its mentor: its terms, what it changes, what comes into force (ТК 351.8)."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from audit.models import Entry
from documents.kinds import KINDS
from documents.models import Document, Link
from documents.models.kinds import PaperKind as Kind
from documents.services.drafts import change_facts, draft_order_pairs
from documents.services.enacting import end_pairs_due
from documents.services.sending import delete_draft, send_to_sign
from documents.tests.steps import drawn_up, sent_and_signed, signed_paper
from documents.todo import pairs_to_end
from organizations.models import Organization
from pairs.models import Pair
from pairs.services import dissolve_pair, end_pair, pause_pair, resume_pair
from pairs.tests.factories import PairFactory
from people.tests.factories import ConsentFactory, PersonFactory

TODAY = dt.date(2027, 1, 20)  # a Wednesday
NOTICE, FIRST = "2027-01-18", dt.date(2027, 1, 22)


@pytest.fixture(autouse=True)
def _a_day(monkeypatch):
    monkeypatch.setattr(Organization, "today", TODAY)


@pytest.fixture
def mentee(school):
    return PersonFactory(
        organization=school, last_name="Гриценко", first_name="Артём", patronymic="Павлович", gender="male"
    )


def ready_pair(school, mentee, **mentor):
    mentor = PersonFactory(organization=school, **mentor)
    return PairFactory(mentor=mentor, mentees=[mentee], consents=True, status=Pair.Status.READY)


@pytest.fixture
def pair(school, curator, head, mentee):
    """A pair that works by a signed order, the second of its two."""
    other = ready_pair(school, PersonFactory(organization=school, last_name="Седых"), last_name="Ададурова")
    pair = ready_pair(school, mentee, last_name="Лебедева")
    sent_and_signed(draft_order_pairs([other, pair], by=curator), head)
    pair.refresh_from_db()
    return pair


@pytest.fixture
def order(pair):
    return pair.documents.get()


@pytest.fixture
def new_pair(school, mentee, pair):
    """Another mentor for the same mentee, whose own consents are there already."""
    mentor = PersonFactory(
        organization=school, last_name="Воронцова", first_name="Галина", patronymic="Аркадьевна"
    )
    for kind in ("processing", "mentor_duty"):
        ConsentFactory(person=mentor, kind=kind)
    return PairFactory(mentor=mentor, mentees=[mentee], status=Pair.Status.READY)


def answers(pair, **more):
    return {
        "pair": pair.pk,
        "ground": "refusal",
        "notice_on": NOTICE,
        "effective_on": FIRST.isoformat(),
    } | more


def texts_of(document):
    return [f"{item['number']} {item['text']}".replace("\xa0", " ") for item in document.content["items"]]


# --- What it says -------------------------------------------------------------------------------------------


def test_refusal_stops_the_pair_and_changes_its_own_item(curator, pair, order):
    document = drawn_up(Kind.ORDER_CHANGE, curator, **answers(pair))

    texts = texts_of(document)
    assert (
        "В связи с досрочным отказом Лебедевой Ольги Николаевны от работы по наставничеству (уведомление от"
        in (document.content["preamble"])
    )
    assert "со статьей 351.8" in document.content["preamble"]
    assert texts[0] == (
        "1. Прекратить с 22 января 2027 г. выполнение учителем математики Лебедевой Ольгой Николаевной работы по "
        "наставничеству в отношении учителя математики Гриценко Артёма Павловича."
    )
    assert f"от {order.dated:%d.%m.%Y} № {order.number} «О закреплении" in texts[1]
    assert texts[2:4] == [
        "2.1. Подпункт 1.2 признать утратившим силу.",
        "2.2. Строку 2 приложения исключить.",
    ]
    assert [(link.kind, link.target) for link in document.links.all()] == [(Link.Kind.AMENDS, order)]


def test_replacement_gives_the_item_and_the_row_in_new_words(curator, pair, new_pair):
    more = {"ground": "replaced", "notice_on": "", "new_pair": new_pair.pk, "programme_by": "2027-01-29",
            "basis": "дополнительного соглашения от 20.01.2027 № 2"}  # fmt: skip

    document = drawn_up(Kind.ORDER_CHANGE, curator, **answers(pair, **more))

    texts = texts_of(document)
    assert document.title.startswith("О замене наставника и внесении изменений в приказ от")
    assert texts[2] == (
        "2.1. Подпункт 1.2 изложить в следующей редакции: «1.2. За учителем математики Гриценко Артёмом Павловичем – "
        "учителя математики Воронцову Галину Аркадьевну.»."
    )
    assert texts[4] == (
        "3. Воронцовой Галине Аркадьевне совместно с Гриценко Артёмом Павловичем уточнить персонализированную "
        "программу наставничества в срок до 29 января 2027 г."
    )
    row = document.content["appendices"][0]["body"][0]["rows"][0]["cells"]
    assert (row[0], row[1]["name"]) == ("2", "Воронцова Галина Аркадьевна")
    assert (
        "письменного согласия Воронцовой Галины Аркадьевны и дополнительного соглашения"
        in document.content["preamble"]
    )


@pytest.mark.parametrize(
    ("ground", "said"),
    [
        ("cancellation", "данного Лебедевой Ольге Николаевне (уведомление от 18.01.2027)"),
        ("completed", "досрочным выполнением персонализированной программы"),
        ("left", "выбытием участника наставничества"),
        ("withdrawn", "отзывом письменного согласия участника"),
    ],
)
def test_each_ground_has_its_words(curator, pair, ground, said):
    document = drawn_up(Kind.ORDER_CHANGE, curator, **answers(pair, ground=ground))

    assert said in document.content["preamble"]


def test_who_has_left_is_named_and_pay_stops(curator, pair, mentee):
    mentee.left_on = dt.date(2027, 1, 15)
    mentee.save()
    accountant = PersonFactory(
        organization=pair.organization, last_name="Пономаренко", position="главный бухгалтер"
    )

    document = drawn_up(Kind.ORDER_CHANGE, curator, **answers(pair, ground="left", accountant=accountant.pk))

    assert "выбытием учителя математики Гриценко Артёма Павловича" in document.content["preamble"]
    assert any(
        "Главному бухгалтеру Пономаренко Ольге Николаевне с 22 января 2027 г. прекратить выплату" in text
        for text in texts_of(document)
    )


# --- What the form refuses ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "field", "message"),
    [
        ({"effective_on": "2027-01-21"}, "effective_on", "Первый возможный день – 22\xa0января 2027"),
        ({"notice_on": ""}, "notice_on", "Напишите дату уведомления"),
        ({"notice_on": "2027-01-21"}, "notice_on", "ещё не наступила"),
        ({"effective_on": "2026-10-05"}, "effective_on", "Первый возможный день"),
        ({"ground": "completed", "effective_on": "2026-10-05"}, "effective_on", "позже этого дня"),
        ({"ground": "replaced"}, "new_pair", "выберите готовую к приказу пару"),
    ],
)
def test_form_refuses(curator, pair, more, field, message):
    form = KINDS[Kind.ORDER_CHANGE].form(answers(pair, **more), me=curator)

    assert not form.is_valid()
    assert message in " ".join(form.errors[field])


def test_notice_before_a_holiday_counts_working_days_only(curator, pair):
    """30.12.2026: the next three working days are after the New Year holidays."""
    form = KINDS[Kind.ORDER_CHANGE].form(
        answers(pair, notice_on="2026-12-30", effective_on="2027-01-12"), me=curator
    )

    assert "Первый возможный день" in str(form.errors["effective_on"])


def test_new_pair_must_have_another_mentor_and_the_same_mentee(school, curator, pair):
    same_mentor = PairFactory(
        mentor=pair.mentor, mentees=[PersonFactory(organization=school)], status=Pair.Status.READY
    )
    others = PairFactory(
        organization=school, mentor=PersonFactory(organization=school), status=Pair.Status.READY
    )

    for new, message in ((same_mentor, "тот же наставник"), (others, "другие наставляемые")):
        form = KINDS[Kind.ORDER_CHANGE].form(answers(pair, new_pair=new.pk), me=curator)
        assert message in str(form.errors["new_pair"])


def test_pair_without_a_signed_order_and_a_strange_order_are_refused(school, curator, pair, order):
    alone = PairFactory(mentor=PersonFactory(organization=school), status=Pair.Status.ACTIVE)

    none = KINDS[Kind.ORDER_CHANGE].form(answers(alone), me=curator)
    strange = KINDS[Kind.ORDER_CHANGE].form(answers(alone, amends=order.pk), me=curator)

    assert "Подписанного приказа с этой парой нет" in str(none.errors["amends"])
    assert "такой пары нет" in str(strange.errors["amends"])


# --- What comes into force ----------------------------------------------------------------------------------


def test_signature_stops_the_pair_on_its_day_and_not_before(curator, head, pair, monkeypatch):
    sent_and_signed(drawn_up(Kind.ORDER_CHANGE, curator, **answers(pair)), head)
    pair.refresh_from_db()
    assert pair.status == Pair.Status.ACTIVE

    for day in (TODAY, FIRST, FIRST + dt.timedelta(days=1)):  # done again, it changes nothing
        end_pairs_due(pair.organization, day)

    pair.refresh_from_db()
    assert (pair.status, pair.ends_on) == (Pair.Status.ENDED, FIRST)
    assert Entry.objects.filter(action="pair.ended", subject_id=pair.pk).count() == 1
    assert Pair.objects.get(mentor__last_name="Ададурова").status == Pair.Status.ACTIVE


def test_paused_pair_whose_day_is_here_ends_at_the_signature(curator, head, pair):
    pause_pair(pair, reason=Pair.Pausing.LEFT, on=dt.date(2027, 1, 15), by=curator)
    more = {"ground": "left", "notice_on": "", "effective_on": TODAY.isoformat()}

    sent_and_signed(drawn_up(Kind.ORDER_CHANGE, curator, **answers(pair, **more)), head)

    pair.refresh_from_db()
    assert (pair.status, pair.ends_on, pair.paused_on, pair.paused_for) == (
        Pair.Status.ENDED,
        TODAY,
        None,
        "",
    )


def test_new_pair_waits_in_the_draft_and_starts_with_the_signature(curator, head, pair, new_pair):
    more = {"ground": "replaced", "new_pair": new_pair.pk, "effective_on": TODAY.isoformat()}
    document = drawn_up(Kind.ORDER_CHANGE, curator, **answers(pair, **more))
    new_pair.refresh_from_db()
    assert new_pair.status == Pair.Status.ORDERED

    sent_and_signed(document, head)

    for row in (pair, new_pair):
        row.refresh_from_db()
    assert (pair.status, new_pair.status) == (Pair.Status.ENDED, Pair.Status.ACTIVE)


def test_new_pair_is_free_again_when_the_draft_forgets_it_or_is_deleted(curator, pair, new_pair):
    with_new = answers(pair, ground="withdrawn", new_pair=new_pair.pk)
    document = drawn_up(Kind.ORDER_CHANGE, curator, **with_new)

    def changed(data):
        form = KINDS[Kind.ORDER_CHANGE].form(data, me=curator)
        assert form.is_valid(), form.errors
        return change_facts(
            document, form.cleaned_data, version=Document.objects.get(pk=document.pk).version, by=curator
        )

    statuses = []
    for deed in (
        lambda: changed(with_new | {"new_pair": ""}),
        lambda: changed(with_new),
        lambda: delete_draft(document, by=curator),
    ):
        deed()
        new_pair.refresh_from_db()
        statuses.append(new_pair.status)
    assert statuses == [Pair.Status.READY, Pair.Status.ORDERED, Pair.Status.READY]


def test_pair_in_another_draft_is_not_taken_twice(curator, pair, new_pair):
    first = answers(pair, ground="replaced", new_pair=new_pair.pk)
    drawn_up(Kind.ORDER_CHANGE, curator, **first)

    with pytest.raises(ValidationError, match="уже стоит в другом приказе"):
        drawn_up(Kind.ORDER_CHANGE, curator, **first)

    assert Document.objects.filter(kind=Kind.ORDER_CHANGE).count() == 1


def test_order_about_an_ended_pair_is_not_signed(curator, head, pair):
    document = drawn_up(Kind.ORDER_CHANGE, curator, **answers(pair))
    end_pair(pair, on=TODAY, by=curator)

    with pytest.raises(ValidationError, match="уже завершена"):
        send_to_sign(document, by=curator)

    document.refresh_from_db()
    assert document.status == Document.Status.DRAFT


def test_cancelled_order_stops_its_pairs_but_not_those_that_another_holds(curator, head, pair, order):
    held = Pair.objects.get(mentor__last_name="Ададурова")
    signed_paper(head, kind=Kind.ORDER_PAIRS).pairs.add(held)
    cancel = {"target": order.pk, "effective_on": TODAY.isoformat(), "reason": "изданием нового приказа"}

    sent_and_signed(drawn_up(Kind.ORDER_CANCELLING, curator, **cancel), head)

    statuses = dict(Pair.objects.values_list("mentor__last_name", "status"))
    assert statuses == {"Ададурова": "active", "Лебедева": "ended"}


# --- The pair between its papers ----------------------------------------------------------------------------


def test_other_papers_of_a_pair_do_not_make_it_work(curator, pair, school):
    """A programme of a proposal names the pair; only an order starts it, and without one it may be changed."""
    proposal = PairFactory(mentor=PersonFactory(organization=school), consents=True)
    programme = Document.objects.create(
        organization=school, kind=Kind.PERSONAL_PROGRAMME, title="Программа", created_by=curator
    )
    programme.pairs.add(proposal)
    pause_pair(proposal, reason=Pair.Pausing.AWAY, on=TODAY, by=curator)

    assert resume_pair(proposal, by=curator).status == Pair.Status.PROPOSED
    Document.objects.filter(pk=programme.pk).update(status=Document.Status.TO_SIGN)
    with pytest.raises(ValidationError, match="названа в документе"):
        dissolve_pair(proposal, by=curator)
    assert Pair.objects.filter(pk=proposal.pk).exists()


def test_ended_pair_keeps_a_term_even_if_it_never_began(curator, school):
    pair = PairFactory(mentor=PersonFactory(organization=school), starts_on=dt.date(2027, 2, 1))

    end_pair(pair, on=TODAY, by=curator)

    pair.refresh_from_db()
    assert (pair.status, pair.ends_on) == (Pair.Status.ENDED, dt.date(2027, 2, 2))


def test_desk_asks_for_the_order_until_it_is_drawn_up(curator, head, pair):
    assert pairs_to_end(curator) == []
    pause_pair(pair, reason=Pair.Pausing.WITHDRAWN, on=TODAY, by=curator)

    fresh = type(curator).objects.get(pk=curator.pk)
    (task,) = pairs_to_end(fresh)
    assert task.url == f"{reverse('documents:paper_add', args=['order_change'])}?pair={pair.pk}"
    assert task.detail == "Согласие отозвано, с 20\xa0января 2027\xa0г."

    drawn_up(Kind.ORDER_CHANGE, curator, **answers(pair, ground="withdrawn"))
    assert pairs_to_end(type(curator).objects.get(pk=curator.pk)) == []
    assert pairs_to_end(head) == []


def test_pair_page_offers_its_papers_and_the_form_comes_filled_in(client, curator, head, pair):
    address = f"{reverse('documents:paper_add', args=['order_change'])}?pair={pair.pk}"
    client.force_login(curator.user)

    page = client.get(pair.get_absolute_url()).content.decode()
    form = client.get(address).content.decode()

    assert address in page
    assert f'<option value="{pair.pk}" selected' in form
    client.force_login(head.user)
    assert address not in client.get(pair.get_absolute_url()).content.decode()
