"""Many at once: numbers without gaps and duplicates, one signature for twenty clicks (CON-1, CON-3, CON-5).

A test of a race must first show the race: the twin counts MAX+1 without a lock and must fail.
"""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import Max
from django.test import Client
from django.urls import reverse

from documents.content import fingerprint
from documents.models import Document, NumberSeries, Signature
from documents.numbering import format_number
from documents.services.registering import return_document, sign_document, take_number
from documents.tests.factories import DocumentFactory
from organizations.models import Role
from organizations.tests.factories import MembershipFactory

WORKERS = 20


class Undone(Exception):
    """Something after the number went wrong: everything is rolled back."""


def in_threads(deed, things, workers=WORKERS):
    """Do it to all things at once; answers or exceptions in the order of things."""

    def one(thing):
        try:
            return deed(thing)
        except (IntegrityError, Undone, ValidationError) as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(one, things))


def papers(count):
    head = MembershipFactory(role=Role.HEAD)
    return head, [DocumentFactory(created_by=head) for _ in range(count)]


def sign(head, document):
    return sign_document(document, shown_sha256=fingerprint(document.content), method="password", by=head)


def numbers_of(head):
    return sorted(
        Document.objects.filter(organization=head.organization).signed().values_list("sequence", flat=True)
    )


@pytest.mark.django_db(transaction=True)
def test_a_hundred_parallel_signatures_get_1_to_100():
    head, documents = papers(100)

    in_threads(lambda document: sign(head, document), documents)

    assert numbers_of(head) == list(range(1, 101))
    assert NumberSeries.objects.get().last == 100


@pytest.mark.django_db(transaction=True)
def test_ten_rolled_back_of_a_hundred_leave_no_gap():
    head, documents = papers(100)
    undone = {document.pk for document in documents[::10]}

    def sign_or_not(document):
        with transaction.atomic():
            sign(head, document)
            if document.pk in undone:
                raise Undone

    in_threads(sign_or_not, documents)

    assert numbers_of(head) == list(range(1, 91))


@pytest.mark.django_db(transaction=True)
def test_five_series_at_once_do_not_mix():
    schools = [papers(20) for _ in range(5)]
    pairs = [(head, documents[n]) for n in range(20) for head, documents in schools]

    in_threads(lambda pair: sign(*pair), pairs)

    assert [numbers_of(head) for head, _ in schools] == [list(range(1, 21))] * 5


@pytest.mark.django_db(transaction=True)
def test_numbers_hold_across_new_year():
    head, documents = papers(40)
    days = [
        document.organization.today.replace(year=2026 + number % 2)
        for number, document in enumerate(documents)
    ]

    def number(row):
        document, day = row
        with transaction.atomic():
            take_number(document, on=day)
        return document.year, document.sequence

    # Dates of the future are refused, so the two years are the two before the one that runs.
    past = [(document, day.replace(year=day.year - 2)) for document, day in zip(documents, days, strict=True)]
    given = in_threads(number, past)

    assert sorted(given) == [(year, n) for year in (2024, 2025) for n in range(1, 21)]


@pytest.mark.django_db(transaction=True)
def test_twin_without_the_lock_gives_the_same_number_twice():
    _, documents = papers(WORKERS)
    all_have_read = threading.Barrier(WORKERS)

    def sign_by_maximum(document):
        same = Document.objects.filter(organization=document.organization, year=2026)
        number = (same.aggregate(last=Max("sequence"))["last"] or 0) + 1
        all_have_read.wait(timeout=30)
        Document.objects.filter(pk=document.pk).update(
            status="signed", series="core", year=2026, sequence=number, number=format_number("{n}-од", number),
            dated=document.organization.today, content_sha256="0" * 64,
        )  # fmt: skip
        return number

    answers = in_threads(sign_by_maximum, documents)

    failed = [answer for answer in answers if isinstance(answer, IntegrityError)]
    assert len(failed) == WORKERS - 1


@pytest.mark.django_db(transaction=True)
def test_twenty_equal_signatures_are_one_and_all_lead_to_it():
    head, (document,) = papers(1)

    answers = in_threads(lambda _: sign(head, document), range(20))

    assert {answer.pk for answer in answers} == {document.pk}
    assert {answer.number for answer in answers} == {"1-од"}
    assert Signature.objects.count() == NumberSeries.objects.get().last == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_clicks_on_the_page_all_lead_to_the_one_signed_paper():
    head, (document,) = papers(1)
    head.user.set_password("длинный пароль 12")
    head.user.save()
    clients = [Client() for _ in range(20)]
    for client in clients:
        client.force_login(head.user)
    form = {"shown_sha256": fingerprint(document.content), "secret": "длинный пароль 12"}
    url = reverse("documents:sign", args=[document.pk])

    answers = in_threads(lambda client: client.post(url, form), clients)

    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, document.get_absolute_url())
    }
    assert Signature.objects.count() == NumberSeries.objects.get().last == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_turn", range(5))
def test_sign_and_return_at_once_leave_one_of_the_two(_turn):
    head, (document,) = papers(1)
    deeds = [lambda: sign(head, document), lambda: return_document(document, note="Исправьте.", by=head)]

    answers = in_threads(lambda deed: deed(), deeds)

    refused = [answer for answer in answers if isinstance(answer, ValidationError)]
    document.refresh_from_db()
    assert len(refused) == 1
    assert document.status in {Document.Status.SIGNED, Document.Status.DRAFT}
    assert bool(document.number) == (document.status == Document.Status.SIGNED) == Signature.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_live_sqlite_connection_waits_for_writers_and_keeps_what_it_confirmed():
    if connection.vendor != "sqlite":
        assert not connection.settings_dict["ATOMIC_REQUESTS"]
        return
    with connection.cursor() as cursor:
        read = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "busy_timeout")
        }

    assert read == {"journal_mode": "wal", "synchronous": 2, "busy_timeout": 20000}
    assert connection.transaction_mode == "IMMEDIATE"
