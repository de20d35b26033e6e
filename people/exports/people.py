"""All people of an institution, in columns that come in again by the import to the letter."""

from common.russian import date_dots
from people.models import Person
from people.roster_fields import DATES, OWN_HEADINGS

KINDS, GENDERS = dict(Person.Kind.choices), dict(Person.Gender.choices)
COLUMNS = [*((heading, field) for heading, field in OWN_HEADINGS.items()), ("Выбыл", "left_on")]
FIELDS = ["pk" if field == "card" else field for _, field in COLUMNS]
# The sheet of paper has room for less: heading, share of its width, cell by the fields of the row.
PAPER = [
    ("№", 4, lambda row: row["number"]),
    ("ФИО", 17, lambda row: " ".join(filter(None, (row["last_name"], row["first_name"], row["patronymic"])))),
    ("Кто это", 9, lambda row: row["kind"]),
    ("Должность (класс, группа)", 15, lambda row: row["position"]),
    ("Предмет, группа", 11, lambda row: row["subject"]),
    ("Педагогический стаж", 8, lambda row: row["experience_years"]),
    ("Категория", 10, lambda row: row["category"]),
    ("Контактные данные", 17, lambda row: ", ".join(filter(None, (row["phone"], row["email"])))),
    ("Дата рождения", 9, lambda row: row["birth_date"]),
]


def person_cells(persons):
    """The rows of the table as texts: by values, for ten thousand objects cost a second."""
    readers = [READERS.get(field, plain) for field in FIELDS]
    return [
        [read(value) for read, value in zip(readers, values, strict=True)]
        for values in persons.values_list(*FIELDS)
    ]


def paper_cells(persons):
    rows = []
    for number, cells in enumerate(person_cells(persons), 1):
        row = dict(zip(FIELDS, cells, strict=True), number=str(number))
        rows.append([read(row) for _, _, read in PAPER])
    return rows


def plain(value):
    return "" if value is None else value if type(value) is str else str(value)


def as_date(value):
    return date_dots(value) if value else ""


READERS = {
    "kind": KINDS.get,
    "gender": lambda value: GENDERS.get(value, ""),
    "left_on": as_date,
    **dict.fromkeys(DATES, as_date),
}
