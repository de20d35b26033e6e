"""A hundred odd names and dangerous cells go out and come in again to the letter (TXT-1, UPL-8)."""

import csv
import io

import openpyxl
import pytest

from common.russian import clean_text
from common.table_limits import COMPUTED, guarded, unguarded
from common.table_reading import read_table
from common.table_writing import write_csv, write_xlsx
from organizations.models import Role
from organizations.tests.factories import MembershipFactory
from people.exports import contents_of, written
from people.models import Person
from people.roster_fields import FIELDS
from people.services import commit_roster, preview_roster
from people.tests.factories import PersonFactory
from tests.names import NAMES

DANGEROUS = ["=1+1", "+79001234567", "-Иванов", "@SUM(A1)", "'=1", "''-1", "＝1+1", " =1"]
CONTROL = ["\t=1+1", "\r=1", "\n=1", "Ива\x00нов", "Ива\x1bнов", "Ива\x85нов", "Ива\ud800нов", "Ива\ufffeнов"]


def file_of(me, file_format):
    return written(contents_of("people", me), file_format, me.organization)[0]


def bring(data, me):
    return commit_roster(preview_roster(me.organization, data=data, file_name="a", by=me), by=me)


def cards(organization):
    """What each card says, without its number."""
    return sorted(
        Person.objects.filter(organization=organization).values_list("kind", "search", "identity", *FIELDS)
    )


@pytest.fixture
def hundred(curator):
    """The names as the forms keep them, and three people whose every text is dangerous."""
    odd = [(f"{text}х", text, text) for text in DANGEROUS]
    for number, name in enumerate([*NAMES, *odd]):
        last, first, patronymic = (clean_text(part)[:80] for part in name)
        PersonFactory(
            organization=curator.organization, last_name=last, first_name=first, patronymic=patronymic,
            position=clean_text(DANGEROUS[number % len(DANGEROUS)]), subject="8 «Б»", phone="+7 (900) 1-2",
            kind=Person.Kind.values[number % 4], category="-", gender=["", "male", "female"][number % 3],
        )  # fmt: skip


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_hundred_names_come_back_to_the_letter(curator, hundred, file_format):
    elsewhere = MembershipFactory(role=Role.CURATOR)

    roster = bring(file_of(curator, file_format), elsewhere)

    assert (roster.bad, roster.added) == (0, len(NAMES) + len(DANGEROUS))
    assert cards(elsewhere.organization) == cards(curator.organization)


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_own_file_changes_nothing_at_home_and_nothing_twice(curator, hundred, file_format):
    before = cards(curator.organization)
    data, elsewhere = file_of(curator, file_format), MembershipFactory(role=Role.CURATOR)
    bring(data, elsewhere)

    home, again = bring(data, curator), bring(data, elsewhere)

    assert (home.added, home.updated, home.bad) == (again.added, again.updated, again.bad) == (0, 0, 0)
    assert cards(curator.organization) == before


def test_number_of_a_card_from_another_system_takes_nobody_over(curator):
    known = PersonFactory(organization=curator.organization, last_name="Громов")
    stranger = MembershipFactory(role=Role.CURATOR)
    PersonFactory(organization=stranger.organization, last_name="Белов")
    rows = read_table(file_of(stranger, "csv"))
    rows[1][0] = str(known.pk)

    bring(write_csv(rows[0], rows[1:]), curator)

    known.refresh_from_db()
    assert known.last_name == "Громов"
    assert sorted(
        Person.objects.filter(organization=curator.organization).values_list("last_name", flat=True)
    ) == [
        "Белов",
        "Громов",
    ]


@pytest.mark.parametrize("text", [*DANGEROUS, *CONTROL])
def test_no_cell_of_a_csv_is_computed(text):
    (row,) = csv.reader(io.StringIO(write_csv([text], []).decode("utf-8-sig"), newline=""), delimiter=";")

    assert row[0].startswith("'") or not COMPUTED.match(row[0])
    assert not any(letter in row[0] for letter in "\x00\x1b\x85\r\t")


@pytest.mark.parametrize("text", [*DANGEROUS, *CONTROL])
def test_every_cell_of_a_workbook_is_a_text(text):
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(text, [text], [[text]])))

    assert [cell.data_type for row in book.active.iter_rows() for cell in row] == ["s", "s"]


@pytest.mark.parametrize("text", [*DANGEROUS, "Иванов", "'", "''", "д'Артаньян", "'Абрам", ""])
def test_guard_comes_off_to_the_letter(text):
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", DANGEROUS)
def test_csv_is_read_as_it_was_written(text):
    assert read_table(write_csv(["ФИО"], [[text]])) == [["ФИО"], [clean_text(text)]]


def test_literal_escape_of_a_workbook_stays_a_text():
    assert read_table(write_xlsx("a", ["_x0041_"], [["_x000D_"]])) == [["_x0041_"], ["_x000D_"]]
