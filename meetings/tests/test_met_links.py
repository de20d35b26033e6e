"""«Встретились?» by a personal link: one person, nothing used up by looking (AUT-1, AUT-2, AUT-3), one letter a day."""

import datetime as dt
import logging
import re

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from common.codes import digest
from common.logs import WithoutSecrets
from meetings.models import Answer, Fit, Meeting, MeetingLink
from meetings.services.links import end_earlier, make_link, print_slips, write_letters
from meetings.tests.cast import held, meeting, mentee_of, running_pair
from meetings.views.personal import COOKIE
from organizations.models import Organization
from organizations.tests.factories import MembershipFactory
from pairs.models import Pair
from pairs.tests.factories import PairFactory
from people.models import Person
from people.services import mark_left, withdraw_consents
from people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
HOME = "/m/"


@pytest.fixture
def pair(mentor):
    return running_pair(mentor, consents=True)


@pytest.fixture
def row(pair):
    return meeting(pair)


@pytest.fixture
def secret(pair):
    return make_link(mentee_of(pair))[1]


def address(secret):
    return reverse("met_link", args=[secret])


def browser(secret):
    client = Client()
    assert client.get(address(secret)).url == HOME
    return client


def said(row):
    return reverse("met_said", args=[row.pk])


def send(school):
    """The daily letters, as the next job reads the institution."""
    write_letters(Organization.objects.get(pk=school.pk), school.today)


def secret_in(letter):
    return re.search(r"/m/([\w-]{32})/", letter.body)[1]


# The page of a link


def test_letter_leads_to_the_question_and_one_tap_is_kept(school, pair, row):
    send(school)
    client = browser(secret_in(mail.outbox[0]))

    page = client.get(HOME).text
    pressed = [client.post(said(row), {"answer": "yes"}).status_code for _ in range(2)]

    row.refresh_from_db()
    assert "ответьте одним нажатием" in page
    assert pressed == [302, 302]
    assert row.status == Meeting.Status.HELD
    told = Entry.objects.get(action="meeting.answered")
    assert (told.user, told.details) == (None, {"person": mentee_of(pair).pk, "yes": True})
    assert "Подходите друг другу?" in client.get(HOME).text


def test_fit_is_said_by_the_link_and_shown_to_nobody_on_it(pair, secret):
    held(pair)
    client = browser(secret)
    url = reverse("met_fit", args=[pair.pk])

    answers = [client.post(url, {"word": word}).status_code for word in ("no", "perhaps", "")]

    assert answers == [302, 422, 422]
    assert Fit.objects.get().word == "no"
    page = client.get(HOME).text
    assert "Вы ответили" in page
    assert "не подходит" not in page.replace("Если не подходит", "")  # the hint under the buttons


def test_word_of_today_may_be_changed_by_the_link(row, secret):
    client = browser(secret)

    for word in ("yes", "no"):
        client.post(said(row), {"answer": word})

    row.refresh_from_db()
    assert (row.status, Answer.objects.get().is_yes) == (Meeting.Status.PLANNED, False)


def test_looking_uses_nothing_up(client, row, secret):
    before = list(MeetingLink.objects.values_list()), list(Meeting.objects.values_list())

    for method in ("get", "head", "options"):
        for _ in range(5):
            getattr(client, method)(address(secret))
            getattr(client, method)(HOME)
            getattr(client, method)(said(row))

    assert (list(MeetingLink.objects.values_list()), list(Meeting.objects.values_list())) == before
    assert not Answer.objects.exists()
    assert not Session.objects.exists()
    assert client.post(said(row), {"answer": "yes"}).status_code == 302


def test_secret_leaves_the_address_and_stands_nowhere(client, row, secret):
    answer = client.get(address(secret), {"next": "https://evil.example/"})
    page, cookie = client.get(HOME), client.cookies[COOKIE]

    assert (answer.url, answer["Referrer-Policy"]) == (HOME, "no-referrer")
    assert secret not in page.text + str(client.cookies)
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/m/")
    assert "no-store" in page["Cache-Control"]
    assert len(secret) == 32
    assert MeetingLink.objects.get().token_hash == digest(secret) != secret


def test_copy_of_the_database_opens_nothing(secret):
    client, token_hash = Client(), MeetingLink.objects.get().token_hash
    client.cookies[COOKIE] = token_hash

    assert client.get(HOME).status_code == 404
    assert Client().get(address(token_hash[:32])).status_code == 404


@pytest.mark.parametrize("change", ["expired", "renewed", "left", "withdrawn", "destroyed"])
def test_link_that_is_over_opens_nothing(school, curator, pair, row, secret, change):
    client, person = browser(secret), mentee_of(pair)
    if change == "expired":
        MeetingLink.objects.update(expires_at=timezone.now())
    elif change == "renewed":
        end_earlier(make_link(person)[0])
    elif change == "left":
        mark_left(person, on=school.today, by=curator)
    elif change == "withdrawn":
        withdraw_consents(person, ["processing"], channel="letter", received_on=school.today, by=curator)
    else:
        Person.objects.filter(pk=person.pk).update(destroyed_on=school.today)

    answers = [client.get(HOME), client.post(said(row), {"answer": "yes"}), client.get(address(secret))]

    assert [answer.status_code for answer in answers] == [404] * 3
    assert not Answer.objects.exists()


@pytest.mark.parametrize("kinds", [["processing"], ["mentee_duty"]])
def test_withdrawal_revokes_the_links_for_good(school, curator, pair, secret, kinds):
    person = mentee_of(pair)

    withdraw_consents(person, kinds, channel="letter", received_on=school.today, by=curator)

    assert MeetingLink.objects.get().revoked_at is not None
    assert Entry.objects.filter(action="meeting_links.revoked").count() == 1


def test_link_opens_the_own_questions_only(mentor, row, secret):
    other = meeting(running_pair(mentor, [PersonFactory(organization=mentor.organization)]))
    client = browser(secret)

    answers = [
        client.post(said(other), {"answer": "yes"}),
        client.post(reverse("met_fit", args=[other.pair_id])),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert client.get(other.get_absolute_url()).status_code == 302  # to the sign-in
    assert not Answer.objects.exists()


def test_no_press_without_the_token_of_the_page(row, secret):
    client = Client(enforce_csrf_checks=True)
    client.get(address(secret))

    assert client.post(said(row), {"answer": "yes"}).status_code == 403
    assert "csrfmiddlewaretoken" in client.get(HOME).text.split("Встретились")[-1]


def test_guessing_is_stopped_for_a_while(client, secret, monkeypatch):
    monkeypatch.setattr("common.guessing.MISSES", 5)
    cache.clear()

    answers = [client.get(address(f"x{number:031}")).status_code for number in range(5)]

    assert answers == [404] * 5
    assert client.get(address(secret)).status_code == 429
    cache.clear()
    assert client.get(address(secret)).status_code == 302


def test_page_is_closed_by_the_button(secret):
    client = browser(secret)

    assert "больше не открыты" in client.post("/m/close/").text
    assert client.get(HOME).status_code == 404


def test_log_loses_the_secret(secret):
    line = logging.LogRecord("gunicorn.access", 20, "", 1, "GET %s 200", (address(secret),), None)

    WithoutSecrets().filter(line)

    assert line.getMessage() == "GET /m/…/ 200"


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_database_little(mentor, secret, pair, count, django_assert_max_num_queries):
    for number in range(count):
        meeting(pair, number + 1)
        held(pair, number + 5)
        other = PersonFactory(organization=mentor.organization)
        held(PairFactory(mentor=other, mentees=[mentee_of(pair)], status="active"), 2)
    client = browser(secret)
    cache.clear()

    with django_assert_max_num_queries(10):
        page = client.get(HOME).text

    assert page.count("Подходите друг другу?") == count + 1


# Letters


def test_one_letter_about_all_meetings_and_none_a_second_time(school, pair, row):
    meeting(pair, 3)

    for _ in range(2):
        send(school)

    (letter,) = mail.outbox
    assert letter.to == ["panov@example.org"]
    assert letter.body.count("– Панов") == 2
    assert Entry.objects.filter(action="meeting_link.sent").count() == 1


def test_next_meeting_is_told_by_a_new_letter_that_ends_the_earlier_link(school, pair):
    meeting(pair, 8)
    send(school)
    first = secret_in(mail.outbox[0])
    MeetingLink.objects.update(made_at=timezone.now() - dt.timedelta(days=7))
    send(school)
    meeting(pair, 1)
    send(school)

    assert len(mail.outbox) == 2
    assert Client().get(address(first)).status_code == 404
    assert Client().get(address(secret_in(mail.outbox[1]))).status_code == 302


@pytest.mark.parametrize(
    "why", ["today", "account", "no address", "answered", "stopped", "left", "paused", "duty"]
)
def test_no_letter_where_nothing_is_asked_or_nobody_may_be_written_to(school, pair, row, why):
    person = mentee_of(pair)
    people = Person.objects.filter(pk=person.pk)
    if why == "today":
        Meeting.objects.update(on=school.today, starts_at=dt.time(0, 0))
    elif why == "account":
        people.update(membership=MembershipFactory(organization=school))
    elif why == "no address":
        people.update(email="")
    elif why == "answered":
        Answer.objects.create(organization=school, meeting=row, person=person, is_yes=False)
    elif why == "paused":
        Pair.objects.update(status="paused", paused_on=school.today, paused_for="away")
    elif why == "duty":
        withdraw_consents(person, ["mentee_duty"], channel="letter", received_on=school.today, by=None)
        Pair.objects.update(status="active", paused_on=None, paused_for="")
    else:
        people.update(
            **{"stopped": {"processing_stopped_on": school.today}, "left": {"left_on": school.today}}[why]
        )

    send(school)

    assert mail.outbox == []
    assert not MeetingLink.objects.exists()


def test_refused_letter_leaves_the_earlier_link(school, row, secret, monkeypatch):
    MeetingLink.objects.update(made_at=timezone.now() - dt.timedelta(days=5))

    def refuse(*args):
        raise OSError("no mail")

    monkeypatch.setattr("meetings.services.links.send_met_link", refuse)

    with pytest.raises(ValidationError, match="не принял писем: 1"):
        send(school)
    assert browser(secret).get(HOME).status_code == 200
    assert MeetingLink.objects.count() == 1


def test_daily_letters_close_what_was_denied_a_week_ago(school, pair):
    row = meeting(pair, 7)
    Answer.objects.create(organization=school, meeting=row, person=pair.mentor, is_yes=False)

    send(school)

    row.refresh_from_db()
    assert row.status == Meeting.Status.NOT_HELD


# Slips


def test_slip_carries_a_new_link_for_who_has_no_account(curator, pair, secret, monkeypatch):
    drawn = []
    monkeypatch.setattr(
        "meetings.services.links.render_pdf", lambda template, content: drawn.append(content) or b"%PDF-"
    )

    print_slips(pair, by=curator)

    (slip,) = drawn[0]["slips"]
    assert slip["name"] == mentee_of(pair).full_name
    assert browser(slip["url"].rstrip("/").rpartition("/")[2]).get(HOME).status_code == 200
    assert Client().get(address(secret)).status_code == 404
    assert Entry.objects.get(action="meeting_links.printed").details == {"people": [mentee_of(pair).pk]}


def test_nothing_to_print_is_said_in_words(client, school, curator, pair):
    Person.objects.filter(pk=mentee_of(pair).pk).update(membership=MembershipFactory(organization=school))
    client.force_login(curator.user)

    answer = client.post(reverse("meetings:link_slip", args=[pair.pk]), follow=True)

    assert "у всех участников пары есть вход" in answer.text
    assert not MeetingLink.objects.exists()


def test_pair_at_rest_gets_no_slips(school, curator, pair):
    Pair.objects.update(status="paused", paused_on=school.today, paused_for="away")

    with pytest.raises(ValidationError, match="которая работает"):
        print_slips(pair, by=curator)

    assert not MeetingLink.objects.exists()
