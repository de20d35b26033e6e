import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from audit.models import Entry
from common.russian import Case
from organizations.models import Membership
from people.models import Person
from people.services import change_name_forms, give_access, mark_left
from people.tests.factories import MenteeEntryFactory, MentorEntryFactory, PersonFactory


@pytest.fixture
def person(curator):
    return PersonFactory(organization=curator.organization, last_name="Шевченко")


def test_person_left_ends_open_stays_in_the_banks(curator, person):
    entries = [MenteeEntryFactory(person=person), MentorEntryFactory(person=person)]

    mark_left(person, on=dt.date(2026, 10, 1), by=curator)

    for row in [person, *entries]:
        row.refresh_from_db()
        assert row.left_on == dt.date(2026, 10, 1)
    entry = Entry.objects.get()
    assert (entry.action, entry.details["bank_entries_ended"]) == ("person.left", 2)


@pytest.mark.parametrize(
    ("on", "message"),
    [
        (dt.date(2026, 8, 1), "не раньше, чем вошёл"),
        (dt.date(2099, 1, 1), "ещё не наступила"),
    ],
)
def test_leaving_on_an_impossible_day_changes_nothing(curator, person, on, message):
    entry = MenteeEntryFactory(person=person)

    with pytest.raises(ValidationError, match=message):
        mark_left(person, on=on, by=curator)

    person.refresh_from_db()
    entry.refresh_from_db()
    assert (person.left_on, entry.left_on) == (None, None)
    assert not Entry.objects.exists()


def test_nobody_leaves_twice(curator, person):
    mark_left(person, on=dt.date(2026, 10, 1), by=curator)

    with pytest.raises(ValidationError, match="уже числится выбывшим"):
        mark_left(person, on=dt.date(2026, 10, 2), by=curator)

    person.refresh_from_db()
    assert person.left_on == dt.date(2026, 10, 1)


def test_forms_corrected_by_hand_are_used_and_the_others_stay(curator, person):
    person = change_name_forms(
        person,
        name_forms={Case.DATIVE: "Шевченке Ольге Николаевне"},
        position_forms={Case.GENITIVE: "учительницы математики"},
        by=curator,
    )

    assert person.decline(Case.DATIVE) == "Шевченке Ольге Николаевне"
    assert person.decline(Case.GENITIVE) == "Шевченко Ольги Николаевны"
    assert person.decline_position(Case.GENITIVE) == "учительницы математики"
    assert person.decline_position(Case.DATIVE) == "учителю математики"
    assert Entry.objects.get().details == {"name": ["dative"], "position": ["genitive"]}


def test_access_is_tied_to_the_card(curator, person):
    person = give_access(person, email="olga@example.org", by=curator)

    assert person.membership.role == "participant"
    assert (person.membership.user.name, person.email) == (person.full_name, "olga@example.org")


def test_access_opened_earlier_is_tied_and_not_doubled(curator, person):
    give_access(PersonFactory(organization=curator.organization), email="olga@example.org", by=curator)
    Person.objects.update(membership=None)

    give_access(person, email="Olga@example.org", by=curator)

    person.refresh_from_db()
    assert person.membership.user.email == "olga@example.org"
    assert Membership.objects.filter(role="participant").count() == 1


def test_access_of_one_person_is_not_given_to_another(curator, person):
    give_access(person, email="olga@example.org", by=curator)
    other = PersonFactory(organization=curator.organization)

    with pytest.raises(ValidationError, match="уже есть доступ"):
        give_access(other, email="olga@example.org", by=curator)
    with pytest.raises(ValidationError, match="уже открыт"):
        give_access(person, email="second@example.org", by=curator)

    other.refresh_from_db()
    assert other.membership is None
    assert Membership.objects.filter(role="participant").count() == 1


@pytest.mark.parametrize("words", ["семёнова", "СЕМЕНОВА", "ким анна", "Семёнова‐Ким", "физики анна"])
def test_search_finds_every_spelling(curator, words):
    found = PersonFactory(
        organization=curator.organization,
        last_name="Семёнова-Ким",
        first_name="Анна",
        position="учитель физики",
    )
    PersonFactory(organization=curator.organization, last_name="Громова")

    assert list(Person.objects.visible_to(curator).search(words)) == [found]


def test_people_stand_in_dictionary_order(curator):
    names = [("Ермолова", "Анна"), ("Ермолов", "Яков"), ("Ёлкина", "Вера"), ("Еремин-Ким", "Олег")]
    for last, first in names:
        PersonFactory(organization=curator.organization, last_name=last, first_name=first)

    order = Person.objects.visible_to(curator).values_list("last_name", flat=True)

    assert list(order) == ["Ёлкина", "Еремин-Ким", "Ермолов", "Ермолова"]


def test_participant_sees_the_own_card_only(mentor):
    PersonFactory(organization=mentor.organization)

    assert list(Person.objects.visible_to(mentor)) == [mentor.person]
