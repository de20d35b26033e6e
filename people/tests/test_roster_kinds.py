"""Lists of learners and partners, and our own export, as they are read."""

import datetime as dt
import time

import pytest

from people.roster import parse_roster
from people.roster_fields import OWN_HEADINGS
from people.roster_headings import find_header
from people.roster_samples import SAMPLES
from tests import corpus

TODAY = dt.date(2026, 11, 20)
LEARNERS = ["ФИО ученика", "Класс", "Дата рождения", "ФИО родителя", "Телефон родителя", "Почта родителя"]


def learner(*cells):
    (row,) = parse_roster([LEARNERS, list(cells)], TODAY, "learner").rows
    return row


def own(**cells):
    header = list(OWN_HEADINGS)
    row = [cells.get(field, "") for field in OWN_HEADINGS.values()]
    (row,) = parse_roster([header, row], TODAY).rows
    return row


@pytest.mark.parametrize(
    ("kind", "text", "field"),
    [
        ("employee", "Стаж работы в учреждении", "experience_here_years"),
        ("employee", "Пед. стаж в данной организации", "experience_here_years"),
        ("employee", "Дата присвоения кв. категории", "category_on"),
        ("employee", "Дата аттестации", "category_on"),
        ("employee", "Награды, звания", "awards"),
        ("employee", "Дата приёма на работу", "joined_on"),
        ("learner", "Класс", "position"),
        ("learner", "Группа", "position"),
        ("learner", "Класс (группа)", "position"),
        ("learner", "Специальность", "subject"),
        ("learner", "ФИО законного представителя", "representative"),
        ("learner", "ФИО родителя (законного представителя)", "representative"),
        ("learner", "Мать", "representative"),
        ("learner", "Телефон родителя", "representative_phone"),
        ("learner", "Контактный телефон представителя", "representative_phone"),
        ("learner", "E-mail представителя", "representative_email"),
        ("learner", "Кем приходится", "relation"),
        ("learner", "Телефон", "phone"),
        ("learner", "Дата рождения ребёнка", "birth_date"),
        ("partner", "Организация", "workplace"),
        ("partner", "Наименование организации", "workplace"),
        ("partner", "Место работы", "workplace"),
        ("partner", "Должность", "position"),
    ],
)
def test_heading_of_a_kind_is_found(kind, text, field):
    header = find_header([["Фамилия", "Имя", text]], kind)

    assert header.columns == {"last_name": 0, "first_name": 1, field: 2}
    assert header.unknown == []


@pytest.mark.parametrize("kind", SAMPLES)
def test_every_heading_of_a_sample_is_understood_and_its_example_is_nobody(kind):
    sample = SAMPLES[kind]

    roster = parse_roster([list(sample), list(sample.values())], TODAY, kind)

    assert (roster.unknown_headings, roster.rows, roster.skipped) == ([], [], 1)


@pytest.mark.parametrize("kind", SAMPLES)
def test_example_of_a_sample_would_be_read_without_problems(kind):
    sample = SAMPLES[kind]
    changed = [*sample.values()]
    changed[0] = "Новиков Пётр Ильич"

    (row,) = parse_roster([list(sample), changed], TODAY, kind).rows

    assert (row.problems, row.notes, row.kind) == ([], [], kind)


def test_learner_comes_with_the_representative():
    row = learner(
        "Белов Пётр Ильич", "9 «А»", "14.02.2012", "БЕЛОВА АННА СЕРГЕЕВНА", "89001112233", "a@b.example"
    )

    assert (row.values["position"], row.values["birth_date"]) == ("9 «А»", "2012-02-14")
    assert row.values["representative"] == {
        "last_name": "Белова",
        "first_name": "Анна",
        "patronymic": "Сергеевна",
        "phone": "+79001112233",
        "email": "a@b.example",
        "gender": "female",
        "relation": "mother",
    }


def test_learner_of_six_is_young_enough_and_an_employee_is_not():
    assert learner("Белов Пётр Ильич", "1", "14.02.2020").problems == []
    rows = [["ФИО", "Дата рождения"], ["Белов Пётр Ильич", "14.02.2020"]]
    assert "6 лет" in parse_roster(rows, TODAY).rows[0].problems[0]


@pytest.mark.parametrize("text", ["нет", "-", ""])
def test_learner_without_a_representative_is_taken(text):
    row = learner("Белов Пётр Ильич", "9", "", text)

    assert (row.problems, "representative" in row.values) == ([], False)


@pytest.mark.parametrize(
    ("name", "phone", "words"), [("Белова А. С.", "", "инициалы"), ("Белова Анна", "12", "Телефон «12»")]
)
def test_problem_of_the_representative_says_whose_it_is(name, phone, words):
    row = learner("Белов Пётр Ильич", "9", "", name, phone)

    assert row.problems[0].startswith("Представитель. ")
    assert words in row.problems[0]


@pytest.mark.parametrize(
    "name",
    ["=1+1", "ИВАНОВ", "иванов", "Иванов2", "И.", "Белoв", "None", "нет", "-", "Ли 😀", "_x0041_", "'=1"],
)
def test_own_export_is_read_to_the_letter(name):
    row = own(card="7", last_name=name, first_name=name, position=name, category=name, phone=name)

    assert row.problems == []
    assert row.card == 7
    assert {row.values[field] for field in ("last_name", "first_name", "position", "category", "phone")} == {
        name
    }


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("first_name", "", "Нет имени"),
        ("last_name", "Ж" * 81, "длиннее 80"),
        ("experience_years", "много", "непонятен"),
        ("experience_years", "101", "непонятен"),
        ("birth_date", "31.02.1990", "непонятна"),
        ("birth_date", "21.11.2026", "не наступила"),
        ("email", "нет", "почты"),
    ],
)
def test_own_export_spoilt_by_hand_is_a_problem(field, text, words):
    row = own(**{"last_name": "Белов", "first_name": "Олег", field: text})

    assert words in row.problems[0]


def test_own_export_says_who_each_one_is():
    assert own(last_name="Белов", first_name="Олег", kind="обучающийся").kind == "learner"
    assert own(last_name="Белов", first_name="Олег", kind="кто-то").kind == "employee"


def test_line_about_those_left_out_is_nobody():
    rows = [list(OWN_HEADINGS), ["Не вошли в файл: 2 человека, обработка их данных остановлена."]]

    roster = parse_roster(rows, TODAY)

    assert (roster.rows, roster.skipped) == ([], 1)


def test_ten_thousand_rows_are_parsed_quickly():
    rows, times = corpus.staff_rows(10_000), []
    for _ in range(3):
        start = time.monotonic()
        assert len(parse_roster(rows, TODAY).good) == 10_000
        times.append(time.monotonic() - start)

    assert min(times) <= 1.4
