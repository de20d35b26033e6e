"""The list of people: typed search, heads, filters; and the proposals under a field."""

import datetime as dt

import pytest
from django.urls import reverse

from people.models import Absence, Person
from people.person_rows import PAGE
from people.tests.factories import ConsentFactory, MenteeEntryFactory, PersonFactory

TYPED = {"HTTP_HX_REQUEST": "true"}


def named(curator, *names, **values):
    return [PersonFactory(organization=curator.organization, last_name=name, **values) for name in names]


def shown(client, **query):
    return [person.last_name for person in client.get(reverse("people:list"), query).context["page"]]


def test_typed_search_gets_the_found_part_alone_and_a_plain_one_the_page(client, curator):
    named(curator, "Семёнова", "Громова")
    client.force_login(curator.user)
    url = reverse("people:list")

    part = client.get(url, {"q": "семенова"}, **TYPED).content.decode()
    whole = client.get(url, {"q": "семенова"}).content.decode()
    again = client.get(
        url, {"q": "семенова"}, **TYPED, HTTP_HX_HISTORY_RESTORE_REQUEST="true"
    ).content.decode()
    nobody = client.get(url, {"q": "никто"}, **TYPED).content.decode()

    assert ("<html" in part, "<html" in whole, "<html" in again) == (False, True, True)
    assert ("Семёнова" in part, "Громова" in part) == (True, False)
    assert "Семёнова" in whole
    assert 'hx-replace-url="true"' in whole
    assert "Никого не нашлось" in nobody


def test_typed_search_asks_no_more_than_the_list_and_the_same_for_any_number(
    client, curator, django_assert_max_num_queries
):
    client.force_login(curator.user)
    costs = []
    for count in (1, 3):
        for person in named(curator, *["Громова"] * count):
            MenteeEntryFactory(person=person)
            ConsentFactory(person=person)
            Absence.objects.create(
                organization=curator.organization, person=person, starts_on=dt.date(2026, 9, 1)
            )
        for extra in ({}, TYPED):
            with django_assert_max_num_queries(12) as queries:
                client.get(reverse("people:list"), {"q": "громова", "sort": "-category"}, **extra)
            costs.append(len(queries))

    assert costs[:2] == costs[2:]
    assert costs[1] < costs[0]


def test_pages_follow_each_other_and_a_wrong_number_shows_the_nearest(client, curator):
    names = [f"Фамилия{number:03}" for number in range(PAGE + 3)]
    named(curator, *reversed(names))
    client.force_login(curator.user)

    assert shown(client) == names[:PAGE]
    assert shown(client, page="2") == names[PAGE:]
    assert shown(client, page="99") == names[PAGE:]
    assert shown(client, page="x") == names[:PAGE]
    assert shown(client, page="2", sort="-name") == names[:3][::-1]


def test_heads_lead_to_their_order_and_turn_it_round(client, curator):
    named(curator, "Громова")
    client.force_login(curator.user)

    plain = client.get(reverse("people:list"), {"q": "гр"}).content.decode()
    turned = client.get(reverse("people:list"), {"sort": "-experience"}).content.decode()

    assert 'href="?q=%D0%B3%D1%80&amp;sort=-name"' in plain
    assert 'aria-sort="ascending"' in plain
    assert 'aria-sort="descending"' in turned
    assert "Стаж ↓" in turned
    assert '<input type="hidden" name="sort" value="-experience">' in turned


def test_states_narrow_the_list(client, curator):
    today = curator.organization.today
    away, back, _ = named(curator, "Отсутствующая", "Вернувшаяся", "Громова")
    for person, last in ((away, None), (back, today - dt.timedelta(days=1))):
        Absence.objects.create(
            organization=curator.organization, person=person, starts_on=dt.date(2026, 9, 1), ends_on=last
        )
    named(curator, "Ушедшая", left_on=today)
    named(curator, "Отозвавшая", processing_stopped_on=today)
    named(curator, "Тёзкина", kind="parent")
    named(curator, "Тезкина", left_on=today)
    client.force_login(curator.user)

    found = {state: shown(client, state=state) for state in ("away", "left", "stopped", "namesakes")}

    assert found == {
        "away": ["Отсутствующая"],
        "left": ["Тезкина", "Ушедшая"],
        "stopped": ["Отозвавшая"],
        "namesakes": ["Тёзкина", "Тезкина"],
    }
    assert shown(client, kind="parent") == ["Тёзкина"]
    assert shown(client) == ["Вернувшаяся", "Громова", "Отозвавшая", "Отсутствующая", "Тёзкина"]


def test_list_marks_namesakes_absence_and_a_stopped_processing(client, curator, stranger):
    today = curator.organization.today
    first, second = named(curator, "Громова", "Громова")
    (stopped,) = named(curator, "Ветрова", processing_stopped_on=today)
    named(stranger, "Ветрова")
    Person.objects.filter(pk=PersonFactory(organization=curator.organization, last_name="Ветрова").pk).update(
        merged_into=stopped
    )
    Absence.objects.create(
        organization=curator.organization, person=first, starts_on=today, ends_on=dt.date(2099, 1, 1)
    )
    client.force_login(curator.user)

    answer = client.get(reverse("people:list"))

    rows = {person.pk: person for person in answer.context["page"]}
    assert {pk for pk, row in rows.items() if row.is_namesake} == {first.pk, second.pk}
    assert {pk for pk, row in rows.items() if row.absence} == {first.pk}
    html = answer.content.decode()
    assert "до 01.01.2099" in html
    assert "обработка остановлена" in html


def proposed(client, **query):
    return client.get(reverse("people:options"), query).content.decode().count("<option")


def test_proposals_come_for_what_is_typed_in_a_field_of_any_name(client, curator, stranger):
    named(curator, "Громова", position="завуч")
    named(curator, "Громов", kind="parent", position="")
    named(curator, "Громовец", left_on=curator.organization.today)
    named(stranger, "Громова")
    client.force_login(curator.user)

    assert proposed(client, manager="громов", kind="employee") == 1
    assert proposed(client, other="громов") == 3
    assert proposed(client, representative="громов", kind="parent") == 1
    assert [proposed(client), proposed(client, q=" "), proposed(client, q="ж" * 5000)] == [0, 0, 0]
    html = client.get(reverse("people:options"), {"manager": "громова зав"}).content.decode()
    assert '<option value="Громова Ольга Николаевна, завуч">' in html


@pytest.mark.parametrize("count", [1, 3])
def test_proposals_cost_the_same_for_any_number(client, curator, count, django_assert_num_queries):
    named(curator, *["Громова"] * count)
    client.force_login(curator.user)

    with django_assert_num_queries(4):
        client.get(reverse("people:options"), {"manager": "громова"})
