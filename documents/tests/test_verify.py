"""The public page of a paper: what a stranger learns, and five forgeries that are not confirmed (PAP-4)."""

import io

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader, PdfWriter

from common.sealing import make_certificate, seal_pdf
from documents.services.sealing import ensure_file, render_paper
from documents.services.verifying import clean_code
from documents.tests.factories import DocumentFactory
from documents.tests.steps import signed_paper
from people.tests.factories import ConsentFactory


@pytest.fixture(autouse=True)
def _fresh_counter():
    cache.clear()


@pytest.fixture
def sealed(head):
    """A signed paper and the bytes of its sealed file."""
    document = signed_paper(head)
    return document, ensure_file(document).file.read()


def check(client, document, data):
    upload = SimpleUploadedFile("приказ.pdf", data, content_type="application/pdf")
    return client.post(reverse("verify", args=[document.code]), {"file": upload})


def appended(data):
    """The same file with an update after the seal, as any PDF editor writes it."""
    reader = PdfReader(io.BytesIO(data))
    writer = PdfWriter(reader, incremental=True)
    writer.add_metadata({"/Title": "Подделка"})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def resealed(document):
    """The same paper under somebody else's certificate of the same name."""
    key, cert = make_certificate(common_name="МБОУ", organization="МБОУ", inn="0000000000", passphrase="x")
    words = {"reason": "r", "location": "l", "name": "n"}
    return seal_pdf(render_paper(document), key_pem=key, cert_pem=cert, passphrase="x", **words)


def test_page_says_what_the_paper_is_and_names_nobody(client, sealed):
    document, _ = sealed

    page = client.get(reverse("verify", args=[document.code])).content.decode()

    assert "Приказ о закреплении пар и групп" in page
    assert "1-од" in page
    assert "МБОУ «СОШ № 12»" in page
    assert "подписан простой электронной подписью" in page
    assert document.files.get().sha256 in page
    for name in ("Ковалёв", "Лебедев", "Громов", document.title):
        assert name not in page


def test_the_very_file_is_confirmed(client, sealed):
    document, data = sealed

    assert "Файл подлинный" in check(client, document, data).content.decode()


@pytest.mark.parametrize("forgery", ["byte", "appended", "resealed", "unsealed", "other paper"])
def test_forgeries_are_not_confirmed(client, head, sealed, forgery):
    document, data = sealed
    middle = len(data) // 2
    forged = {
        "byte": lambda: data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :],
        "appended": lambda: appended(data),
        "resealed": lambda: resealed(document),
        "unsealed": lambda: render_paper(document),
        "other paper": lambda: ensure_file(signed_paper(head)).file.read(),
    }[forgery]()

    page = check(client, document, forged).content.decode()

    assert "Не подтверждено" in page
    assert "Файл подлинный" not in page


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7 rubbish", b"MZ"])
def test_rubbish_is_answered_with_a_sentence(client, sealed, data):
    document, _ = sealed

    answer = check(client, document, data)

    assert answer.status_code in {200, 422}
    assert "Файл подлинный" not in answer.content.decode()


def test_too_many_checks_from_one_address_wait(client, sealed):
    document, data = sealed
    answers = [check(client, document, b"MZ").status_code for _ in range(31)]

    assert answers == [200] * 30 + [429]
    assert client.get(reverse("verify", args=[document.code])).status_code == 200


def test_draft_and_unknown_codes_are_not_found(client, curator):
    draft = DocumentFactory(created_by=curator)

    for code in (draft.code, "7K3M-9QTD", "нет такого"):
        answer = client.get(reverse("verify", args=[code]))
        assert answer.status_code == 404
        assert "Документа с таким кодом нет" in answer.content.decode()


def test_consent_code_shows_the_form_and_no_name(client, db):
    consent = ConsentFactory()

    page = client.get(reverse("verify", args=[consent.code])).content.decode()

    assert "Бланк согласия" in page
    assert "Версия текста</dt><dd>1<" in page
    assert consent.person.last_name not in page


def test_typed_code_leads_to_the_page(client, db):
    assert client.get(reverse("verify_form")).status_code == 200
    assert client.get(reverse("verify_form"), {"code": " 7k3m 9qtd "})["Location"] == "/p/7K3M-9QTD/"


@pytest.mark.parametrize("typed", ["7K3M-9QTD", "7k3m9qtd", "7К3М-9QТD", " 7k3m – 9qtd "])
def test_code_is_read_however_it_is_typed(typed):
    assert clean_code(typed) == "7K3M-9QTD"
