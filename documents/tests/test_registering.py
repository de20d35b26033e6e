"""Signing and registering: what changes, who may, and that a refusal changes nothing."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from audit.models import Entry
from documents.content import fingerprint, registered, simple_mark
from documents.models import Document, FrozenFile, NumberSeries, Signature
from documents.services.registering import attach_scan, register_on_paper, return_document, sign_document
from documents.tests.factories import CONTENT, DocumentFactory
from jobs.models import Job
from organizations.models import Role
from organizations.tests.factories import MembershipFactory
from pairs.models import Pair
from pairs.tests.factories import PairFactory
from people.tests.factories import PersonFactory

PNG = b"\x89PNG\r\n\x1a\n" + b"scan" * 20


@pytest.fixture
def paper(curator):
    """An order on one pair that waits for the head."""
    document = DocumentFactory(created_by=curator)
    mentor = PersonFactory(organization=curator.organization)
    document.pairs.add(PairFactory(mentor=mentor, status=Pair.Status.ORDERED))
    return document


def shown(document):
    return fingerprint(document.content)


def assert_untouched(document):
    document.refresh_from_db()
    assert (document.status, document.number, document.dated) == (Document.Status.TO_SIGN, "", None)
    assert (document.content, document.content_sha256) == (CONTENT, "")
    assert not NumberSeries.objects.exists()
    assert not Signature.objects.exists()
    assert not Job.objects.exists()
    assert not Entry.objects.exists()


def test_sign_gives_number_date_and_mark_and_starts_the_pairs(paper, head):
    before = shown(paper)

    sign_document(paper, shown_sha256=before, method="totp", by=head)

    paper.refresh_from_db()
    assert (paper.status, paper.number, paper.dated) == (
        Document.Status.SIGNED,
        "1-од",
        head.organization.today,
    )
    assert (paper.content["number"], paper.content["date"]) == ("1-од", f"{paper.dated:%d.%m.%Y}")
    assert paper.content["appendices"][0]["head_lines"][1] == f"от {paper.dated:%d.%m.%Y} № 1-од"
    assert paper.content["signature"]["mark"]["lines"][0] == "Подписал: Ковалёва Марина Сергеевна, директор"
    assert paper.content["verification"]["url"].endswith(f"/p/{paper.code}/")
    assert paper.content_sha256 == shown(paper)
    assert (paper.signature.membership, paper.signature.method, paper.signature.shown_sha256) == (
        head,
        "totp",
        before,
    )
    assert paper.pairs.get().status == Pair.Status.ACTIVE
    assert Job.objects.get().key == f"seal:{paper.pk}"
    assert "document.signed" in Entry.objects.values_list("action", flat=True)


def test_sign_again_finds_the_same_paper(paper, head):
    first = sign_document(paper, shown_sha256=shown(paper), method="password", by=head)

    second = sign_document(paper, shown_sha256=shown(paper), method="password", by=head)

    assert (second.pk, second.number) == (first.pk, "1-од")
    assert Signature.objects.count() == NumberSeries.objects.get().last == 1


def test_sign_refuses_content_changed_since_it_was_read(paper, head):
    with pytest.raises(ValidationError, match="Прочитайте ещё раз"):
        sign_document(paper, shown_sha256="0" * 64, method="password", by=head)

    assert_untouched(paper)


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("role", [Role.CURATOR, Role.PSYCHOLOGIST, Role.PARTICIPANT, Role.HEAD])
def test_sign_refuses_everybody_but_the_own_head(paper, own, role):
    by = MembershipFactory(role=role, **({"organization": paper.organization} if own else {}))
    if own and role == Role.HEAD:
        sign_document(paper, shown_sha256=shown(paper), method="password", by=by)
        return

    with pytest.raises(PermissionDenied):
        sign_document(paper, shown_sha256=shown(paper), method="password", by=by)

    assert_untouched(paper)


def test_sign_refuses_a_draft(curator, head):
    document = DocumentFactory(created_by=curator, draft=True)

    with pytest.raises(ValidationError, match="не ждёт подписи"):
        sign_document(document, shown_sha256=shown(document), method="password", by=head)

    assert not Signature.objects.exists()


def test_return_gives_the_draft_back_with_the_remark(paper, head):
    return_document(paper, note="Исправьте срок.", by=head)

    paper.refresh_from_db()
    assert (paper.status, paper.returned_note) == (Document.Status.DRAFT, "Исправьте срок.")
    assert Entry.objects.get().action == "document.returned"


def test_return_refuses_a_signed_paper(paper, head):
    sign_document(paper, shown_sha256=shown(paper), method="password", by=head)

    with pytest.raises(ValidationError, match="только документ, который ждёт"):
        return_document(paper, note="Поздно.", by=head)

    paper.refresh_from_db()
    assert (paper.status, paper.returned_note) == (Document.Status.SIGNED, "")


def test_paper_way_gives_a_number_first_and_the_pairs_start_with_the_scan(paper, head, curator):
    register_on_paper(paper, on=head.organization.today, shown_sha256=shown(paper), by=head)
    paper.refresh_from_db()
    assert (paper.status, paper.number) == (Document.Status.ON_PAPER, "1-од")
    assert paper.content["signature"]["mark"] is None
    assert paper.pairs.get().status == Pair.Status.ORDERED

    attach_scan(paper, SimpleUploadedFile("скан.png", PNG), by=curator)

    paper.refresh_from_db()
    assert (paper.status, paper.signature.method) == (Document.Status.SIGNED, "paper")
    assert paper.pairs.get().status == Pair.Status.ACTIVE
    scan = paper.files.get()
    assert (scan.kind, scan.content_type) == (FrozenFile.Kind.SCAN, "image/png")
    assert scan.file.read() == PNG


@pytest.mark.parametrize("data", [b"MZ\x90", b"", b"<html>"])
def test_scan_refuses_what_is_no_scan(paper, head, data):
    register_on_paper(paper, on=head.organization.today, shown_sha256=shown(paper), by=head)

    with pytest.raises(ValidationError, match="Это не скан"):
        attach_scan(paper, SimpleUploadedFile("скан.pdf", data), by=head)

    paper.refresh_from_db()
    assert paper.status == Document.Status.ON_PAPER
    assert not FrozenFile.objects.exists()


def test_scan_refuses_a_paper_without_a_number(paper, head):
    with pytest.raises(ValidationError, match="зарегистрирован на бумаге"):
        attach_scan(paper, SimpleUploadedFile("скан.png", PNG), by=head)

    assert_untouched(paper)


@pytest.mark.parametrize(
    ("hours", "words"), [(3, "МСК"), (2, "МСК−1"), (10, "МСК+7")],
)  # fmt: skip
def test_mark_names_the_zone_as_people_do(hours, words):
    moment = dt.datetime(2026, 10, 2, 16, 42, tzinfo=dt.timezone(dt.timedelta(hours=hours)))

    mark = simple_mark(
        name="Ковалёва М. С.", position="директор", method="password", act="приказ № 109-од", moment=moment
    )

    assert mark["lines"][1] == f"Дата и время: 02.10.2026 16:42 ({words})"
    assert mark["lines"][-1] == "Основание: приказ № 109-од"


def test_registering_fills_blanks_everywhere_and_leaves_the_draft_alone():
    filled = registered(
        CONTENT, number="134/4", dated=dt.date(2026, 10, 2), mark=None, verification={"code": "7K3M-9QTD"}
    )

    assert filled["appendices"][0]["head_lines"] == ["к приказу МБОУ «СОШ № 12»", "от 02.10.2026 № 134/4"]
    assert filled["items"] == CONTENT["items"]
    assert (CONTENT["draft"], filled["draft"], CONTENT["number"]) == (True, False, "")
