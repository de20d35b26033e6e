"""Lists of learners with their representatives, and of partners."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from people.models import Person, Representation
from people.services import choose_lines, commit_roster
from people.services.imports import plan_of
from people.tests.factories import PersonFactory
from people.tests.lists import read, take

HEADER = ["ФИО ученика", "Класс", "Дата рождения", "ФИО родителя", "Телефон родителя", "Почта родителя"]
MOTHER = ("Белова Анна Сергеевна", "8 900 111-22-33", "belova@mail.example")


def child(name="Пётр", school_class="9 «А»", parent=MOTHER):
    return [f"Белов {name} Ильич", school_class, "14.02.2012", *parent]


def look(curator, *rows):
    return read(list(rows), curator, header=HEADER, kind="learner")


def bring(curator, *rows):
    return take(list(rows), curator, header=HEADER, kind="learner")


def parents():
    return Person.objects.filter(kind="parent")


def test_learner_and_representative_come_in_tied(curator):
    roster = bring(curator, child())

    learner, parent = Person.objects.get(kind="learner"), parents().get()
    row = Representation.objects.get()
    assert (roster.added, roster.updated) == (1, 0)
    assert (learner.position, learner.birth_date) == ("9 «А»", dt.date(2012, 2, 14))
    assert (parent.full_name, parent.phone, parent.email) == (MOTHER[0], "+79001112233", MOTHER[2])
    assert (row.learner, row.representative, row.relation) == (learner, parent, "mother")
    assert (parent.search, parent.identity) == ("белова0анна0сергеевна", "белова анна сергеевна|")


def test_parent_of_two_children_is_one_person(curator):
    bring(curator, child("Пётр"), child("Иван", parent=(MOTHER[0], "", "")), child("Глеб", parent=MOTHER))

    assert parents().get().represents.count() == 3


def test_two_parents_of_one_name_are_told_apart_by_the_phone(curator):
    bring(curator, child("Пётр"), child("Иван", parent=(MOTHER[0], "8 900 999-99-99", "")))

    assert sorted(parents().values_list("phone", flat=True)) == ["+79001112233", "+79009999999"]


def test_parent_of_whom_there_are_two_is_asked_about(curator):
    rows = [child("Пётр"), child("Иван", parent=(MOTHER[0], "8 900 999-99-99", ""))]

    roster = look(curator, *rows, child("Глеб", parent=(MOTHER[0], "", "")))

    bad = plan_of(roster).of("bad")
    assert [line.number for line in bad] == [4]
    assert "несколько" in bad[0].problems[0]


def test_same_list_again_changes_nothing(curator):
    rows = [child("Пётр"), child("Иван"), child("Глеб", parent=(MOTHER[0], "8 900 999-99-99", ""))]
    bring(curator, *rows)

    again = bring(curator, *rows)

    assert (again.added, again.updated, again.known) == (0, 0, 3)
    assert (Person.objects.count(), Representation.objects.count()) == (5, 3)


def test_known_learner_gets_the_representative_and_the_phone_is_corrected(curator):
    bring(curator, child(parent=("", "", "")))
    first = look(curator, child())
    shown = plan_of(first).lines[0]
    commit_roster(first, by=curator)

    bring(curator, child(parent=(MOTHER[0], "8 900 222-33-44", MOTHER[2])))

    assert (shown.verdict, shown.changes) == ("updated", {"representative": ["", MOTHER[0]]})
    assert parents().get().phone == "+79002223344"
    assert Representation.objects.count() == 1


def test_unticked_representative_is_not_made(curator):
    bring(curator, child(parent=("", "", "")))
    roster = look(curator, child(school_class="9 «А»"))

    choose_lines(roster, {2: ["representative"]}, by=curator)
    commit_roster(roster, by=curator)

    assert not parents().exists()


def test_skipped_learner_brings_no_representative(curator):
    roster = look(curator, child(), child("Иван", parent=("Громова Анна Ильинична", "", "")))

    choose_lines(roster, {2: "skip"}, by=curator)
    commit_roster(roster, by=curator)

    assert [str(parent) for parent in parents()] == ["Громова\xa0А.\xa0И."]


def test_representative_whose_data_are_not_processed_stops_the_line(curator):
    parent = PersonFactory(
        organization=curator.organization, kind="parent", last_name="Белова", first_name="Анна",
        patronymic="Сергеевна", position="", processing_stopped_on=dt.date(2026, 11, 1),
    )  # fmt: skip

    roster = bring(curator, child())

    assert (roster.added, roster.bad) == (0, 1)
    assert "отозвал согласие" in plan_of(roster).lines[0].problems[0]
    assert list(parents()) == [parent]


def test_learner_who_left_gets_no_representative(curator):
    bring(curator, child(parent=("", "", "")))
    Person.objects.update(left_on=dt.date(2026, 6, 1))

    roster = bring(curator, child())

    assert (roster.updated, Representation.objects.exists()) == (0, False)


def test_moved_up_class_is_kept_in_the_history(curator):
    bring(curator, child(school_class="8 «А»"))

    roster = bring(curator, child(school_class="9 «А»"))

    learner = Person.objects.get(kind="learner")
    assert (roster.updated, learner.position) == (1, "9 «А»")
    assert learner.changes.get().before == {"position": "8 «А»"}


def test_partner_comes_with_the_place_of_work(curator):
    header = ["ФИО", "Организация", "Должность", "Телефон"]

    take(
        [["Громов Олег Ильич", "АО «Завод»", "технолог", "89001112233"]],
        curator,
        header=header,
        kind="partner",
    )

    person = Person.objects.get()
    assert (person.kind, person.workplace, person.position) == ("partner", "АО «Завод»", "технолог")


@pytest.mark.parametrize("kind", ["employee", "partner"])
def test_list_of_learners_at_another_door_is_named(curator, kind):
    with pytest.raises(ValidationError, match="Похоже, это список обучающихся"):
        read([child()], curator, header=HEADER, kind=kind)

    assert not Person.objects.exists()
