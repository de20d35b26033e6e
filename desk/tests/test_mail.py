import pytest
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse

from desk.models import Letter
from organizations.models import Role
from organizations.services import invite_member
from organizations.tests.factories import MembershipFactory

BACKEND = "desk.mail.KeptLetterBackend"


@pytest.fixture
def administrator(school):
    return MembershipFactory(organization=school, role=Role.ADMINISTRATOR)


def send(to, **headers):
    letter = EmailMessage("Тема", "Текст", to=to, headers=headers, connection=get_connection(BACKEND))
    return letter.send()


def test_letter_is_kept_for_the_person_whatever_the_case_of_the_address(mentor):
    assert send([mentor.user.email.upper()]) == 1

    letter = Letter.objects.get()
    assert (letter.user, letter.subject, letter.body) == (mentor.user, "Тема", "Текст")


def test_letter_to_two_is_kept_twice_and_to_a_stranger_without_a_person(mentor):
    send([mentor.user.email, "nobody@example.org"])

    assert set(Letter.objects.values_list("user", "to")) == {
        (mentor.user_id, mentor.user.email),
        (None, "nobody@example.org"),
    }


@pytest.mark.parametrize(("headers", "secret"), [({}, True), ({"X-Kept-Letter": "open"}, False)])
def test_what_is_not_marked_as_harmless_is_secret(mentor, headers, secret):
    send([mentor.user.email], **headers)

    assert Letter.objects.get().is_secret == secret


def visible(membership):
    return list(Letter.objects.visible_to(membership).values_list("to", flat=True))


def test_who_reads_which_letters(administrator, curator, mentor, head, stranger):
    for person in (mentor, head):
        send([person.user.email])
        send([person.user.email], **{"X-Kept-Letter": "open"})

    assert len(visible(administrator)) == 4
    assert visible(curator) == [mentor.user.email]
    assert visible(mentor) == [mentor.user.email]
    assert visible(stranger) == []


def test_curator_reads_the_link_of_a_participant_but_never_that_of_a_head(
    settings, client, administrator, curator, mentor, head, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = BACKEND
    with django_capture_on_commit_callbacks(execute=True):
        _, open_secret = invite_member(mentor, by=curator)
        _, closed_secret = invite_member(head, by=administrator)
    client.force_login(curator.user)

    text = client.get(reverse("desk:letters")).text

    assert open_secret in text
    assert closed_secret not in text


def test_participant_who_is_also_a_head_stays_secret(
    settings, administrator, curator, mentor, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = BACKEND
    MembershipFactory(user=mentor.user, organization=mentor.organization, role=Role.HEAD)

    with django_capture_on_commit_callbacks(execute=True):
        invite_member(mentor, by=administrator)

    assert visible(curator) == []


def test_page_without_letters_says_how_to_set_mail_up(client, curator):
    client.force_login(curator.user)

    text = client.get(reverse("desk:letters")).text

    assert "Писем нет" in text
    assert "EMAIL_URL" in text
