"""Ways in by a link (AUT-1…3, 5, 9) and the way out: withdrawal by the person, with its receipt (PDN-2)."""

import datetime as dt
import io
import logging

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from common.logs import WithoutSecrets
from people.models import Consent, ConsentLink, Withdrawal
from people.personal_cookies import CHOICE, COOKIE, KNOCK
from people.services.consents import print_consents
from people.services.links import revoke_link
from people.tests.by_link import (
    ask,
    browser,
    carry_out,
    enter,
    family,
    letters_to,
    link_to,
    secret_in,
    send,
    signed_on_a_screen,
    teacher,
)
from people.tests.factories import ConsentFactory

HOME, OPEN = "/c/", "/c/open/"


@pytest.fixture
def person(school):
    return teacher(school)


@pytest.fixture
def secret(person):
    return link_to(person)[1]


def address(secret):
    return reverse("personal:link", args=[secret])


def rows():
    """Every row of every table of the house, as values."""
    return {
        model._meta.label: list(model.objects.order_by("pk").values_list())
        for model in apps.get_models()
        if model not in (Session,)
    }


# AUT-2, AUT-3: a link that is looked at


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_scanner_uses_nothing_up_and_begins_no_session(client, person, curator, secret, method):
    paper = print_consents([(person, "processing")], by=curator)[0]
    before = rows()

    for turn in range(50):
        further = (HOME, f"{HOME}{paper.pk}/", f"{HOME}{paper.pk}/decline/") if turn < 3 else ()
        for url in (address(secret), OPEN, *further):
            getattr(client, method)(url)

    assert rows() == before
    assert not Session.objects.exists()


def test_no_page_of_an_opened_link_writes_by_get(person, curator, secret):
    signed, asked = ConsentFactory(person=person), print_consents([(person, "mentee_duty")], by=curator)[0]
    client = browser(secret)
    before = rows()

    for paper in (signed, asked):
        for name in ("consent", "sign", "decline", "withdraw", "file"):
            assert client.get(reverse(f"personal:{name}", args=[paper.pk])).status_code in {200, 302}
    assert client.get(HOME).status_code == 200

    assert rows() == before


def test_secret_leaves_the_address_and_stands_in_no_page_or_cookie(client, person, secret):
    answer = client.get(address(secret), follow=True)
    opened = client.post(OPEN, follow=True)

    assert answer.redirect_chain == [(OPEN, 302)]
    assert client.get(address(secret))["Referrer-Policy"] == "no-referrer"
    assert f"{person.first_name} {person.patronymic}, здравствуйте" in answer.text
    assert secret not in answer.text + opened.text
    assert secret not in str(client.cookies)
    assert {name: (kept["httponly"], kept["samesite"], kept["path"]) for name, kept in client.cookies.items()
            if name in (KNOCK, COOKIE)} == {KNOCK: (True, "Lax", OPEN), COOKIE: (True, "Lax", HOME)}  # fmt: skip
    assert "no-store" in opened["Cache-Control"]


def test_button_is_remembered_once(person, secret):
    browser(secret)
    first = ConsentLink.objects.get().opened_at

    browser(secret)

    assert first is not None
    assert ConsentLink.objects.get().opened_at == first


def test_dump_of_the_database_opens_nothing(school, curator, person):
    send([person], by=curator)
    dump = str(rows())
    secret = secret_in(mail.outbox[0])
    stored = ConsentLink.objects.get().token_hash

    assert secret not in dump
    assert len(secret) == 32
    assert [Client().get(address(guess)).status_code for guess in (stored, stored[:32])] == [404, 404]
    client = Client()
    client.cookies[COOKIE] = stored
    assert client.get(HOME).status_code == 404


def test_logs_hold_no_secret(client, secret, caplog):
    strict = Client(enforce_csrf_checks=True)
    with caplog.at_level(logging.DEBUG):
        client.get(address("x" + secret[1:]))
        client.post(address(secret))
        strict.post(address(secret))
        client.get(address(secret) + "nowhere/")

    assert len(caplog.records) >= 3
    assert [line.getMessage() for line in caplog.records if secret[1:] in line.getMessage()] == []


def test_any_line_of_a_log_loses_the_secret(secret):
    line = logging.LogRecord("gunicorn.access", 20, "", 1, "GET %s 200", (address(secret),), None)

    WithoutSecrets().filter(line)

    assert line.getMessage() == "GET /c/…/ 200"


@pytest.mark.parametrize("change", ["revoked", "expired"])
def test_link_that_is_over_says_whom_to_ask(school, curator, person, change):
    school.phone = "8 (900) 000-00-12"
    school.save()
    link, secret = link_to(person)
    client = browser(secret)
    if change == "revoked":
        revoke_link(link, by=curator)
    else:
        ConsentLink.objects.update(expires_at=timezone.now())

    answers = [client.get(address(secret)), client.get(HOME), client.get(OPEN), client.post(OPEN)]

    assert [answer.status_code for answer in answers] == [404] * 4
    assert school.phone in answers[0].text
    assert answers[0]["Referrer-Policy"] == "no-referrer"


def test_link_of_a_card_that_is_gone_opens_nothing(client, person, secret):
    type(person).objects.filter(pk=person.pk).update(destroyed_on=dt.date(2026, 11, 1))

    assert client.get(address(secret)).status_code == 404


def test_cookie_lasts_an_hour_and_ends_by_the_button(person, secret):
    client = browser(secret)
    assert client.cookies[COOKIE]["max-age"] == 3600

    closed = client.post(reverse("personal:close"))

    assert "больше не открыты" in closed.text
    assert client.get(HOME).status_code == 404


def test_cookie_of_one_purpose_opens_no_other_page(person, secret):
    client = Client()
    client.get(address(secret))
    client.cookies[COOKIE] = client.cookies[KNOCK].value

    assert client.get(HOME).status_code == 404


def test_link_wins_over_who_is_signed_in_and_says_whose_it_is(curator, mentor, person, secret):
    client = browser(secret)
    client.force_login(mentor.user)

    text = client.get(HOME).text

    assert person.full_name in text
    assert mentor.person.full_name not in text
    assert "Закончить" in text


@pytest.mark.parametrize("name", ["consent", "sign", "decline", "withdraw"])
def test_no_deed_goes_without_the_token(person, curator, secret, name):
    signed = ConsentFactory(person=person, kind="mentee_duty")
    asked = print_consents([(person, "processing")], by=curator)[0]
    client = Client(enforce_csrf_checks=True)
    client.cookies = browser(secret).cookies
    before = rows()

    answers = [client.post(reverse(f"personal:{name}", args=[paper.pk])) for paper in (asked, signed)]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert rows() == before


def test_link_leads_nowhere_else(secret):
    answer = Client().get(address(secret), {"next": "https://evil.example/"})

    assert answer.url == OPEN


def test_answers_of_another_paper_are_not_taken(person, curator, secret):
    papers = print_consents([(person, "processing"), (person, "distribution")], by=curator)
    client = browser(secret)
    ask(client, papers[0])
    client.cookies[CHOICE]["path"] = f"{HOME}{papers[1].pk}/sign/"

    assert client.get(reverse("personal:sign", args=[papers[1].pk])).status_code == 302
    assert enter(client, papers[1], "000000").status_code == 422


def test_pages_ask_the_database_equally_for_one_and_many(school, curator, django_assert_max_num_queries):
    mother, *children = family(school, children=4)
    for child in children:
        ConsentFactory(person=child, representative=mother)
        print_consents([(child, "mentee_duty"), (child, "distribution")], by=curator)
    client = browser(link_to(mother)[1])
    cache.clear()

    with django_assert_max_num_queries(6):
        assert client.get(HOME).text.count("Панов Кирилл") >= 12
    for name in ("consent", "decline"):
        with django_assert_max_num_queries(6):
            client.get(reverse(f"personal:{name}", args=[Consent.objects.asked().last().pk]))


# Withdrawal


def withdraw(client, consent):
    return client.post(reverse("personal:withdraw", args=[consent.pk]))


def test_withdrawal_stops_everything_and_gives_a_receipt(person, secret):
    paper = ConsentFactory(person=person)
    client = browser(secret)
    page = client.get(reverse("personal:withdraw", args=[paper.pk])).text

    answer = withdraw(client, paper)

    withdrawal = Withdrawal.objects.get()
    paper.refresh_from_db()
    person.refresh_from_db()
    assert "данные уничтожат" in page
    assert (answer.status_code, answer.url) == (302, reverse("personal:receipt", args=[withdrawal.pk]))
    assert (withdrawal.channel, withdrawal.representative, withdrawal.recorded_by) == ("link", None, None)
    assert (paper.ending, person.processing_stopped_on) == ("withdrawn", person.organization.today)
    assert f"Расписка № {withdrawal.number}" in client.get(answer.url).text.replace("\xa0", " ")


def test_receipt_comes_by_mail_and_as_a_file_though_processing_has_stopped(person, secret):
    client = browser(secret)
    withdraw(client, ConsentFactory(person=person))

    carry_out()

    withdrawal = Withdrawal.objects.get()
    file = client.get(reverse("personal:receipt_file", args=[withdrawal.pk]))
    (letter,) = letters_to(person.email)
    assert "Расписка" in letter.subject
    assert letter.attachments[0][1] == file.content
    assert "РАСПИСКА" in PdfReader(io.BytesIO(file.content)).pages[0].extract_text()


def test_withdrawn_twice_is_withdrawn_once(person, secret):
    paper = ConsentFactory(person=person)
    client = browser(secret)

    answers = [withdraw(client, paper), withdraw(client, paper)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[1].url == reverse("personal:consent", args=[paper.pk])
    assert Withdrawal.objects.count() == 1


def test_who_signed_on_paper_withdraws_by_a_link(school, curator, person):
    paper = ConsentFactory(person=person, taken_by=curator)
    send([person], by=curator)

    withdraw(browser(secret_in(mail.outbox[0])), paper)

    assert Withdrawal.objects.get().kinds == ["processing"]


def test_representative_withdraws_for_the_child(school):
    mother, child = family(school)
    paper = ConsentFactory(person=child, representative=mother)
    client = browser(link_to(mother)[1])

    withdraw(client, paper)

    withdrawal = Withdrawal.objects.get()
    assert (withdrawal.person, withdrawal.representative) == (child, mother)
    assert child.full_name in client.get(reverse("personal:receipt", args=[withdrawal.pk])).text


def test_minor_alone_does_not_withdraw_what_the_parent_signed(school):
    mother, child = family(school)
    paper = ConsentFactory(person=child, representative=mother)

    withdraw(browser(link_to(child, email="panov@mail.example")[1]), paper)

    assert not Withdrawal.objects.exists()


def test_participant_withdraws_in_the_own_account(client, mentor):
    paper = ConsentFactory(person=mentor.person)
    client.force_login(mentor.user)

    withdraw(client, paper)
    carry_out()

    withdrawal = Withdrawal.objects.get()
    assert (withdrawal.channel, withdrawal.recorded_by) == ("account", mentor)
    assert letters_to(mentor.user.email)


def test_receipts_of_others_do_not_exist(school, secret):
    other = teacher(school, email="other@school.example")
    withdraw(browser(link_to(other)[1]), ConsentFactory(person=other))
    pk = Withdrawal.objects.get().pk

    answers = [
        browser(secret).get(reverse(f"personal:{name}", args=[pk])) for name in ("receipt", "receipt_file")
    ]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_consent_is_given_again_after_a_withdrawal(person, curator, secret):
    client = browser(secret)
    withdraw(client, ConsentFactory(person=person))
    paper = print_consents([(person, "processing")], by=curator)[0]

    signed_on_a_screen(client, paper)

    person.refresh_from_db()
    assert person.processing_stopped_on is None
