"""The register: what a filter finds, what a line says, what is sent from it."""

import datetime as dt

import pytest
from django.urls import reverse

from common.russian_dates import normalise_search
from documents.models import Acknowledgement, Document, Link
from documents.register import RegisterFilter, light, register_lines, register_of
from documents.services.register_export import papers_of_query
from documents.tests.factories import DocumentFactory
from organizations.tests.factories import MembershipFactory
from people.tests.factories import PersonFactory

URL = "documents:list"


def paper(by, number=None, *, dated=None, series="core", **fields):
    """A row of the register as it lies in the database: a draft without a number."""
    if number is not None:
        dated = dated or dt.date(2026, 10, 2)
        fields = {"status": "signed", "number": f"{number}-од", "dated": dated, "series": series, "year": dated.year,
                  "sequence": number, "content_sha256": "0" * 64} | fields  # fmt: skip
    else:
        fields = {"draft": True} | fields
    words = normalise_search(fields.pop("words", "")) + normalise_search(fields.get("number", ""))
    return DocumentFactory(created_by=by, search=words, **fields)


def found(me, query=""):
    return [document.pk for document in papers_of_query(query, me)]


def lines(me):
    return {line.paper.pk: line for line in register_lines(light(register_of(me)))}


@pytest.fixture
def order(curator):
    return paper(curator, 12, words="О закреплении пар Лебедёва Ольга")


def test_every_word_must_occur_whatever_its_case_or_yo(curator, order):
    paper(curator, 13, words="О поощрении Лебедева")

    assert found(curator, "q=ЛЕБЕДЕВА+закреплении") == [order.pk]
    assert found(curator, "q=лебедёв") == found(curator)
    assert found(curator, "q=12-од") == [order.pk]
    assert found(curator, "q=закреплении+поощрении") == []
    assert found(curator, "q=100%25") == []


def test_states_part_the_register(curator, order):
    rows = {
        "draft": paper(curator),
        "agreeing": paper(curator, status="agreeing"),
        "to_sign": paper(curator, status="to_sign"),
        "on_paper": paper(curator, 20, status="on_paper"),
        "in_force": order,
        "cancelled": paper(curator, 21),
    }
    later = paper(curator, 22, in_force_from=dt.date(2040, 1, 1))
    cancelling = paper(curator, 23)
    Link.objects.create(
        organization=curator.organization, source=cancelling, target=rows["cancelled"], kind="cancels"
    )

    for state, row in rows.items():
        expected = [row.pk] if state != "in_force" else [order.pk, cancelling.pk]
        assert sorted(found(curator, f"state={state}")) == expected, state
    assert later.pk not in found(curator, "state=in_force")
    assert len(found(curator)) == len(rows) + 2


def test_draft_of_a_cancelling_order_cancels_nothing(curator, order):
    Link.objects.create(
        organization=curator.organization, source=paper(curator), target=order, kind="cancels"
    )

    assert found(curator, "state=in_force") == [order.pk]
    assert lines(curator)[order.pk].links == []


def test_years_are_calendar_and_school_years(curator, order):
    spring = paper(curator, 1, dated=dt.date(2027, 2, 1))

    assert set(found(curator, "year=2026")) == {order.pk}
    assert set(found(curator, "year=s2026")) == {order.pk, spring.pk}
    assert found(curator, "year=2027") == [spring.pk]


def test_kind_group_series_and_author_narrow(curator, order):
    other = MembershipFactory(organization=curator.organization, role="curator")
    act = paper(other, 3, kind="destruction_act", series="acts")

    assert found(curator, "kind=order_pairs") == [order.pk]
    assert found(curator, "kind=group:Приказы") == [order.pk]
    assert found(curator, "series=acts") == [act.pk]
    assert found(curator, f"by={other.pk}") == [act.pk]
    assert set(found(curator, "kind=nothing&year=abc&series=x&by=0&state=x&sort=x")) == {order.pk, act.pk}


def test_term_of_keeping_that_is_over(curator, order):
    old = paper(curator, 5, dated=dt.date(2015, 5, 5), kind="destruction_act", series="acts")
    own = paper(curator, 6, dated=dt.date(2020, 5, 5), facts={"keep": "5 лет"})
    paper(curator, 7, dated=dt.date(2021, 5, 5), facts={"keep": "5 лет"})
    paper(curator, 8, dated=dt.date(2015, 5, 5))  # kept for ever

    assert set(found(curator, "state=over")) == {old.pk, own.pk}
    assert {pk for pk, line in lines(curator).items() if line.is_over} == {old.pk, own.pk}


def test_order_of_numbers_is_by_count_and_not_by_letters(curator):
    rows = [paper(curator, number, dated=dt.date(2026, 10, number)) for number in (10, 9, 2)]

    assert found(curator, "sort=number") == [row.pk for row in reversed(rows)]
    assert found(curator, "sort=-number") == [row.pk for row in rows]
    assert found(curator, "sort=old") == [row.pk for row in reversed(rows)]


def test_line_tells_links_from_both_ends_and_who_knows(curator, order):
    amending = paper(curator, 13)
    Link.objects.create(organization=curator.organization, source=amending, target=order, kind="amends")
    for at, left in [(order.created_at, None), (None, None), (None, dt.date(2026, 11, 1))]:
        person = PersonFactory(organization=curator.organization, left_on=left)
        Acknowledgement.objects.create(
            organization=curator.organization,
            document=order,
            person=person,
            at=at,
            method="paper" if at else "",
        )

    both = lines(curator)

    assert both[order.pk].links == [("изменён", amending)]
    assert both[amending.pk].links == [("изменяет", order)]
    assert (both[order.pk].known, both[order.pk].asked) == (1, 2)


def test_register_of_another_school_is_not_shown(stranger, order):
    assert found(stranger) == []
    assert RegisterFilter({}, me=stranger).facts["all"] == 0


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_whatever_stands_in_it(client, curator, count, django_assert_num_queries):
    for number in range(1, count + 1):
        source, target = paper(curator, number), paper(curator, number + 50)
        Link.objects.create(organization=curator.organization, source=source, target=target, kind="amends")
        person = PersonFactory(organization=curator.organization)
        Acknowledgement.objects.create(organization=curator.organization, document=source, person=person)
    client.force_login(curator.user)

    with django_assert_num_queries(9) as asked:
        page = client.get(reverse(URL)).text

    assert "изменён" in page
    assert not any('"documents_document"."content"' in query["sql"] for query in asked.captured_queries)


def test_empty_register_says_what_to_do_first(client, curator):
    client.force_login(curator.user)

    assert "Составить документ" in client.get(reverse(URL)).text
    paper(curator)
    assert "Ничего не нашлось" in client.get(reverse(URL), {"q": "такого нет"}).text


def test_ticked_drafts_are_sent_and_what_one_lacks_stops_no_other(client, curator, head):
    good, gone = paper(curator), paper(curator, status="to_sign")
    client.force_login(curator.user)

    answer = client.post(reverse("documents:send_many"), {"paper": [good.pk, gone.pk]}, follow=True)

    good.refresh_from_db()
    assert good.status == Document.Status.TO_SIGN
    assert "1\xa0документ" in answer.text
    assert "не отправлен" in answer.text


def test_drafts_of_another_school_are_not_sent(client, stranger, curator, head):
    draft = paper(curator)
    client.force_login(stranger.user)

    assert client.post(reverse("documents:send_many"), {"paper": [draft.pk]}).status_code == 404
    draft.refresh_from_db()
    assert draft.status == Document.Status.DRAFT
