"""Pages of campaigns: from the choice to the list of people; what they cost and what they do not tell."""

import datetime as dt

import pytest
from django.urls import reverse

from organizations.models import Role
from organizations.tests.factories import MembershipFactory
from people.tests.factories import PersonFactory
from surveys.links import common_url, personal_url
from surveys.models import Campaign, Invitation, Questionnaire
from surveys.services.inviting import start_common_link
from surveys.services.unsigned import submit_anonymous
from surveys.tests.cast import open_one, planned_campaign, running_pair
from surveys.tests.factories import (
    ANSWERS,
    CampaignFactory,
    InvitationFactory,
    QuestionnaireFactory,
    ResponseFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_curator(client, curator):
    client.force_login(curator.user)
    return client


@pytest.fixture
def pair(school):
    return running_pair(school)


def at(name, row=None):
    return reverse(f"surveys:{name}", args=[row.pk] if row else [])


def shown(answer):
    return answer.content.decode().replace("\u00a0", " ")


def posted(school, **more):
    closes_on = (school.today + dt.timedelta(days=7)).isoformat()
    return {"title": "Опрос", "groups": ["pair_mentors"], "closes_on": closes_on, "is_anonymous": ""} | more


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long(
    as_curator, curator, pair, count, django_assert_max_num_queries
):
    for _ in range(count):
        ResponseFactory(invitation=open_one(curator).invitations.first())
        start_common_link(open_one(curator, is_anonymous=True), by=curator)

    with django_assert_max_num_queries(12):
        answer = as_curator.get(at("campaigns"))

    assert len(answer.context["lines"]) == count * 2


@pytest.mark.parametrize("is_anonymous", [False, True])
@pytest.mark.parametrize("count", [1, 3])
def test_a_campaign_costs_the_same_however_many(
    as_curator, curator, school, count, is_anonymous, django_assert_max_num_queries
):
    for number in range(count):
        running_pair(school, "Панов" + "а" * number)
    row = open_one(curator, is_anonymous=is_anonymous)

    with django_assert_max_num_queries(12):
        answer = as_curator.get(at("campaign", row))

    assert len(answer.context["lines"]) == count * 2


@pytest.mark.parametrize("count", [1, 3])
def test_a_draft_and_its_form_cost_the_same(
    as_curator, curator, school, count, django_assert_max_num_queries
):
    for number in range(count):
        running_pair(school, "Панов" + "а" * number)
    row = planned_campaign(curator)

    for name in ("campaign", "campaign_edit"):
        with django_assert_max_num_queries(12):
            assert len(as_curator.get(at(name, row)).context["asked"]) == count * 2


# From the choice to the beginning


def test_the_choice_names_own_and_ready_made_ones(as_curator, school):
    QuestionnaireFactory(organization=school, title="Своя анкета", purpose="entry")
    QuestionnaireFactory(organization=school, title="Старая анкета", status="archived")

    page = shown(as_curator.get(at("campaign_add") + "?purpose=entry"))

    assert "Своя анкета" in page
    assert "Старая анкета" not in page
    assert "?ready=" in page


def test_the_form_proposes_the_people_the_questionnaire_is_for(as_curator, school, pair):
    row = QuestionnaireFactory(organization=school, side="mentee", purpose="entry")

    answer = as_curator.get(at("campaign_add") + f"?questionnaire={row.pk}")

    assert answer.context["form"].initial["groups"] == ["pair_mentees"]
    assert [one.person for one in answer.context["asked"]] == [pair.members.get().person]


def test_a_change_of_the_form_shows_who_would_be_asked_and_saves_nothing(as_curator, school, pair):
    row = QuestionnaireFactory(organization=school)
    url = at("campaign_add") + f"?questionnaire={row.pk}"

    part = as_curator.post(url, {"groups": ["pair_mentors"]}, headers={"HX-Request": "true"})
    whole = as_curator.post(url, posted(school, show="1"))

    assert part.status_code == whole.status_code == 200
    assert "Спросим 1 человека" in shown(part)
    assert not Campaign.objects.exists()


def test_three_screens_from_a_ready_made_questionnaire_to_the_beginning(as_curator, school, pair):
    made = as_curator.post(at("campaign_add") + "?ready=entry_mentor_pedagogue_pedagogue", posted(school))
    row = Campaign.objects.get()
    assert made.url == row.get_absolute_url()
    assert Questionnaire.objects.get().origin == "entry_mentor_pedagogue_pedagogue"
    assert "Начать опрос" in shown(as_curator.get(made.url))

    begun = as_curator.post(at("campaign_open", row), follow=True)

    row.refresh_from_db()
    assert (row.status, row.audience) == ("open", {"groups": ["pair_mentors"]})
    assert row.invitations.get().person == pair.mentor
    assert "Опрос начат" in shown(begun)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"groups": []}, "Отметьте, кого спросить"),
        ({"closes_on": "2020-01-01"}, "уже прошёл"),
        ({"title": ""}, ""),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(as_curator, school, pair, change, words):
    row = QuestionnaireFactory(organization=school)

    answer = as_curator.post(at("campaign_add") + f"?questionnaire={row.pk}", posted(school, **change))

    assert answer.status_code == 422
    assert words in shown(answer)
    assert not Campaign.objects.exists()


@pytest.mark.parametrize("query", ["?questionnaire=999", "?questionnaire=x", "?ready=none"])
def test_a_questionnaire_that_is_not_there_is_404(as_curator, query):
    assert as_curator.get(at("campaign_add") + query).status_code == 404


def test_a_questionnaire_of_another_school_is_not_there(as_curator):
    assert (
        as_curator.get(at("campaign_add") + f"?questionnaire={QuestionnaireFactory().pk}").status_code == 404
    )


# The page of a campaign


def test_the_page_names_who_has_not_answered(as_curator, curator, pair):
    row = open_one(curator)
    done, half = row.invitations.get(side="mentor"), row.invitations.get(side="mentee")
    ResponseFactory(invitation=done)
    ResponseFactory(invitation=half, status="draft", done_at=None)

    def states(query=""):
        lines = as_curator.get(at("campaign", row) + query).context["lines"]
        return {line.invitation.pk: line.state for line in lines}

    assert states() == {done.pk: "done", half.pk: "half"}
    assert states("?state=none") == states("?state=half") == states("?q=пан&state=none") == {half.pk: "half"}
    assert states("?state=done") == {done.pk: "done"}
    page = shown(as_curator.get(at("campaign", row)))
    assert personal_url(half) in page
    assert personal_url(done) not in page


def test_of_an_anonymous_one_nothing_is_told_but_whether_there_is_an_answer(as_curator, curator, pair):
    row = start_common_link(open_one(curator, is_anonymous=True), by=curator)
    one = row.invitations.get(side="mentee")
    submit_anonymous(one, ANSWERS)

    answer = as_curator.get(at("campaign", row))

    assert {line.state for line in answer.context["lines"]} == {"done", "none"}
    assert (answer.context["share"].answered, answer.context["share"].invited) == (1, 2)
    assert "начали и не закончили" not in shown(answer)
    assert common_url(row) in shown(answer)


def test_others_of_the_staff_read_figures_and_no_names_or_links(client, curator, head, pair):
    row = open_one(curator)
    client.force_login(head.user)

    page = shown(client.get(at("campaign", row)))

    assert "Не ответили: 2" in page
    assert "Панов" not in page
    assert "/a/" not in page


def test_a_bulk_with_nobody_ticked_prints_and_writes_nothing(as_curator, curator, pair):
    row = open_one(curator)

    for name in ("campaign_slips", "campaign_letters"):
        answer = as_curator.post(at(name, row), follow=True)
        assert "нечего" in shown(answer) or "некому" in shown(answer)
    assert not Invitation.objects.exclude(told_on=None).exists()


def test_slips_and_the_poster_come_as_papers(as_curator, curator, pair):
    row = start_common_link(open_one(curator), by=curator)

    for answer in (
        as_curator.post(at("campaign_slips", row), {"all": "1"}),
        as_curator.get(at("campaign_poster", row)),
    ):
        assert answer["Content-Type"] == "application/pdf"


def test_deeds_of_the_page_go_through(as_curator, curator, school, pair):
    row, person = open_one(curator), PersonFactory(organization=school, last_name="Новая")
    one = row.invitations.get(side="mentee")

    as_curator.post(at("campaign_invite", row), {"people": [person.pk]})
    as_curator.post(at("campaign_common", row), {"on": "1"})
    as_curator.post(at("campaign_edit", row), {"title": "Новое", "closes_on": row.closes_on.isoformat()})
    as_curator.post(at("invitation_renew", one))
    as_curator.post(at("invitation_withdraw", one))
    as_curator.post(at("campaign_close", row))

    row.refresh_from_db()
    assert (row.status, row.title, row.reminds, row.has_common_link) == ("closed", "Новое", False, True)
    assert row.invitations.standing().filter(person=person).exists()
    assert Invitation.objects.get(pk=one.pk).withdrawn_on
    as_curator.post(at("campaign_common", row))
    as_curator.post(at("campaign_reopen", row), {"closes_on": row.closes_on.isoformat()})
    row.refresh_from_db()
    assert (row.status, row.has_common_link) == ("open", False)


def test_a_draft_is_changed_and_removed(as_curator, curator, school, pair):
    row = planned_campaign(curator)

    as_curator.post(at("campaign_edit", row), posted(school, groups=["pair_mentees"], is_anonymous="1"))
    row.refresh_from_db()
    assert (row.audience, row.is_anonymous) == ({"groups": ["pair_mentees"]}, True)

    assert as_curator.post(at("campaign_remove", row)).url == at("campaigns")
    assert not Campaign.objects.exists()


@pytest.mark.parametrize("role", [Role.PSYCHOLOGIST, Role.HEAD, Role.PARTICIPANT])
def test_only_the_curator_asks(client, school, role):
    me = MembershipFactory(organization=school, role=role)
    client.force_login(me.user)

    assert client.get(at("campaign_add")).status_code == 403


@pytest.mark.parametrize("is_anonymous", [False, True])
def test_a_named_answer_is_read_from_the_list_of_the_asked(as_curator, school, is_anonymous):
    campaign = CampaignFactory(questionnaire__organization=school, is_anonymous=is_anonymous)
    row = InvitationFactory(campaign=campaign, person=PersonFactory(organization=school))
    link = "Ответ есть, прочитать"
    assert link not in as_curator.get(at("campaign", campaign)).content.decode()
    if is_anonymous:
        submit_anonymous(row, ANSWERS)
        assert link not in as_curator.get(at("campaign", campaign)).content.decode()
        return

    response = ResponseFactory(invitation=row)

    assert at("response", response) in as_curator.get(at("campaign", campaign)).content.decode()
