"""Invented answers are answers: to every ready-made questionnaire, the same at every loading."""

import pytest

from mentorship.demo.answers import Teller
from mentorship.demo.sources import read
from surveys.asking import checked
from surveys.builtin import all_ready, ready

SAID = read("surveys")
TEACHER = ready("requests_teacher").sheet


@pytest.mark.parametrize("one", all_ready().values(), ids=lambda one: one.key)
def test_answers_are_complete_and_differ_from_person_to_person(one):
    teller = Teller(SAID, "test")

    told = [
        teller.tell(one.sheet, name, moment=one.purpose, side=one.side)
        for name in ("Первая", "Второй", "Третья")
    ]

    for answers in told:
        required = {
            question.key: "слова" for question in one.sheet.questions if question.kind in {"short", "long"}
        }
        kept, errors = checked(one.sheet, {**required, **answers}, one.side)
        assert errors == {}
        assert kept.items() >= answers.items() or one.key == "practice"
    assert told[0] != told[1] != told[2]


def test_same_seed_tells_the_same():
    one, other = (Teller(SAID, "test").tell(TEACHER, "Первая") for _ in range(2))

    assert one == other


def test_what_a_person_asks_for_stands_highest_in_the_grid():
    answers = Teller(SAID, "test").tell(TEACHER, "Первая", strong=["Методика урока"])

    assert (answers["lesson"]["aims"], answers["lesson"]["levels"]) == (2, 2)


def test_candidate_is_strong_in_what_is_told():
    sheet = ready("candidate_school").sheet

    answers = Teller(SAID, "test").tell(sheet, "Первая", strong=["Методика урока", "Документы учителя"])

    assert [o.competence for o in sheet.question("competences").options if o.key in answers["competences"]] == [
        "Методика урока", "Документы учителя",
    ]  # fmt: skip


def test_text_is_used_once_while_there_are_others():
    teller, sheet = Teller(SAID, "test"), ready("exit_mentee_teacher_teacher").sheet

    texts = [
        teller.tell(sheet, str(n), side="mentee").get("valuable")
        for n in range(len(SAID["texts"]["valuable"]))
    ]

    found = [text for text in texts if text]
    assert len(found) == len(set(found)) > 5


def test_low_mark_says_why():
    sheet = ready("exit_mentee_teacher_teacher").sheet
    sad = Teller(SAID | {"trend": {"sad": {"satisfaction": 1}}}, "test")

    answers = sad.tell(sheet, "Первая", moment="sad")

    assert answers["satisfaction"] <= 4
    assert answers["satisfaction:why"]


def test_people_of_the_file_stand_in_the_staff_list():
    staff = {row[0] for row in read("school")["staff"]}
    last, this = SAID["last_year"], SAID["this_year"]
    names = {*last["mentors"], *last["mentees"], *last["silent_in_winter"], *this["strong"], *this["open"][2]}

    assert names | set(this["candidates"][2]) | set(this["requests"][2]) <= staff
    assert not set(last["mentors"]) & set(last["mentees"])
