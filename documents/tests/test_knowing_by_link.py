"""Getting acquainted by a personal link: one paper of one person, nothing used up by looking (AUT-1, AUT-2, AUT-3)."""

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
from documents.models import Acknowledgement
from documents.services.acknowledging import record_on_paper
from documents.services.knowing_by_link import mail_link, print_slips, renew
from documents.tests.steps import BYTES, paper_with_file
from documents.views.knowing import COOKIE
from people.models import Person
from people.tests.factories import PersonFactory

PAPER = "/k/paper/"


@pytest.fixture
def row(head, school):
    document, _ = paper_with_file(head)
    person = PersonFactory(
        organization=school, last_name="Совина", gender="female", email="sova@school.example"
    )
    return Acknowledgement.objects.create(organization=school, document=document, person=person)


@pytest.fixture
def secret(row):
    return renew(row)


def address(secret):
    return reverse("know_link", args=[secret])


def browser(secret):
    client = Client()
    assert client.get(address(secret)).url == PAPER
    return client


def secret_in(letter):
    return re.search(r"/k/([\w-]{32})/", letter.body)[1]


def test_letter_leads_to_the_paper_and_one_press_is_kept(row):
    assert mail_link(row.pk)
    client = browser(secret_in(mail.outbox[0]))

    page = client.get(PAPER)
    pressed = [client.post(PAPER).status_code for _ in range(2)]

    row.refresh_from_db()
    assert "Ознакомлена" in page.text
    assert row.document.title in page.text
    assert pressed == [302, 302]
    assert (row.method, row.at is not None) == (Acknowledgement.Method.LINK, True)
    told = Entry.objects.get(action="acknowledgement.made_by_link")
    assert (told.user, told.details) == (None, {"document": row.document_id})
    assert "Вы ознакомились" in client.get(PAPER).text


def test_looking_uses_nothing_up(client, row, secret):
    before = list(Acknowledgement.objects.values_list())

    for method in ("get", "head", "options"):
        for _ in range(5):
            getattr(client, method)(address(secret))
            getattr(client, method)(PAPER)

    assert list(Acknowledgement.objects.values_list()) == before
    assert not Session.objects.exists()
    assert client.post(PAPER).status_code == 302  # the link still opens the paper


def test_secret_leaves_the_address_and_stands_nowhere(client, row, secret):
    answer = client.get(address(secret), {"next": "https://evil.example/"})
    page = client.get(PAPER)
    cookie = client.cookies[COOKIE]

    assert (answer.url, answer["Referrer-Policy"]) == (PAPER, "no-referrer")
    assert secret not in page.text + str(client.cookies)
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["max-age"]) == (
        True,
        "Lax",
        "/k/",
        3600,
    )
    assert "no-store" in page["Cache-Control"]
    assert len(secret) == 32
    row.refresh_from_db()
    assert row.token_hash == digest(secret) != secret


def test_copy_of_the_database_opens_nothing(row, secret):
    client = Client()
    client.cookies[COOKIE] = row.token_hash

    assert client.get(PAPER).status_code == 404
    assert Client().get(address(row.token_hash[:32])).status_code == 404


@pytest.mark.parametrize("change", ["expired", "renewed", "left", "destroyed"])
def test_link_that_is_over_opens_nothing(row, secret, school, change):
    client = browser(secret)
    if change == "expired":
        Acknowledgement.objects.update(token_until=timezone.now())
    elif change == "renewed":
        renew(row)
    else:
        Person.objects.filter(pk=row.person_id).update(**{f"{change}_on": school.today})

    answers = [client.get(PAPER), client.post(PAPER), client.get("/k/file/"), client.get(address(secret))]

    assert [answer.status_code for answer in answers] == [404] * 4
    row.refresh_from_db()
    assert row.at is None


def test_link_opens_one_paper_of_one_person(row, secret, head, school):
    other, _ = paper_with_file(head, b"%PDF-1.7 another paper", title="О другом")
    Acknowledgement.objects.create(organization=school, document=other, person=row.person)
    client = browser(secret)

    assert "О другом" not in client.get(PAPER).text
    assert client.get("/k/file/").content == BYTES
    assert client.get(other.get_absolute_url()).status_code == 302  # to the sign-in
    client.post(PAPER)
    assert Acknowledgement.objects.get(document=other).at is None


def test_no_press_without_the_token_of_the_page(row, secret):
    client = Client(enforce_csrf_checks=True)
    client.get(address(secret))

    assert client.post(PAPER).status_code == 403
    row.refresh_from_db()
    assert row.at is None


def test_guessing_is_stopped_for_a_while(client, secret, monkeypatch):
    monkeypatch.setattr("common.guessing.MISSES", 5)
    cache.clear()

    answers = [client.get(address(f"x{number:031}")).status_code for number in range(5)]

    assert answers == [404] * 5
    assert client.get(address(secret)).status_code == 429
    cache.clear()
    assert client.get(address(secret)).status_code == 302


def test_page_is_closed_by_the_button(row, secret):
    client = browser(secret)

    assert "больше не открыт" in client.post("/k/close/").text
    assert client.get(PAPER).status_code == 404


def test_log_loses_the_secret(secret):
    line = logging.LogRecord("gunicorn.access", 20, "", 1, "GET %s 200", (address(secret),), None)

    WithoutSecrets().filter(line)

    assert line.getMessage() == "GET /k/…/ 200"


def test_one_letter_a_day_and_none_to_who_said_no(row, school):
    assert [mail_link(row.pk) for _ in range(2)] == [True, True]
    assert len(mail.outbox) == 1
    Acknowledgement.objects.update(token_until=timezone.now() + dt.timedelta(days=20))
    Person.objects.filter(pk=row.person_id).update(processing_stopped_on=school.today)

    mail_link(row.pk)

    assert len(mail.outbox) == 1


def test_refused_letter_leaves_the_earlier_link(row, secret, monkeypatch):
    Acknowledgement.objects.update(token_until=timezone.now() + dt.timedelta(days=20))

    def refuse(*args):
        raise OSError("no mail")

    monkeypatch.setattr("documents.services.knowing_by_link.send_knowing_link", refuse)

    assert mail_link(row.pk) is False
    assert browser(secret).get(PAPER).status_code == 200


def test_slips_carry_new_links_for_those_who_owe(curator, row, secret, school, monkeypatch):
    known = Acknowledgement.objects.create(
        organization=school, document=row.document, person=PersonFactory(organization=school)
    )
    record_on_paper(row.document, [known], by=curator)
    drawn = []
    monkeypatch.setattr(
        "documents.services.knowing_by_link.render_pdf",
        lambda template, content: drawn.append(content) or b"%PDF-",
    )

    print_slips(row.document, by=curator)

    (slip,) = drawn[0]["slips"]
    assert slip["name"] == row.person.full_name
    assert browser(slip["url"].rstrip("/").rpartition("/")[2]).get(PAPER).status_code == 200
    assert Client().get(address(secret)).status_code == 404
    assert Entry.objects.get(action="acknowledgement.slips_printed").details == {"rows": [row.pk]}


def test_nothing_to_print_is_said_in_words(client, curator, row):
    record_on_paper(row.document, [row], by=curator)
    with pytest.raises(ValidationError, match="Печатать нечего"):
        print_slips(row.document, by=curator)
    client.force_login(curator.user)

    answer = client.post(reverse("documents:know_slips", args=[row.document_id]), follow=True)

    assert "Печатать нечего" in answer.text


def test_person_who_knows_already_is_sent_nothing(curator, row):
    record_on_paper(row.document, [row], by=curator)

    assert mail_link(row.pk)
    assert mail.outbox == []


def test_damaged_file_is_said_in_words(row, secret):
    file = row.document.files.get()
    file.file.storage.delete(file.file.name)

    answer = browser(secret).get("/k/file/")

    assert answer.status_code == 500
    assert "повреждён" in answer.text


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_database_little(row, secret, school, count, django_assert_max_num_queries):
    for person in PersonFactory.create_batch(count, organization=school):
        Acknowledgement.objects.create(organization=school, document=row.document, person=person)
    client = browser(secret)
    cache.clear()

    with django_assert_max_num_queries(4):
        client.get(PAPER)
