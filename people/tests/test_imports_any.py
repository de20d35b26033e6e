"""Any table at all: the import never falls, and what the preview showed is what the commit did."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.russian import clean_text
from common.table_reading import _clean
from organizations.models import Role
from organizations.tests.factories import MembershipFactory
from people.models import Person, Representation, RosterImport
from people.roster import RosterError, parse_roster
from people.services import commit_roster
from people.services.imports import known_people, make_plan, plan_of

pytestmark = pytest.mark.django_db
HEADINGS = {
    "employee": [
        "ФИО",
        "Должность",
        "Предмет",
        "Стаж",
        "Категория",
        "Телефон",
        "E-mail",
        "Дата рождения",
        "Награды",
    ],
    "learner": [
        "ФИО",
        "Класс",
        "Дата рождения",
        "Телефон",
        "ФИО родителя",
        "Телефон родителя",
        "Почта родителя",
    ],
    "partner": ["Фамилия", "Имя", "Отчество", "Организация", "Должность", "Телефон"],
}
NAMES = [
    "Белов Олег",
    "БЕЛОВ ОЛЕГ",
    "Белов Олег Павлович",
    "Белoв Олег",
    "Громова Анна Ильинична",
    "Ли О.",
    "Ёж Ян",
]
CELLS = st.one_of(
    st.sampled_from(
        ["", "-", "нет", "0", "12", "1000", "менее года", "учитель", "Учитель", "завуч", "9 «А»"]
    ),
    st.sampled_from(
        ["89001112233", "8 900 222-33-44", "a@b.example", "A@b.example", "05.09.1985", "14.02.2012"]
    ),
    st.sampled_from(
        ["высшая", "1 кв. кат.", "=1+1", "Ж" * 300, "ΐ" * 200, "ﬃ" * 80, "9" * 400, "٣٣٣٣٣٣٣٣٣٣٣"]
    ),
    st.text(max_size=20),
)
QUICK = settings(
    max_examples=25, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip


@st.composite
def lists(draw, kind=None):
    """A list of any kind: mostly people, with rubbish among them."""
    kind = kind or draw(st.sampled_from(sorted(HEADINGS)))
    width = len(HEADINGS[kind])
    name = st.one_of(st.sampled_from(NAMES), st.sampled_from(NAMES), CELLS)
    row = st.tuples(name, *[CELLS] * (width - 1)).map(list)
    return kind, [HEADINGS[kind], *draw(st.lists(row, max_size=8))]


def cleaned(rows):
    """What reading a file leaves of the cells."""
    rows = [[_clean(cell) for cell in row] for row in rows]
    return [row if any(row) else [] for row in rows]


def preview(rows, kind, me):
    """The preview without the child process that opens the file."""
    read = parse_roster(cleaned(rows), me.organization.today, kind)
    plan = make_plan(read, known_people(me.organization))
    return RosterImport.objects.create(
        organization=me.organization,
        kind=kind,
        file_name="a",
        roster=plan.kept(),
        created_by=me,
        **plan.counts({}),
    )


def state(organization):
    people = Person.objects.filter(organization=organization)
    links = Representation.objects.filter(organization=organization).values_list("learner", "representative")
    return sorted(people.values_list("pk", "identity", "position", "phone", "email")), sorted(links)


@given(rows=st.lists(st.lists(CELLS, max_size=6), max_size=8), kind=st.sampled_from(sorted(HEADINGS)))
@QUICK
def test_any_table_is_read_or_refused_in_words(rows, kind):
    today = MembershipFactory.build().organization.today
    try:
        roster = parse_roster(cleaned(rows), today, kind)
    except RosterError as error:
        words = str(error)
    else:
        words = "" if len(roster.good) + len(roster.bad) == len(roster.rows) else None

    assert words is not None


@given(table=lists())
@QUICK
def test_every_row_has_one_verdict_and_the_commit_does_what_was_shown(table):
    kind, rows = table
    me = MembershipFactory(role=Role.CURATOR)
    roster = preview(rows, kind, me)
    lines = plan_of(roster).lines
    shown = (roster.added, roster.updated, roster.known, roster.bad)

    done = commit_roster(roster, by=me)

    assert {line.verdict for line in lines} <= {"bad", "new", "updated", "same", "namesake"}
    assert len({line.number for line in lines}) == len(lines)
    assert (done.added, done.updated, done.known, done.bad) == shown
    assert Person.objects.filter(organization=me.organization).exclude(kind="parent").count() == done.added
    for person in Person.objects.filter(organization=me.organization):
        kept = (person.search, person.identity)
        person.full_clean(exclude=["email"])
        assert kept == (person.search, person.identity)
        assert person.full_name == clean_text(person.full_name)


@given(first=lists("employee"), second=lists("employee"))
@QUICK
def test_second_list_does_what_was_shown_and_again_nothing(first, second):
    me = MembershipFactory(role=Role.CURATOR)
    commit_roster(preview(first[1], "employee", me), by=me)
    before = Person.objects.filter(organization=me.organization).count()
    roster = preview(second[1], "employee", me)
    shown = (roster.added, roster.updated, roster.known, roster.bad)

    done = commit_roster(roster, by=me)

    assert (done.added, done.updated, done.known, done.bad) == shown
    assert Person.objects.filter(organization=me.organization).count() == before + done.added


@given(table=lists())
@QUICK
def test_same_list_again_adds_and_changes_nothing(table):
    kind, rows = table
    me = MembershipFactory(role=Role.CURATOR)
    commit_roster(preview(rows, kind, me), by=me)
    before = state(me.organization)

    again = preview(rows, kind, me)
    done = commit_roster(again, by=me)

    assert (again.added, again.updated, done.added, done.updated) == (0, 0, 0, 0)
    assert state(me.organization) == before
