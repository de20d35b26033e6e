"""Papers made outside: their number as it stands, their scan, what they do to papers here (PAP-5)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents.content import fingerprint
from documents.kinds import keep_of
from documents.models import Document, FrozenFile, Link, NumberSeries, Signature
from documents.services.number_deeds import continue_numbers
from documents.services.numbering import gaps
from documents.services.outside import register_outside
from documents.services.verifying import describe_document
from documents.tests.factories import DocumentFactory
from documents.tests.steps import signed_paper

PNG = b"\x89PNG\r\n\x1a\n" + b"scan" * 20
FACTS = {
    "type": "Распоряжение",
    "heading": "О проведении конкурса",
    "signed_by": "начальник отдела",
    "keep": "5 лет",
}
DAY = dt.date(2026, 3, 4)


def put_in(by, *, number="17-од", dated=DAY, acts_on=None, data=PNG, **facts):
    scan = SimpleUploadedFile("скан.png", data)
    return register_outside(
        scan, series="core", number=number, dated=dated, facts=FACTS | facts, acts_on=acts_on, by=by
    )


def test_it_stands_in_the_register_signed_with_its_own_number(curator):
    paper = put_in(curator)

    paper.refresh_from_db()
    assert (paper.status, paper.number, paper.sequence, paper.year) == ("signed", "17-од", 17, 2026)
    assert (paper.series, paper.dated, keep_of(paper)) == ("core", DAY, "5 лет")
    assert paper.title == "О проведении конкурса"
    assert "конкурс" in paper.search
    assert paper.content_sha256 == fingerprint(paper.content)
    assert paper.files.get().file.read() == PNG
    assert paper.signature.method == Signature.Method.PAPER
    assert describe_document(paper).kind == "Распоряжение"


@pytest.mark.parametrize("number", ["К-7 бис", "12/3", "б/н"])
def test_a_number_of_another_pattern_stays_as_it_stands(curator, number):
    paper = put_in(curator, number=number)

    assert (paper.number, paper.sequence) == (number, None)


def test_it_fills_a_number_given_outside(curator):
    continue_numbers(curator.organization, series="core", year=2026, last=20, by=curator)

    put_in(curator)

    assert [(gap.first, gap.last) for gap in gaps(curator.organization, "core", 2026)] == [(1, 16), (18, 20)]


def test_a_number_that_is_taken_is_refused(curator):
    put_in(curator)

    with pytest.raises(ValidationError, match="уже занят"):
        put_in(curator, heading="О другом")

    assert Document.objects.count() == FrozenFile.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "words"), [({"data": b"MZ"}, "не скан"), ({"dated": dt.date(2100, 1, 1)}, "в будущем")]
)
def test_what_is_wrong_leaves_nothing(curator, changes, words):
    with pytest.raises(ValidationError, match=words):
        put_in(curator, **changes)

    assert not Document.objects.exists()
    assert not NumberSeries.objects.exists()


def test_only_the_curator_puts_it_in(head, mentor):
    for by in (head, mentor):
        with pytest.raises(PermissionDenied):
            put_in(by)

    assert not Document.objects.exists()


def test_it_cancels_a_paper_and_both_say_so(client, head, curator):
    order = signed_paper(head)
    paper = put_in(curator, number="99-од", acts_on=(Link.Kind.CANCELS, order))

    cancelled, cancelling = describe_document(order), describe_document(paper)

    assert (cancelled.is_cancelled, cancelled.state) == (True, "отменён")
    assert cancelled.effects == ["Отменён документом от 04.03.2026 № 99-од"]
    today = f"{head.organization.today:%d.%m.%Y}"
    assert cancelling.effects == [f"Отменяет документ от {today} № 1-од"]
    page = client.get(reverse("verify", args=[order.code])).content.decode()
    assert "отменён" in page
    assert "Отменён документом от 04.03.2026 № 99-од" in page


def test_a_paper_is_cancelled_once_and_only_a_signed_one(head, curator, stranger):
    order = signed_paper(head)
    put_in(curator, acts_on=(Link.Kind.CANCELS, order))

    with pytest.raises(ValidationError, match="уже составлен"):
        put_in(curator, number="18-од", acts_on=(Link.Kind.CANCELS, order))
    with pytest.raises(ValidationError, match="только подписанный"):
        put_in(curator, number="19-од", acts_on=(Link.Kind.AMENDS, DocumentFactory(created_by=curator)))
    with pytest.raises(ValidationError, match="только подписанный"):
        put_in(stranger, acts_on=(Link.Kind.AMENDS, order))

    assert Link.objects.count() == 1


def test_by_its_page(client, curator, head):
    order = signed_paper(head)
    client.force_login(curator.user)
    form = FACTS | {
        "number": "5",
        "dated": "2026-03-04",
        "series": "core",
        "acts": "amends",
        "target": order.pk,
    }

    answer = client.post(reverse("documents:outside_add"), form | {"scan": SimpleUploadedFile("1.png", PNG)})

    paper = Document.objects.get(kind=Document.Kind.OUTSIDE)
    assert answer["Location"] == paper.get_absolute_url()
    page = client.get(paper.get_absolute_url()).content.decode()
    assert "Документ оформлен вне системы, скан приложен" in page
    assert "Изменяет" in page
