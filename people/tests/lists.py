"""Staff lists as files, for tests of the import."""

from common.table_writing import write_xlsx
from people.services import commit_roster, preview_roster

HEADER = ["ФИО", "Должность", "Стаж"]


def staff_list(rows):
    return write_xlsx("Работники", HEADER, rows)


def many(count, bad=0):
    """`count` rows of different people, the first `bad` of them with an experience that is no number."""
    return [
        [
            f"Лебедева{letters(number)} Ольга Николаевна",
            "учитель математики",
            "много" if number < bad else "7",
        ]
        for number in range(count)
    ]


def letters(number):
    """A number in letters, for a surname has no digits."""
    return "".join("абвгдежзик"[int(digit)] for digit in str(number))


def read(rows, curator, *, header=HEADER, kind="employee"):
    """The preview of a list with this heading."""
    data = write_xlsx("Список", header, rows)
    return preview_roster(curator.organization, data=data, file_name="Список.xlsx", by=curator, kind=kind)


def take(rows, curator, **options):
    return commit_roster(read(rows, curator, **options), by=curator)
