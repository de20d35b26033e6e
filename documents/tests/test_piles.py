"""A pile of scans finds its papers by their QR codes; what is not recognised is named by file and sheet."""

import io

import pytest
import segno
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageDraw

from common.pdf import join_pdfs
from documents.content import fingerprint
from documents.models import Document, FrozenFile
from documents.services.piles import read_pile, take_paper_pile
from documents.services.registering import register_on_paper
from documents.tests.factories import DocumentFactory
from jobs.models import Job
from jobs.services import claim


def registered(head):
    document = DocumentFactory(created_by=head)
    shown = fingerprint(document.content)
    return register_on_paper(document, on=head.organization.today, shown_sha256=shown, by=head)


def sheet(code=""):
    """A scanned sheet with some ink on it, and the QR code of a paper."""
    page = Image.new("L", (800, 1100), 255)
    ImageDraw.Draw(page).rectangle((200, 300, 500, 320), fill=0)
    if code:
        drawn = io.BytesIO()
        segno.make_qr(f"https://school.example/p/{code}/", error="m").save(drawn, kind="png", scale=6)
        page.paste(Image.open(drawn).convert("L"), (500, 750))
    out = io.BytesIO()
    page.save(out, "PDF", resolution=100)
    return out.getvalue()


def pile(*codes):
    return join_pdfs(sheet(code) for code in codes)


def read(by, *files):
    uploads = [SimpleUploadedFile(f"{n}.pdf", data) for n, data in enumerate(files, 1)]
    job = claim(take_paper_pile(uploads, by=by).pk)
    read_pile(job)
    job.refresh_from_db()
    return job, job.payload["outcome"]


def states(*papers):
    for paper in papers:
        paper.refresh_from_db()
    return [paper.status for paper in papers]


def test_each_recognised_paper_gets_all_its_sheets(head, curator):
    first, second = registered(head), registered(head)

    job, outcome = read(curator, pile(first.code, "", second.code))

    assert states(first, second) == ["signed", "signed"]
    assert [(line["paper"], line["sheets"]) for line in outcome["attached"]] == [
        (first.pk, 2),
        (second.pk, 1),
    ]
    assert first.files.get(kind=FrozenFile.Kind.SCAN).file.read().startswith(b"%PDF-")
    assert not default_storage.exists(job.payload["file"])


def test_what_is_not_ours_known_or_unread_is_told_apart(head, curator, stranger):
    ours, done = registered(head), registered(head)
    alien = registered(stranger)
    read(curator, pile(done.code))

    _, outcome = read(curator, pile("", alien.code, done.code), pile(ours.code), b"%PDF-1.7 rubbish")

    assert [line["paper"] for line in outcome["attached"]] == [ours.pk]
    assert [line["paper"] for line in outcome["known"]] == [done.pk]
    assert [line["code"] for line in outcome["foreign"]] == [alien.code]
    assert outcome["unread"] == ["1.pdf, лист 1"]
    assert [line["place"] for line in outcome["refused"]] == ["3.pdf"]
    assert states(alien) == [Document.Status.ON_PAPER]


def test_begun_again_it_leaves_the_same_answer(head, curator):
    paper = registered(head)
    job = claim(take_paper_pile([SimpleUploadedFile("1.pdf", pile(paper.code))], by=curator).pk)
    with default_storage.open(job.payload["file"]) as file:
        data = file.read()
    read_pile(job)
    default_storage.save(
        job.payload["file"], io.BytesIO(data)
    )  # as if the worker had died before its last write

    read_pile(job)

    job.refresh_from_db()
    assert [line["paper"] for line in job.payload["outcome"]["attached"]] == [paper.pk]
    assert paper.files.filter(kind=FrozenFile.Kind.SCAN).count() == 1


def test_only_the_curator_sends_a_pile(head, mentor):
    for by in (head, mentor):
        with pytest.raises(PermissionDenied):
            take_paper_pile([SimpleUploadedFile("1.pdf", b"%PDF-1.7")], by=by)

    assert not Job.objects.exists()


def test_by_its_pages(client, head, curator):
    paper = registered(head)
    client.force_login(curator.user)

    answer = client.post(
        reverse("documents:scans"), {"files": SimpleUploadedFile("пачка.pdf", pile(paper.code, ""))}
    )
    job = Job.objects.get(kind="read_paper_scans")
    assert answer["Location"] == reverse("documents:scans_detail", args=[job.pk])
    waiting = client.get(answer["Location"]).content.decode()
    read_pile(claim(job.pk))
    page = client.get(answer["Location"]).content.decode()

    assert "ждёт очереди" in waiting
    assert "Приложены: 1" in page
    assert f"№ {paper.number}" in page
