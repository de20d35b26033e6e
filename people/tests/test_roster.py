import datetime as dt

import pytest

from common.russian import normalise_search
from common.table_reading import read_table
from people.roster import RosterError, bad_rows_table, find_header, identity_key, parse_roster
from tests import corpus

TODAY = dt.date(2026, 11, 20)
HEADER = ["ФИО", "Должность", "Стаж", "Категория", "Телефон", "E-mail", "Дата рождения"]


def roster_of(*rows, header=HEADER):
    return parse_roster([header, *rows], TODAY)


def only_row(*cells):
    (row,) = roster_of(list(cells)).rows
    return row


def read_column(index, text):
    cells = ["Белов Олег Павлович", "", "", "", "", "", ""]
    cells[index] = text
    return only_row(*cells)


# The heading row


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Ф.И.О.", "full_name"),
        ("ф. и. о.", "full_name"),
        ("Фамилия, имя, отчество", "full_name"),
        ("Фамилия Имя\nОтчество работника", "full_name"),
        ("ФИО педагога", "full_name"),
        ("Cотрудник", "full_name"),
    ],
)
def test_name_heading_is_found(text, field):
    assert find_header([[text]]).columns == {field: 0}


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Занимаемая должность", "position"),
        ("ДОЛЖНОСТЬ", "position"),
        ("Преподаваемый предмет", "subject"),
        ("Группа", "subject"),
        ("Педагогический стаж", "experience_years"),
        ("Пед. стаж", "experience_years"),
        ("Стаж работы", "experience_years"),
        ("Квалификационная категория", "category"),
        ("Образование", "education"),
        ("Тел.", "phone"),
        ("Сотовый", "phone"),
        ("Контактный телефон", "phone"),
        ("Эл. почта", "email"),
        ("E-mail", "email"),
        ("Адрес электронной почты", "email"),
        ("Дата рождения", "birth_date"),
    ],
)
def test_heading_in_any_spelling_is_found(text, field):
    header = find_header([["№ п/п", text, "Ф.И.О.", "Табельный номер"]])

    assert header.columns == {field: 1, "full_name": 2}
    assert header.unknown == []


def test_header_is_found_under_title_rows_in_any_order():
    order = [9, 1, 3, 2, 8, 7, 0, 4, 5, 6]
    rows = [["Список педагогов (ФИО, должность)"], [], *corpus.staff_rows(2, order=order)]

    roster = parse_roster(rows, TODAY)

    assert roster.header.row_index == 2
    assert [row.number for row in roster.rows] == [4, 5]
    assert roster.rows[0].values["email"] == "teacher0@school.example"


def test_heading_of_two_rows_is_read_as_one():
    rows = [
        ["№", "ФИО", "", "", "Должность", "Стаж", ""],
        ["", "Фамилия", "Имя", "Отчество", "", "общий", "педагогический"],
        ["1", "Белов", "Олег", "Павлович", "учитель", "20", "12"],
    ]

    roster = parse_roster(rows, TODAY)

    assert roster.header.row_index == 1
    (row,) = roster.rows
    assert (row.values["last_name"], row.values["position"], row.values["experience_years"]) == (
        "Белов",
        "учитель",
        12,
    )


def test_pedagogical_experience_wins_over_the_general_one():
    header = find_header([["ФИО", "Общий стаж", "Стаж", "Пед. стаж"]])

    assert header.columns["experience_years"] == 3
    assert sorted(header.unknown) == ["Общий стаж", "Стаж"]


def test_unknown_headings_are_reported():
    assert roster_of(header=["ФИО", "Размер обуви"]).unknown_headings == ["Размер обуви"]


@pytest.mark.parametrize(
    "rows", [[], [["Белов Олег", "учитель"]], [[""]] * 30 + [HEADER], [["Фамилия", "Должность"]]]
)
def test_table_without_heading_is_refused_with_what_was_looked_for(rows):
    with pytest.raises(RosterError, match="«ФИО».*«Должность».*тридцати"):
        parse_roster(rows, TODAY)


def test_three_columns_of_names_are_read():
    rows = corpus.staff_rows(1, three_columns=True)

    (row,) = parse_roster(rows, TODAY).rows

    assert [row.values[name] for name in ("last_name", "first_name", "patronymic")] == rows[1][1:4]


# Rows


@pytest.mark.parametrize("build", [corpus.staff_xlsx, corpus.staff_ods, corpus.staff_csv, corpus.html_as_xls])
def test_whole_list_is_read_without_problems(build):
    roster = parse_roster(read_table(build(200)), TODAY)

    assert len(roster.good) == 200
    assert roster.rows[1].values == {
        "last_name": "Абрамова",
        "first_name": "Анна",
        "patronymic": "Александровна",
        "position": "учитель",
        "subject": "математика",
        "experience_years": 0,
        "category": "высшая",
        "education": "среднее профессиональное",
        "phone": "+79000000001",
        "email": "teacher1@school.example",
        "birth_date": "1960-01-01",
        "gender": "female",
        "is_gender_said": False,
        "experience_here_years": None,
        "category_on": None,
        "joined_on": None,
        "awards": "",
        "workplace": "",
    }


@pytest.mark.parametrize(
    "row",
    [
        ["Педагоги"],
        ["", "Администрация:"],
        ["Точные науки"],
        ["Итого: 25 человек"],
        ["Всего", "25"],
        ["1", "2", "3", "4"],
        HEADER,
        ["Директор", "____________", "Б.Б. Белов"],
    ],
)
def test_row_that_is_nobody_is_skipped_and_counted(row):
    roster = roster_of(row, [], ["", ""])

    assert (roster.rows, roster.skipped) == ([], 1)


@pytest.mark.parametrize("cells", [["Белов Олег"], ["БЕЛОВ ОЛЕГ ПАВЛОВИЧ"], ["Белов"]])
def test_lone_name_is_not_taken_for_a_section(cells):
    assert len(roster_of(cells).rows) == 1


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Алиев Мамед Гасан оглы", ("Алиев", "Мамед", "Гасан оглы", "male")),
        ("Алиева Лейла Гасан кызы", ("Алиева", "Лейла", "Гасан кызы", "female")),
        ("АЛИЕВ МАМЕД ГАСАН ОГЛЫ", ("Алиев", "Мамед", "Гасан оглы", "male")),
        ("Ли Ольга Сергеевна", ("Ли", "Ольга", "Сергеевна", "female")),
        ("О Ольга Сергеевна", ("О", "Ольга", "Сергеевна", "female")),
        ("Дюма Александр", ("Дюма", "Александр", "", "male")),
        ("ван Дейк Антон Петрович", ("ван Дейк", "Антон", "Петрович", "male")),
        ("Де Ла Круз Мария Ивановна", ("Де Ла Круз", "Мария", "Ивановна", "female")),
        ("ИВАНОВА-ПЕТРОВА АННА ПЕТРОВНА", ("Иванова-Петрова", "Анна", "Петровна", "female")),
        ("белов олег павлович", ("Белов", "Олег", "Павлович", "male")),
        ("д'Артаньян Шарль", ("д'Артаньян", "Шарль", "", "male")),
        ("Null Олег", ("Null", "Олег", "", "male")),
    ],
)
def test_full_name_is_split(text, parts):
    row = only_row(text)

    assert tuple(row.values[name] for name in ("last_name", "first_name", "patronymic", "gender")) == parts
    assert (row.problems, row.notes) == ([], [])


@pytest.mark.parametrize(
    ("text", "surname", "note"),
    [
        ("Белoв Oлег Пaвлович", "Белов", "Латинские буквы"),
        ("O Ольга Сергеевна", "О", "Латинские буквы"),
        ("Ольга Сергеевна Ли", "Ли", "порядок исправлен"),
        ("Салтыкова Щедрина Анна Ивановна", "Салтыкова", "Проверьте имя"),
    ],
)
def test_doubtful_name_is_taken_with_a_note(text, surname, note):
    row = only_row(text)

    assert row.values["last_name"] == surname
    assert row.problems == []
    assert note in row.notes[0]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "Нет имени: напишите фамилию и имя полностью."),
        ("Белов", "Нет имени: напишите фамилию и имя полностью."),
        ("Белов О.П.", "инициалы"),
        ("Белов О. П.", "инициалы"),
        ("О.П. Белов", "инициалы"),
        ("Белов Олег П.", "инициалы"),
        ("Белов2 Олег", "цифры: «Белов2 Олег»"),
        ("Ж" * 81 + " Олег", "длиннее 80"),
    ],
)
def test_name_that_cannot_stand_on_a_paper_is_a_problem(text, problem):
    row = only_row(text, "учитель", "5")

    assert len(row.problems) == 1
    assert problem in row.problems[0]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("3 года", 3),
        ("менее 1 года", 0),
        ("12 л. 4 мес.", 12),
        ("0", 0),
        ("1,5", 1),
        ("5 мес.", 0),
        ("70", 70),
        ("", None),
    ],
)
def test_experience_is_full_years(text, years):
    row = read_column(2, text)

    assert (row.values["experience_years"], row.problems) == (years, [])


@pytest.mark.parametrize("text", ["71", "2015", "01.09.2015", "много", "-5"])
def test_impossible_experience_is_a_problem(text):
    row = read_column(2, text)

    assert row.values["experience_years"] is None
    assert f"Стаж «{text}»" in row.problems[0]


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("высшая", "высшая"),
        ("ВКК", "высшая"),
        ("Высшая кв. категория", "высшая"),
        ("первая", "первая"),
        ("1 кв. кат.", "первая"),
        ("I категория", "первая"),
        ("соответствие", "соответствие занимаемой должности"),
        ("СЗД", "соответствие занимаемой должности"),
        ("без категории", ""),
        ("нет", ""),
        ("-", ""),
        ("педагог-методист", "педагог-методист"),
        ("Наставник", "педагог-наставник"),
    ],
)
def test_category_is_said_in_one_way(text, category):
    row = read_column(3, text)

    assert (row.values["category"], row.notes) == (category, [])


def test_unknown_category_is_left_empty_with_a_note():
    row = read_column(3, "молодой специалист")

    assert (row.values["category"], row.problems) == ("", [])
    assert "«молодой специалист»" in row.notes[0]


@pytest.mark.parametrize(
    "text", ["8 (900) 123-45-67", "+7 900 123 45 67", "9001234567", "89001234567", "8-900-123-45-67 доб. 12"]
)
def test_phone_is_brought_to_one_form(text):
    assert read_column(4, text).values["phone"] == "+79001234567"


@pytest.mark.parametrize("text", ["45-67-89", "8900123456", "+375291234567", "спросить"])
def test_phone_that_nobody_can_call_is_a_problem(text):
    assert f"Телефон «{text}»" in read_column(4, text).problems[0]


@pytest.mark.parametrize(
    "text", ["White.O@school.example", "mailto:white.o@school.example", "white.o@школа.рф"]
)
def test_email_is_taken(text):
    row = read_column(5, text)

    assert row.values["email"].startswith("white.o@")
    assert row.problems == []


@pytest.mark.parametrize(
    "text", ["white@", "white.school.example", "white o@school.example", "a@b", "белов@school.example"]
)
def test_malformed_email_is_a_problem_that_shows_it(text):
    assert f"«{text}»" in read_column(5, text).problems[0]


@pytest.mark.parametrize(
    "text", ["05.09.1985", "5.9.85", "1985-09-05", "5 сентября 1985 г.", "05.09.1985 00:00"]
)
def test_birth_date_is_read(text):
    row = read_column(6, text)

    assert (row.values["birth_date"], row.problems) == ("1985-09-05", [])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("21.11.2026", "не наступила"),
        ("21.11.2012", "13 лет"),
        ("01.01.1925", "101 лет"),
        ("31.02.1990", "непонятна"),
        ("1985", "непонятна"),
    ],
)
def test_impossible_birth_date_is_a_problem(text, problem):
    assert problem in read_column(6, text).problems[0]


def test_fourteenth_birthday_is_old_enough():
    assert read_column(6, "20.11.2012").problems == []


# Who is who


def test_repeat_names_the_first_row():
    roster = roster_of(["Белов Олег", "учитель"], [], ["БЕЛОВ  олег", "Учитель"])

    assert roster.rows[0].problems == []
    assert "Повтор строки 2" in roster.rows[1].problems[0]


def test_namesakes_with_different_positions_are_two_people():
    assert len(roster_of(["Белов Олег", "учитель"], ["Белов Олег", "методист"]).good) == 2


def test_corrected_row_below_a_bad_one_is_no_repeat():
    roster = roster_of(["Белов Олег", "учитель", "100"], ["Белов Олег", "учитель", "10"])

    assert [len(row.problems) for row in roster.rows] == [1, 0]


def test_identity_key_is_the_normalised_full_name_and_position():
    values = {"last_name": "Муравьёв", "first_name": "Пётр", "patronymic": "", "position": "Учитель–логопед"}

    assert identity_key(values) == normalise_search("Муравьёв Пётр") + "|" + normalise_search(
        "Учитель–логопед"
    )


def test_bad_rows_come_back_as_they_were_with_what_to_correct():
    roster = roster_of(["Белов Олег", "учитель"], ["Громов Г.", "методист"])

    header, rows = bad_rows_table(roster)

    assert header == [*HEADER, "Что исправить"]
    assert rows == [["Громов Г.", "методист", "", "", "", "", "", *roster.rows[1].problems]]
