"""Papers that an order approves go with it; papers signed by hand never meet the head's desk."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents.content import BLANK_REFERENCE, fingerprint
from documents.models import Document, FrozenFile, Link, NumberSeries, Signature
from documents.papers.pieces import approval_by_head
from documents.services.agreeing import add_step, agree_step
from documents.services.registering import (
    ContentChanged,
    attach_scan,
    register_on_paper,
    return_document,
    shown_of,
    sign_document,
)
from documents.services.sending import send_to_sign, take_back
from documents.services.verifying import describe_document
from documents.tests.factories import CONTENT, DocumentFactory
from jobs.models import Job

PNG = b"\x89PNG\r\n\x1a\n" + b"scan" * 20
STAMP = {"word": "УТВЕРЖДЕНО", "lines": ["приказом МБОУ «СОШ № 12»", BLANK_REFERENCE]}


@pytest.fixture
def order(curator, head):
    return DocumentFactory(created_by=curator, draft=True, kind=Document.Kind.ORDER_REGULATION)


@pytest.fixture
def regulation(order, curator):
    """A regulation that the order approves: no signature of its own."""
    content = CONTENT | {"kind": "ПОЛОЖЕНИЕ", "stamp": STAMP, "signature": None}
    kind = Document.Kind.REGULATION
    document = DocumentFactory(created_by=curator, draft=True, kind=kind, content=content, title="Положение")
    Link.objects.create(organization=order.organization, source=order, target=document, kind="approves")
    return document


@pytest.fixture
def agreement(curator, head):
    """A paper that two parties sign by hand."""
    return DocumentFactory(created_by=curator, draft=True, kind=Document.Kind.AGREEMENT)


def states(*papers):
    for paper in papers:
        paper.refresh_from_db()
    return [paper.status for paper in papers]


def test_what_an_order_approves_goes_to_the_head_and_back_with_it(order, regulation, curator, head):
    send_to_sign(order, by=curator)
    assert states(order, regulation) == ["to_sign", "to_sign"]

    return_document(order, note="Исправьте", by=head)
    assert states(order, regulation) == ["draft", "draft"]
    assert (order.returned_note, regulation.returned_note) == ("Исправьте", "")

    send_to_sign(order, by=curator)
    take_back(order, by=curator)
    assert states(order, regulation) == ["draft", "draft"]


def test_it_is_registered_with_the_order_under_its_number(order, regulation, curator, head):
    send_to_sign(order, by=curator)

    sign_document(order, shown_sha256=shown_of(order), method="password", by=head)

    assert states(order, regulation) == ["signed", "signed"]
    today = head.organization.today
    assert (order.number, regulation.number) == ("1-од", "1-од (приложение № 1)")
    assert (regulation.series, regulation.sequence, regulation.dated) == ("local", None, today)
    assert regulation.content["stamp"]["lines"][1] == f"от {today:%d.%m.%Y} № 1-од"
    assert regulation.content["signature"] is None
    assert regulation.content_sha256 == fingerprint(regulation.content)
    assert Signature.objects.count() == 2
    assert Job.objects.filter(kind="seal_document").count() == 2
    assert not NumberSeries.objects.filter(series="local").exists()
    assert describe_document(regulation).state == f"утверждён приказом от {today:%d.%m.%Y} № 1-од"


def test_on_paper_it_follows_the_order_to_its_scan(order, regulation, curator):
    send_to_sign(order, by=curator)
    register_on_paper(order, on=order.organization.today, shown_sha256=shown_of(order), by=curator)
    assert states(order, regulation) == ["on_paper", "on_paper"]
    with pytest.raises(ValidationError, match="вместе с приказом"):
        attach_scan(regulation, SimpleUploadedFile("1.png", PNG), by=curator)

    attach_scan(order, SimpleUploadedFile("1.png", PNG), by=curator)

    assert states(order, regulation) == ["signed", "signed"]
    assert list(FrozenFile.objects.values_list("document", flat=True)) == [order.pk]


@pytest.mark.parametrize("deed", ["send", "take_back", "return", "sign", "register"])
def test_alone_it_goes_nowhere(order, regulation, curator, head, deed):
    shown, today = fingerprint(regulation.content), head.organization.today
    if deed != "send":
        send_to_sign(order, by=curator)
    before = states(order, regulation)

    with pytest.raises(ValidationError, match="утверждают приказом"):
        {
            "send": lambda: send_to_sign(regulation, by=curator),
            "take_back": lambda: take_back(regulation, by=curator),
            "return": lambda: return_document(regulation, note="нет", by=head),
            "sign": lambda: sign_document(regulation, shown_sha256=shown, method="password", by=head),
            "register": lambda: register_on_paper(regulation, on=today, shown_sha256=shown, by=head),
        }[deed]()

    assert states(order, regulation) == before


def test_a_change_of_what_is_approved_is_a_change_of_what_was_read(order, regulation, curator, head):
    send_to_sign(order, by=curator)
    read = shown_of(order)
    content = regulation.content | {"preamble": "Другое"}
    Document.objects.filter(pk=regulation.pk).update(content=content)

    with pytest.raises(ContentChanged):
        sign_document(order, shown_sha256=read, method="password", by=head)

    assert states(order, regulation) == ["to_sign", "to_sign"]


def test_steps_of_what_is_approved_hold_the_order_too(order, regulation, curator):
    council = add_step(regulation, kind="adopted", who="педагогический совет", by=curator)

    send_to_sign(order, by=curator)
    assert states(order, regulation) == ["agreeing", "agreeing"]
    agree_step(council, by=curator)

    assert states(order, regulation) == ["to_sign", "to_sign"]
    assert regulation.content["left_stamps"][0]["word"] == "ПРИНЯТО"
    assert "left_stamps" not in order.content


def test_the_head_sees_it_under_the_order_and_not_in_the_queue(client, order, regulation, curator, head):
    send_to_sign(order, by=curator)
    client.force_login(head.user)

    page = client.get(reverse("documents:to_sign")).content.decode()

    assert "На подпись: 1 документ" in page
    assert "УТВЕРЖДЕНО" in page
    assert f'value="{shown_of(order)}"' in page


def test_a_paper_signed_by_hand_is_never_sent_to_the_head(agreement, curator, head):
    with pytest.raises(ValidationError, match="подписывают от руки"):
        send_to_sign(agreement, by=curator)

    assert states(agreement) == ["draft"]
    Document.objects.update(status="to_sign")
    with pytest.raises(ValidationError, match="в системе его подписать нельзя"):
        sign_document(agreement, shown_sha256=shown_of(agreement), method="password", by=head)
    assert not Signature.objects.exists()


def test_it_goes_from_the_draft_into_the_register_and_is_signed_by_its_scan(client, agreement, curator):
    client.force_login(curator.user)
    page = client.get(agreement.get_absolute_url()).content.decode()
    assert "Присвоить номер и напечатать" in page
    assert "Отправить на подпись" not in page

    form = {"on": f"{agreement.organization.today:%Y-%m-%d}", "shown_sha256": shown_of(agreement)}
    client.post(reverse("documents:register_paper", args=[agreement.pk]), form)
    assert states(agreement) == ["on_paper"]
    assert agreement.series == "agreements"
    client.post(reverse("documents:scan", args=[agreement.pk]), {"scan": SimpleUploadedFile("1.png", PNG)})

    assert states(agreement) == ["signed"]


def test_by_hand_too_is_agreed_first(agreement, curator):
    step = add_step(agreement, kind="agreed", who="профсоюзный комитет", by=curator)
    today, shown = agreement.organization.today, shown_of(agreement)
    with pytest.raises(ValidationError, match="ещё не согласован"):
        register_on_paper(agreement, on=today, shown_sha256=shown, by=curator)
    send_to_sign(agreement, by=curator)
    agree_step(step, by=curator)
    assert states(agreement) == ["draft"]

    register_on_paper(agreement, on=today, shown_sha256=shown_of(agreement), by=curator)

    assert states(agreement) == ["on_paper"]
    assert agreement.content["left_stamps"][0]["lines"][0] == "Профсоюзным комитетом"


def test_the_mark_stands_in_the_approval_when_the_paper_says_so(school, curator, head):
    stamp = approval_by_head(school)
    content = CONTENT | {"approved_in_stamp": True, "stamp": stamp, "signature": None}
    paper = DocumentFactory(created_by=curator, content=content)

    sign_document(paper, shown_sha256=fingerprint(paper.content), method="password", by=head)

    paper.refresh_from_db()
    assert paper.content["stamp"]["mark"]["kind"] == "simple"
    assert paper.content["signature"] is None
