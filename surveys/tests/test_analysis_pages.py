"""Pages of dynamics and of years: whose answers, which year, what they cost."""

import datetime as dt

import pytest
from django.urls import reverse

from people.tests.factories import PersonFactory
from surveys.tests.factories import CampaignFactory, InvitationFactory, QuestionnaireFactory, ResponseFactory


def content(measures, low=1, high=10):
    questions = [
        {
            "key": f"q{n}",
            "kind": "scale",
            "words": f"Насколько {one}?",
            "low": low,
            "high": high,
            "measure": one,
        }
        for n, one in enumerate(measures)
    ]
    return {"sections": [{"key": "s", "questions": questions}]}


@pytest.fixture
def asked(curator):
    def ask(purpose, measures=("comfort",), year=None, **more):
        organization = curator.organization
        row = QuestionnaireFactory(
            organization=organization,
            purpose=purpose,
            content=content(measures),
            status="frozen",
            side="mentee",
        )
        opened = organization.today + dt.timedelta(days={"entry": 0, "interim": 1, "exit": 2}.get(purpose, 3))
        return CampaignFactory(
            questionnaire=row, opens_on=opened, school_year=year or organization.school_year, **more
        )

    return ask


def answers(campaign, persons, mark):
    keys = [question.key for question in campaign.questionnaire.sheet.questions]
    for person in persons:
        ResponseFactory(
            invitation=InvitationFactory(campaign=campaign, person=person), answers=dict.fromkeys(keys, mark)
        )


@pytest.fixture
def persons(curator):
    return [PersonFactory(organization=curator.organization) for _ in range(6)]


@pytest.fixture
def as_curator(client, curator):
    client.force_login(curator.user)
    return client


def shown(client, query="", name="dynamics"):
    return client.get(f"{reverse(f'surveys:{name}')}{query}")


@pytest.mark.parametrize("count", [1, 3])
def test_dynamics_costs_the_same(as_curator, asked, persons, count, django_assert_num_queries):
    for _ in range(count):
        answers(asked("entry", [f"m{n}" for n in range(count)]), persons, 4)
        answers(asked("exit", [f"m{n}" for n in range(count)]), persons, 7)

    with django_assert_num_queries(7):
        answer = shown(as_curator)

    assert len(answer.context["chosen"]) == count


def test_first_is_compared_with_the_last_of_the_year(as_curator, asked, persons):
    halves = [(asked("entry"), 3), (asked("interim"), 5), (asked("exit"), 8)]
    for campaign, mark in halves:
        answers(campaign, persons, mark)

    found = shown(as_curator).context["found"]

    assert found.halves == "входная и итоговая"
    assert (found.changes[0].total.before, found.changes[0].total.after) == (3, 8)


def test_interim_is_the_last_one_while_there_is_no_other(as_curator, asked, persons):
    answers(asked("entry"), persons, 3), answers(asked("interim"), persons, 5)

    answer = shown(as_curator)

    assert answer.context["found"].halves == "входная и промежуточная"
    assert "на 2,00 выше" in answer.content.decode()


def test_other_years_and_unsigned_answers_are_not_counted(as_curator, asked, persons, curator):
    last = curator.organization.school_year - 1
    answers(asked("entry", year=last), persons, 3), answers(asked("exit", year=last), persons, 9)
    asked("entry", is_anonymous=True), asked("exit", is_anonymous=True)

    this = shown(as_curator).context["found"]
    before = shown(as_curator, f"?year={last}").context["found"]

    assert (this.is_whole, before.changes[0].total.change) == (False, 6)


@pytest.mark.parametrize(
    ("purposes", "words"),
    [([], "Начните с входной"), (["entry"], "Ждём итоговую"), (["exit"], "Не с чем сравнить")],
)
def test_empty_page_says_what_to_do(as_curator, asked, purposes, words):
    for purpose in purposes:
        asked(purpose)

    assert words in shown(as_curator).content.decode()


def test_questionnaires_without_pairs_say_so(as_curator, asked, persons):
    answers(asked("entry", ["a"]), persons, 3), answers(asked("exit", ["b"]), persons, 3)

    assert "нет парных вопросов" in shown(as_curator).content.decode()


def test_group_is_chosen_in_the_address(as_curator, asked, persons, curator):
    more = [PersonFactory(organization=curator.organization) for _ in range(5)]
    for campaign, mark in ((asked("entry"), 3), (asked("exit"), 6)):
        answers(campaign, persons, mark)
        keys = {"q0": mark + 2}
        for person in more:
            invitation = InvitationFactory(campaign=campaign, person=person, side="mentor")
            ResponseFactory(invitation=invitation, answers=keys)

    answer = shown(as_curator, "?group=sides:mentor")
    unknown = shown(as_curator, "?group=sides:nobody")

    assert answer.context["found"].groups == [
        ("sides:mentee", "наставляемые"),
        ("sides:mentor", "наставники"),
    ]
    assert [(one.n, one.before) for _, one in answer.context["chosen"]] == [(5, 5)]
    assert [one.n for _, one in unknown.context["chosen"]] == [11]


def test_dynamics_paper(as_curator, asked, persons):
    answers(asked("entry"), persons, 3), answers(asked("exit"), persons, 6)

    answer = shown(as_curator, name="dynamics_pdf")

    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")


@pytest.mark.parametrize("count", [1, 3])
def test_years_cost_the_same(as_curator, asked, persons, count, curator, django_assert_num_queries):
    year = curator.organization.school_year
    for number in range(count):
        (
            answers(asked("exit", year=year), persons, 7),
            answers(asked("exit", year=year - 1 - number), persons, 5),
        )

    with django_assert_num_queries(6):
        answer = shown(as_curator, name="compare")

    assert len(answer.context["found"].years) == count + 1


def test_years_need_two(as_curator, asked, persons):
    answers(asked("exit"), persons, 7)

    assert "Сравнивать пока нечего" in shown(as_curator, name="compare").content.decode()


def test_each_side_is_told_in_the_words_it_was_asked(as_curator, asked, persons):
    for purpose, mark in (("entry", 3), ("exit", 6)):
        for side, words in (("mentee", "Вам помогли?"), ("mentor", "Вы помогли?")):
            campaign = asked(purpose)
            row = campaign.questionnaire
            row.content["sections"][0]["questions"][0]["words"] = words
            row.side = side
            row.save()
            for person in persons:
                invitation = InvitationFactory(campaign=campaign, person=person, side=side)
                ResponseFactory(invitation=invitation, answers={"q0": mark})

    [(total, _)] = shown(as_curator).context["chosen"]
    [(mentors, _)] = shown(as_curator, "?group=sides:mentor").context["chosen"]

    assert (total.words, total.other_words) == ("Вам помогли?", ["Вы помогли?"])
    assert (mentors.words, mentors.other_words) == ("Вы помогли?", [])
