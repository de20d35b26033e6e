"""What is difficult: who is counted, which marks count, what stays hidden; the page beside the bank."""

import pytest
from django.urls import reverse

from people.models import Competence, Person
from people.tests.factories import MentorEntryFactory, PersonFactory
from surveys.results.deficits import deficits, together
from surveys.results.reading import Respondent
from surveys.sheet import Kind, Option, Question, Row, Section, Sheet
from surveys.tests.factories import CampaignFactory, InvitationFactory, QuestionnaireFactory, ResponseFactory

SHEET = Sheet((Section("s", "", "", (
    Question("hard", Kind.SEVERAL, "Что трудно", options=(
        Option("p", "Планирование", competence="Планирование"), Option("d", "Дисциплина", competence="Дисциплина"),
        Option("n", "Ничего"))),
    Question("rate", Kind.GRID, "Насколько трудно", low=1, high=5, rows=(
        Row("i", "ИКТ", competence="ИКТ"), Row("o", "Работать с ОВЗ легко", True, competence="ОВЗ"))),
    Question("yes", Kind.YES_NO, "Трудно с родителями?", competence="Родители"),
    Question("mark", Kind.SCALE, "Трудно с оценкой?", low=0, high=2, competence="Оценивание"),
)),))  # fmt: skip


def person(number, young=False, **answers):
    return Respondent(f"r{number:08}", "mentee", "", answers, young, number)


def found(people):
    return {one.name: one for one in deficits(SHEET, people)}


def test_options_rows_marks_and_yes_are_counted_of_those_who_answered():
    people = [
        *(person(n, hard=["p"], rate={"i": 4, "o": 1}, yes="yes", mark=2) for n in range(3)),
        *(person(n, hard=["n"], rate={"i": 3, "o": 5}, yes="no", mark=1) for n in range(3, 7)),
        person(8),
    ]

    lines = {name: (one.named, one.asked) for name, one in found(people).items()}

    assert lines == {
        "Планирование": (3, 7), "Дисциплина": (0, 7), "ИКТ": (3, 7), "ОВЗ": (3, 7), "Родители": (3, 7),
        "Оценивание": (3, 7),
    }  # fmt: skip


def test_who_named_a_thing_twice_is_one_person():
    again = Question("again", Kind.YES_NO, "?", competence="Планирование")
    sheet = Sheet((Section("s", "", "", (SHEET.questions[0], again)),))
    people = [person(n, hard=["p"], again="yes") for n in range(6)]

    [line, _] = deficits(sheet, people)

    assert (line.name, line.named, line.asked, line.percent) == ("Планирование", 6, 6, 100)


def test_fewer_than_five_answers_are_left_out():
    people = [person(n, yes="yes") for n in range(4)] + [person(n, mark=2) for n in range(5)]

    assert list(found(people)) == ["Оценивание"]


@pytest.mark.parametrize(
    ("young", "others", "is_told"), [(5, 5, True), (4, 9, False), (6, 2, False), (5, 0, True)]
)
def test_young_are_apart_only_when_neither_they_nor_the_rest_are_few(young, others, is_told):
    people = [person(n, True, yes="yes") for n in range(young)] + [
        person(50 + n, yes="no") for n in range(others)
    ]

    line = found(people)["Родители"]

    assert (line.young_asked, line.young_named) == ((young, young) if is_told else (0, 0))


def test_young_of_unsigned_answers_are_not_known():
    people = [Respondent(f"k{n}", "", "", {"yes": "yes"}) for n in range(9)]

    assert found(people)["Родители"].young_percent is None


def test_campaigns_are_added_up():
    part = deficits(SHEET, [person(n, n < 6, yes="yes") for n in range(11)])

    [line] = together([part, part])

    assert (line.named, line.asked, line.young_asked, line.percent) == (22, 22, 12, 100)


QUESTIONS = {"sections": [{"key": "s", "questions": [
    {"key": "hard", "kind": "several", "words": "Что трудно", "options": [
        {"key": "p", "words": "Планирование", "competence": "Планирование"},
        {"key": "w", "words": "Иное", "competence": "Незнакомое"}]}]}]}  # fmt: skip


@pytest.fixture
def campaign(curator):
    asked = QuestionnaireFactory(
        organization=curator.organization, purpose="requests", content=QUESTIONS, status="frozen"
    )
    return CampaignFactory(questionnaire=asked)


def answers(campaign, number, key="p"):
    return [
        ResponseFactory(invitation=InvitationFactory(campaign=campaign), answers={"hard": [key]})
        for _ in range(number)
    ]


@pytest.fixture
def page(client, curator):
    client.force_login(curator.user)
    return lambda query="": client.get(f"{reverse('surveys:deficits')}{query}")


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same(page, curator, campaign, count, django_assert_num_queries):
    other = campaign
    for _ in range(count):
        answers(other, 5)
        other = CampaignFactory(questionnaire=campaign.questionnaire)
        Competence.objects.create(organization=curator.organization, name=f"Область {other.pk}")

    with django_assert_num_queries(10):
        assert page().status_code == 200


def test_need_stands_beside_who_is_strong(page, curator, campaign):
    strong = Competence.objects.create(organization=curator.organization, name="планирование")
    entry = MentorEntryFactory(person=PersonFactory(organization=curator.organization), capacity=2)
    entry.competences.add(strong)
    answers(campaign, 4), answers(campaign, 2, "w")

    first, second = page().context["found"].lines

    assert (first.deficit.name, first.deficit.named, first.bank.offered, first.bank.places) == (
        "Планирование",
        4,
        1,
        2,
    )
    assert (second.deficit.name, second.bank, second.lacks) == ("Незнакомое", None, True)


def test_who_withdrew_is_not_counted_nor_told_by_the_difference(page, campaign):
    rows = answers(campaign, 12)
    persons = [row.invitation.person_id for row in rows]

    Person.objects.filter(pk__in=persons[:2]).update(processing_stopped_on="2026-11-01")
    few = page().context["found"]
    Person.objects.filter(pk__in=persons[:6]).update(processing_stopped_on="2026-11-01")
    many = page().context["found"]

    assert (few.lines, few.hidden) == ([], [campaign])
    assert [line.deficit.asked for line in many.lines] == [6, 6]


def test_campaign_and_year_are_chosen_in_the_address(page, campaign):
    other = CampaignFactory(questionnaire=campaign.questionnaire, school_year=campaign.school_year - 1)
    answers(campaign, 5), answers(other, 6)

    assert page(f"?year={other.school_year}").context["found"].lines[0].deficit.asked == 6
    assert page(f"?campaign={campaign.pk}").context["chosen"] == campaign
    assert page("?campaign=x&year=y").context["chosen"] is None
