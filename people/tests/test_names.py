"""A hundred names go through card, list, search and sort unchanged, alike on both databases (TXT-1, TXT-2, TXT-3)."""

import html

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from common.russian import clean_text
from people.forms import PersonForm
from people.forms.choosing import label_of, proposals
from people.models import Person, search_key
from people.namesakes import namesakes_in
from people.person_rows import PersonPages, Sorting
from people.services import add_person
from people.tests.factories import PersonFactory
from tests.names import NAMES, TOO_LONG

PARTS = ("last_name", "first_name", "patronymic")


def kept(name):
    """A name as it is kept: composed letters, no invisible ones, single spaces."""
    return tuple(clean_text(part) for part in name)


def data_of(name, number):
    return {
        **dict(zip(PARTS, name, strict=True)),
        "kind": "employee",
        "position": f"учитель {number}",
        "is_namesake": "on",
    }


@pytest.fixture
def everybody(curator):
    """All hundred, each saved by the form of the card."""
    persons = []
    for number, name in enumerate(NAMES):
        form = PersonForm(data_of(name, number), membership=curator)
        assert form.is_valid(), (name, form.errors)
        persons.append(add_person(form, by=curator))
    return persons


def test_names_are_kept_shown_found_and_sorted_the_same(client, curator, everybody):
    client.force_login(curator.user)
    rows = list(Person.objects.order_by("pk"))

    check_kept(rows)
    check_pages(client, rows)
    check_search(curator, rows)
    check_order(curator, rows)


def check_kept(rows):
    assert len(rows) == 100
    for name, row in zip(NAMES, rows, strict=True):
        assert tuple(getattr(row, part) for part in PARTS) == kept(name)


def check_pages(client, rows):
    lists = "".join(client.get(reverse("people:list"), {"page": page}).content.decode() for page in (1, 2))
    shown = html.unescape(lists)
    assert [row.full_name for row in rows if f">{row.full_name}</a>" not in shown] == []
    for row in rows[::20]:
        assert f"<h1>{row.full_name}</h1>" in html.unescape(
            client.get(row.get_absolute_url()).content.decode()
        )
    assert "<b>Жирный" not in lists


def check_search(curator, rows):
    people = Person.objects.visible_to(curator)
    for row in rows:
        for typed in (row.full_name, row.full_name.swapcase()):
            assert row in people.search(typed), typed
        assert any(label.startswith(label_of(row)) for label in proposals(people, label_of(row)))


def check_order(curator, rows):
    people = Person.objects.visible_to(curator)
    by_key = sorted(rows, key=lambda row: (row.search.encode(), row.pk))
    assert list(Sorting.of("name").sort(people)) == by_key
    assert list(Sorting.of("-name").sort(people)) == by_key[::-1]
    surnames = [
        row.last_name for row in by_key if row.last_name in {"Абрамов", "Егорова", "Ёлкина", "Елкина", "Заяц"}
    ]
    assert surnames == ["Абрамов", "Егорова", "Елкина", "Ёлкина", "Заяц"]
    twins = namesakes_in(people).values_list("last_name", flat=True)
    assert sorted(twins) == ["Кузнецов", "Кузнецов", "Смирнова", "Смирнова"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("елкина", {"Ёлкина", "Елкина"}),
        ("ЁЛКИНА", {"Ёлкина", "Елкина"}),
        ("Семёнова‑Ким", {"Семёнова-Ким"}),
        ("мамин-сибиряк", {"Мамин–Сибиряк"}),
        ("чайка", {"Чайка"}),
        ("100%", {"Крышкин_100%"}),
        ("_", {"Крышкин_100%"}),
        ("%", {"Крышкин_100%", "%s"}),
        ("{{7*7}}", {"{{7*7}}"}),
        ("\\n", {'"Кавычкин"'}),
        ("әхмәтҗанов", {"Әхмәтҗанов"}),
        ("🌞", {"Солнцева 🌞"}),
        ("нет такого", set()),
    ],
)
def test_search_takes_a_name_as_people_spell_it(curator, typed, found):
    for name in dict.fromkeys(NAMES):
        person = PersonFactory.build(
            organization=curator.organization, **dict(zip(PARTS, kept(name), strict=True))
        )
        person.position = ""
        person.fill_search()
        person.save()

    assert {person.last_name for person in Person.objects.visible_to(curator).search(typed)} == found


def test_heads_sort_as_people_expect_and_who_lacks_the_thing_is_last(curator):
    lines = [
        ("Яковлев", "завуч", 3, "Первая"),
        ("Абрамов", "учитель-логопед", None, ""),
        ("Ёлкина", "Учитель", 30, "высшая"),
        ("Егорова", "учитель физики", 0, "соответствие занимаемой должности"),
    ]
    for last, position, years, category in lines:
        PersonFactory(
            organization=curator.organization, last_name=last, position=position, experience_years=years,
            category=category,
        )  # fmt: skip
    orders = {
        "position": ["Яковлев", "Ёлкина", "Егорова", "Абрамов"],
        "experience": ["Егорова", "Яковлев", "Ёлкина", "Абрамов"],
        "-experience": ["Ёлкина", "Яковлев", "Егорова", "Абрамов"],
        "category": ["Ёлкина", "Яковлев", "Егорова", "Абрамов"],
        "-category": ["Абрамов", "Егорова", "Яковлев", "Ёлкина"],
        "такого нет": ["Абрамов", "Егорова", "Ёлкина", "Яковлев"],
    }
    people = Person.objects.visible_to(curator)

    found = {head: [row.last_name for row in Sorting.of(head).sort(people)] for head in orders}

    assert found == orders


def test_name_that_is_too_long_is_refused_in_words(client, curator):
    client.force_login(curator.user)

    answer = client.post(reverse("people:add"), data_of(TOO_LONG, 1))

    assert answer.status_code == 422
    assert "не более 80 символов" in answer.content.decode()
    assert not Person.objects.exists()


# PostgreSQL cuts what bulk_update writes to the width of the column by itself: who calls it checks lengths before.
QUICK_DOORS = [
    ("bulk_create", "Я" * 81),
    ("update", "Я" * 81),
    *((door, "Ива\x00нов") for door in ("bulk_create", "update", "bulk_update")),
]


@pytest.mark.parametrize(("door", "text"), QUICK_DOORS)
@pytest.mark.parametrize("part", PARTS)
def test_database_refuses_what_does_not_fit_at_the_quick_doors(curator, door, part, text):
    person = PersonFactory(organization=curator.organization)

    with pytest.raises((DatabaseError, ValueError)), transaction.atomic():
        knock(person, door, part, text)

    assert list(Person.objects.values_list(part, flat=True)) == [getattr(person, part)]


def knock(person, door, part, text):
    if door == "update":
        Person.objects.update(**{part: text})
    elif door == "bulk_create":
        new = Person(
            organization=person.organization, last_name="Новая", first_name="Анна", search="а", identity="а"
        )
        setattr(new, part, text)
        Person.objects.bulk_create([new])
    else:
        changed = Person.objects.get()
        setattr(changed, part, text)
        Person.objects.bulk_update([changed], [part])


def test_key_of_a_bar_in_a_name_is_still_found(curator):
    person = PersonFactory(organization=curator.organization, last_name="Труба|Дымова")

    assert person.search == search_key(person.identity, "")
    assert list(Person.objects.search("дымова")) == [person]
    assert (
        PersonPages(Person.objects.all(), Person.objects.all(), today=curator.organization.today).count == 1
    )
