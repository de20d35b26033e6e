"""Many at once: numbers without gaps and duplicates, one signature for twenty clicks (CON-1, CON-3, CON-5).

A test of a race must first show the race: the twin counts MAX+1 without a lock and must fail.
"""

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import Max
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents.content import fingerprint
from documents.models import Document, NumberSeries, Signature
from documents.numbering import format_number
from documents.services.agreeing import add_step, agree_step, refuse_step
from documents.services.following import locked
from documents.services.numbering import take_number
from documents.services.registering import return_document, sign_document
from documents.services.sending import delete_draft, send_to_sign, take_back
from documents.tests.factories import DocumentFactory
from organizations.models import Role
from organizations.tests.factories import MembershipFactory, OrganizationFactory

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


def papers(count, zone="Europe/Moscow"):
    head = MembershipFactory(role=Role.HEAD, organization=OrganizationFactory(time_zone=zone))
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


FIVE = [Document.Kind.ORDER_PAIRS, Document.Kind.REGULATION, Document.Kind.MINUTES_COUNCIL, Document.Kind.THANKS,
        Document.Kind.MONITORING_NOTE]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_five_series_at_once_with_ten_rolled_back_do_not_mix():
    head, documents = papers(100)
    for number, document in enumerate(documents):
        document.kind = FIVE[number % 5]
        document.save()
    undone = {document.pk for document in documents[::10]}

    def register(document):
        with transaction.atomic():
            taken = locked(document)
            take_number(taken, on=taken.organization.today)
            taken.status, taken.content_sha256 = Document.Status.SIGNED, "0" * 64
            taken.save()
            if document.pk in undone:
                raise Undone

    in_threads(register, documents)

    by_series = {}
    for series, sequence in Document.objects.exclude(number="").values_list("series", "sequence"):
        by_series.setdefault(series, []).append(sequence)
    assert len(by_series) == 5
    # Every tenth of a hundred is undone: it falls on two of the five kinds alone.
    assert sorted(len(found) for found in by_series.values()) == [10, 20, 20, 20, 20]
    assert all(sorted(found) == list(range(1, len(found) + 1)) for found in by_series.values())


@pytest.mark.django_db(transaction=True)
def test_numbers_hold_across_new_year_in_two_zones(monkeypatch):
    """At 21:30 UTC of 31 December it is the old year in Kaliningrad and the new one in Moscow (TIM-1)."""
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2026, 12, 31, 21, 30, tzinfo=dt.UTC))
    west, east = papers(20, zone="Europe/Kaliningrad"), papers(20, zone="Europe/Moscow")
    undone = {document.pk for _, documents in (west, east) for document in documents[::4]}
    pairs = [(head, documents[n]) for n in range(20) for head, documents in (west, east)]

    def sign_or_not(pair):
        with transaction.atomic():
            sign(*pair)
            if pair[1].pk in undone:
                raise Undone

    in_threads(sign_or_not, pairs)

    for (head, _), year, day in [(west, 2026, (31, 12)), (east, 2027, (1, 1))]:
        rows = Document.objects.filter(organization=head.organization).signed()
        assert sorted(rows.values_list("year", "sequence")) == [(year, n) for n in range(1, 16)]
        assert {(row.dated.day, row.dated.month) for row in rows} == {day}


@pytest.mark.django_db(transaction=True)
def test_twin_by_the_date_of_the_server_puts_moscow_into_the_old_year(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2026, 12, 31, 21, 30, tzinfo=dt.UTC))
    _, (document,) = papers(1, zone="Europe/Moscow")

    naive, own = timezone.now().date(), document.organization.today

    assert (naive.year, own.year) == (2026, 2027)


@pytest.mark.django_db(transaction=True)
def test_numbers_hold_across_new_year():
    _, documents = papers(40)

    def number(row):
        document, year = row
        with transaction.atomic():
            take_number(document, on=dt.date(year, 12, 31))
        return document.year, document.sequence

    given = in_threads(number, [(document, 2024 + n % 2) for n, document in enumerate(documents)])

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


def at_once(*deeds):
    """What each of the deeds answered; exactly one of two opposite ones may win (CON-4)."""
    return in_threads(lambda deed: deed(), deeds)


def refusals(answers):
    return [answer for answer in answers if isinstance(answer, ValidationError)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_turn", range(5))
def test_sign_and_take_back_at_once_leave_one_of_the_two(_turn):
    head, (document,) = papers(1)
    curator = MembershipFactory(role=Role.CURATOR, organization=head.organization)

    answers = at_once(lambda: sign(head, document), lambda: take_back(document, by=curator))

    document.refresh_from_db()
    assert len(refusals(answers)) == 1
    assert document.status in {Document.Status.SIGNED, Document.Status.DRAFT}
    assert bool(document.number) == (document.status == Document.Status.SIGNED) == Signature.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_turn", range(5))
def test_send_and_delete_at_once_leave_one_of_the_two(_turn):
    head, (document,) = papers(1)
    Document.objects.update(status="draft", sent_at=None)
    curator = MembershipFactory(role=Role.CURATOR, organization=head.organization)

    def delete():
        delete_draft(document, by=curator)
        return "deleted"

    def send():
        try:
            return send_to_sign(document, by=curator)
        except Document.DoesNotExist as error:
            raise ValidationError("gone") from error

    answers = at_once(send, delete)

    assert len(refusals(answers)) == 1
    left = Document.objects.filter(pk=document.pk).values_list("status", flat=True)
    assert list(left) == ([] if "deleted" in answers else ["to_sign"])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_turn", range(5))
def test_sign_and_edit_at_once_sign_only_what_was_shown(_turn):
    """An edit meanwhile means: taken back, changed, sent again; what was read before is not signed then."""
    head, (document,) = papers(1)
    curator = MembershipFactory(role=Role.CURATOR, organization=head.organization)
    shown = fingerprint(document.content)

    def edit():
        with transaction.atomic():
            row = take_back(document, by=curator)
            row.content = row.content | {"preamble": "Другое основание"}
            row.save(update_fields=["content"])
            return send_to_sign(row, by=curator)

    answers = at_once(lambda: sign(head, document), edit)

    document.refresh_from_db()
    assert len(refusals(answers)) == 1
    if document.status == Document.Status.SIGNED:
        assert document.content["preamble"] != "Другое основание"
        assert Signature.objects.get().shown_sha256 == shown
    else:
        assert (document.status, document.content["preamble"]) == ("to_sign", "Другое основание")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_turn", range(3))
def test_two_who_agree_last_at_once_send_it_to_the_head_once(_turn):
    head, (document,) = papers(1)
    Document.objects.update(status="draft", sent_at=None)
    curator = MembershipFactory(role=Role.CURATOR, organization=head.organization)
    steps = [add_step(document, kind="visa", who=who, by=curator) for who in ("юрист", "профсоюз")]
    send_to_sign(document, by=curator)

    at_once(*(lambda step=step: agree_step(step, by=curator) for step in steps))

    document.refresh_from_db()
    assert document.status == Document.Status.TO_SIGN


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_turn", range(3))
def test_agree_and_refuse_at_once_leave_one_decision(_turn):
    head, (document,) = papers(1)
    Document.objects.update(status="draft", sent_at=None)
    curator = MembershipFactory(role=Role.CURATOR, organization=head.organization)
    step = add_step(document, kind="visa", who="юрист", by=curator)
    send_to_sign(document, by=curator)

    answers = at_once(
        lambda: agree_step(step, by=curator), lambda: refuse_step(step, remark="Исправьте", by=curator)
    )

    document.refresh_from_db()
    step.refresh_from_db()
    assert len(refusals(answers)) == 1
    assert (document.status, step.status) in {("to_sign", "agreed"), ("draft", "refused")}


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
