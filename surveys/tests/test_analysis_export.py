"""Answers as a file: what comes back from it are the figures of the results, and nobody can be told."""

import csv
import io
import random

import numpy as np
import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from audit.models import Entry
from people.tests.factories import PersonFactory
from surveys.models import Box
from surveys.results.export_columns import variables
from surveys.results.export_table import nameless, to_codebook, to_csv, to_xlsx
from surveys.results.reading import Respondent
from surveys.services.exporting import export_answers
from surveys.sheet import Band, Kind, Option, Question, Row, Section, Sheet
from surveys.tests.factories import CampaignFactory, InvitationFactory, QuestionnaireFactory, ResponseFactory

OPTIONS = (Option("a", "А"), Option("b", "Б"), Option("c", "В"))
SHEET = Sheet((Section("s", "", "", (
    Question("mark", Kind.SCALE, "Оценка", low=1, high=10, why_at=3, measure="comfort"),
    Question("back", Kind.SCALE, "Тревога", low=1, high=5, is_reversed=True),
    Question("one", Kind.SINGLE_OTHER, "Один", options=OPTIONS),
    Question("many", Kind.SEVERAL, "Несколько", options=OPTIONS),
    Question("rank", Kind.RANKING, "Порядок", options=OPTIONS),
    Question("grid", Kind.GRID, "Таблица", low=0, high=2, rows=(Row("x", "Икс"), Row("y", "Игрек", True))),
    Question("num", Kind.NUMBER, "Число"), Question("day", Kind.DATE, "Дата"), Question("yes", Kind.YES_NO, "Да?"),
    Question("text", Kind.LONG, "Текст"), Question("paper", Kind.FILE, "Файл"),
)),), (Band(0, 10, "мало"),))  # fmt: skip
FULL = {
    "mark": 2, "mark:why": "=1+1", "back": 4, "one": {"other": "своё"}, "many": ["a", "c"], "rank": ["c", "a", "b"],
    "grid": {"x": 2, "y": 0}, "num": -2.5, "day": "2026-10-01", "yes": "no", "text": "@стр;\"о\"ка\nвторая",
    "paper": {"name": "тайна.pdf", "stored": "s"},
}  # fmt: skip


FORMS = {"f1": "teacher_teacher", "f2": "student_student"}


def people(number, side="mentee", form="teacher_teacher", young=False, answers=FULL, start=0):
    return [Respondent(f"r{n}", side, form, answers, young, n) for n in range(start, start + number)]


def read(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def test_each_kind_has_its_columns_and_codes():
    row = read(to_csv(nameless(SHEET, people(5))))[0]

    assert row == {
        "side": "2", "form": "2", "young": "0", "q_mark": "2", "q_mark_why": "'=1+1", "q_back": "4", "q_one": "99",
        "q_one_other": "своё", "q_many_a": "1", "q_many_b": "0", "q_many_c": "1", "q_rank_a": "2", "q_rank_b": "3",
        "q_rank_c": "1", "q_grid_x": "2", "q_grid_y": "0", "q_num": "-2,5", "q_day": "2026-10-01", "q_yes": "0",
        "q_text": "'@стр;\"о\"ка\nвторая", "q_paper": "1", "score": "8",
    }  # fmt: skip


def test_codebook_names_every_column():
    table = nameless(SHEET, people(5))

    book = {row["Столбец"]: row for row in read(to_codebook(table))}

    assert list(book) == table.header
    assert book["q_one"]["Значения"] == "1 – А; 2 – Б; 3 – В; 99 – свой вариант"
    assert book["q_back"]["Примечание"] == "обратный: в средние входит 6 минус оценка"
    assert book["q_grid_y"]["Примечание"] == "обратный: в средние входит 2 минус оценка"
    assert (book["q_mark"]["Что измеряет"], book["q_mark"]["Ответов"]) == ("comfort", "5")


def test_workbook_has_numbers_and_no_formulas():
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(nameless(SHEET, people(5)))))

    heads, row = list(book["Ответы"].iter_rows())[:2]
    found = {head.value: cell for head, cell in zip(heads, row, strict=True)}

    assert (found["q_mark"].value, found["q_num"].value) == (2, -2.5)
    assert (found["q_mark_why"].value, found["q_mark_why"].data_type) == ("=1+1", "s")
    assert book.sheetnames == ["Ответы", "Обозначения"]


def test_names_of_columns_are_plain_and_differ():
    questions = [Question(key, Kind.SHORT, "?") for key in ("a-b", "a_b", "A_B", "ключ", "x" * 90)]

    names = [one.name for one in variables(Sheet((Section("s", "", "", tuple(questions)),)))]

    assert names == ["q_a_b", "q_a_b_2", "q_A_B_3", "q_____", "q_" + "x" * 58]


def test_file_read_back_gives_the_figures_of_the_answers():
    chance, rows = random.Random(7), []
    for _ in range(400):
        answers = {
            "mark": chance.randint(1, 10),
            "many": chance.sample(["a", "b", "c"], 2),
            "yes": chance.choice(["yes", "no"]),
            "grid": {"x": chance.randint(0, 2)},
            "num": chance.randint(0, 900) / 8,
        }
        rows.append({key: value for key, value in answers.items() if chance.random() < 0.8})

    found = read(to_csv(nameless(SHEET, [Respondent(str(n), "", "", one) for n, one in enumerate(rows)])))

    def column(name):
        return np.array([float(row[name].replace(",", ".")) for row in found if row[name]])

    assert sorted(column("q_mark")) == sorted(one["mark"] for one in rows if "mark" in one)
    assert column("q_num").mean() == pytest.approx(np.mean([one["num"] for one in rows if "num" in one]))
    assert column("q_many_b").mean() == np.mean(["b" in one["many"] for one in rows if "many" in one])
    assert column("q_yes").sum() == sum(one.get("yes") == "yes" for one in rows)
    assert len(column("q_grid_x")) == sum("grid" in one for one in rows)


@pytest.mark.parametrize(
    ("groups", "kept"),
    [
        ([("mentee", "f1", True, 5), ("mentor", "f1", True, 5)], ["side", "form", "young"]),
        ([("mentee", "f1", True, 9), ("mentor", "f1", True, 4)], ["form", "young"]),
        (
            [("mentee", "f1", True, 5), ("mentor", "f2", True, 5), ("mentor", "f1", True, 3)],
            ["side", "young"],
        ),
        ([("mentee", "f1", True, 5), ("mentee", "f2", False, 4)], ["side"]),
    ],
)
def test_groups_are_named_where_each_combination_has_five_rows(groups, kept):
    found = [
        one
        for number, (side, form, young, count) in enumerate(groups)
        for one in people(count, side, FORMS[form], young, start=100 * number)
    ]

    rows = read(to_csv(nameless(SHEET, found)))

    assert [name for name in ("side", "form", "young") if any(row[name] for row in rows)] == kept


def test_question_that_few_answered_is_blank():
    rows = people(6, answers={"mark": 5}) + people(4, answers={"mark": 5, "text": "примета"}, start=50)

    table = nameless(SHEET, rows)

    assert b"\xd0\xbf\xd1\x80\xd0\xb8\xd0\xbc\xd0\xb5\xd1\x82\xd0\xb0" not in to_csv(table)
    book = {row["Столбец"]: row for row in read(to_codebook(table))}
    assert (book["q_text"]["Ответов"], book["q_text"]["Примечание"]) == (
        "",
        "меньше пяти ответов: не выгружается",
    )


def test_rows_without_names_stand_in_chance_order():
    rows = [Respondent(f"r{n}", "", "", {"num": n}) for n in range(60)]

    orders = {tuple(row["q_num"] for row in read(to_csv(nameless(SHEET, rows)))) for _ in range(3)}

    assert len(orders) == 3


@pytest.fixture
def campaign(curator):
    asked = QuestionnaireFactory(organization=curator.organization, status="frozen")
    return CampaignFactory(questionnaire=asked, title="Осень")


def answered(campaign, number):
    return [ResponseFactory(invitation=InvitationFactory(campaign=campaign)) for _ in range(number)]


def test_named_file_holds_those_who_may_stand_in_one(campaign, curator):
    stays, leaves = answered(campaign, 2)
    type(leaves.invitation.person).objects.filter(pk=leaves.invitation.person_id).update(
        processing_stopped_on="2026-11-01"
    )

    data, name, _ = export_answers(campaign, file_format="csv", is_named=True, by=curator)

    assert [row["name"] for row in read(data)] == [stays.invitation.person.full_name]
    assert name == "Осень, ответы с именами.csv"
    entry = Entry.objects.get(action="answers.exported")
    assert entry.details == {"format": "csv", "named": True, "rows": 1}


def test_four_answers_are_not_handed_out_without_names(campaign, curator):
    answered(campaign, 4)

    with pytest.raises(ValidationError, match="меньше пяти"):
        export_answers(campaign, file_format="csv", by=curator)

    assert not Entry.objects.filter(action="answers.exported").exists()


def test_head_gets_no_names_whatever_is_sent(campaign, head, client):
    rows = answered(campaign, 5)
    client.force_login(head.user)

    answer = client.post(
        reverse("surveys:export", args=[campaign.pk]), {"file_format": "csv", "is_named": "on"}
    )

    assert answer.status_code == 200
    assert "name" not in read(answer.content)[0]
    assert rows[0].invitation.person.last_name not in answer.content.decode()
    with pytest.raises(PermissionDenied):
        export_answers(campaign, file_format="csv", is_named=True, by=head)


def test_anonymous_answers_wait_for_the_end_and_have_no_names(curator):
    asked = QuestionnaireFactory(organization=curator.organization, status="frozen")
    campaign = CampaignFactory(questionnaire=asked, is_anonymous=True)
    ballots = [{"key": f"k{n}", "side": "mentee", "form": "", "answers": {"comfort": 7}} for n in range(6)]
    Box.objects.create(organization=campaign.organization, campaign=campaign, number=0, ballots=ballots)

    with pytest.raises(ValidationError, match="ещё принимает"):
        export_answers(campaign, file_format="csv", by=curator)
    campaign.status = "closed"
    campaign.save()
    data, _, _ = export_answers(campaign, file_format="csv", by=curator)

    assert [row["q_comfort"] for row in read(data)] == ["7"] * 6
    assert b"k1" not in data
    with pytest.raises(PermissionDenied):
        export_answers(campaign, file_format="csv", is_named=True, by=curator)


def test_page_says_what_is_wrong(campaign, curator, client):
    PersonFactory(organization=curator.organization)
    client.force_login(curator.user)

    answer = client.post(reverse("surveys:export", args=[campaign.pk]), {"file_format": "xlsx"})

    assert (answer.status_code, "Ответов меньше пяти" in answer.content.decode()) == (422, True)
