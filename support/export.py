"""The list of those without a pair as a file, among the registers of people (people/exports): dates, never notes."""

from people.exports import REGISTERS, Register, laid
from people.exports.cells import day
from people.visibility import REGISTERS as NAMES
from support.filters import SupportFilter
from support.models import SupportCase
from support.queries import rows_of, with_facts

COLUMNS = [
    ("№", 4, lambda line: line.number),
    ("ФИО", 18, lambda line: line.row.person.full_name),
    ("Должность (класс, группа)", 16, lambda line: line.row.person.position),
    ("Запрос", 18, lambda line: "; ".join(line.row.requests)),
    ("Без пары с", 8, lambda line: day(line.row.since)),
    ("Ждёт, дней", 6, lambda line: str(line.row.days)),
    ("Поддержка открыта", 0, lambda line: day(line.row.case.opened_on)),
    ("Вид поддержки", 0, lambda line: line.row.case.get_kind_display()),
    ("Специалист", 10, lambda line: str(line.row.case.specialist.user) if line.row.case.specialist else ""),
    ("Последняя встреча", 10, lambda line: line.row.last_words),
    ("Что дальше", 0, lambda line: line.row.steps_words),
    ("Состояние", 10, lambda line: line.row.state[1]),
    ("Закрыта", 0, lambda line: day(line.row.case.closed_on)),
]


class SupportLine:
    """A numbered line of the file."""

    def __init__(self, number, row):
        self.number, self.row = str(number), row


def choose(me, query, ids):
    cases = SupportCase.objects.visible_to(me)
    return cases.open().filter(person__in=ids) if ids else SupportFilter(query).narrow(cases, me)


def read(me, cases, query, is_paper):
    rows = rows_of(with_facts(cases), me.organization.today)
    lines = [SupportLine(number, row) for number, row in enumerate(rows, 1)]
    return *laid(COLUMNS, lines, is_paper), {row.person.pk for row in rows}


REGISTERS["support"] = Register("Без пары", "support:list", choose, read, person="person")
NAMES["support"] = "наставляемые без пары"
