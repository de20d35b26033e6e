"""Numbers of papers: patterns, years, continuing a register that was kept on paper."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from documents.content import fingerprint
from documents.models import Document, NumberSeries
from documents.numbering import format_number
from documents.services.registering import continue_numbers, next_number, register_on_paper, sign_document
from documents.tests.factories import DocumentFactory
from organizations.models import Role
from organizations.tests.factories import MembershipFactory, OrganizationFactory


def sign(head):
    document = DocumentFactory(created_by=head)
    return sign_document(document, shown_sha256=fingerprint(document.content), method="password", by=head)


def register(head, on):
    document = DocumentFactory(created_by=head)
    return register_on_paper(document, on=on, shown_sha256=fingerprint(document.content), by=head)


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("{n}-од", "12-од"),
        ("134/{n}", "134/12"),
        ("{n}", "12"),
        ("{n}-осн. деят.", "12-осн. деят."),
        ("45/{n}-р", "45/12-р"),
    ],
)
def test_number_is_a_text_after_the_pattern(pattern, number):
    assert format_number(pattern, 12) == number


def test_papers_of_one_year_are_numbered_one_after_another(head):
    documents = [sign(head) for _ in range(3)]

    assert [document.number for document in documents] == ["1-од", "2-од", "3-од"]


def test_a_new_year_starts_anew_and_an_old_date_stays_in_its_year(head, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: dt.datetime(2027, 1, 11, 9, tzinfo=dt.UTC))

    old = register(head, dt.date(2026, 12, 30))
    new = register(head, dt.date(2027, 1, 11))

    assert (old.year, old.number, new.year, new.number) == (2026, "1-од", 2027, "1-од")


@pytest.mark.parametrize(
    ("zone", "year", "dated"),
    [("Asia/Vladivostok", 2027, dt.date(2027, 1, 1)), ("Europe/Moscow", 2026, dt.date(2026, 12, 31))],
)
def test_the_year_turns_by_the_clock_of_the_institution(db, monkeypatch, zone, year, dated):
    head = MembershipFactory(organization=OrganizationFactory(time_zone=zone), role=Role.HEAD)
    monkeypatch.setattr("django.utils.timezone.now", lambda: dt.datetime(2026, 12, 31, 15, tzinfo=dt.UTC))

    document = sign(head)

    assert (document.year, document.dated, document.number) == (year, dated, "1-од")


@pytest.mark.parametrize(("days", "words"), [(1, "не может быть в будущем"), (-1, "нарушит порядок номеров")])
def test_register_refuses_a_date_out_of_order_and_changes_nothing(head, days, words):
    today = head.organization.today
    sign(head)

    with pytest.raises(ValidationError, match=words):
        register(head, today + dt.timedelta(days=days))

    assert NumberSeries.objects.get().last == 1
    assert Document.objects.to_sign().count() == 1


def test_numbers_go_on_after_those_given_on_paper(head, curator):
    year = head.organization.today.year

    continue_numbers(head.organization, series="core", year=year, last=46, by=curator)

    assert next_number(DocumentFactory(created_by=head)) == "47-од"
    assert sign(head).number == "47-од"


def test_numbers_never_go_back(head, curator):
    sign(head)

    with pytest.raises(ValidationError, match="уже выдан номер 1"):
        continue_numbers(
            head.organization, series="core", year=head.organization.today.year, last=0, by=curator
        )

    assert NumberSeries.objects.get().last == 1


def test_only_the_curator_of_the_institution_continues_numbers(head, stranger):
    for by in (head, stranger):
        with pytest.raises(PermissionDenied):
            continue_numbers(head.organization, series="core", year=2026, last=5, by=by)

    assert not NumberSeries.objects.exists()


def test_numbers_page_remembers_the_last_number(client, curator):
    client.force_login(curator.user)

    answer = client.post("/documents/numbers/", {"series": "core", "last": "46"}, follow=True)

    assert answer.status_code == 200
    assert NumberSeries.objects.get().last == 46
    assert "последний выданный: 46" in answer.content.decode()
