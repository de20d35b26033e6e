"""Who signs for a minor."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from audit.models import Entry
from people.consents import signers_of
from people.models import Person, Representation
from people.services import add_representative, end_representative
from people.tests.factories import PersonFactory

NEW = {"last_name": "Белкина", "first_name": "Анна", "patronymic": "Ивановна", "phone": "8 900 000-00-00"}


@pytest.fixture
def learner(curator):
    return PersonFactory(organization=curator.organization, kind="learner", position="9 «А»")


@pytest.fixture
def parent(curator):
    return PersonFactory(organization=curator.organization, kind="parent", last_name="Белкина", position="")


def card(curator, **values):
    names = {"last_name": "Белкина", "first_name": "Ольга", "patronymic": "Николаевна"}
    return Person(organization=curator.organization, kind="parent", **names | values)


def test_new_representative_gets_a_card_and_signs(curator, learner):
    row = add_representative(learner, relation="mother", new=card(curator), by=curator)

    assert (row.learner, row.relation) == (learner, "mother")
    assert row.representative.kind == Person.Kind.PARENT
    assert list(Person.objects.search("белкина")) == [row.representative]
    assert signers_of([learner]) == {learner.pk: row.representative}
    assert [entry.action for entry in Entry.objects.order_by("number")] == [
        "person.added",
        "representative.added",
    ]


def test_representative_of_two_children_has_one_card(curator, learner, parent):
    brother = PersonFactory(organization=curator.organization, kind="learner", first_name="Иван")

    for child in (learner, brother):
        add_representative(child, relation="father", representative=parent, by=curator)

    assert parent.represents.count() == 2
    assert Person.objects.filter(kind="parent").count() == 1


@pytest.mark.parametrize("is_namesake", [False, True])
def test_namesake_of_a_representative_comes_in_only_as_somebody_else(curator, learner, parent, is_namesake):
    def add():
        return add_representative(
            learner, relation="mother", new=card(curator), is_namesake=is_namesake, by=curator
        )

    if is_namesake:
        assert add().representative != parent
    else:
        with pytest.raises(ValidationError, match="уже есть среди представителей"):
            add()
    assert Person.objects.filter(kind="parent").count() == 1 + is_namesake


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "employee"}, "бывает у обучающегося"),
        ({"left_on": dt.date(2026, 9, 1)}, "выбыл"),
    ],
)
def test_only_a_learner_of_the_institution_gets_a_representative(curator, learner, parent, change, message):
    Person.objects.filter(pk=learner.pk).update(**change)

    with pytest.raises(ValidationError, match=message):
        add_representative(learner, relation="mother", representative=parent, by=curator)

    assert not Representation.objects.exists()


def test_representative_is_a_parent_and_is_not_written_down_twice(curator, learner, parent):
    teacher = PersonFactory(organization=curator.organization)
    add_representative(learner, relation="mother", representative=parent, by=curator)

    with pytest.raises(ValidationError, match="не законного представителя"):
        add_representative(learner, relation="mother", representative=teacher, by=curator)
    with pytest.raises(ValidationError, match="уже записан"):
        add_representative(learner, relation="father", representative=parent, by=curator)

    assert Representation.objects.count() == 1


def test_powers_end_once_and_not_in_the_future(curator, learner, parent):
    row = add_representative(learner, relation="guardian", representative=parent, by=curator)

    with pytest.raises(ValidationError, match="не наступил"):
        end_representative(row, on=dt.date(2099, 1, 1), by=curator)
    end_representative(row, on=dt.date(2026, 9, 1), by=curator)
    with pytest.raises(ValidationError, match="уже прекращены"):
        end_representative(row, on=dt.date(2026, 9, 2), by=curator)

    row.refresh_from_db()
    assert row.ended_on == dt.date(2026, 9, 1)
    assert signers_of([learner]) == {}


def test_page_takes_somebody_of_the_list_or_a_new_one_but_not_both(client, curator, learner, parent):
    client.force_login(curator.user)
    url = reverse("people:representative_add", args=[learner.pk])

    both = client.post(url, {"relation": "mother", "representative": "Белкина Ольга", **NEW})
    none = client.post(url, {"relation": "mother"})
    listed = client.post(url, {"relation": "mother", "representative": "белкина ольга"})
    new = client.post(url, {"relation": "father", **NEW, "email": "a@example.org"})

    assert [answer.status_code for answer in (both, none, listed, new)] == [422, 422, 302, 302]
    rows = Representation.objects.order_by("pk")
    assert [row.relation for row in rows] == ["mother", "father"]
    assert rows[0].representative == parent
    assert (rows[1].representative.gender, rows[1].representative.email) == ("female", "a@example.org")


def test_cards_of_both_show_each_other_and_a_learner_without_birth_date_is_told_why(
    client, curator, learner, parent
):
    row = add_representative(learner, relation="mother", representative=parent, by=curator)
    client.force_login(curator.user)

    child = client.get(learner.get_absolute_url()).content.decode()
    mother = client.get(parent.get_absolute_url()).content.decode()
    client.post(reverse("people:representative_end", args=[row.pk]), {"on": "2026-09-01"})
    after = client.get(learner.get_absolute_url()).content.decode()

    assert "Белкина Ольга Николаевна" in child
    assert "Дата рождения не указана" in child
    assert learner.full_name in mother
    assert "полномочия прекращены" in after


def test_card_of_an_adult_learner_asks_for_no_representative(client, curator, learner):
    Person.objects.filter(pk=learner.pk).update(birth_date=dt.date(2000, 1, 1))
    client.force_login(curator.user)

    html = client.get(learner.get_absolute_url()).content.decode()

    assert "Дата рождения не указана" not in html
    assert "подписывает сам" in html
    assert "Добавить представителя" not in html
