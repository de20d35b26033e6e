"""A detached qualified signature: read in a child, compared where it can be, never called valid."""

import base64
import os
import subprocess
import sys

import pytest
from cryptography.hazmat.primitives import serialization
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from common.cms_reading import CmsError, read_cms
from documents.content import fingerprint
from documents.models import Document, FrozenFile, QualifiedSignature, Signature
from documents.services.keeping import freeze_file
from documents.services.qualified import attach_qualified
from documents.services.registering import register_on_paper
from documents.tests.factories import DocumentFactory
from documents.tests.signatures import detached, with_gost_hash, without_certificate

PRINT = b"%PDF-1.7 the sheet that was printed"


@pytest.fixture
def paper(head):
    """A paper with a number that waits for its signature, and the file that is to be signed."""
    document = DocumentFactory(created_by=head)
    register_on_paper(
        document, on=head.organization.today, shown_sha256=fingerprint(document.content), by=head
    )
    freeze_file(document, FrozenFile.Kind.PRINT, PRINT, by=None)
    return document


def upload(data, name="приказ.pdf.sig"):
    return SimpleUploadedFile(name, data)


def assert_untouched(paper):
    paper.refresh_from_db()
    assert paper.status == Document.Status.ON_PAPER
    assert [file.kind for file in FrozenFile.objects.all()] == ["print"]
    assert not QualifiedSignature.objects.exists()
    assert not Signature.objects.exists()


@pytest.mark.parametrize("form", ["der", "pem", "base64", "lines"])
def test_it_is_read_in_any_dress(form):
    der = detached(PRINT)
    data = {
        "der": der,
        "pem": detached(PRINT, encoding=serialization.Encoding.PEM),
        "base64": base64.b64encode(der),
        "lines": b"\xef\xbb\xbf" + base64.encodebytes(der),
    }[form]

    read = read_cms(data)

    assert (read.owner, read.works_at) == ("Ковалёва Марина Сергеевна", "МБОУ «СОШ № 12»")
    assert (read.serial, read.issuer) == ("1234ABCD", "Федеральное казначейство")
    assert (read.valid_from.year, read.valid_until.year) == (2026, 2027)
    assert read.signed_at is not None
    assert (read.is_of(PRINT), read.is_of(PRINT + b" ")) == (True, False)


def test_a_hash_that_nobody_here_knows_is_not_compared():
    read = read_cms(with_gost_hash(PRINT))

    assert read.algorithm == "1.2.643.7.1.1.2.2"
    assert read.is_of(b"anything") is None


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "не файл усиленной подписи"),
        (b"%PDF-1.7", "не файл усиленной подписи"),
        (b"0\x80\x06\x09", "не файл усиленной подписи"),
        (b"0\x84\xff\xff\xff\xff", "не файл усиленной подписи"),
        (os.urandom(2000), "не файл усиленной подписи"),
        (b"0" * (1024 * 1024 + 1), "не файл усиленной подписи"),
        (detached(PRINT)[:-40], "не файл усиленной подписи"),
        (without_certificate(PRINT), "нет сертификата"),
    ],
)
def test_what_is_no_signature_is_refused_with_a_sentence(data, words):
    with pytest.raises(CmsError, match=words):
        read_cms(data)


def test_the_child_needs_no_django():
    code = "import sys, common.cms_parsing; assert 'django' not in sys.modules"

    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - our own line


def test_it_makes_the_paper_signed_and_says_that_nobody_checked_it(client, paper, curator):
    client.force_login(curator.user)

    client.post(reverse("documents:qualified", args=[paper.pk]), {"file": upload(detached(PRINT))})

    paper.refresh_from_db()
    assert (paper.status, paper.signature.method) == (Document.Status.SIGNED, "qualified")
    row = paper.qualified
    assert (row.owner, row.file.kind, row.file.sha256) == (
        "Ковалёва Марина Сергеевна",
        "qualified",
        paper.files.get(kind="qualified").sha256,
    )
    page = client.get(paper.get_absolute_url()).content.decode()
    assert "Прочитано из файла подписи, действительность не проверялась" in page
    assert "1234ABCD" in page
    client.logout()
    public = client.get(reverse("verify", args=[paper.code])).content.decode()
    assert "Прочитано из файла подписи, действительность не проверялась" in public
    assert "Ковалёва" not in public
    assert "действительна" not in public + page


def test_a_signature_of_gost_is_kept_uncompared(paper, curator):
    attach_qualified(paper, upload(with_gost_hash(b"whatever it was")), by=curator)

    paper.refresh_from_db()
    assert paper.status == Document.Status.SIGNED


def test_a_signature_of_another_file_is_refused(paper, curator):
    with pytest.raises(ValidationError, match="под другим файлом"):
        attach_qualified(paper, upload(detached(b"%PDF another")), by=curator)

    assert_untouched(paper)


@pytest.mark.parametrize("data", [b"MZ", without_certificate(PRINT)])
def test_rubbish_changes_nothing(paper, curator, data):
    with pytest.raises(ValidationError):
        attach_qualified(paper, upload(data), by=curator)

    assert_untouched(paper)


def test_only_a_paper_that_waits_for_a_hand_takes_it(paper, curator, stranger, head):
    with pytest.raises(PermissionDenied):
        attach_qualified(paper, upload(detached(PRINT)), by=stranger)
    queued = DocumentFactory(created_by=head)
    with pytest.raises(ValidationError, match="ждёт подписи"):
        attach_qualified(queued, upload(detached(PRINT)), by=curator)
    attach_qualified(paper, upload(detached(PRINT)), by=curator)
    with pytest.raises(ValidationError, match="один раз"):
        attach_qualified(paper, upload(detached(PRINT)), by=curator)

    assert QualifiedSignature.objects.count() == 1
