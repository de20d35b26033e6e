"""The agreement with a mentor and the notice that ends it; what all papers about people have in common."""

import datetime as dt
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from documents.content import registered
from documents.kinds import KINDS
from documents.models import Document
from documents.papers.agreement import employer_named
from documents.papers.money import genitive_number, percents, roubles
from documents.papers.phrases import percent
from documents.services.drafts import change_facts, current_content
from documents.tests.papers_people import (
    AGREEMENT,
    ANSWERS,
    LOG,
    NOTICE,
    Kind,
    drafted,
    errors_of,
    facts_of,
    form_of,
    pair_of,
    place,
    spaced,
    words_of,
)
from pairs.models import Pair
from people.models import Person
from people.tests.factories import ConsentFactory, PersonFactory

pytestmark = pytest.mark.django_db
WITH_PAIR = [Kind.AGREEMENT, Kind.NOTICE, Kind.MEETING_LOG, Kind.MENTOR_REPORT]


@pytest.fixture
def by():
    return place("school")


@pytest.mark.parametrize("mentees", [1, 12])
@pytest.mark.parametrize("where", ["school", "kindergarten", "college"])
def test_no_paper_has_an_empty_place_a_lost_word_or_two_signs_in_a_row(where, mentees):
    by = place(where)
    pair = pair_of(by.organization, mentees=mentees)

    for kind, answers in ANSWERS.items():
        document = drafted(kind, by, answers, **({"pair": pair} if kind in WITH_PAIR else {}))
        words = words_of(document)
        assert not re.search(r"None|\{|\}|\.\.|,,|\( *\)|«»|: ?\.|  ", words), (kind, words)
        content = registered(
            document.content, number="7", dated=dt.date(2027, 5, 24), mark=None, verification={}
        )
        assert (content["number"], content["date"]) == ("7", "24.05.2027")
        assert (content["signature"] or {"post": "-"})["post"]
        assert 0 < len(document.title) <= 300


def test_terms_series_and_who_signs():
    found = {
        key: (KINDS[key].series, KINDS[key].keep, KINDS[key].by_head, KINDS[key].in_bodies) for key in ANSWERS
    }

    assert found == {
        Kind.AGREEMENT: ("agreements", "50 лет", False, False),
        Kind.NOTICE: ("agreements", "50 лет", False, False),
        Kind.MEETING_LOG: ("reports", "5 лет", False, False),
        Kind.MENTOR_REPORT: ("reports", "5 лет", False, False),
        Kind.CURATOR_REPORT: ("reports", "5 лет", False, False),
        Kind.MINUTES_COUNCIL: ("council", "постоянно", False, True),
        Kind.MINUTES_MEETING: ("meetings", "5 лет", False, True),
        Kind.MONITORING_NOTE: ("reports", "5 лет", False, True),
        Kind.THANKS: ("letters", "5 лет", True, True),
        Kind.CERTIFICATE: ("letters", "5 лет", True, True),
    }


def test_a_form_offers_no_rows_of_another_institution(by):
    foreign = pair_of(place("college").organization)

    assert "Выберите" in errors_of(Kind.MEETING_LOG, by, LOG, pair=foreign)
    assert foreign.mentor not in form_of(Kind.AGREEMENT, by, {}).fields["mentor"].queryset


# --- Agreement -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "head"),
    [
        ("school", "в лице директора Ковалёвой Марины Сергеевны, действующего на основании Устава"),
        ("kindergarten", "в лице заведующего Ковалёвой Марины Сергеевны, действующего на основании Устава"),
        ("college", "в лице директора Соловья Петра Ильича, действующего на основании Устава"),
    ],
)
def test_agreement_names_both_sides_in_their_cases(where, head):
    by = place(where)
    words = words_of(drafted(Kind.AGREEMENT, by, pair=pair_of(by.organization)))

    assert head in words
    assert "именуемое в дальнейшем «Работодатель»" in words
    assert "Лебедева Ольга Николаевна, именуемая в дальнейшем «Работник»" in words
    assert "в отношении учителя физики Гриценко Артёма Павловича." in words
    assert "на основании статей 72, 351.8 Трудового кодекса" in words
    assert "Экземпляр соглашения получила" in words


def test_agreement_has_seven_items_with_pay_in_words(by):
    pair = pair_of(by.organization)
    ConsentFactory(person=pair.mentor, kind="mentor_duty", signed_on=dt.date(2026, 9, 28))

    document = drafted(Kind.AGREEMENT, by, pair=pair)

    items = [block for block in document.content["body"] if block.get("number")]
    assert [item["number"] for item in items] == [f"{n}." for n in range(1, 8)]
    assert "с письменного согласия от 28.09.2026" in items[0]["text"]
    assert spaced(items[3]["text"]) == "Срок выполнения работы: с 5 октября 2026 г. по 28 мая 2027 г."
    assert "в размере 15 (пятнадцати) процентов ставки заработной платы" in items[4]["text"]
    assert document.title == "Дополнительное соглашение к трудовому договору от 25.08.2014 № 41"


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"pay": "roubles", "amount": "5000"}, "в размере 5000 (пяти тысяч) рублей в порядке"),
        ({"pay": "act", "amount": ""}, "в размере и порядке, установленных Положением об оплате"),
    ],
)
def test_agreement_says_other_kinds_of_pay(by, answers, said):
    assert said in words_of(drafted(Kind.AGREEMENT, by, AGREEMENT | answers, pair=pair_of(by.organization)))


def test_agreement_with_a_mentor_without_a_pair_wants_the_term(by):
    mentor = PersonFactory(organization=by.organization)
    term = {"since": "2026-10-05", "until": "2027-05-28"}

    assert "с какого по какой день" in errors_of(Kind.AGREEMENT, by, AGREEMENT, mentor=mentor)
    words = words_of(drafted(Kind.AGREEMENT, by, AGREEMENT | term, mentor=mentor))

    assert "названных в приказе Работодателя" in words


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"amount": ""}, "Напишите размер"),
        ({"amount": "120"}, "Больше 100 процентов"),
        ({"since": "2027-05-28", "until": "2026-10-05"}, "позже начала"),
    ],
)
def test_agreement_refuses_what_makes_no_sense(by, answers, message):
    assert message in errors_of(Kind.AGREEMENT, by, AGREEMENT | answers, pair=pair_of(by.organization))


@pytest.mark.parametrize("kind", [Kind.AGREEMENT, Kind.NOTICE])
def test_only_employees_who_mentor_employees(client, by, kind):
    pair = pair_of(by.organization)
    Person.objects.filter(pairs_as_mentee__pair=pair).update(kind=Person.Kind.LEARNER)
    client.force_login(by.user)

    answer = client.post(reverse("documents:paper_add", args=[kind]), ANSWERS[kind] | {"pair": pair.pk})

    assert answer.status_code == 422
    assert "не работник" in answer.content.decode()
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("full_name", "word"),
    [
        ("Муниципальное учреждение «Школа № 1»", "именуемое"),
        ("Гимназия № 2", "именуемая"),
        ("Лицей", "именуемый"),
    ],
)
def test_employer_agrees_with_its_name(full_name, word):
    assert employer_named(full_name) == word


def test_numbers_in_the_genitive():
    assert roubles(5000) == "5000 (пяти тысяч) рублей"
    assert roubles(1) == "1 (одного) рубля"
    assert percents(21) == "21 (двадцати одного) процента"
    assert genitive_number(1_341) == "одной тысячи трехсот сорока одного"
    assert genitive_number(999_999).startswith("девятисот девяноста девяти тысяч девятисот")
    assert (percent(11, 12), percent(1, 8), percent(1, 2)) == (92, 13, 50)


# --- Notice --------------------------------------------------------------------------------------------------


def test_notice_of_the_mentor_goes_to_the_head_and_of_the_head_to_the_mentor(by):
    pair = pair_of(by.organization)
    own = drafted(Kind.NOTICE, by, pair=pair).content
    heads = drafted(Kind.NOTICE, by, NOTICE | {"who": "employer"}, pair=pair).content

    assert [spaced(line) for line in own["addressee"]] == [
        "Директору МБОУ «СОШ № 12»", "Ковалёвой М.С.", "", "учителя математики Лебедевой Ольги Николаевны",
    ]  # fmt: skip
    assert [spaced(line) for line in heads["addressee"]] == ["", "Учителю математики", "Лебедевой О.Н."]
    assert own["letterhead"] is None
    assert heads["letterhead"]
    posts = [
        block["rows"][0]["post"]
        for paper in (own, heads)
        for block in paper["body"]
        if block["is"] == "signatures"
    ]
    assert posts == ["Учитель математики", "Директор"]
    assert "Гриценко Артёма Павловича с 22 января 2027 г." in spaced(own["body"][0]["text"])


@pytest.mark.parametrize(
    ("handed", "effective", "fine"),
    [
        ("2027-01-18", "2027-01-22", True),  # three whole days: 19, 20, 21
        ("2027-01-18", "2027-01-21", False),
        ("2026-10-30", "2026-11-05", False),  # 4 November is a holiday: 2, 3, 5
        ("2026-10-30", "2026-11-06", True),
    ],
)
def test_notice_keeps_three_whole_working_days(by, handed, effective, fine):
    form = form_of(
        Kind.NOTICE,
        by,
        NOTICE | {"handed_on": handed, "effective_on": effective},
        pair=pair_of(by.organization),
    )

    assert form.is_valid() == fine
    assert fine or "не раньше" in str(form.errors)


# --- Drafts later --------------------------------------------------------------------------------------------


def test_changed_answers_change_the_text_and_a_stranger_changes_nothing(by):
    pair = pair_of(by.organization)
    document = drafted(Kind.NOTICE, by, pair=pair)
    facts = facts_of(Kind.NOTICE, by, NOTICE | {"effective_on": "2027-01-25"}, pair=pair)

    with pytest.raises(PermissionDenied):
        change_facts(document, facts, version=1, by=place("college"))
    document.refresh_from_db()
    assert "с 22 января" in words_of(document)
    document = change_facts(document, facts, version=1, by=by)

    assert "с 25 января" in words_of(document)


@pytest.mark.parametrize("kind", WITH_PAIR)
def test_a_draft_whose_pair_is_gone_still_reads(by, kind):
    pair = pair_of(by.organization, status=Pair.Status.ACTIVE)
    document = drafted(kind, by, pair=pair)
    document.pairs.clear()
    pair.delete()

    assert current_content(document)["kind"]
