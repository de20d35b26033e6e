"""The doors of a questionnaire: a personal link, the common one, an own account (AUT-1 … AUT-4, LOAD)."""

import logging

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from common.logs import WithoutSecrets
from people.models import Person
from people.tests.factories import PersonFactory
from surveys.links import salt_and_hash, secret_of
from surveys.models import Box, Invitation, Response
from surveys.tests.factories import ANSWERS, CONTENT, CampaignFactory, InvitationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture
def invitation(school):
    campaign = CampaignFactory(questionnaire__organization=school)
    return InvitationFactory(campaign=campaign, person=PersonFactory(organization=school))


def link(invitation):
    return reverse("survey_link", args=[secret_of(invitation.link_salt)])


def opened(client, invitation):
    client.get(link(invitation))
    return client.get(reverse("survey_home"))


def common(campaign):
    campaign.common_salt, campaign.common_hash = salt_and_hash()
    campaign.save()
    return reverse("survey_common", args=[secret_of(campaign.common_salt)])


def test_secret_leaves_the_address_at_once_and_stands_in_no_row(client, invitation, django_db_blocker):
    secret = secret_of(invitation.link_salt)

    answer = client.get(link(invitation))

    assert (answer.status_code, answer["Location"]) == (302, "/a/")
    assert answer["Referrer-Policy"] == "no-referrer"
    assert secret not in client.get("/a/").content.decode()
    assert len(secret) >= 32
    assert secret not in str(list(Invitation.objects.values()))
    line = logging.LogRecord("x", 30, "", 0, "Not Found: %s", (link(invitation),), None)
    WithoutSecrets().filter(line)
    assert secret not in line.getMessage()


def test_scanner_uses_nothing_up(client, invitation, django_assert_num_queries):
    for _ in range(50):
        client.get(link(invitation))
        client.head(link(invitation))
        client.get("/a/")

    assert "sessionid" not in client.cookies
    assert not Response.objects.exists()


def test_drawn_questions_are_those_of_the_own_side(school):
    """They are drawn once for all who have not begun: not for another side, nor over what somebody has written."""
    only = {"key": "led", "kind": "short", "words": "Кого вы ведёте?", "only_for": "mentor"}
    content = {"sections": [{"key": "s", "questions": [only, *CONTENT["sections"][0]["questions"]]}]}
    campaign = CampaignFactory(questionnaire__organization=school, questionnaire__content=content)
    pages = {}
    for side in ("mentor", "mentee", "mentor"):
        person = PersonFactory(organization=school)
        client = Client()
        page = opened(client, InvitationFactory(campaign=campaign, person=person, side=side))
        pages[side] = page.content.decode()
        client.post("/a/save/", {"comfort": "7", "revision": "0"})
        assert pages[side].count(" checked") == 0
        assert client.get("/a/").content.decode().count(" checked") == 1

    assert "Кого вы ведёте?" in pages["mentor"]
    assert "Кого вы ведёте?" not in pages["mentee"]


def test_answers_by_link_are_kept_sent_and_thanked_for(client, invitation):
    page = opened(client, invitation)
    saved = client.post("/a/save/", {"comfort": "8", "revision": page.context["revision"]})
    again = Client().get("/a/")
    continued = opened(Client(), invitation)

    assert saved.json() == {"revision": 1}
    assert again.status_code == 404
    assert continued.context["revision"] == 1
    assert 'value="8" checked' in continued.content.decode()
    sent = client.post("/a/", {**ANSWERS, "revision": "1"}, follow=True)
    assert "Спасибо" in sent.content.decode()
    assert Response.objects.get().answers == ANSWERS


def test_what_is_missing_stands_beside_its_question_with_what_was_written(client, invitation):
    opened(client, invitation)

    page = client.post("/a/", {"comfort": "8"})

    assert page.status_code == 422
    text = page.content.decode()
    assert 'href="#more"' in text
    assert 'value="8" checked' in text
    assert not Response.objects.exists()


def test_save_of_an_older_page_is_told_and_of_a_closed_campaign_too(client, invitation):
    opened(client, invitation)
    client.post("/a/save/", {"comfort": "8", "revision": "0"})

    assert client.post("/a/save/", {"comfort": "1", "revision": "0"}).status_code == 409
    assert client.post("/a/save/", {"comfort": "1", "revision": "x"}).status_code == 409
    invitation.campaign.status = "closed"
    invitation.campaign.save()
    assert client.post("/a/save/", {"comfort": "1", "revision": "1"}).status_code == 410
    assert Response.objects.get().answers == {"comfort": 8}


@pytest.mark.parametrize("gone", [{"destroyed_on": "2026-11-01"}, {"processing_stopped_on": "2026-11-01"}])
def test_link_of_somebody_who_is_gone_opens_nothing(client, invitation, gone):
    client.get(link(invitation))
    Person.objects.filter(pk=invitation.person_id).update(**gone)

    assert client.get("/a/").status_code == 404
    assert client.post("/a/", ANSWERS).status_code == 404
    assert not Response.objects.exists()


def test_new_chance_part_ends_the_link(client, invitation):
    old = link(invitation)
    invitation.link_salt, invitation.link_hash = salt_and_hash()
    invitation.save()

    assert client.get(old).status_code == 404
    assert client.get(link(invitation)).status_code == 302


def test_guessing_is_stopped(client, monkeypatch):
    monkeypatch.setattr("common.guessing.MISSES", 3)
    wrong = reverse("survey_link", args=["x" * 32])

    assert [client.get(wrong).status_code for _ in range(5)] == [404, 404, 404, 429, 429]


def test_common_link_collects_unsigned_answers_only(client, invitation):
    campaign = invitation.campaign
    client.get(common(campaign))
    page = client.get("/o/")
    form = {**ANSWERS, "nonce": page.context["nonce"]}

    thanks = client.post("/o/", form)
    client.post("/o/", form)

    assert "Спасибо" in thanks.content.decode()
    assert not Response.objects.exists()
    assert [ballot["answers"] for box in Box.objects.all() for ballot in box.ballots] == [ANSWERS]
    assert client.get("/a/").status_code == 404


def test_empty_unsigned_answer_is_refused(client, invitation):
    invitation.campaign.questionnaire.content = {
        "sections": [{"key": "s", "questions": [{"key": "q", "kind": "short", "words": "Что понравилось?"}]}]
    }
    invitation.campaign.questionnaire.save()
    client.get(common(invitation.campaign))

    assert client.post("/o/", {"nonce": "n"}).status_code == 422
    assert not Box.objects.exists()


def test_own_account_answers_the_own_invitation_only(client, school, mentor, curator):
    campaign = CampaignFactory(questionnaire__organization=school)
    own = InvitationFactory(campaign=campaign, person=mentor.person)
    other = InvitationFactory(campaign=campaign, person=PersonFactory(organization=school))
    client.force_login(mentor.user)

    client.post(reverse("surveys:answer", args=[own.pk]), ANSWERS)

    assert Response.objects.get().invitation == own
    assert client.get(reverse("surveys:answer", args=[other.pk])).status_code == 404
    client.force_login(curator.user)
    assert client.get(reverse("surveys:answer", args=[own.pk])).status_code == 404


def test_anonymous_says_so_and_saves_nothing_before_the_end(client, invitation):
    invitation.campaign.is_anonymous = True
    invitation.campaign.save()
    page = opened(client, invitation)

    assert "что ответил, нет" in page.content.decode()
    assert "data-save=" not in page.content.decode()
    assert client.post("/a/save/", {"comfort": "8"}).status_code == 404
    client.post("/a/", ANSWERS)
    assert "Спасибо" in client.get("/a/").content.decode()


def test_every_post_wants_the_token(invitation):
    client = Client(enforce_csrf_checks=True)
    client.get(link(invitation))

    for path in ("/a/", "/a/save/", "/a/close/", "/o/"):
        assert client.post(path, ANSWERS).status_code == 403


def test_page_and_save_are_cheap(client, invitation, django_assert_max_num_queries):
    opened(client, invitation)

    with django_assert_max_num_queries(3):
        client.get("/a/")
    client.post("/a/save/", {"comfort": "8", "revision": "0"})
    with django_assert_max_num_queries(5):  # the savepoint of the transaction is one
        client.post("/a/save/", {"comfort": "9", "revision": "1"})
