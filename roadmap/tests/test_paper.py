"""The printed roadmap: the table form of its source document, with the stamp of approval."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from organizations.tests.factories import OrganizationFactory
from roadmap import services
from roadmap.paper import build


@pytest.fixture
def garden(db):
    return OrganizationFactory(
        kind="kindergarten",
        short_name="ГБДОУ № 49",
        head_title="заведующий",
        head_last_name="Ермолова",
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

    assert [said(line) for line in paper["stamp"]["lines"]] == ["Заведующий ГБДОУ № 49", "Л.В. Ермолова"]
    assert (paper["stamp"]["word"], paper["stamp"]["order_line"], len(paper["columns"])) == (
        "УТВЕРЖДАЮ",
        "",
        3,
    )
    first, fourth, last = (paper["stages"][n]["rows"][0]["content"] for n in (0, 3, 6))
    assert first[0].endswith("образовательной организации:")
    assert first[1].startswith("– Приказ «Об утверждении")
    assert [line[:2] for line in fourth] == ["1)", "2)", "– ", "– "]
    assert len(last) == 1
    assert last[0].endswith("региональном уровнях.")


def test_form_b_prints_terms_people_and_the_number_of_the_order(school, curator):
    roadmap = services.create_roadmap(school, template="s1", start_year=2026, by=None)
    blank = build(roadmap)["stamp"]["order_line"]
    roadmap = services.edit_roadmap(
        roadmap, approved_on=dt.date(2026, 9, 8), approval_number="134/4", by=curator
    )

    paper = build(roadmap)

    assert blank == "Приказ от __________ № ______"
    assert paper["stamp"]["order_line"] == "Приказ от 08.09.2026 № 134/4"
    row = paper["stages"][4]["rows"][0]
    assert (row["number"], row["term"]) == ("5.1", "Сентябрь 2026")
    assert row["content"][1] == "2. Издание приказа об утверждении наставнических пар/групп."
    assert row["responsible"] == ["Кураторы целевой модели наставничества"]


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

    assert (paper["form"], len(paper["stages"][0]["rows"]), paper["stamp"]["lines"][0]) == ("C", 10, line)
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
