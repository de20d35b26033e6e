"""Programmes and plans of pairs: who takes part, terms, plans typed as lines, and the sheets they become."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from common.pdf import render_pdf
from documents.models import Document
from documents.papers import individual_plan, personal_programme
from documents.tests.answers import answers, built, form_of, member, sign, table_of, words
from organizations.models import Organization
from pairs.models import Pair
from pairs.tests.factories import PairFactory
from people.models import Person
from people.tests.factories import PersonFactory

Kind = Organization.Kind
TYPED = {
    "mentor_typed": "Соловей Виктор Иванович, учитель физики",
    "mentees_typed": "Жук Анна Игоревна, учитель химии",
    "starts_on": "2026-10-05",
    "ends_on": "2027-05-28",
}
PAIRS = ["personal_programme", "individual_plan"]
PROGRAMME = {
    "theme": "Современный урок",
    "goal": "Проводить уроки самостоятельно.",
    "tasks": "освоить\nпровести",
}
PLAN = {"second": "Познакомиться с правилами | Октябрь | Уверенное применение"}
MORE = {"personal_programme": PROGRAMME, "individual_plan": PLAN}


@pytest.mark.parametrize("kind", PAIRS)
@pytest.mark.parametrize("house", [Kind.KINDERGARTEN, Kind.SCHOOL, Kind.COLLEGE])
def test_papers_of_a_pair_are_drawn_up_from_typed_names(db, kind, house):
    content = built(kind, member(house), **TYPED, **MORE[kind])

    text = words(content)
    assert "Соловей Виктор Иванович" in text
    assert "А.И. Жук" in text
    assert "{" not in text


@pytest.mark.parametrize("kind", PAIRS)
def test_body_above_has_no_papers_of_pairs(client, db, kind):
    client.force_login(member(Kind.METHODICAL_CENTRE).user)

    assert client.post(reverse("documents:paper_add", args=[kind]), TYPED).status_code == 403
    assert not Document.objects.exists()


# --- the programme of a pair -------------------------------------------------------------------------------------


def test_programme_says_who_by_the_pair(curator):
    school = curator.organization
    mentor = PersonFactory(organization=school, last_name="Лебедева", category="высшая", experience_years=22)
    mentee = PersonFactory(
        organization=school, last_name="Гриценко", first_name="Артём", patronymic="Павлович", gender="male",
        experience_years=1,
    )  # fmt: skip
    pair = PairFactory(mentor=mentor, mentees=[mentee], theme="Урок")

    content = built("personal_programme", curator, pair=pair, **PROGRAMME | {"theme": ""}, reviewed_by="council",
                    protocol="от 21.10.2026 № 2")  # fmt: skip

    assert content["title_lines"][-1] == "«Урок»"
    assert content["cover"]["people"] == [
        ["Наставник", "Лебедева Ольга Николаевна, учитель математики"],
        ["Наставляемый", "Гриценко Артём Павлович, учитель математики"],
    ]
    assert content["left_stamps"][0]["lines"][0] == "Методическим советом"
    assert "(протокол от 21.10.2026 № 2)" in words(sign(content))
    signs = content["appendices"][0]["body"][1]["rows"]
    assert [(row["post"], row["name"].replace("\xa0", " ")) for row in signs] == [
        ("Наставник", "О.Н. Лебедева"),
        ("Наставляемый", "А.П. Гриценко"),
        ("Куратор наставничества", "Е.Н. Громова"),
    ]


def test_protocol_left_blank_waits_for_a_hand(curator):
    content = sign(built("personal_programme", curator, **TYPED, **PROGRAMME, reviewed_by="council"))

    assert "(протокол № ____ от _________)" in content["left_stamps"][0]["lines"]


def test_group_of_twelve_signs_in_a_table(curator):
    names = "\n".join(f"Иванова{'а' * n} Анна Игоревна, учитель" for n in range(12))
    content = built("personal_programme", curator, **TYPED | {"mentees_typed": names}, **PROGRAMME)

    plan, signs, table = content["appendices"][0]["body"]
    assert [row["post"] for row in signs["rows"]] == ["Наставник", "Куратор наставничества"]
    assert len(table["rows"]) == 12
    assert content["cover"]["people"][1] == [
        "Наставляемые",
        "группа, 12 чел. (состав в пояснительной записке)",
    ]
    assert len(next(row for row in content["body"][1]["rows"] if row[0] == "Наставляемые")[1]) == 12


def test_plan_opens_sections_and_leaves_out_a_direction_that_nobody_names(curator):
    short = "Раздел 1\nОктябрь | Встреча | План\nМай | Анкета | Вывод | Куратор"
    full = "Октябрь | Встреча | План | Наставник | Знакомство"

    first, second = (
        built("personal_programme", curator, **TYPED, **PROGRAMME, plan=plan)["appendices"][0]["body"][0]
        for plan in (short, full)
    )

    assert first["rows"][0]["stage"] == "Раздел 1"
    assert first["rows"][1]["cells"] == ["1", "Встреча", "Октябрь", "Наставник, наставляемый", "План", ""]
    assert first["rows"][2]["cells"][3] == "Куратор"
    assert len(second["columns"]) == 7
    assert second["rows"][0]["cells"] == ["1", "Знакомство", "Встреча", "Октябрь", "Наставник", "План", ""]
    assert all(sum(column["width"] for column in table["columns"]) == 100 for table in (first, second))


@pytest.mark.parametrize(
    ("first", "last", "is_refused"),
    [
        ("2026-10-05", "2027-01-04", False),
        ("2026-10-05", "2027-01-03", True),
        ("2026-09-01", "2027-08-31", False),
        ("2026-09-01", "2027-09-01", False),
        ("2026-09-01", "2027-09-02", True),
        ("2026-11-30", "2027-02-28", False),
        ("2026-10-05", "2026-10-05", True),
    ],
)
def test_programme_takes_three_to_twelve_months(curator, first, last, is_refused):
    form = form_of(
        "personal_programme", curator, **TYPED | {"starts_on": first, "ends_on": last}, **PROGRAMME
    )

    assert form.is_valid() is not is_refused
    assert [*form.errors] == (["ends_on"] if is_refused else [])


def test_pair_with_a_short_term_is_refused_too(client, curator):
    mentor = PersonFactory(organization=curator.organization)
    pair = PairFactory(mentor=mentor, ends_on=dt.date(2026, 11, 5), theme="Урок")
    client.force_login(curator.user)

    data = answers("personal_programme", curator, pair=pair, **PROGRAMME)
    answer = client.post(reverse("documents:paper_add", args=["personal_programme"]), data)

    assert (answer.status_code, [*answer.context["form"].errors]) == (422, ["pair"])
    assert not Document.objects.exists()


@pytest.mark.parametrize("lack", [*TYPED])
@pytest.mark.parametrize("kind", PAIRS)
def test_without_a_pair_all_is_typed(curator, kind, lack):
    form = form_of(kind, curator, **TYPED | {lack: ""}, **MORE[kind])

    assert [*form.errors] == [lack]


@pytest.mark.parametrize(
    "plan", ["Октябрь | Встреча", "Только слова", "А | Б | В | Г | Д | Е", "Октябрь |  | План"]
)
def test_plan_that_cannot_be_read_is_refused(curator, plan):
    assert [*form_of("personal_programme", curator, **TYPED, **PROGRAMME, plan=plan).errors] == ["plan"]


def test_foreign_pair_is_not_offered(curator, stranger):
    pair = PairFactory(mentor=PersonFactory(organization=stranger.organization))

    assert "pair" in form_of("individual_plan", curator, pair=pair, **PLAN).errors


def test_pair_that_waits_is_not_offered(curator):
    mentor = PersonFactory(organization=curator.organization)
    pair = PairFactory(
        mentor=mentor,
        status=Pair.Status.PAUSED,
        paused_on=dt.date(2026, 11, 1),
        paused_for=Pair.Pausing.WITHDRAWN,
    )

    assert "pair" in form_of("individual_plan", curator, pair=pair, **PLAN).errors


def test_paper_of_a_pair_is_found_by_the_pair(client, curator):
    pair = PairFactory(mentor=PersonFactory(organization=curator.organization))
    client.force_login(curator.user)

    data = answers("individual_plan", curator, pair=pair, **PLAN)
    client.post(reverse("documents:paper_add", args=["individual_plan"]), data)

    document = Document.objects.get()
    assert [*document.pairs.all()] == [pair]
    assert not document.acknowledgements.exists()  # both sides sign the paper itself


# --- the individual plan -----------------------------------------------------------------------------------------


def stages(content):
    return [row["stage"] for row in table_of(content, "plan")["rows"] if "stage" in row]


def test_sections_of_a_teacher_and_of_a_pupil(curator):
    third = {"third": "Выбрать профессию | Май | Выбор сделан"}
    teacher = built("individual_plan", curator, **TYPED, **PLAN, **third)
    pupil = built("individual_plan", curator, **TYPED, **PLAN, **third, mentoring_form="student_student",
                  role_model="равный – равному")  # fmt: skip

    assert stages(teacher) == [individual_plan.FIRST, *individual_plan.TEACHERS]
    assert stages(pupil) == [individual_plan.FIRST, *individual_plan.PUPILS]
    assert "«равный – равному»" in words(pupil)
    assert [len(row["cells"]) for row in table_of(pupil, "plan")["rows"] if "cells" in row] == [6] * 4


def test_pupil_in_a_pair_makes_it_a_plan_of_a_pupil_and_an_empty_section_is_left_out(curator):
    pupil = PersonFactory(
        organization=curator.organization, kind=Person.Kind.LEARNER, position="10 «Б» класс"
    )
    mentor = PersonFactory(organization=curator.organization)
    pair = PairFactory(mentor=mentor, mentees=[pupil], form=Pair.Form.PEDAGOGUE_PEDAGOGUE)

    content = built("individual_plan", curator, pair=pair, **PLAN)

    assert stages(content) == [individual_plan.FIRST, individual_plan.PUPILS[0]]
    assert content["landscape"]


# --- on paper ----------------------------------------------------------------------------------------------------


def test_signed_programme_counts_its_pages_through_and_leaves_no_signature_alone(curator):
    plan = "\n".join(f"Месяц {n} | Встреча номер {n} | Результат номер {n}" for n in range(1, 13))
    content = sign(built("personal_programme", curator, **TYPED, **PROGRAMME, plan=plan))

    pages = [" ".join(page.extract_text().split()) for page in PdfReader(
        io.BytesIO(render_pdf(personal_programme.KIND.template, content))).pages]  # fmt: skip

    assert "ПЕРСОНАЛИЗИРОВАННАЯ ПРОГРАММА НАСТАВНИЧЕСТВА" in pages[0]
    assert "Подписал: Ковалёва Марина Сергеевна" in pages[0]
    assert "5T6N-BV2H" in pages[0]
    assert [page.split()[-1] for page in pages[1:]] == [str(n) for n in range(2, len(pages) + 1)]
    last = pages[-1]
    assert "В.И. Соловей" in last
    assert last.count("Результат номер") >= 3
