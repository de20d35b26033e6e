"""Registers as files: which people, in which columns, which format. Only those whose data are processed."""

import datetime as dt
from dataclasses import dataclass, field

from django.http import QueryDict

from common.russian import counted, date_dots
from people.bank_filters import MenteeFilter, MentorFilter
from people.exports.banks import MENTEES, MENTORS, mentee_lines, mentor_lines
from people.exports.coverage import COLUMNS as COVERAGE
from people.exports.coverage import coverage_lines
from people.exports.people import COLUMNS, PAPER, paper_cells, person_cells
from people.exports.writing import FORMATS, written
from people.filters import PersonFilter
from people.gate import Deed, allowed
from people.models import MenteeEntry, MentorEntry, Person
from people.roster_fields import LEFT_OUT

__all__ = ["FORMATS", "PAPER_MAX", "REGISTERS", "Contents", "contents_of", "how_many", "written"]

PAPER_MAX = 1000  # rows of a PDF: more takes minutes to draw and nobody prints it


@dataclass(frozen=True)
class Register:
    """A list that can be handed out: its words, its page, and those of it whom a filter or ticks choose."""

    title: str
    page: str
    choose: object  # function(me, query, ids) -> query set whose `person_field` names people
    read: object  # function(me, chosen, query, is_paper) -> (columns, rows, ids of the people named)
    person: str = "pk"


@dataclass
class Contents:
    """What goes into the file."""

    name: str
    on: dt.date
    columns: list  # (heading, share of the width of a sheet)
    rows: list
    persons: list = field(default_factory=list)
    left_out: int = 0

    @property
    def title(self):
        return f"{self.name} {date_dots(self.on)}"

    @property
    def note(self):
        """The line below the table about those who are not in it."""
        if not self.left_out:
            return ""
        people = counted(self.left_out, "человек", "человека", "человек")
        return f"{LEFT_OUT}: {people}, обработка их данных остановлена."


def contents_of(key, me, *, query="", ids=(), is_paper=False):
    """The rows of a register now: the filter of its page or the ticked people, through the gate."""
    register = REGISTERS[key]
    chosen = register.choose(me, QueryDict(query), ids)
    fine = chosen.filter(**{f"{register.person}__in": allowed_ids(me)})
    columns, rows, persons = register.read(me, fine, QueryDict(query), is_paper)
    left_out = chosen.count() - fine.count()
    return Contents(register.title, me.organization.today, columns, rows, sorted(persons), left_out)


def how_many(key, me, *, query="", ids=()):
    return REGISTERS[key].choose(me, QueryDict(query), ids).count()


def allowed_ids(me):
    return (
        allowed(Person.objects.filter(organization=me.organization_id), Deed.EXPORT).order_by().values("pk")
    )


def persons_chosen(me, query, ids):
    persons = Person.objects.visible_to(me)
    return persons.filter(pk__in=ids) if ids else PersonFilter(query).narrow(persons, me.organization)


def read_persons(me, persons, query, is_paper):
    rows = paper_cells(persons) if is_paper else person_cells(persons)
    columns = (
        [(title, width) for title, width, _ in PAPER] if is_paper else [(title, 0) for title, _ in COLUMNS]
    )
    return columns, rows, persons.order_by().values_list("pk", flat=True)


def bank(title, page, model, bank_filter, table, lines_of):
    """One of the two banks as a register."""

    def choose(me, query, ids):
        entries = model.objects.visible_to(me)
        if ids:
            return entries.open().filter(person__in=ids)
        return bank_filter(query, membership=me).narrow(entries)

    def read(me, entries, query, is_paper):
        lines = lines_of(entries, me.organization)
        return *laid(table, lines, is_paper), set().union(*(line.named for line in lines))

    return Register(title, page, choose, read, person="person")


def read_coverage(me, persons, query, is_paper):
    lines = coverage_lines(me, query, persons)
    return *laid(COVERAGE, lines, is_paper), {line.person.pk for line in lines}


def covered(me, query, ids):
    persons = Person.objects.visible_to(me)
    return persons.filter(pk__in=ids) if ids else persons.filter(pk__in=members(me))


def members(me):
    mentees, mentors = (
        model.objects.visible_to(me).open().order_by().values("person_id")
        for model in (MenteeEntry, MentorEntry)
    )
    return mentees.union(mentors)


def laid(table, lines, is_paper):
    """(columns, rows) of those columns of a table that the paper has room for, or of all."""
    columns = [column for column in table if column[1] or not is_paper]
    return [column[:2] for column in columns], [[read(line) for _, _, read in columns] for line in lines]


REGISTERS = {
    "people": Register("Участники", "people:list", persons_chosen, read_persons),
    "mentees": bank("База наставляемых", "people:mentees", MenteeEntry, MenteeFilter, MENTEES, mentee_lines),
    "mentors": bank("База наставников", "people:mentors", MentorEntry, MentorFilter, MENTORS, mentor_lines),
    "coverage": Register("Согласия", "people:consents", covered, read_coverage),
}
