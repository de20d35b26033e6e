"""The two registers as files, with the usual columns of the forms of Р-145 that are kept here."""

from common.russian import date_dots
from common.table_writing import write_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MENTEES = [
    *("№", "ФИО наставляемого", "Контактные данные", "Год рождения", "Должность", "Педагогический стаж"),
    *("Основной запрос", "Дата вхождения в программу", "ФИО наставника", "Форма наставничества"),
    *("Согласие на обработку", "Согласие на участие"),
]
MENTORS = [
    *("№", "ФИО наставника", "Контактные данные", "Должность", "Категория", "Основные компетенции"),
    *("Важные для программы достижения", "Ресурс времени на программу", "Дата вхождения в программу"),
    *("Наставляемых сейчас", "Может вести", "Согласие на обработку", "Согласие на обязанности"),
]


def mentees_xlsx(rows):
    return write_xlsx(
        "База наставляемых", MENTEES, [mentee_cells(number, row) for number, row in enumerate(rows, 1)]
    )


def mentors_xlsx(rows):
    return write_xlsx(
        "База наставников", MENTORS, [mentor_cells(number, row) for number, row in enumerate(rows, 1)]
    )


def mentee_cells(number, row):
    person = row.entry.person
    return [
        number,
        person.full_name,
        contacts(person),
        person.birth_date.year if person.birth_date else "",
        person.position,
        person.experience_years,
        "; ".join(request.text for request in row.entry.requests.all()),
        date_dots(row.entry.entered_on),
        ", ".join(member.pair.mentor.full_name for member in row.members),
        ", ".join(dict.fromkeys(member.pair.get_form_display() for member in row.members)),
        signed(row.processing),
        signed(row.duty),
    ]


def mentor_cells(number, row):
    entry, person = row.entry, row.entry.person
    return [
        number,
        person.full_name,
        contacts(person),
        person.position,
        person.category,
        "; ".join(competence.name for competence in entry.competences.all()),
        entry.achievements,
        entry.time_resource,
        date_dots(entry.entered_on),
        row.taken,
        entry.capacity,
        signed(row.processing),
        signed(row.duty),
    ]


def contacts(person):
    return ", ".join(filter(None, [person.phone, person.email]))


def signed(consent):
    return date_dots(consent.signed_on) if consent and consent.signed_on else ""
