"""Registers as files: who is in them, in what columns, who asks, what the journal says."""

import datetime as dt
import io

import openpyxl
import pypdfium2
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from audit.models import Entry
from common.table_reading import read_table
from jobs.models import Job
from jobs.work import run
from organizations.models import Membership, Role
from organizations.tests.factories import MembershipFactory
from pairs.tests.factories import PairFactory
from people import exports
from people.exports import REGISTERS, contents_of
from people.exports.banks import MENTEES, MENTORS
from people.exports.coverage import COLUMNS as COVERAGE
from people.exports.people import PAPER
from people.models import Person
from people.services import ask_for_export
from people.tests.factories import ConsentFactory, MenteeEntryFactory, MentorEntryFactory, PersonFactory

STOPPED = dt.date(2026, 11, 1)
OF_PEOPLE = ["people", "mentees", "mentors", "coverage"]  # rooms above test their own registers


def export(register, curator, file_format="xlsx", **asked):
    """The finished job of one export."""
    job = ask_for_export(register, file_format=file_format, by=curator, **asked)
    run(job.pk)
    job.refresh_from_db()
    return job


def data_of(job):
    with job.result.open() as file:
        return file.read()


def table(register, curator, **asked):
    return read_table(data_of(export(register, curator, **asked)))


@pytest.fixture
def belov(curator):
    return PersonFactory(
        organization=curator.organization, last_name="Белов", first_name="Олег", patronymic="Павлович",
        phone="+79001112233", birth_date=dt.date(1980, 5, 9), experience_years=12, category="первая",
    )  # fmt: skip


@pytest.mark.parametrize("register", OF_PEOPLE)
@pytest.mark.parametrize("file_format", exports.FORMATS)
def test_every_register_comes_in_every_format(curator, belov, register, file_format):
    MenteeEntryFactory(person=belov)
    MentorEntryFactory(person=belov)

    job = export(register, curator, file_format)

    heads = {"xlsx": b"PK\x03\x04", "csv": b"\xef\xbb\xbf", "pdf": b"%PDF-"}
    day = f"{curator.organization.today:%d.%m.%Y}"
    assert (job.status, job.result_name) == (
        Job.Status.DONE,
        f"{REGISTERS[register].title} {day}.{file_format}",
    )
    assert data_of(job).startswith(heads[file_format])


def test_filter_of_the_page_is_the_filter_of_the_file(curator, belov):
    PersonFactory(organization=curator.organization, last_name="Громов", kind="partner")

    assert [row[1] for row in table("people", curator, query="kind=partner")[1:]] == ["Громов"]
    assert [row[1] for row in table("people", curator, query="q=белов")[1:]] == ["Белов"]


def test_ticked_people_alone_are_in_the_file(curator, belov):
    PersonFactory(organization=curator.organization)

    assert [row[1] for row in table("people", curator, persons=[belov.pk])[1:]] == ["Белов"]


def test_bank_of_mentees_has_the_usual_columns(curator, belov):
    mentor = MentorEntryFactory(person__organization=curator.organization, person__last_name="Громова").person
    entry = MenteeEntryFactory(person=belov)
    entry.requests.create(text="Ведение журнала", made_on=dt.date(2026, 9, 1))
    PairFactory(organization=curator.organization, mentor=mentor, mentees=[belov])
    ConsentFactory(person=belov)

    header, row = table("mentees", curator)

    line = dict(zip(header, [*row, *[""] * len(header)], strict=False))
    assert line["ФИО наставляемого"] == "Белов Олег Павлович"
    assert (line["Год рождения"], line["Контактные данные (данные представителя)"]) == (
        "1980",
        "+79001112233",
    )
    assert (line["Основной запрос"], line["Дата вхождения в программу"]) == ("Ведение журнала", "01.09.2026")
    assert line["ФИО наставника"] == "Громова Ольга Николаевна"
    assert line["Место работы/учёбы наставника"] == curator.organization.short_name
    assert line["Согласие на обработку (дата, срок)"].startswith("02.09.2026")


@pytest.mark.parametrize("register", ["people", "mentees", "mentors", "coverage"])
@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_stopped_person_is_in_no_file_and_the_file_says_so(curator, belov, register, file_format):
    gone = PersonFactory(
        organization=curator.organization, last_name="Канарейкина", processing_stopped_on=STOPPED
    )
    for person in (belov, gone):
        MenteeEntryFactory(person=person)
        MentorEntryFactory(person=person)

    rows = table(register, curator, file_format=file_format)

    assert not any("Канарейкина" in cell for row in rows for cell in row)
    assert any("Белов" in cell for row in rows for cell in row)
    assert rows[-1][0] == "Не вошли в файл: 1\xa0человек, обработка их данных остановлена.".replace(
        "\xa0", " "
    )
    assert gone.pk not in Entry.objects.get(action="people.exported").details["persons"]


def test_stopped_mentor_is_not_named_beside_the_mentee(curator, belov):
    mentor = MentorEntryFactory(
        person__organization=curator.organization, person__last_name="Канарейкина"
    ).person
    MenteeEntryFactory(person=belov)
    PairFactory(organization=curator.organization, mentor=mentor, mentees=[belov])
    Person.objects.filter(pk=mentor.pk).update(processing_stopped_on=STOPPED)

    rows = table("mentees", curator)

    assert not any("Канарейкина" in cell for row in rows for cell in row)


def test_consent_withdrawn_before_the_work_begins_counts(curator, belov):
    PersonFactory(organization=curator.organization, last_name="Громов")
    job = ask_for_export("people", file_format="csv", by=curator)
    Person.objects.filter(pk=belov.pk).update(processing_stopped_on=STOPPED)

    run(job.pk)

    job.refresh_from_db()
    assert "Белов" not in data_of(job).decode()


def test_right_taken_away_before_the_work_begins_counts(curator, belov):
    job = ask_for_export("people", file_format="csv", by=curator)
    Membership.objects.filter(pk=curator.pk).update(is_active=False)

    run(job.pk)

    job.refresh_from_db()
    assert (job.result.name, job.status != Job.Status.DONE) == ("", True)
    assert "закрыт" in job.error


def test_journal_says_who_was_in_which_file_once(curator, belov):
    job = export("people", curator, "csv")
    Job.objects.filter(pk=job.pk).update(status=Job.Status.WAITING, result="")

    run(job.pk)

    entry = Entry.objects.get(action="people.exported")
    assert (entry.user, entry.subject_id) == (curator.user, curator.organization_id)
    assert entry.details == {
        "register": "people", "format": "csv", "job": job.pk, "persons": [belov.pk], "left_out": 0,
    }  # fmt: skip


def test_long_list_is_no_paper(curator, belov, monkeypatch):
    PersonFactory(organization=curator.organization)
    monkeypatch.setattr("people.services.exporting.PAPER_MAX", 1)

    with pytest.raises(ValidationError, match="XLSX или CSV"):
        ask_for_export("people", file_format="pdf", by=curator)

    assert not Job.objects.exists()


def test_empty_list_is_refused_in_words(curator):
    with pytest.raises(ValidationError, match="Выгружать нечего"):
        ask_for_export("mentees", file_format="xlsx", by=curator)


@pytest.mark.parametrize("columns", [MENTEES, MENTORS, COVERAGE, PAPER])
def test_columns_of_a_sheet_fill_it(columns):
    widths = [width for _, width, _ in columns if width]

    assert sum(widths) == 100
    assert min(widths) >= 4  # the style sheet knows no narrower ones


def test_paper_repeats_its_head_and_counts_its_sheets(curator):
    for number in range(60):
        PersonFactory(organization=curator.organization, last_name=f"Белов{'а' * number}"[:60])

    sheets = pypdfium2.PdfDocument(data_of(export("people", curator, "pdf")))

    texts = [sheet.get_textpage().get_text_range() for sheet in sheets]
    assert len(texts) > 2
    assert all("Контактные данные" in text for text in texts)
    assert "2" in texts[1].split()
    assert sheets[0].get_width() > sheets[0].get_height()
    sheets.close()


def test_document_tells_nobody_who_made_it(curator, belov):
    book = openpyxl.load_workbook(io.BytesIO(data_of(export("people", curator))))

    assert book.properties.creator in (None, "")
    assert book.properties.lastModifiedBy in (None, "")


def test_export_by_pages(client, curator, belov):
    client.force_login(curator.user)

    answer = client.post(
        reverse("people:export"), {"register": "people", "format": "csv", "query": "q=белов"}
    )

    job = Job.objects.get(kind="register_export")
    assert answer.url == job.get_absolute_url()
    assert (job.payload["query"], job.payload["persons"]) == ("q=белов", [])
    run(job.pk)
    file = client.get(reverse("jobs:result", args=[job.pk]))
    assert file["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in file["Content-Disposition"]


@pytest.mark.parametrize("data", [{}, {"register": "people"}, {"register": "x", "format": "csv"}])
def test_export_of_nothing_known_is_told(client, curator, belov, data):
    client.force_login(curator.user)

    answer = client.post(reverse("people:export"), data, follow=True)

    assert "Выберите, какой список" in answer.content.decode()
    assert not Job.objects.exists()


def test_refused_export_comes_back_to_its_filtered_page(client, curator, belov):
    client.force_login(curator.user)

    answer = client.post(
        reverse("people:export"), {"register": "people", "format": "csv", "query": "q=никто"}
    )

    assert answer.url == reverse("people:list") + "?q=%D0%BD%D0%B8%D0%BA%D1%82%D0%BE"


def test_ticked_person_of_another_institution_does_not_exist(client, curator, stranger):
    client.force_login(curator.user)
    foreign = PersonFactory(organization=stranger.organization)

    answer = client.post(
        reverse("people:export"), {"register": "people", "format": "csv", "person": foreign.pk}
    )

    assert answer.status_code == 404
    assert not Job.objects.exists()


@pytest.mark.parametrize("register", OF_PEOPLE)
def test_cost_does_not_grow_with_the_people(curator, register, django_assert_max_num_queries):
    for _ in range(3):
        person = PersonFactory(organization=curator.organization)
        MenteeEntryFactory(person=person)
        MentorEntryFactory(person=person)
    me = MembershipFactory(organization=curator.organization, role=Role.HEAD)

    with django_assert_max_num_queries(12):
        contents = contents_of(register, me)

    assert len(contents.rows) >= 3
