"""Numbers of papers: patterns, years, continuing a register that was kept on paper."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from documents.content import fingerprint
from documents.models import Document, NumbersApart, NumberSeries
from documents.numbering import format_number
from documents.services.number_deeds import change_numbers, continue_numbers, reserve_numbers
from documents.services.numbering import Gap, gaps, next_number, next_numbers
from documents.services.registering import register_on_paper, sign_document
from documents.tests.factories import DocumentFactory
from organizations.models import Role
from organizations.tests.factories import MembershipFactory, OrganizationFactory


def sign(head):
    document = DocumentFactory(created_by=head)
    return sign_document(document, shown_sha256=fingerprint(document.content), method="password", by=head)


def register(head, on, **more):
    document = DocumentFactory(created_by=head)
    return register_on_paper(document, on=on, shown_sha256=fingerprint(document.content), by=head, **more)


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


def test_numbers_pages_remember_the_last_number_and_the_pattern(client, curator):
    client.force_login(curator.user)

    answer = client.post("/documents/numbers/core/", {"pattern": "{n}-осн.", "last": "46"}, follow=True)

    assert answer.status_code == 200
    assert (NumberSeries.objects.get().last, NumberSeries.objects.get().pattern) == (46, "{n}-осн.")
    assert "47-осн." in answer.content.decode()
    assert "выданы вне системы" in client.get("/documents/numbers/core/").content.decode()


def test_pattern_of_a_series_goes_on_into_the_next_year(head, curator, monkeypatch):
    organization, year = head.organization, head.organization.today.year
    change_numbers(organization, series="core", year=year, pattern="{n}-осн.", last=3, by=curator)
    later = dt.datetime(year + 1, 2, 1, 9, tzinfo=dt.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)

    assert next_number(DocumentFactory(created_by=head)) == "1-осн."
    assert sign(head).number == "1-осн."
    assert NumberSeries.objects.get(year=year + 1).pattern == "{n}-осн."


@pytest.mark.parametrize("pattern", ["без номера", "{n}{n}", "{n}-{m}"])
def test_a_pattern_without_one_place_for_the_number_is_refused(head, curator, pattern):
    with pytest.raises(ValidationError, match="должно один раз стоять"):
        change_numbers(head.organization, series="core", year=2026, pattern=pattern, last=5, by=curator)

    assert not NumberSeries.objects.exists()


def test_numbers_kept_back_are_passed_by_and_given_by_hand(head, curator):
    organization, today = head.organization, head.organization.today
    sign(head)
    reserve_numbers(
        organization, series="core", year=today.year, first=2, last=3, note="для отдела", by=curator
    )

    assert next_number(DocumentFactory(created_by=head)) == "4-од"
    assert sign(head).number == "4-од"
    given = register(head, today, number="3-од")

    assert (given.number, given.sequence) == ("3-од", 3)
    assert sign(head).number == "5-од"
    assert gaps(organization, "core", today.year) == [Gap(2, 2, "reserved", "для отдела")]


def test_numbers_that_are_over_are_not_kept_back(head, curator):
    sign(head)

    with pytest.raises(ValidationError, match="Отложить можно номера начиная с 2"):
        reserve_numbers(
            head.organization,
            series="core",
            year=head.organization.today.year,
            first=1,
            last=2,
            note="",
            by=curator,
        )

    assert not NumbersApart.objects.exists()


def test_a_number_by_hand_ahead_of_the_queue_is_passed_later(head):
    today = head.organization.today
    ahead = register(head, today, number="3-од")

    numbers = [sign(head).number for _ in range(3)]

    assert ahead.sequence == 3
    assert numbers == ["1-од", "2-од", "4-од"]


def test_a_number_of_another_pattern_takes_no_turn(head):
    today = head.organization.today
    foreign = register(head, today, number="К-7 бис")

    assert (foreign.number, foreign.sequence) == ("К-7 бис", None)
    assert sign(head).number == "1-од"


def test_a_number_that_is_taken_is_refused_and_nothing_changes(head):
    sign(head)
    today = head.organization.today
    document = DocumentFactory(created_by=head)

    with pytest.raises(ValidationError, match="уже занят"):
        register_on_paper(
            document, on=today, shown_sha256=fingerprint(document.content), by=head, number="1-од"
        )

    document.refresh_from_db()
    assert (document.status, document.number) == (Document.Status.TO_SIGN, "")
    assert NumberSeries.objects.get().last == 1


def test_a_number_given_outside_is_not_given_here(head, curator):
    today = head.organization.today
    continue_numbers(head.organization, series="core", year=today.year, last=10, by=curator)

    with pytest.raises(ValidationError, match="выданный вне системы"):
        register(head, today, number="7-од")


def test_gaps_tell_why(head, curator):
    organization, year = head.organization, head.organization.today.year
    continue_numbers(organization, series="core", year=year, last=5, by=curator)
    sign(head)
    register(head, organization.today, number="9-од")
    NumberSeries.objects.update(last=7)  # as if a row were lost

    assert gaps(organization, "core", year) == [
        Gap(1, 5, "outside"),
        Gap(7, 7, "unexplained"),
        Gap(9, 9, "by_hand"),
    ]
    assert gaps(organization, "personnel", year) == []


def test_next_numbers_of_a_batch_follow_each_other_and_cost_the_same(head, django_assert_max_num_queries):
    papers = [DocumentFactory(created_by=head) for _ in range(30)]

    with django_assert_max_num_queries(4):
        given = next_numbers(papers)

    assert list(given.values()) == [f"{n}-од" for n in range(1, 31)]
