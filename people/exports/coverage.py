"""Who has signed which consent and what is missing: the table of the page, a line for each consent asked."""

from people.coverage import coverage
from people.coverage_filter import STATES, NeedFilter
from people.exports.cells import day

COLUMNS = [
    ("№", 4, lambda line: line.number),
    ("ФИО", 22, lambda line: line.person.full_name),
    ("Должность (класс, группа)", 18, lambda line: line.person.position),
    ("Согласие", 16, lambda line: line.need.label),
    ("Состояние", 14, lambda line: state(line.need)),
    ("Подписано", 8, lambda line: day(line.need.consent and line.need.consent.signed_on)),
    ("Действует до", 8, lambda line: day(line.need.consent and line.need.consent.expires_on)),
    ("Редакция текста", 10, lambda line: version(line.need)),
]


class CoverageLine:
    """One consent of one person."""

    def __init__(self, number, person, need):
        self.number, self.person, self.need = str(number), person, need


def coverage_lines(me, query, persons):
    rows = NeedFilter(query).narrow(coverage(me, persons))
    needs = [(row.person, need) for row in rows for need in [*row.demanded, *offered(row)]]
    return [CoverageLine(number, *need) for number, need in enumerate(needs, 1)]


def offered(row):
    """A consent that is only offered stands in the table once it was given or asked for."""
    return [need for need in row.needs.values() if need not in row.demanded and need.paper]


def state(need):
    return STATES["expiring"] if need.is_expiring else STATES[need.state]


def version(need):
    return f"№ {need.paper.text.number}" if need.paper else ""
