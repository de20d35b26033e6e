"""The card: what fits the kind of a person, namesakes, the manager, what the page warns about."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from people.forms import PersonForm
from people.forms.choosing import PersonChoiceField, label_of
from people.forms.persons import fields_of
from people.models import Competence, Person, Representation, Request, Withdrawal
from people.services import add_person
from people.tests.factories import ConsentFactory, MenteeEntryFactory, MentorEntryFactory, PersonFactory

NAME = {"last_name": "Громова", "first_name": "Анна", "patronymic": "Ильинична"}


@pytest.mark.parametrize("kind", Person.Kind.values)
def test_form_asks_what_fits_the_kind(client, curator, kind):
    client.force_login(curator.user)

    html = client.get(reverse("people:add"), {"kind": kind}).content.decode()

    every = {name for one in Person.Kind.values for name in fields_of(one)}
    assert {name for name in every if f'name="{name}"' in html} == set(fields_of(kind))
    assert f'name="kind" value="{kind}"' in html


def test_whole_card_is_saved_and_shown(client, curator):
    manager = PersonFactory(organization=curator.organization, last_name="Завуч", position="завуч")
    client.force_login(curator.user)
    data = NAME | {
        "kind": "employee", "position": " учитель  физики", "subject": "физика", "experience_years": 12,
        "experience_here_years": 5, "category": "высшая", "category_on": "2024-03-01", "education": "высшее",
        "awards": "Почётная грамота", "manager": label_of(manager), "joined_on": "2021-09-01",
        "phone": "8 900 000-00-00", "email": "a@example.org", "birth_date": "1990-05-05",
    }  # fmt: skip

    answer = client.post(reverse("people:add"), data)
    html = client.get(answer.url).content.decode()

    person = Person.objects.get(last_name="Громова")
    assert (person.manager, person.gender, person.position) == (manager, "female", "учитель физики")
    for words in (
        "5 лет",
        "присвоена 1\u00a0марта 2024",
        "Почётная грамота",
        "Завуч Ольга",
        "с 1\u00a0сентября 2021",
    ):
        assert words in html


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("category_on", "2099-01-01", "не может быть в будущем"),
        ("category_on", "2020-01-01", "Впишите категорию"),
        ("joined_on", "2099-01-01", "не наступил"),
        ("birth_date", "2099-01-01", "в прошлом"),
        ("experience_years", 81, "больше 80 лет"),
        ("experience_here_years", 200, "больше 80 лет"),
        ("manager", "Никто Никак", "в списке нет"),
        ("email", "не адрес", "правильный адрес"),
    ],
)
def test_card_that_cannot_be_is_not_saved(client, curator, field, value, words):
    client.force_login(curator.user)

    answer = client.post(reverse("people:add"), NAME | {"kind": "employee", field: value})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Person.objects.exists()


def test_nobody_is_the_own_manager(client, curator):
    person = PersonFactory(organization=curator.organization)
    client.force_login(curator.user)
    data = NAME | {"kind": "employee", "manager": person.pk}

    answer = client.post(reverse("people:edit", args=[person.pk]), data)

    assert "руководителем самому себе" in answer.content.decode()
    assert Person.objects.get().manager is None


@pytest.fixture
def field(curator):
    return PersonChoiceField(queryset=Person.objects.visible_to(curator), kinds=("employee",), required=False)


def test_person_is_chosen_by_name_label_or_number(curator, field):
    first, second = (
        PersonFactory(organization=curator.organization, last_name=name, position="учитель, завуч")
        for name in ("Громова", "Громовая")
    )

    for typed in ("громовая", label_of(second), str(second.pk), f"Громовая № {second.pk}"):
        assert field.clean(typed) == second
    assert field.clean(label_of(first)) == first
    assert field.clean("") is None
    assert field.prepare_value(first.pk) == "Громова Ольга Николаевна, учитель, завуч"


def test_person_is_not_guessed_among_several_nor_taken_from_outside(curator, stranger, field):
    twins = PersonFactory.create_batch(2, organization=curator.organization, last_name="Громова")
    foreign = PersonFactory(organization=stranger.organization, last_name="Чужая")
    parent = PersonFactory(organization=curator.organization, last_name="Белкина", kind="parent")

    for typed, words in {
        "громова": "Подходят несколько",
        label_of(twins[0]): f"№ {twins[0].pk}, № {twins[1].pk}",
        "Чужая": "в списке нет",
        str(foreign.pk): "",
        f"Чужая № {foreign.pk}": "",
        "Белкина": "в списке нет",
        str(parent.pk): "",
        "9" * 30: "",
        "²": "",
    }.items():
        with pytest.raises(ValidationError, match=words):
            field.clean(typed)


def test_full_namesake_comes_in_when_said_to_be_somebody_else(client, curator):
    PersonFactory(organization=curator.organization, **NAME | {"last_name": "ГРОМОВА"}, position="завуч")
    client.force_login(curator.user)
    data = NAME | {"kind": "employee", "position": "учитель"}

    refused = client.post(reverse("people:add"), data)
    added = client.post(reverse("people:add"), data | {"is_namesake": "on"})

    html = refused.content.decode()
    assert refused.status_code == 422
    assert "ГРОМОВА Анна Ильинична уже есть в списке: работник, завуч." in html
    assert 'name="is_namesake"' in html
    assert added.status_code == 302
    assert Person.objects.count() == 2
    assert "есть полный тёзка" in client.get(added.url).content.decode().replace("В списке ", "")


def test_question_about_a_namesake_is_not_asked_without_one(client, curator, stranger):
    PersonFactory(organization=stranger.organization, **NAME)
    gone = PersonFactory(organization=curator.organization, **NAME)
    Person.objects.filter(pk=gone.pk).update(destroyed_on=dt.date(2026, 9, 1))
    form = PersonForm(NAME | {"kind": "employee"}, membership=curator)
    assert form.is_valid()

    person = add_person(form, by=curator)
    client.force_login(curator.user)

    assert "тёзка" not in client.get(person.get_absolute_url()).content.decode()
    assert 'name="is_namesake"' not in client.get(reverse("people:edit", args=[person.pk])).content.decode()


def test_name_corrected_to_that_of_another_asks_too(client, curator):
    PersonFactory(organization=curator.organization, **NAME)
    person = PersonFactory(organization=curator.organization, last_name="Громва")
    client.force_login(curator.user)
    url = reverse("people:edit", args=[person.pk])
    data = NAME | {"kind": "employee", "position": person.position}

    refused = client.post(url, data)
    person.refresh_from_db()
    assert (refused.status_code, person.last_name) == (422, "Громва")
    client.post(url, data | {"is_namesake": "on"})
    position_only = client.post(url, data | {"position": "завуч"})

    assert position_only.status_code == 302
    person.refresh_from_db()
    assert (person.last_name, person.position) == ("Громова", "завуч")


def test_card_of_a_stopped_processing_says_so_and_leads_to_the_withdrawal(client, curator):
    person = PersonFactory(organization=curator.organization, processing_stopped_on=dt.date(2026, 9, 1))
    withdrawal = Withdrawal.objects.create(
        organization=curator.organization, person=person, number=1, kinds=["processing"], channel="letter",
        received_on=dt.date(2026, 9, 1), stop_by=dt.date(2026, 9, 15),
    )  # fmt: skip
    client.force_login(curator.user)

    html = client.get(person.get_absolute_url()).content.decode()

    assert "Обработка данных остановлена 1\u00a0сентября 2026" in html
    assert f'href="{withdrawal.get_absolute_url()}"' in html


def test_fullest_card_stays_within_twelve_queries(client, curator, django_assert_max_num_queries):
    person = PersonFactory(organization=curator.organization, kind="learner")
    PersonFactory(organization=curator.organization)
    parent = PersonFactory(organization=curator.organization, kind="parent")
    Representation.objects.create(organization=curator.organization, learner=person, representative=parent)
    competence = Competence.objects.create(organization=curator.organization, name="Методика")
    entry = MenteeEntryFactory(person=person)
    request = Request.objects.create(entry=entry, text="Запрос", made_on=dt.date(2026, 9, 1))
    request.competences.add(competence)
    MentorEntryFactory(person=person).competences.add(competence)
    ConsentFactory(person=person)
    client.force_login(curator.user)
    client.get(person.get_absolute_url())  # the first look of the day is written down

    with django_assert_max_num_queries(12):
        html = client.get(person.get_absolute_url()).content.decode()
    with django_assert_max_num_queries(12):
        client.get(reverse("people:history", args=[person.pk]))

    assert "Законные представители" in html
    assert html.count("Методика") == 2


def test_history_is_a_part_for_the_card_and_a_page_of_its_own(client, curator):
    person = PersonFactory(organization=curator.organization)
    client.force_login(curator.user)
    url = reverse("people:history", args=[person.pk])

    part = client.get(url, HTTP_HX_REQUEST="true").content.decode()
    page = client.get(url).content.decode()

    assert ("<html" in part, "<html" in page) == (False, True)
    assert "Изменений не записано" in part
