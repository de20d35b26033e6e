import datetime as dt

import pytest
from django.urls import reverse

from organizations.models import Role
from organizations.tests.factories import MembershipFactory
from people.models import Competence, Person, Request
from people.tests.factories import ConsentFactory, MenteeEntryFactory, MentorEntryFactory, PersonFactory

LISTS = ["list", "mentees", "mentors", "consents", "competences", "mentees_add"]


def fill(curator, count):
    """`count` people of each sort, with everything a page may show."""
    for number in range(count):
        PersonFactory(organization=curator.organization)
        mentee = MenteeEntryFactory(person__organization=curator.organization)
        Request.objects.create(entry=mentee, text="Методика урока", made_on=dt.date(2026, 9, 1))
        mentor = MentorEntryFactory(person__organization=curator.organization)
        mentor.competences.add(Competence.objects.create(organization=curator.organization, name=str(number)))
        ConsentFactory(person=mentor.person)


@pytest.mark.parametrize("page", LISTS)
def test_list_costs_the_same_for_one_row_and_for_three(client, curator, page, django_assert_max_num_queries):
    client.force_login(curator.user)
    costs = []
    for count in (1, 2):
        fill_more = fill if count == 1 else more
        fill_more(curator, count)
        with django_assert_max_num_queries(12) as queries:
            assert client.get(reverse(f"people:{page}")).status_code == 200
        costs.append(len(queries))

    assert costs[0] == costs[1]


def more(curator, count):
    Competence.objects.filter(organization=curator.organization).update(name="прежняя")
    fill(curator, count)


def test_card_shows_all_there_is_within_twelve_queries(client, curator, django_assert_max_num_queries):
    fill(curator, 1)
    person = MenteeEntryFactory(person=Person.objects.filter(mentor_entries__isnull=False).get()).person
    client.force_login(curator.user)

    with django_assert_max_num_queries(12):
        html = client.get(person.get_absolute_url()).content.decode()

    assert "Наставляемый" in html
    assert "Наставник" in html
    assert "подписано" in html


@pytest.mark.parametrize("page", LISTS[:-1])
def test_empty_list_says_what_to_do_first(client, curator, page):
    client.force_login(curator.user)

    assert 'class="empty"' in client.get(reverse(f"people:{page}")).content.decode()


def test_person_is_added_changed_and_refused_twice(client, curator):
    client.force_login(curator.user)
    data = {
        "last_name": " Громова ",
        "first_name": "Анна",
        "patronymic": "Ильинична",
        "kind": "employee",
        "position": "учитель",
    }

    client.post(reverse("people:add"), data)
    again = client.post(reverse("people:add"), data)
    person = Person.objects.get()
    client.post(reverse("people:edit", args=[person.pk]), data | {"position": "завуч"})

    person.refresh_from_db()
    assert (person.last_name, person.gender, person.position) == ("Громова", "female", "завуч")
    assert "завуч" in person.search
    assert again.status_code == 422
    assert "уже есть в списке" in again.content.decode()


def test_name_forms_page_keeps_only_what_differs(client, curator):
    client.force_login(curator.user)
    person = PersonFactory(organization=curator.organization, last_name="Шевченко")
    url = reverse("people:forms", args=[person.pk])

    client.post(url, {"name_dative": "Шевченке Ольге", "name_genitive": "Шевченко Ольги Николаевны"})

    person.refresh_from_db()
    assert (person.name_forms, person.position_forms) == ({"dative": "Шевченке Ольге"}, {})


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "громова"}, {"Громова"}),
        ({"bank": "mentee"}, {"Ветрова"}),
        ({"bank": "mentor"}, {"Дорохова"}),
        ({"bank": "none"}, {"Громова"}),
        ({"state": "left"}, {"Панова"}),
        ({"consent": "yes"}, {"Дорохова"}),
        ({"consent": "no", "bank": "mentee"}, {"Ветрова"}),
        ({"kind": "learner"}, set()),
        ({"bank": "нет такого"}, {"Громова", "Ветрова", "Дорохова"}),
    ],
)
def test_list_is_narrowed_by_the_address(client, curator, query, found):
    people = {
        name: PersonFactory(organization=curator.organization, last_name=name)
        for name in ("Громова", "Ветрова", "Дорохова", "Панова")
    }
    MenteeEntryFactory(person=people["Ветрова"])
    MentorEntryFactory(person=people["Дорохова"])
    ConsentFactory(person=people["Дорохова"])
    Person.objects.filter(last_name="Панова").update(left_on=dt.date(2026, 9, 1))
    client.force_login(curator.user)

    page = client.get(reverse("people:list"), query).context["page"]

    assert {person.last_name for person in page} == found


@pytest.mark.parametrize(
    ("query", "count"), [({"consent": "no"}, 1), ({"consent": "yes"}, 1), ({"pair": "no"}, 2)]
)
def test_bank_is_narrowed_by_consents_and_pairs(client, curator, query, count):
    whole, _ = MenteeEntryFactory.create_batch(2, person__organization=curator.organization)
    ConsentFactory(person=whole.person)
    ConsentFactory(person=whole.person, kind="mentee_duty")
    client.force_login(curator.user)

    rows = client.get(reverse("people:mentees"), query).context["rows"]

    assert len(rows) == count


def test_participant_opens_the_own_card_and_no_list(client, mentor):
    client.force_login(mentor.user)
    colleague = PersonFactory(organization=mentor.organization)

    assert client.get(mentor.person.get_absolute_url()).status_code == 200
    assert client.get(colleague.get_absolute_url()).status_code == 404
    assert [client.get(reverse(f"people:{page}")).status_code for page in LISTS] == [403] * len(LISTS)


def test_psychologist_reads_and_changes_nothing(client, school):
    psychologist = MembershipFactory(organization=school, role=Role.PSYCHOLOGIST)
    person = PersonFactory(organization=school)
    client.force_login(psychologist.user)

    assert client.get(person.get_absolute_url()).status_code == 200
    pages = [reverse(f"people:{page}", args=[person.pk]) for page in ("edit", "forms", "leave", "access")]
    assert [client.get(page).status_code for page in pages] == [403] * 4
    assert client.post(reverse("people:mentees_add"), {"person": person.pk}).status_code == 403


def test_competences_are_filled_added_and_renamed(client, curator):
    client.force_login(curator.user)
    client.post(reverse("people:competence_fill"))
    client.post(reverse("people:competence_add"), {"name": "Своя"})
    own = Competence.objects.get(name="Своя")

    client.post(reverse("people:competence_edit", args=[own.pk]), {"name": "Новая"})
    double = client.post(reverse("people:competence_edit", args=[own.pk]), {"name": "Методика урока"})

    own.refresh_from_db()
    assert own.name == "Новая"
    assert double.status_code == 422
