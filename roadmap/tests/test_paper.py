"""The printed roadmap: the table form of its source document, with the stamp of approval."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from organizations.tests.factories import OrganizationFactory
from roadmap import services
from roadmap.paper import build


@pytest.fixture
def garden(db):
    return OrganizationFactory(
        kind="kindergarten",
        short_name="ГБДОУ № 27",
        head_title="заведующий",
        head_last_name="Ветлугина",
        head_first_name="Лариса",
        head_patronymic="Викторовна",
    )


def said(words):
    return words.replace("\u00a0", " ")


def letters(words):
    """Without spaces and hyphens: a line may break anywhere."""
    return "".join(letter for letter in words if letter.isalnum())


def test_form_a_prints_stages_with_numbered_items_and_a_stamp_with_the_name(garden):
    paper = build(services.create_roadmap(garden, template="s0", start_year=2026, by=None))

    assert [said(line) for line in paper["stamp"]["lines"]] == ["Заведующий ГБДОУ № 27", "Л.В. Ветлугина"]
    assert (paper["stamp"]["word"], paper["stamp"]["order_line"], len(paper["table"]["columns"])) == (
        "УТВЕРЖДАЮ",
        "",
        3,
    )
    first, fourth, last = (paper["table"]["rows"][n]["cells"][2]["lines"] for n in (0, 3, 6))
    assert first[0].endswith("образовательной организации:")
    assert first[1].startswith("– приказ «Об утверждении")
    assert [line[:2] for line in fourth] == ["1)", "2)", "– ", "– "]
    assert len(last) == 1
    assert last[0].endswith("региональном уровнях.")


def test_form_b_prints_terms_people_and_the_number_of_the_order(school, curator):
    roadmap = services.create_roadmap(school, template="s1", start_year=2026, by=None)
    blank = build(roadmap)["stamp"]["order_line"]
    roadmap = services.approve_roadmap(
        roadmap, approved_on=dt.date(2026, 9, 8), approval_number="134/4", by=curator
    )

    paper = build(roadmap)

    assert blank == "Приказ от __________ № ______"
    assert paper["stamp"]["order_line"] == "Приказ от 08.09.2026 № 134/4"
    rows = paper["table"]["rows"]
    row = [
        cell["lines"]
        for cell in rows[rows.index({"stage": "5. Формирование наставнических пар/групп"}) + 1]["cells"]
    ]
    assert (row[0], row[3], row[4]) == (
        ["5.1"],
        ["Сентябрь 2026"],
        ["Кураторы целевой модели наставничества"],
    )
    assert row[2][1] == "2. Издание приказа об утверждении наставнических пар/групп."


def test_stamp_as_an_appendix_names_the_order_and_its_number(school, curator):
    roadmap = services.create_roadmap(school, template="s1", start_year=2026, by=None)
    roadmap = services.edit_roadmap(roadmap, stamp="appendix", agreed="Профкомом\nпротокол № 5", by=curator)
    roadmap = services.approve_roadmap(
        roadmap, approved_on=dt.date(2026, 9, 8), approval_number="118-од", by=curator
    )

    paper = build(roadmap)

    assert (paper["stamp"]["above"], paper["stamp"]["word"]) == ("Приложение № 2", "УТВЕРЖДЕНА")
    assert paper["stamp"]["lines"] == ["приказом МБОУ «СОШ № 12»", "от 08.09.2026 № 118-од"]
    assert paper["left_stamps"] == [{"word": "СОГЛАСОВАНО", "lines": ["Профкомом", "протокол № 5"]}]


def plain(text):
    """Words without what binds them at the end of a line (common/paper_text.py)."""
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("key", ["s0", "s1", "s3", "s4"])
def test_word_file_holds_the_words_of_the_print(client, curator, school, key):
    roadmap = services.create_roadmap(school, template=key, start_year=2026, by=curator)
    client.force_login(curator.user)

    response = client.get(reverse("roadmap:docx", args=[roadmap.pk]))

    tables = Document(io.BytesIO(response.content)).tables
    written = {plain(cell.text) for table in tables for row in table.rows for cell in row.cells}
    cells = [cell for row in build(roadmap)["table"]["rows"] for cell in row.get("cells", [])]
    assert {plain("\n".join(cell["lines"])) for cell in cells} <= written
    assert response["Content-Disposition"].startswith("attachment")


def test_columns_of_the_print_are_chosen_and_a_wrong_choice_changes_nothing(client, curator, school):
    roadmap = services.create_roadmap(school, template="s1", start_year=2026, by=curator)
    client.force_login(curator.user)
    address = reverse("roadmap:columns", args=[roadmap.pk])

    twice = {"preset": "own", "field_1": "term", "field_2": "term"}
    assert client.post(address, twice).status_code == 422
    assert client.post(address, {"preset": "own", "field_1": "term"}).status_code == 422
    roadmap.refresh_from_db()
    assert len(roadmap.columns) == 5
    own = {"preset": "own", "field_1": "term", "heading_1": "Когда", "field_3": "activity"}
    assert client.post(address, own).status_code == 302
    roadmap.refresh_from_db()
    assert roadmap.columns == [["term", "Когда"], ["activity", "мероприятие"]]


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("начальник", "Начальник отдела образования Приморья"),
        ("начальник отдела образования", "Начальник отдела образования"),
    ],
)
def test_form_c_is_approved_by_the_head_of_the_department(db, title, line):
    names = {"full_name_genitive": "отдела образования Приморья", "head_title": title}
    department = OrganizationFactory(kind="department", **names)
    centre = OrganizationFactory(kind="methodical_centre", parent=department)

    paper = build(services.create_roadmap(centre, template="s2", start_year=2026, by=None))

    assert (len(paper["table"]["columns"]), len(paper["table"]["rows"]), paper["stamp"]["lines"][0]) == (
        3,
        10,
        line,
    )
    assert paper["title_lines"][-1] == "на 2026-2027 учебный год"
    assert paper["intro"].startswith("Пилотные ОУ")


@pytest.mark.parametrize(
    ("kind", "key"),
    [("kindergarten", "s0"), ("school", "s1"), ("department", "s2"), ("school", "s3"), ("college", "s4")],
)
def test_pdf_holds_every_line_of_the_roadmap(client, curator, school, kind, key):
    school.kind = kind
    school.save()
    roadmap = services.create_roadmap(school, template=key, start_year=2026, by=curator)
    client.force_login(curator.user)

    response = client.get(reverse("roadmap:print", args=[roadmap.pk]))

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline")
    pages = PdfReader(io.BytesIO(response.content)).pages
    printed = letters("".join(page.extract_text() for page in pages))
    wanted = [item for row in roadmap.activities.all() for item in (row.title, *row.content)]
    assert [item for item in wanted if letters(item) not in printed] == []
    assert "УТВЕРЖДАЮ" in printed
    assert letters("М.С. Ковалёва") in printed
