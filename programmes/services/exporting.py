"""The list of programmes as a workbook."""

from django.db import transaction

from audit.services import record
from common.russian import date_dots, done_of
from common.table_writing import write_xlsx
from pairs.queries import people_of
from people import gate
from people.models import Person

COLUMNS = ["№", "Наставник", "Наставляемые", "Форма", "Программа", "Вид", "С", "По", "Состояние", "Выполнено",
           "Утверждена"]  # fmt: skip
STOPPED = "данные не выгружаются: согласие отозвано"


@transaction.atomic
def write_register(lines, *, by):
    """(bytes, name of the file) of programmes.lists.Line; who withdrew the consent stands without a name (EXPORT)."""
    people = {person.pk for line in lines for person in people_of(line.pair)}
    fine = gate.allowed(Person.objects.filter(pk__in=people), gate.Deed.EXPORT)
    allowed = set(fine.values_list("pk", flat=True))
    rows = [cells_of(number, line, allowed) for number, line in enumerate(lines, 1)]
    record("programmes.exported", by.organization, by=by, rows=len(rows))
    return write_xlsx(
        "Программы пар", COLUMNS, rows
    ), f"Программы пар {date_dots(by.organization.today)}.xlsx"


def cells_of(number, line, allowed):
    programme, (mentor, *mentees) = line.programme, people_of(line.pair)
    who = [named([mentor], allowed), named(mentees, allowed), line.pair.get_form_display()]
    if programme is None:
        return [number, *who, "нет программы", "", line.pair.starts_on, line.pair.ends_on, "", "", ""]
    return [
        number, *who, programme.title, programme.get_kind_display(), programme.starts_on, programme.ends_on,
        programme.get_status_display(), done_of(line.done, line.total) if line.total else "", programme.approved_on,
    ]  # fmt: skip


def named(persons, allowed):
    return "\n".join(person.full_name if person.pk in allowed else STOPPED for person in persons)
