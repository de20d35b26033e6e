"""A list about people who are known: what it changes, what it leaves alone, whom it takes for whom."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from audit.models import Entry
from people.models import Person, PersonChange
from people.services import choose_lines, commit_roster
from people.services.imports import plan_of
from people.tests.factories import PersonFactory
from people.tests.lists import read, take

HEADER = ["ФИО", "Должность", "Стаж", "Категория", "Телефон", "E-mail", "Дата рождения"]
NAME = "Белов Олег Павлович"


@pytest.fixture
def known(curator):
    return PersonFactory(
        organization=curator.organization, last_name="Белов", first_name="Олег", patronymic="Павлович",
        gender="male", position="учитель химии", category="первая", phone="+79001112233",
        email="belov@school.example", education="высшее", birth_date=dt.date(1980, 5, 9),
    )  # fmt: skip


def look(*rows, curator):
    return read([list(row) for row in rows], curator, header=HEADER)


def only_line(roster):
    (line,) = plan_of(roster).lines
    return line


def test_changed_fields_are_shown_old_and_new_and_then_written(curator, known):
    roster = look((NAME, "учитель химии", "12", "высшая", "8 900 222-33-44"), curator=curator)

    line = only_line(roster)
    commit_roster(roster, by=curator)

    known.refresh_from_db()
    assert (line.verdict, line.person) == ("updated", known.pk)
    assert line.changes == {
        "experience_years": [None, 12],
        "category": ["первая", "высшая"],
        "phone": ["+79001112233", "+79002223344"],
    }
    assert (known.experience_years, known.category, known.phone) == (12, "высшая", "+79002223344")
    assert (known.education, known.email) == ("высшее", "belov@school.example")
    entry = Entry.objects.get(action="roster.imported")
    assert entry.details == {"added": 0, "updated": 1, "known": 0, "bad": 0, "persons": [known.pk]}


def test_new_category_is_kept_in_the_history_of_the_card(curator, known):
    commit_roster(look((NAME, "учитель химии", "12", "высшая"), curator=curator), by=curator)

    change = PersonChange.objects.get(person=known)
    assert (change.before, change.after) == ({"category": "первая"}, {"category": "высшая"})
    assert (change.changed_on, change.recorded_by) == (curator.organization.today, curator.user)


def test_correction_of_a_phone_is_no_history(curator, known):
    commit_roster(look((NAME, "учитель химии", "", "", "8 900 222-33-44"), curator=curator), by=curator)

    assert not PersonChange.objects.exists()


def test_same_words_in_other_letters_change_nothing(curator, known):
    row = (
        "БЕЛОВ ОЛЕГ ПАВЛОВИЧ",
        "Учитель  Химии",
        "",
        "1 кв. кат.",
        "8(900)111-22-33",
        "BELOV@School.example",
    )

    roster = take([list(row)], curator, header=HEADER)

    known.refresh_from_db()
    assert (roster.updated, roster.known) == (0, 1)
    assert (known.last_name, known.position, known.email) == (
        "Белов",
        "учитель химии",
        "belov@school.example",
    )


@pytest.mark.parametrize(
    "proof",
    [
        {"phone": "8 900 111-22-33"},
        {"email": "Belov@school.example"},
        {"born": "09.05.1980"},
    ],
)
def test_changed_position_is_the_same_person_by_one_proof(curator, known, proof):
    row = (NAME, "завуч", "", "", proof.get("phone", ""), proof.get("email", ""), proof.get("born", ""))

    roster = commit_roster(look(row, curator=curator), by=curator)

    known.refresh_from_db()
    assert (roster.added, roster.updated) == (0, 1)
    assert known.position == "завуч"
    assert known.identity == "белов олег павлович|завуч"
    assert known.changes.get().before == {"position": "учитель химии"}


def test_changed_position_drops_its_corrected_forms_into_the_history(curator, known):
    Person.objects.filter(pk=known.pk).update(position_forms={"genitive": "учителя химии"})

    commit_roster(look((NAME, "завуч", "", "", "8 900 111-22-33"), curator=curator), by=curator)

    known.refresh_from_db()
    assert known.position_forms == {}
    assert known.changes.get().before["position_forms"] == {"genitive": "учителя химии"}


def test_unticked_field_stays_as_it_is(curator, known):
    roster = look((NAME, "учитель химии", "12", "высшая"), curator=curator)

    choose_lines(roster, {2: ["category"]}, by=curator)
    commit_roster(roster, by=curator)

    known.refresh_from_db()
    assert (known.experience_years, known.category) == (12, "первая")


def test_line_without_ticks_does_nothing(curator, known):
    roster = look((NAME, "учитель химии", "12"), ("Громов Пётр", "сторож"), curator=curator)

    chosen = choose_lines(roster, {2: ["experience_years"], 3: "skip"}, by=curator)
    done = commit_roster(roster, by=curator)

    known.refresh_from_db()
    assert (chosen.added, chosen.updated) == (done.added, done.updated) == (0, 0)
    assert known.experience_years is None
    assert Person.objects.count() == 1


def test_choice_after_the_commit_is_refused(curator, known):
    roster = take([[NAME, "учитель химии", "12"]], curator, header=HEADER)

    with pytest.raises(ValidationError, match="уже загружен"):
        choose_lines(roster, {2: "skip"}, by=curator)


# Namesakes


def test_namesake_is_added_as_another_person_unless_told_otherwise(curator, known):
    roster = look((NAME, "завуч"), curator=curator)

    line = only_line(roster)
    done = commit_roster(roster, by=curator)

    assert (line.verdict, line.adds, line.notes) == ("namesake", True, ["Полный тёзка: учитель химии."])
    assert (done.added, Person.objects.count()) == (1, 2)


def test_namesake_told_to_be_the_same_changes_the_card(curator, known):
    roster = look((NAME, "завуч", "12"), curator=curator)

    choose_lines(roster, {2: str(known.pk)}, by=curator)
    done = commit_roster(roster, by=curator)

    known.refresh_from_db()
    assert (done.added, done.updated, Person.objects.count()) == (0, 1, 1)
    assert (known.position, known.experience_years) == ("завуч", 12)


def test_two_rows_told_to_be_one_card_change_it_once(curator, known):
    roster = look((NAME, "завуч"), (NAME, "методист"), curator=curator)

    choose_lines(roster, {2: str(known.pk), 3: str(known.pk)}, by=curator)
    done = commit_roster(roster, by=curator)

    known.refresh_from_db()
    assert (done.updated, known.position) == (1, "завуч")
    assert "уже изменила" in plan_of(done).of("late")[0].problems[0]


@pytest.mark.parametrize("position", ["", "учитель химии"])
def test_row_that_may_be_the_known_one_waits_for_a_word(curator, known, position):
    """Without a position, or with another birth date: nobody is doubled and nobody is overwritten by himself."""
    row = (NAME, position, "", "", "", "", "" if not position else "01.01.1990")

    roster = look(row, curator=curator)
    line = only_line(roster)
    done = commit_roster(roster, by=curator)

    assert (line.verdict, line.adds) == ("namesake", False)
    assert (done.added, done.updated, Person.objects.count()) == (0, 0, 1)


def test_second_position_of_one_person_waits_for_a_word(curator):
    rows = [(NAME, "учитель", "", "", "89001112233"), (NAME, "методист", "", "", "89001112233")]

    roster = look(*rows, curator=curator)

    assert [(line.verdict, line.adds) for line in plan_of(roster).lines] == [
        ("namesake", True),
        ("namesake", False),
    ]


def test_card_of_another_kind_is_somebody_else(curator, known):
    Person.objects.filter(pk=known.pk).update(kind="parent")

    roster = look((NAME, "учитель химии"), curator=curator)

    assert only_line(roster).verdict == "new"


# People whose data are not processed, cards that are nobody's


@pytest.mark.parametrize("position", ["учитель химии", "завуч"])
def test_stopped_person_is_named_and_left_alone(curator, known, position):
    Person.objects.filter(pk=known.pk).update(processing_stopped_on=dt.date(2026, 11, 1))

    roster = look((NAME, position, "12", "", "8 900 111-22-33"), curator=curator)
    line = only_line(roster)
    commit_roster(roster, by=curator)

    known.refresh_from_db()
    assert line.verdict == "bad"
    assert "обработка данных остановлена" in line.problems[0]
    assert (known.experience_years, Person.objects.count()) == (None, 1)
    assert roster.roster["bad_rows"][0][-1] == line.problems[0]


def test_namesake_of_a_stopped_person_is_not_added_silently(curator, known):
    Person.objects.filter(pk=known.pk).update(processing_stopped_on=dt.date(2026, 11, 1))

    line = only_line(look((NAME, "завуч"), curator=curator))

    assert (line.verdict, line.adds, line.candidates) == ("namesake", False, [])
    assert "Согласие отозвано" in line.notes[0]


def test_merged_card_is_known_and_stays(curator, known):
    kept = PersonFactory(organization=curator.organization, last_name="Белов-Ким", position="учитель химии")
    Person.objects.filter(pk=known.pk).update(merged_into=kept)

    line = only_line(look((NAME, "учитель химии", "12"), curator=curator))

    assert (line.verdict, line.changes) == ("same", {})


def test_person_who_left_is_corrected_with_a_word(curator, known):
    Person.objects.filter(pk=known.pk).update(left_on=dt.date(2026, 10, 1))

    line = only_line(look((NAME, "учитель химии", "12"), curator=curator))

    assert line.verdict == "updated"
    assert "выбывшим" in line.notes[0]


def test_day_of_joining_after_the_day_of_leaving_is_passed_over(curator, known):
    Person.objects.filter(pk=known.pk).update(left_on=dt.date(2020, 10, 1))

    take([[NAME, "учитель химии", "01.09.2022"]], curator, header=["ФИО", "Должность", "Дата приёма"])

    known.refresh_from_db()
    assert known.joined_on is None


# Between preview and commit


def test_card_edited_meanwhile_is_told_and_left_alone(curator, known):
    roster = look((NAME, "учитель химии", "12"), curator=curator)
    Person.objects.filter(pk=known.pk).update(experience_years=11)

    done = commit_roster(roster, by=curator)

    known.refresh_from_db()
    assert (known.experience_years, done.updated) == (11, 0)
    assert "сведения об этом человеке изменились" in plan_of(done).of("late")[0].problems[0]


def test_consent_withdrawn_meanwhile_stops_the_line(curator, known):
    roster = look((NAME, "учитель химии", "12"), curator=curator)
    Person.objects.filter(pk=known.pk).update(processing_stopped_on=dt.date(2026, 11, 1))

    done = commit_roster(roster, by=curator)

    known.refresh_from_db()
    assert known.experience_years is None
    assert "Согласие отозвано" in plan_of(done).of("late")[0].problems[0]


def test_nobody_outside_the_list_is_touched(curator, known, stranger):
    other = PersonFactory(organization=curator.organization, last_name="Громов", experience_years=3)
    foreign = PersonFactory(organization=stranger.organization, last_name="Белов", position="учитель химии")

    take([[NAME, "учитель химии", "12"]], curator, header=HEADER)

    other.refresh_from_db()
    foreign.refresh_from_db()
    assert (other.experience_years, foreign.experience_years) == (3, None)
