"""No file kills the server (UPL-1): hostile and odd files at every door get a sentence, and nothing is written."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents.models import Document, FrozenFile
from documents.tests.factories import DocumentFactory
from people.models import Consent, Person, RosterImport
from people.tests.factories import ConsentFactory, PersonFactory
from roadmap.models import Reading
from tests import corpus, document_corpus, pdf_corpus

pytestmark = pytest.mark.django_db
ODD_NAMES = ["../../etc/passwd.xlsx", "список\u202exslx.exe", "a" * 200 + ".xls", "CON.csv", "x\r\ny.ods"]
NO_SCANS = [
    b"",
    b"MZ\x90\x00",
    b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
    b"PK\x03\x04",
    b"GIF89a",
    b"<html>",
]


def upload(data, name="Список.xlsx"):
    return SimpleUploadedFile(name, data, content_type="application/octet-stream")


@pytest.mark.parametrize("name", corpus.HOSTILE)
def test_hostile_staff_list_gets_a_sentence(client, curator, name):
    client.force_login(curator.user)

    response = client.post(reverse("people:import_add"), {"file": upload(corpus.HOSTILE[name]())})

    sentences = response.context["form"].errors.get("file", []) + response.context["form"].non_field_errors()
    assert response.status_code == 422
    assert all(sentence[0].isupper() and sentence.endswith((".", "?")) for sentence in sentences)
    assert sentences
    assert not RosterImport.objects.exists()
    assert not Person.objects.exists()


@pytest.mark.parametrize("name", [*document_corpus.HOSTILE, *pdf_corpus.HOSTILE])
def test_hostile_roadmap_gets_a_sentence_at_its_field(client, curator, name):
    make, words = (document_corpus.HOSTILE | pdf_corpus.HOSTILE)[name]
    client.force_login(curator.user)

    response = client.post(reverse("roadmap:read"), {"file": upload(make(), "Карта.docx")})

    sentences = response.context["form"].errors.get("file", [])
    assert response.status_code == 422
    assert any(word in " ".join(sentences) for word in words.split("|"))
    assert not Reading.objects.exists()


@pytest.mark.parametrize("name", [*document_corpus.ODD, *pdf_corpus.ODD])
def test_odd_document_opens_its_page_or_gets_a_sentence(client, curator, name):
    make = (document_corpus.ODD | pdf_corpus.ODD)[name]
    client.force_login(curator.user)

    response = client.post(reverse("roadmap:read"), {"file": upload(make(), "Карта.docx")}, follow=True)

    assert response.status_code in {200, 422}
    assert (response.status_code == 200) is Reading.objects.exists()


@pytest.mark.parametrize("name", ODD_NAMES)
def test_name_of_a_roadmap_is_only_shown(client, curator, name):
    client.force_login(curator.user)

    response = client.post(
        reverse("roadmap:read"), {"file": upload(document_corpus.good_docx(), name)}, follow=True
    )

    assert response.status_code == 200
    assert len(Reading.objects.get().name) <= 200


@pytest.mark.parametrize("name", ODD_NAMES)
def test_name_of_the_file_is_only_shown(client, curator, name):
    client.force_login(curator.user)

    response = client.post(
        reverse("people:import_add"), {"file": upload(corpus.staff_xlsx(2), name)}, follow=True
    )

    assert response.status_code == 200
    assert RosterImport.objects.get().added == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_usual_code_pages_are_read(client, curator, encoding):
    client.force_login(curator.user)
    data = corpus.staff_csv(3, encoding=encoding)

    client.post(reverse("people:import_add"), {"file": upload(data, "Список.csv")})

    assert RosterImport.objects.get().added == 3


def test_html_table_that_calls_itself_xls_is_read(client, curator):
    client.force_login(curator.user)

    client.post(reverse("people:import_add"), {"file": upload(corpus.html_as_xls(3), "Сотрудники.xls")})

    assert RosterImport.objects.get().added == 3


@pytest.mark.parametrize("data", NO_SCANS)
def test_consent_takes_only_scans(client, curator, data):
    consent = ConsentFactory(person=PersonFactory(organization=curator.organization), signed_on=None)
    client.force_login(curator.user)
    form = {"on": "2026-09-02", "scan": upload(data, "скан.pdf")}

    response = client.post(reverse("people:consent_sign", args=[consent.pk]), form)

    assert response.status_code == 422
    assert Consent.objects.get().signed_on is None


@pytest.mark.parametrize("data", NO_SCANS)
def test_order_takes_only_scans(client, curator, head, data):
    document = DocumentFactory(created_by=curator)
    client.force_login(head.user)
    shown = client.get(reverse("documents:to_sign")).context["shown_sha256"]
    today = curator.organization.today.isoformat()
    client.post(reverse("documents:register_paper", args=[document.pk]), {"on": today, "shown_sha256": shown})

    response = client.post(reverse("documents:scan", args=[document.pk]), {"scan": upload(data, "скан.pdf")})

    assert response.status_code == 422
    assert Document.objects.get().status == Document.Status.ON_PAPER
    assert not FrozenFile.objects.filter(kind=FrozenFile.Kind.SCAN).exists()


@pytest.mark.parametrize("data", [*NO_SCANS[1:], corpus.wrong_1kb(), b"%PDF-1.7 cut"])
def test_verification_page_takes_any_file_and_believes_none(client, curator, data):
    code = DocumentFactory(created_by=curator).code

    response = client.post(reverse("verify", args=[code]), {"file": upload(data, "приказ.pdf")})

    assert response.status_code < 500
    assert "Файл подлинный" not in response.content.decode()
