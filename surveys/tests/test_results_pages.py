"""The page of results, its paper, and one named answer."""

import io
import random
import re

import pytest
from django.urls import reverse
from pypdf import PdfReader

from audit.models import Sight
from organizations.models import Role
from organizations.tests.factories import MembershipFactory
from people.models import MentoringForm
from people.tests.factories import PersonFactory
from surveys.models import Box, Questionnaire, Response
from surveys.results.reading import respondents, shown_respondents, still_waits
from surveys.sheet import dump
from surveys.tests.factories import CampaignFactory, InvitationFactory, ResponseFactory
from surveys.tests.results_people import SHEET, answers_of

NAMED = {
    "ten": 2, "ten:why": "Мало времени", "one": "o3", "grid": {"r0": 4}, "day": "2026-10-05", "count": 3,
    "rank": list(reversed(SHEET.question("rank").keys)), "more": "yes", "own": {"other": "По-своему"},
    "some": ["o1", "o2"],
}  # fmt: skip
SAID = [
    "2 из 10", "Мало времени", "Вариант 3", "Строка 0: 4 из 5", "1. Вариант 4", "05.10.2026", "Да", "По-своему",
    "Вариант 2",
]  # fmt: skip


@pytest.fixture
def campaign(school):
    row = CampaignFactory(
        questionnaire__organization=school, questionnaire__status="frozen", title="Осенний опрос"
    )
    row.questionnaire.content = dump(SHEET)
    row.questionnaire.save(update_fields=["content"])
    return row


@pytest.fixture
def as_curator(client, curator):
    client.force_login(curator.user)
    return client


def answered(campaign, number, *, side="mentee", seed=0, **more):
    chance, found = random.Random(seed), []
    for _ in range(number):
        person = PersonFactory(organization=campaign.organization)
        invitation = InvitationFactory(campaign=campaign, person=person, side=side, **more)
        answers = answers_of(SHEET, chance, side, missing=0)
        found.append(ResponseFactory(invitation=invitation, answers=answers))
    return found


def put_unsigned(campaign, number, *, side="mentee"):
    chance = random.Random(3)
    ballots = [
        {"key": f"{chance.random()}", "side": side, "answers": answers_of(SHEET, chance, side, missing=0)}
        for _ in range(number)
    ]
    count = Box.objects.filter(campaign=campaign).count()
    Box.objects.create(organization=campaign.organization, campaign=campaign, number=count, ballots=ballots)


def at(name, row):
    return reverse(f"surveys:{name}", args=[row.pk])


def words_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.mark.parametrize("number", [5, 15])
@pytest.mark.parametrize("by", ["", "side"])
def test_page_costs_the_same_however_many_answered(
    as_curator, campaign, number, by, django_assert_max_num_queries
):
    answered(campaign, number)
    answered(campaign, number, side="mentor", seed=1)

    with django_assert_max_num_queries(7):
        answer = as_curator.get(at("results", campaign), {"by": by})

    assert answer.status_code == 200
    assert answer.context["report"].by == by


def test_page_tells_figures_with_their_denominators(as_curator, campaign):
    for mark, row in zip([10, 9, 8, 7, 6, 1], answered(campaign, 6), strict=True):
        Response.objects.filter(pk=row.pk).update(answers={"ten": mark})
    InvitationFactory.create_batch(2, campaign=campaign)

    answer = as_curator.get(at("results", campaign))
    figures = answer.context["report"].figures

    assert figures[0] == ("Ответили", "6", "из 8, 75 %")
    assert ("Удовлетворённость, среднее", "6,83", "из 10") in figures
    assert ("Довольны", "50 %", "3 из 6, оценка 8 и выше") in figures
    assert "Ответили 6 из 8" in words_of(answer)


def test_who_is_content_is_set_in_the_card(as_curator, campaign):
    for mark, row in zip([10, 9, 8, 7, 6, 1], answered(campaign, 6), strict=True):
        Response.objects.filter(pk=row.pk).update(answers={"ten": mark})
    campaign.organization.satisfaction_from = 7
    campaign.organization.save(update_fields=["satisfaction_from"])

    figures = as_curator.get(at("results", campaign)).context["report"].figures

    assert ("Довольны", "67 %", "4 из 6, оценка 7 и выше") in figures


def test_unfinished_and_foreign_answers_are_not_counted(as_curator, campaign):
    answered(campaign, 5)
    draft = answered(campaign, 1, seed=2)[0]
    Response.objects.filter(pk=draft.pk).update(status="draft", done_at=None)
    answered(CampaignFactory(questionnaire=campaign.questionnaire), 3, seed=4)

    assert as_curator.get(at("results", campaign)).context["report"].number == 5


@pytest.mark.parametrize(("number", "state"), [(0, "empty"), (1, "few"), (4, "few"), (5, "full")])
def test_under_five_answers_nothing_but_their_number_is_told(as_curator, campaign, number, state):
    answered(campaign, number)
    answer = as_curator.get(at("results", campaign))

    assert answer.context["report"].state == state
    assert ("Вопрос ten" in words_of(answer)) == (state == "full")
    assert ("<svg class=\"plot" in answer.content.decode()) == (state == "full")  # fmt: skip
    assert as_curator.get(at("results_pdf", campaign)).status_code == (200 if state == "full" else 302)


@pytest.mark.parametrize(
    ("status", "accepts_late", "waits"),
    [("open", False, True), ("open", True, True), ("closed", True, True), ("closed", False, False)],
)
def test_an_anonymous_campaign_shows_nothing_while_an_answer_may_come(
    as_curator, campaign, status, accepts_late, waits
):
    campaign.status, campaign.accepts_late, campaign.is_anonymous = status, accepts_late, True
    campaign.save()
    put_unsigned(campaign, 9)
    answer = as_curator.get(at("results", campaign))

    assert still_waits(campaign) == waits
    assert len(shown_respondents(campaign)) == (0 if waits else 9)
    assert answer.context["report"].state == ("waits" if waits else "full")
    assert ("Вопрос ten" in words_of(answer)) != waits
    assert as_curator.get(at("results_pdf", campaign)).status_code == (302 if waits else 200)


def test_a_campaign_with_names_is_shown_as_it_goes(campaign):
    answered(campaign, 5)
    assert not still_waits(campaign)
    assert len(shown_respondents(campaign)) == 5
    Response.objects.first().delete()
    assert shown_respondents(campaign) == []


def test_several_boxes_are_one_result(campaign):
    campaign.is_anonymous, campaign.status = True, "closed"
    campaign.save()
    put_unsigned(campaign, 4)
    put_unsigned(campaign, 3)

    found = respondents(campaign)

    assert len(found) == 7
    assert [one.key for one in found] == sorted(one.key for one in found)


def test_groups_come_from_the_address_and_only_where_they_may_be_shown(as_curator, campaign):
    answered(campaign, 8)
    answered(campaign, 7, side="mentor", seed=1)
    answered(campaign, 3, side="curator", seed=2, form=MentoringForm.TEACHER_TEACHER)

    by_side = as_curator.get(at("results", campaign), {"by": "side"})
    by_form = as_curator.get(at("results", campaign), {"by": "form"})

    assert "Кураторы, наставники" in words_of(by_side)
    assert by_form.context["report"].by == ""
    assert "Не показываем по формам" in words_of(by_form)


def test_an_unknown_feature_is_everybody(as_curator, campaign):
    answered(campaign, 6)

    assert as_curator.get(at("results", campaign), {"by": "name"}).context["report"].by == ""


def test_texts_are_not_shown_with_groups_and_stand_by_alphabet(as_curator, campaign):
    texts = ["Яблоко", "арбуз", "Вишня", "Вишня", "Груша", "<b>дыня</b>"]
    for text, row in zip(texts, answered(campaign, 6), strict=True):
        Response.objects.filter(pk=row.pk).update(answers={"more": "no", "wish": text})

    html = as_curator.get(at("results", campaign)).content.decode()

    places = [html.index(f"<li>{text}") for text in ("&lt;b&gt;дыня", "арбуз", "Вишня", "Груша", "Яблоко")]
    assert places == sorted(places)
    assert html.count("Вишня") == 1


def test_texts_of_four_are_hidden(as_curator, campaign):
    for row in answered(campaign, 4):
        Response.objects.filter(pk=row.pk).update(answers={"more": "no", "wish": "Тайное слово"})
    for row in answered(campaign, 6, seed=2):
        Response.objects.filter(pk=row.pk).update(answers={"more": "yes"})

    assert "Тайное слово" not in as_curator.get(at("results", campaign)).content.decode()


def test_own_options_and_reasons_of_a_few_are_hidden(as_curator, campaign):
    for place, row in enumerate(answered(campaign, 8)):
        own = {"other": "Тайное слово"} if place < 3 else "o1"
        answers = {
            "own": own,
            "ten": 2 if place < 4 else 9,
            **({"ten:why": "Тайная причина"} if place < 4 else {}),
        }
        Response.objects.filter(pk=row.pk).update(answers=answers)

    html = as_curator.get(at("results", campaign)).content.decode()

    assert "Свой вариант" in html
    assert "Тайн" not in html


def test_paper_tells_the_same(as_curator, campaign):
    answered(campaign, 12)
    answered(campaign, 9, side="mentor", seed=5)
    answer = as_curator.get(at("results_pdf", campaign), {"by": "side"})
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)

    assert answer["Content-Type"] == "application/pdf"
    assert "Осенний опрос" in text
    assert "Наставники" in text
    report = as_curator.get(at("results", campaign), {"by": "side"}).context["report"]
    for panel in (panel for _, panels in report.sections for panel in panels):
        assert panel.words in " ".join(text.split())
        for _, value, _ in panel.figures:
            assert value in text


@pytest.mark.parametrize("role", [Role.CURATOR, Role.PSYCHOLOGIST])
def test_a_named_answer_is_read_with_words_of_answers_and_who_looked_is_kept(client, campaign, role):
    reader = MembershipFactory(organization=campaign.organization, role=role)
    client.force_login(reader.user)
    row = answered(campaign, 1)[0]
    Response.objects.filter(pk=row.pk).update(answers=NAMED)

    answer = client.get(at("response", row))
    words = words_of(answer)

    assert row.invitation.person.full_name in words
    for said in SAID:
        assert said in words
    assert "Вопрос wish" not in words  # it was not asked
    assert Sight.objects.filter(subject_id=row.invitation.person.pk, user=reader.user).count() == 1


def test_an_unfinished_answer_is_nobodys_reading(as_curator, campaign):
    row = answered(campaign, 1)[0]
    Response.objects.filter(pk=row.pk).update(status="draft", done_at=None)

    assert as_curator.get(at("response", row)).status_code == 404


@pytest.mark.parametrize("role", [Role.HEAD, Role.ADMINISTRATOR])
def test_head_and_administrator_read_results_but_no_named_answer(client, campaign, role):
    row = answered(campaign, 5)[0]
    client.force_login(MembershipFactory(organization=campaign.organization, role=role).user)

    assert client.get(at("results", campaign)).status_code == 200
    assert client.get(at("response", row)).status_code == 403


def test_results_of_a_neighbour_and_of_a_draft_do_not_exist(client, campaign, stranger, curator):
    answered(campaign, 5)
    client.force_login(stranger.user)
    assert client.get(at("results", campaign)).status_code == 404
    campaign.status = "draft"
    campaign.save()
    client.force_login(curator.user)
    assert client.get(at("results", campaign)).status_code == 404


def test_a_questionnaire_of_every_kind_draws_without_decimal_commas(as_curator, campaign):
    answered(campaign, 20)
    html = as_curator.get(at("results", campaign)).content.decode()

    assert not re.search(r' (?:x|y|x1|width|height|viewBox)="[^"]*[,a-z]', html)
    assert html.count("<svg class=\"plot") >= 2 * 11  # fmt: skip
    titles = re.findall(r'<title id="([^"]+)">', html)
    assert len(titles) == len(set(titles))


def test_reading_writes_nothing(as_curator, campaign):
    answered(campaign, 6)
    before = list(Questionnaire.objects.values()) + list(Response.objects.values())
    as_curator.get(at("results", campaign))

    assert list(Questionnaire.objects.values()) + list(Response.objects.values()) == before
