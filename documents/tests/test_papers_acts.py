"""Local acts and programmes of pairs as plain data: what the answers make of them, and which answers are refused."""

import datetime as dt
import json

import pytest
from django.urls import reverse

from documents.kinds import KINDS
from documents.models import Document
from documents.papers import regulation
from documents.tests.answers import MARK, answers, built, member, sign, subject_for, table_of, words
from organizations.models import Organization
from roadmap.tests.factories import ActivityFactory, RoadmapFactory

Kind = Organization.Kind
WITH_PUPILS = {"who": ["employees", "learners"], "mentoring_forms": ["teacher_teacher", "student_student"]}


@pytest.fixture
def garden(db):
    return member(
        Kind.KINDERGARTEN, head_title="заведующий", short_name="МБДОУ № 5",
        full_name="Муниципальное бюджетное дошкольное образовательное учреждение «Детский сад № 5»",
    )  # fmt: skip


@pytest.fixture
def centre(db):
    return member(Kind.METHODICAL_CENTRE, full_name="Информационно-методический центр", short_name="ИМЦ")


def headings(content):
    return [block["text"] for block in content["body"] if block["is"] == "heading"]


def uids(content):
    found = []
    for block in content["body"]:
        found += [block["uid"], *(row["uid"] for row in block.get("rows", []) if isinstance(row, dict))]
    return found


# --- every kind, every institution -----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["regulation", "school_programme", "programme_template"])
@pytest.mark.parametrize(
    "house", [Kind.KINDERGARTEN, Kind.SCHOOL, Kind.COLLEGE, Kind.METHODICAL_CENTRE, Kind.DEPARTMENT]
)
def test_acts_are_drawn_up_in_every_institution(db, kind, house):
    content = built(kind, member(house))

    own = {key: content.get(key) for key in ("title_lines", "body", "cover")}
    text = words(own)
    assert json.loads(json.dumps(content)) == content
    assert len(uids(content)) == len(set(uids(content)))
    assert "{" not in text
    assert "ё" not in text
    assert "358.1" not in text
    assert (content["signature"], content["reg"]) == (None, False)


# --- Положение --------------------------------------------------------------------------------------------------


def test_regulation_has_nine_sections_and_three_more_by_choice(curator):
    plain = headings(built("regulation", curator, optional=[]))
    full = headings(built("regulation", curator, optional=["stages", "monitoring", "motivation"]))

    assert [heading.split(". ")[0] for heading in plain] == [str(n) for n in range(1, 10)]
    assert plain[0] == "1. Общие положения"
    assert plain[8] == "9. Заключительные положения"
    assert len(full) == 12
    assert full[8] == "9. Мониторинг и оценка результатов"


def test_paragraphs_keep_their_uids_when_an_answer_changes(curator):
    first = built("regulation", curator, optional=[])
    second = built("regulation", curator, optional=["stages"], **WITH_PUPILS)

    before, after = (
        {block["uid"]: block["text"] for block in content["body"]} for content in (first, second)
    )
    for uid in ("general-principles", "mentor-duties-secret", "site-remove", "final-force"):
        assert before[uid] == after[uid]


def test_regulation_cites_what_concerns_those_who_take_part(curator):
    teachers = words(built("regulation", curator))
    pupils = words(built("regulation", curator, **WITH_PUPILS))

    assert "со статьей 351.8 Трудового кодекса" in teachers
    assert "№ 273-ФЗ" in teachers
    assert "№ 1264-р" in teachers
    assert "с учетом методических рекомендаций" in teachers
    assert "Р-145" not in teachers
    assert "законных представителей" not in teachers
    assert "Р-145" in pupils
    assert "законных представителей" in pupils
    assert "о системе (целевой модели) наставничества" in pupils


def test_acts_not_yet_in_force_are_not_cited(curator):
    subject = subject_for("regulation", curator)
    subject.on = dt.date(2025, 2, 28)

    text = words(regulation.build(subject))

    assert "в соответствии с Федеральным законом" in text
    assert "со статьей 351.8" not in text
    assert "1264-р" not in text


def test_kindergarten_speaks_of_itself_and_its_head(garden):
    text = words(built("regulation", garden))

    assert "(далее – детский сад)" in text
    assert "В детском саду применяются" in text
    assert "приказов заведующего детским садом" in text
    assert "Заведующий детским садом:" in text
    assert "посещать занятия наставляемого" in text
    assert "школ" not in text.replace("дошкольн", "")


def test_college_speaks_of_students(db):
    text = words(
        built(
            "regulation",
            member(Organization.Kind.COLLEGE),
            who=["employees", "students", "employers"],
            mentoring_forms=["pedagogue_pedagogue", "student_student", "employer_student"],
        )
    )

    assert "Несовершеннолетние студенты участвуют" in text
    assert "«студент – студент»" in text
    assert "Студенты, работодатели и представители социальных партнеров участвуют" in text
    assert "обучающ" not in text.replace("наставничества обучающихся, утвержденной", "")
    assert "Р-145" in text


@pytest.mark.parametrize(
    ("payment", "said", "not_said"),
    [
        ("percent", "в размере 15 (пятнадцати) процентов оклада", "настоящее Положение не устанавливает"),
        ("none", "определяются коллективным договором", "в размере 15"),
    ],
)
def test_payment_stands_as_answered(curator, payment, said, not_said):
    size = "15 (пятнадцати) процентов оклада"
    text = words(built("regulation", curator, payment=payment, payment_size=size, payment_act="collective"))

    assert said in text
    assert not_said not in text


def test_numbers_of_the_answers_agree_with_their_words(curator):
    text = words(built("regulation", curator, young_years=1, max_mentees=1, experience=21, category=""))

    assert "стажем до 1 года включительно" in text
    assert "не более 1 наставляемого" in text
    assert "не менее 21 года, устойчивые результаты работы" in text


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"who": ["employees"], "mentoring_forms": ["student_student"]}, "mentoring_forms"),
        ({"who": ["employees", "learners"], "mentoring_forms": ["teacher_teacher"]}, "who"),
        ({"payment": "sum"}, "payment_size"),
        ({"max_mentees": "0"}, "max_mentees"),
        ({"published": "  "}, "published"),
    ],
)
def test_answers_that_contradict_are_refused(client, curator, given, field):
    client.force_login(curator.user)

    answer = client.post(
        reverse("documents:paper_add", args=["regulation"]), answers("regulation", curator) | given
    )

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Document.objects.exists()


def test_regulation_becomes_a_draft_that_an_order_will_approve(client, curator):
    client.force_login(curator.user)

    client.post(reverse("documents:paper_add", args=["regulation"]), answers("regulation", curator))

    document = Document.objects.get()
    assert document.title.startswith("Положение о системе наставничества педагогических работников")
    assert document.content["stamp"]["word"] == "УТВЕРЖДЕНО"
    assert KINDS["regulation"].approved_by_order
    assert document.facts["who"] == ["employees"]


def test_body_above_coordinates_and_forms_no_pairs_of_its_own(centre):
    text = words(built("regulation", centre))

    assert "координации и методического сопровождения наставничества в образовательных организациях" in text
    assert "координатор – работник центра" in text
    assert "дополнительные соглашения к трудовым договорам" not in text


# --- the programme of the institution ---------------------------------------------------------------------------


def test_programme_takes_its_stages_from_the_roadmap(curator):
    plan = RoadmapFactory(organization=curator.organization)
    stage = plan.stages.create(number=1, title="Подготовка условий")
    ActivityFactory(roadmap=plan, stage=stage, title="Приказ", term="Август 2026", result_paper="Приказ")
    ActivityFactory(roadmap=plan, stage=stage, title="Совет", term="Сентябрь 2026", result_paper="Протокол")

    content = built("school_programme", curator, plan=plan)

    cells = table_of(content, "stages")["rows"][0]["cells"]
    assert cells == ["1", "Подготовка условий", ["Приказ;", "Совет"], ["Август 2026;", "Сентябрь 2026"],
                     ["Приказ;", "Протокол"]]  # fmt: skip


def test_programme_without_a_roadmap_has_the_usual_stages(curator, centre):
    assert len(table_of(built("school_programme", curator), "stages")["rows"]) == 7
    assert len(table_of(built("school_programme", centre), "stages")["rows"]) == 5


def test_the_roadmap_of_a_programme_is_not_approved_with_it(client, curator):
    plan = RoadmapFactory(organization=curator.organization)
    client.force_login(curator.user)

    client.post(
        reverse("documents:paper_add", args=["school_programme"]),
        answers("school_programme", curator, plan=plan),
    )

    assert Document.objects.get().roadmap is None


def test_head_approves_the_programme_in_the_stamp(curator):
    content = sign(built("school_programme", curator))

    assert content["approved_in_stamp"]
    assert content["stamp"]["mark"] == MARK
    assert content["signature"] is None


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"ends_on": "2026-08-01"}, "ends_on"),
        ({"indicators": "Доля | 90 %"}, "indicators"),
        ({"indicators": "просто слова"}, "indicators"),
    ],
)
def test_programme_refuses_what_cannot_be_printed(client, curator, given, field):
    client.force_login(curator.user)

    data = answers("school_programme", curator) | given
    answer = client.post(reverse("documents:paper_add", args=["school_programme"]), data)

    assert (answer.status_code, [*answer.context["form"].errors]) == (422, [field])
    assert not Document.objects.exists()


# --- the blank ---------------------------------------------------------------------------------------------------


def test_blank_has_rows_to_fill_in_and_keeps_its_own_protocol_line(curator):
    content = sign(built("programme_template", curator, rows=12))

    title, note, plan, end = content["appendices"]
    assert len(plan["body"][0]["rows"]) == 12
    assert len(plan["body"][0]["columns"]) == 7
    assert "(протокол № ____ от _________)" in words(title)  # not the number of the blank itself
    assert note["body"][0]["rows"][0][0] == "Актуальность"
    assert [row["post"] for row in end["body"][1]["rows"]] == [
        "Наставник",
        "Наставляемый",
        "Куратор наставничества",
    ]
    assert {part["through"] for part in content["appendices"]} == {True}
