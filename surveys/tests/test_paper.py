"""Questionnaires on paper: blanks, nameless sheets typed in, who handed one in."""

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse
from pypdfium2 import PdfDocument

from audit.models import Entry
from people.tests.factories import PersonFactory
from surveys.builtin import all_ready
from surveys.models import Box, Campaign, Invitation, Response
from surveys.services.paper import draw_blank, mark_handed_in, print_blanks, type_sheet
from surveys.services.unsigned import submit_anonymous
from surveys.tests.factories import (
    ANSWERS,
    CampaignFactory,
    InvitationFactory,
    QuestionnaireFactory,
    ResponseFactory,
)
from surveys.turnout import answered_ids, still_asked

pytestmark = pytest.mark.django_db
TYPED = {"comfort": "8", "often": "1", "more": "1"}


@pytest.fixture(autouse=True)
def _no_marks_of_others():
    cache.clear()


@pytest.fixture
def anonymous(school):
    return CampaignFactory(is_anonymous=True, questionnaire__organization=school)


@pytest.fixture
def named(school):
    return CampaignFactory(questionnaire__organization=school)


@pytest.fixture
def page(client, curator):
    client.force_login(curator.user)
    return client


def ballots(campaign):
    return [ballot for box in Box.objects.filter(campaign=campaign) for ballot in box.ballots]


def text_of(pdf):
    return "\n".join(page.get_textpage().get_text_range() for page in PdfDocument(pdf))


def test_a_blank_of_twelve_questions_takes_one_sheet_of_two_sides(school):
    ready = all_ready()["exit_mentee_teacher_teacher"]
    questionnaire = QuestionnaireFactory(organization=school, title=ready.title, content=ready.content)
    assert len(questionnaire.sheet.questions) == 12

    pdf = draw_blank(questionnaire, is_unsigned=True)
    text = text_of(pdf)

    assert len(PdfDocument(pdf)) == 2
    assert "Имя не пишите" in text
    assert "Фамилия, имя, отчество" not in text
    assert all(question.words.split()[0] in text for question in questionnaire.sheet.questions)


def test_blanks_bear_the_names_of_those_who_have_not_answered(named, curator):
    InvitationFactory(campaign=named, person__last_name="Неответова")
    ResponseFactory(invitation=InvitationFactory(campaign=named, person__last_name="Ответова"))
    InvitationFactory(campaign=named, person__last_name="Отменёнова", withdrawn_on=named.opens_on)

    text = text_of(print_blanks(named, by=curator))

    assert "Неответова" in text
    assert "Ответова Ольга" not in text
    assert "Отменёнова" not in text
    assert Entry.objects.get(action="campaign.blanks_printed").subject_id == named.pk


def test_each_person_begins_on_a_sheet_of_the_own(named, curator):
    for _ in range(3):
        InvitationFactory(campaign=named)

    assert len(PdfDocument(print_blanks(named, by=curator))) == 3


def test_blanks_of_an_anonymous_or_closed_campaign_are_refused(anonymous, named, curator):
    with pytest.raises(ValidationError, match="без имени"):
        print_blanks(anonymous, by=curator)
    Campaign.objects.update(status="closed")
    with pytest.raises(ValidationError, match="закрыт"):
        print_blanks(Campaign.objects.get(pk=named.pk), by=curator)
    assert not Entry.objects.exists()


def test_a_nameless_sheet_goes_into_the_boxes_without_a_trace(anonymous, curator):
    row = InvitationFactory(campaign=anonymous)

    type_sheet(anonymous, ANSWERS, nonce="n", by=curator)
    type_sheet(anonymous, ANSWERS, nonce="n", by=curator)

    assert [ballot["answers"] for ballot in ballots(anonymous)] == [ANSWERS]
    assert set(still_asked(anonymous)) == {row}
    assert not Entry.objects.exists()


def test_an_unfinished_sheet_is_an_answer_an_empty_one_is_not(anonymous, curator):
    type_sheet(anonymous, {"often": "week"}, by=curator)

    with pytest.raises(ValidationError, match="нет ни одного ответа"):
        type_sheet(anonymous, {}, by=curator)

    assert [ballot["answers"] for ballot in ballots(anonymous)] == [{"often": "week"}]


def test_nameless_sheets_of_a_named_or_closed_campaign_or_a_neighbour_are_refused(
    anonymous, named, curator, stranger
):
    with pytest.raises(ValidationError, match="с именем"):
        type_sheet(named, ANSWERS, by=curator)
    with pytest.raises(ValidationError, match="другое учреждение"):
        type_sheet(anonymous, ANSWERS, by=stranger)
    anonymous.status = "closed"
    with pytest.raises(ValidationError, match="закрыт"):
        type_sheet(anonymous, ANSWERS, by=curator)

    assert not Box.objects.exists()


def test_who_handed_a_sheet_in_is_counted_and_not_named_in_the_journal(anonymous, curator):
    rows = [InvitationFactory(campaign=anonymous) for _ in range(3)]

    mark_handed_in(anonymous, rows[:2], by=curator)

    assert answered_ids(anonymous) == {row.pk for row in rows[:2]}
    assert ballots(anonymous) == []
    assert Entry.objects.get(action="campaign.handed_in").details == {"people": 2}
    assert set(still_asked(anonymous)) == {rows[2]}


def test_nobody_is_marked_twice_or_after_an_answer(anonymous, named, curator):
    row, other = (InvitationFactory(campaign=anonymous) for _ in range(2))
    submit_anonymous(row, ANSWERS)

    for chosen in ([row, other], []):
        with pytest.raises(ValidationError):
            mark_handed_in(anonymous, chosen, by=curator)
    with pytest.raises(ValidationError, match="с именем"):
        mark_handed_in(named, [InvitationFactory(campaign=named)], by=curator)

    assert answered_ids(anonymous) == {row.pk}
    assert not Entry.objects.exists()


def test_the_curator_types_nameless_sheets_in(page, anonymous):
    address = reverse("surveys:type_in", args=[anonymous.pk])

    answer = page.post(address, TYPED | {"nonce": "x"}, follow=True)

    assert "Лист внесён" in answer.content.decode()
    assert [ballot["answers"] for ballot in ballots(anonymous)] == [ANSWERS]


def test_a_wrong_digit_is_told_beside_its_line_and_nothing_is_lost(page, anonymous):
    answer = page.post(reverse("surveys:type_in", args=[anonymous.pk]), TYPED | {"comfort": "88"})

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Здесь бывает от 1 до 10." in text
    assert 'value="88"' in text
    assert ballots(anonymous) == []


def test_the_side_on_a_sheet_is_told_when_it_is_a_crowd(page, school):
    asked = CampaignFactory(is_anonymous=True, questionnaire__organization=school)
    for side in ("mentor", "mentee"):
        for number in range(10):
            InvitationFactory(campaign=asked, side=side, person__last_name=f"{side}{number}")
    address = reverse("surveys:type_in", args=[asked.pk])
    assert "Кто заполнял лист" in page.get(address).content.decode()

    page.post(address, TYPED | {"side": "mentor", "nonce": "a"})
    page.post(address, TYPED | {"side": "head", "nonce": "b"})

    assert sorted(ballot.get("side", "") for ballot in ballots(asked)) == ["", "mentor"]


def test_the_curator_ticks_who_handed_in(page, anonymous):
    row = InvitationFactory(campaign=anonymous)
    address = reverse("surveys:handed_in", args=[anonymous.pk])
    assert page.post(address).status_code == 422

    assert "Отмечено: 1" in page.post(address, {"who": [row.pk]}, follow=True).content.decode()
    assert answered_ids(anonymous) == {row.pk}


def test_named_answers_need_a_person(page, named):
    InvitationFactory(campaign=named)

    answer = page.post(reverse("surveys:type_in", args=[named.pk]), TYPED)

    assert answer.status_code == 422
    assert "Выберите, чьи ответы вносите" in answer.content.decode()
    assert not Response.objects.exists()


def test_the_curator_types_answers_in_by_name(page, named, curator):
    row, other = (InvitationFactory(campaign=named) for _ in range(2))

    answer = page.post(reverse("surveys:type_in", args=[named.pk]), TYPED | {"who": row.pk}, follow=True)
    response = Response.objects.get(invitation=row)

    assert "ответы внесены" in answer.content.decode()
    assert (response.answers, response.status, response.typed_by) == (ANSWERS, "done", curator)
    assert set(still_asked(named)) == {other}


def test_a_slip_of_the_finger_is_told_beside_its_line_and_what_was_left_empty_stays_empty(page, named):
    row = InvitationFactory(campaign=named)
    address = reverse("surveys:type_in", args=[named.pk])

    slip = page.post(address, {"comfort": "88", "who": row.pk})
    assert slip.status_code == 422
    assert "88" in slip.content.decode()
    assert not Response.objects.done().exists()

    page.post(address, {"comfort": "8", "who": row.pk})
    assert Response.objects.get().answers == {"comfort": 8}


def test_a_blank_opens_in_the_browser(page, named):
    answer = page.get(reverse("surveys:blank", args=[named.questionnaire_id]))

    assert answer["Content-Type"] == "application/pdf"
    assert "Фамилия, имя, отчество" in text_of(answer.content)


@pytest.mark.parametrize("name", ["blanks", "type_in", "handed_in"])
@pytest.mark.parametrize("number", [1, 3])
def test_pages_cost_the_same_for_one_and_three(page, anonymous, name, number, django_assert_num_queries):
    for _ in range(number):
        InvitationFactory(campaign=anonymous)
    address = reverse(f"surveys:{name}", args=[anonymous.pk])
    page.get(address)

    with django_assert_num_queries({"blanks": 6, "type_in": 5, "handed_in": 6}[name]):
        assert page.get(address).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_typing_by_name_costs_the_same_for_one_and_three(page, named, number, django_assert_num_queries):
    for _ in range(number):
        InvitationFactory(campaign=named, person=PersonFactory(organization=named.organization))
    address = reverse("surveys:type_in", args=[named.pk])
    page.get(address)

    with django_assert_num_queries(6):
        text = page.get(address).content.decode()

    assert text.count("<option") == number + 1
    assert Invitation.objects.count() == number
