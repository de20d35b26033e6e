"""The board of pairs, the page of one and «Моя пара»."""

import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Entry
from organizations.models import Role
from organizations.tests.factories import MembershipFactory
from pairs.board import STATES
from pairs.models import Pair, PairMember, PairNote
from pairs.rooms import CELLS, Cell, Moment, Part, history_of, moments
from pairs.tests.factories import PairFactory
from people.models import Person
from people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def pair_of(school, last_name="Зимина", **more):
    return PairFactory(mentor=PersonFactory(organization=school, last_name=last_name), **more)


def board(client, me, query=""):
    client.force_login(me.user)
    return client.get(reverse("pairs:list") + query)


def shown(page):
    return [line.pair.pk for line in page.context["lines"]]


def queries_of(client, url):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_board_and_page_cost_the_same_for_one_pair_and_for_three(client, curator):
    school = curator.organization
    pair = pair_of(school, status="active")
    client.force_login(curator.user)
    client.get(reverse("pairs:list"))  # a session is written once
    urls = [reverse("pairs:list"), pair.get_absolute_url()]
    one = [queries_of(client, url) for url in urls]
    for _ in range(2):
        pair_of(school, status="active", mentees=PersonFactory.create_batch(2, organization=school))

    assert [queries_of(client, url) for url in urls] == one
    assert max(one) <= 12


def many_pairs(school, number):
    """Running pairs by the hundred, as a big school has them."""
    people = [PersonFactory.build(organization=school, last_name=f"Участник{n}") for n in range(2 * number)]
    for person in people:
        person.fill_search()
    people = Person.objects.bulk_create(people)
    pair = pair_of(school, status="active")
    terms = {"organization": school, "status": "active", "starts_on": pair.starts_on, "ends_on": pair.ends_on}
    pairs = Pair.objects.bulk_create(Pair(mentor=mentor, **terms) for mentor in people[:number])
    PairMember.objects.bulk_create(
        PairMember(organization=school, pair=one, person=mentee, joined_on=one.starts_on)
        for one, mentee in zip(pairs, people[number:], strict=True)
    )
    return pair


def test_board_and_page_cost_no_more_with_three_hundred_pairs(client, curator):
    pair = many_pairs(curator.organization, 3)
    client.force_login(curator.user)
    client.get(reverse("pairs:list"))
    urls = [reverse("pairs:list"), pair.get_absolute_url()]
    three = [queries_of(client, url) for url in urls]
    many_pairs(curator.organization, 297)

    assert [queries_of(client, url) for url in urls] == three
    assert max(three) <= 12


def test_states_stand_in_the_order_of_life_with_their_figures(client, curator):
    school = curator.organization
    active, proposed = pair_of(school, status="active"), pair_of(school)
    pair_of(school, status="ended")

    page = board(client, curator)

    assert shown(page) == [proposed.pk, active.pk]
    assert page.context["figures"] == [
        ("proposed", "предложены", 1), ("active", "действуют", 1), ("ended", "завершены", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=зимин", {"zimina"}),
        ("?q=ермол", {"group"}),
        ("?status=ended", {"ended"}),
        ("?kind=group", {"group"}),
        ("?kind=one", {"zimina"}),
        ("?form=employer_student", set()),
        ("?status=nonsense", {"zimina", "group"}),
    ],
)
def test_filter_narrows_and_nonsense_is_passed_over(client, curator, query, found):
    school = curator.organization
    two = PersonFactory.create_batch(2, organization=school)
    rows = {
        "zimina": pair_of(school),
        "group": pair_of(school, "Ермолова", mentees=two),
        "ended": pair_of(school, "Котова", status="ended"),
    }

    page = board(client, curator, query)

    assert set(shown(page)) == {rows[name].pk for name in found}


def test_a_member_who_left_makes_no_group(client, curator):
    school = curator.organization
    pair = pair_of(school, mentees=PersonFactory.create_batch(2, organization=school))
    pair.members.order_by("pk").first().delete()
    one = pair.members.get()
    one.pair.members.create(
        organization=school, person=PersonFactory(organization=school), left_on=school.today
    )

    assert shown(board(client, curator, "?kind=group")) == []
    assert shown(board(client, curator, "?kind=one")) == [pair.pk]


def test_rooms_above_fill_columns_parts_and_history(client, curator, monkeypatch):
    pair = pair_of(curator.organization, status="active")
    day = curator.organization.today
    monkeypatch.setitem(
        CELLS, "Проба", lambda organization, pairs: {p.pk: Cell("12 дней назад") for p in pairs}
    )
    monkeypatch.setattr(
        "pairs.rooms.PARTS",
        [(1, lambda pair, me: Part("Первая", "pairs/_pair_state.html")), (2, lambda pair, me: None)],
    )
    monkeypatch.setattr("pairs.rooms.MOMENTS", [])
    moments(lambda pairs, me: [Moment(day, "было")])

    assert "12 дней назад" in board(client, curator).content.decode()
    page = client.get(pair.get_absolute_url())
    assert [part.title for part in page.context["parts"]] == ["Первая"]
    assert [moment.words for moment in history_of([pair], curator)] == ["было"]


def test_empty_board_says_what_comes_first(client, curator):
    words = board(client, curator).content.decode()

    assert "Пар пока нет" in words
    assert reverse("people:mentees") in words
    assert "Таких пар нет" in board(client, curator, "?q=никого").content.decode()


def test_board_as_a_workbook_leaves_out_names_of_who_withdrew(client, curator):
    school = curator.organization
    pair = pair_of(school, status="active")
    other = pair_of(school, "Стоппард", status="active")
    type(other.mentor).objects.filter(pk=other.mentor_id).update(processing_stopped_on=school.today)
    client.force_login(curator.user)

    answer = client.post(reverse("pairs:export"), {"status": "active"})

    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    assert [row[0] for row in rows] == ["№", "1", "2"]
    told = {row[1] for row in rows[1:]}
    assert told == {pair.mentor.full_name, "данные не выгружаются: согласие отозвано"}
    entry = Entry.objects.get(action="pairs.exported")
    assert (entry.user, entry.details["rows"]) == (curator.user, 2)


def participant_of(person):
    me = MembershipFactory(organization=person.organization, role=Role.PARTICIPANT)
    person.membership = me
    person.save()
    return me


def test_mine_shows_the_running_pair_and_names_the_others(client, curator):
    school = curator.organization
    running, over = pair_of(school, status="active"), None
    mentee = running.members.get().person
    over = pair_of(school, "Котова", status="ended", mentees=[mentee])
    client.force_login(participant_of(mentee).user)

    page = client.get(reverse("pairs:mine"))

    assert page.context["own"].pair == running
    assert [own.pair for own in page.context["others"]] == [over]
    assert "Вы наставляемый" in page.content.decode()
    assert client.get(over.get_absolute_url()).context["own"].pair == over
    assert client.get(pair_of(school).get_absolute_url()).status_code == 404


def test_mine_without_a_pair_says_so(client, mentor):
    client.force_login(mentor.user)

    assert "Пары пока нет" in client.get(reverse("pairs:mine")).content.decode()


@pytest.mark.parametrize(("reader", "is_read"), [("staff", False), ("pair", True)])
def test_notes_are_read_by_whom_they_name(client, curator, reader, is_read):
    pair = pair_of(curator.organization, status="active")
    PairNote.objects.create(
        organization=pair.organization, pair=pair, text="Заметка-проба", reader=reader, author=curator.user
    )
    client.force_login(participant_of(pair.mentor).user)

    words = client.get(reverse("pairs:mine")).content.decode()

    assert ("Заметка-проба" in words) == is_read
    client.force_login(curator.user)
    assert "Заметка-проба" in client.get(pair.get_absolute_url()).content.decode()


def test_status_of_a_pair_is_one_of_the_board():
    assert list(STATES) == list(Pair.Status)
