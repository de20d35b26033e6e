"""What changed on a day and what was a mistake: two deeds, one with a history."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from audit.models import Entry
from common.russian import Case
from people.card import history_of
from people.forms import PersonForm
from people.forms.persons import ChangeForm
from people.models import Person, PersonChange
from people.services import correct_person, record_change, undo_change
from people.tests.factories import PersonFactory

DAY = dt.date(2026, 9, 1)


@pytest.fixture
def person(curator):
    return PersonFactory(
        organization=curator.organization, last_name="Шевченко", category="первая",
        category_on=dt.date(2024, 3, 1), joined_on=dt.date(2020, 9, 1),
    )  # fmt: skip


def test_change_keeps_what_was_and_only_what_changed(curator, person):
    values = {"position": "завуч", "category": "первая", "category_on": dt.date(2026, 8, 30)}

    change = record_change(person, values, on=DAY, by=curator)

    person.refresh_from_db()
    assert (person.position, person.category_on) == ("завуч", dt.date(2026, 8, 30))
    assert person.identity == "шевченко ольга николаевна|завуч"
    assert list(Person.objects.search("завуч")) == [person]
    assert change.before == {"position": "учитель математики", "category_on": "2024-03-01"}
    assert change.after == {"position": "завуч", "category_on": "2026-08-30"}
    entry = Entry.objects.get()
    assert entry.action == "person.change_recorded"
    assert entry.details == {"fields": ["category_on", "position"], "on": "2026-09-01"}


@pytest.mark.parametrize(
    ("values", "on", "message"),
    [
        ({"position": "учитель математики"}, DAY, "Ничего не изменилось"),
        ({"birth_date": dt.date(1990, 1, 1)}, DAY, "Ничего не изменилось"),
        ({"position": "завуч"}, dt.date(2099, 1, 1), "ещё не наступило"),
        ({"position": "завуч"}, dt.date(2020, 8, 31), "в учреждении с 1"),
        ({"last_name": "я" * 81}, DAY, "не более 80"),
    ],
)
def test_change_that_cannot_be_leaves_the_card_alone(curator, person, values, on, message):
    with pytest.raises(ValidationError, match=message):
        record_change(person, values, on=on, by=curator)

    person.refresh_from_db()
    assert (person.position, person.last_name) == ("учитель математики", "Шевченко")
    assert not PersonChange.objects.exists()
    assert not Entry.objects.exists()


def test_change_is_not_recorded_under_a_later_one(curator, person):
    record_change(person, {"position": "завуч"}, on=DAY, by=curator)

    with pytest.raises(ValidationError, match="Уже записано изменение с 1"):
        record_change(person, {"category": "высшая"}, on=DAY - dt.timedelta(days=1), by=curator)

    record_change(person, {"category": "высшая"}, on=DAY, by=curator)
    assert PersonChange.objects.count() == 2


def test_last_change_is_undone_with_the_forms_of_the_old_name(curator, person):
    Person.objects.update(name_forms={"dative": "Шевченке Ольге Николаевне"})
    first = record_change(person, {"position": "завуч"}, on=DAY, by=curator)
    last = record_change(person, {"last_name": "Громова"}, on=DAY, by=curator)
    person.refresh_from_db()
    assert person.decline(Case.DATIVE) == "Громовой Ольге Николаевне"

    with pytest.raises(ValidationError, match="Сначала отмените его"):
        undo_change(first, by=curator)
    undo_change(last, by=curator)

    person.refresh_from_db()
    assert (person.last_name, person.position) == ("Шевченко", "завуч")
    assert person.decline(Case.DATIVE) == "Шевченке Ольге Николаевне"
    assert list(PersonChange.objects.all()) == [first]
    with pytest.raises(ValidationError, match="уже отменили"):
        undo_change(last, by=curator)


def test_undo_brings_days_and_numbers_back_as_they_were(curator, person):
    values = {"category_on": None, "experience_years": 12}
    change = record_change(person, values, on=DAY, by=curator)

    undo_change(change, by=curator)

    person.refresh_from_db()
    assert (person.category_on, person.experience_years) == (dt.date(2024, 3, 1), None)


def test_change_that_was_corrected_since_is_not_undone(curator, person):
    change = record_change(person, {"position": "завуч"}, on=DAY, by=curator)
    Person.objects.update(position="заместитель директора")

    with pytest.raises(ValidationError, match="карточку исправляли"):
        undo_change(change, by=curator)

    person.refresh_from_db()
    assert person.position == "заместитель директора"


def test_correction_keeps_no_history_and_drops_forms_of_the_misspelt_name(curator, person):
    Person.objects.update(name_forms={"dative": "Шевченке"}, position_forms={"dative": "учительнице"})
    person.refresh_from_db()
    data = {"kind": "employee", "last_name": "Шевченок", "first_name": "Ольга", "position": person.position}
    form = PersonForm(data, instance=person, membership=curator)
    assert form.is_valid()

    correct_person(form, by=curator)

    person.refresh_from_db()
    assert (person.last_name, person.name_forms) == ("Шевченок", {})
    assert person.position_forms == {"dative": "учительнице"}
    assert not PersonChange.objects.exists()


def test_history_tells_what_was_until_a_day_in_words(curator, person):
    values = {"position": "завуч", "category_on": None, "experience_years": 7}
    record_change(person, values, on=DAY, by=curator)

    past = history_of(person)["past"]

    assert [(item.change.changed_on, item.is_last) for item in past] == [(DAY, True)]
    assert past[0].lines == [
        "должность: учитель математики",
        "дата присвоения категории: 01.03.2024",
        "педагогический стаж, полных лет: не было",
    ]


def test_pages_of_a_change(client, curator, person):
    client.force_login(curator.user)
    url = reverse("people:change_add", args=[person.pk])
    data = {
        name: getattr(person, name) or ""
        for name in ChangeForm(instance=person, membership=curator).fields
        if name != "on"
    }

    nothing = client.post(url, data | {"on": "2026-09-01"})
    done = client.post(url, data | {"on": "2026-09-01", "position": "завуч"})
    card = client.get(person.get_absolute_url()).content.decode()
    history = client.get(reverse("people:history", args=[person.pk])).content.decode()
    undone = client.post(reverse("people:change_undo", args=[PersonChange.objects.get().pk]))

    assert (nothing.status_code, done.status_code, undone.status_code) == (422, 302, 302)
    assert "завуч" in card
    assert "До 1\u00a0сентября 2026\u00a0г." in history
    assert "должность: учитель математики" in history
    person.refresh_from_db()
    assert person.position == "учитель математики"
