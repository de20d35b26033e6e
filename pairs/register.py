"""The pairs as a workbook, in the columns in which a school lists them (domain 3.6)."""

from django.db import transaction

from audit.services import record
from common.russian import date_dots
from common.table_writing import write_xlsx
from pairs.queries import people_of, rows_of
from people import gate
from people.models import Person

COLUMNS = [
    *("№", "Наставник", "Должность", "Наставляемые", "Должность (класс)", "Форма", "Вид", "Тема программы"),
    *("С", "По", "Состояние", "Итог"),
]
STOPPED = "данные не выгружаются: согласие отозвано"


@transaction.atomic
def write_register(pairs, *, by):
    """(bytes, name of the file). Who withdrew the consent to processing stands without a name (gate: EXPORT)."""
    rows = rows_of(pairs)
    people = {person.pk for row in rows for person in people_of(row.pair)}
    fine = gate.allowed(Person.objects.filter(pk__in=people), gate.Deed.EXPORT)
    allowed = set(fine.values_list("pk", flat=True))
    lines = [line_of(number, row, allowed) for number, row in enumerate(rows, 1)]
    record("pairs.exported", by.organization, by=by, rows=len(lines))
    return write_xlsx(
        "Пары и группы", COLUMNS, lines
    ), f"Пары и группы {date_dots(by.organization.today)}.xlsx"


def line_of(number, row, allowed):
    pair = row.pair
    return [
        number,
        *told([pair.mentor], allowed),
        *told(row.mentees, allowed),
        pair.get_form_display(),
        pair.get_kind_display(),
        pair.theme,
        pair.starts_on,
        pair.ends_on,
        pair.get_status_display(),
        "; ".join(filter(None, [pair.get_outcome_display(), pair.result])),
    ]


def told(persons, allowed):
    """Names and positions, one under another."""
    names = [person.full_name if person.pk in allowed else STOPPED for person in persons]
    positions = [person.position if person.pk in allowed else "" for person in persons]
    return ["\n".join(names), "\n".join(positions)]
