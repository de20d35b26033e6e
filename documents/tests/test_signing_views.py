"""The head's desk by its pages: reading, signing, returning, the paper way, files."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from documents.content import fingerprint
from documents.models import Document, FrozenFile, NumberSeries, Signature
from documents.tests.factories import DocumentFactory
from documents.tests.steps import BYTES, paper_with_file, signed_paper
from organizations.models import Role
from organizations.tests.factories import MembershipFactory

PASSWORD = "длинный пароль 12"
PNG = b"\x89PNG\r\n\x1a\n" + b"scan" * 20


@pytest.fixture
def paper(curator):
    return DocumentFactory(created_by=curator)


@pytest.fixture
def desk(client, head):
    """The client of the head, who has a password."""
    head.user.set_password(PASSWORD)
    head.user.save()
    client.force_login(head.user)
    return client


def sign(client, paper, **changes):
    form = {"shown_sha256": fingerprint(paper.content), "secret": PASSWORD, "way": "password"}
    return client.post(reverse("documents:sign", args=[paper.pk]), form | changes)


def assert_not_signed(paper):
    paper.refresh_from_db()
    assert (paper.status, paper.number) == (Document.Status.TO_SIGN, "")
    assert not Signature.objects.exists()
    assert not NumberSeries.objects.exists()


def test_queue_shows_the_oldest_paper_in_place_with_its_number_to_be(desk, paper, curator):
    old = DocumentFactory(
        created_by=curator, title="Старый приказ", sent_at=timezone.now() - dt.timedelta(days=2)
    )

    page = desk.get(reverse("documents:to_sign")).content.decode()

    assert "На подпись: 2 документа" in page
    assert "будет № 1-од" in page
    assert "Первый в очереди ждёт 2\u00a0дня" in page
    assert f'value="{fingerprint(old.content)}"' in page
    assert "ПРИКАЗЫВАЮ:" in page


def test_queue_opens_the_chosen_paper(desk, paper, curator):
    DocumentFactory(created_by=curator, sent_at=timezone.now() - dt.timedelta(days=2))

    page = desk.get(reverse("documents:to_sign"), {"paper": paper.pk})

    assert page.context["document"] == paper


def test_empty_queue_says_so(desk):
    assert "Подписывать нечего" in desk.get(reverse("documents:to_sign")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_queue_costs_the_same_for_one_paper_and_for_three(
    desk, curator, count, django_assert_max_num_queries
):
    DocumentFactory.create_batch(count, created_by=curator)

    with django_assert_max_num_queries(12):
        desk.get(reverse("documents:to_sign"))


def test_sign_leads_to_the_signed_paper(desk, paper):
    answer = sign(desk, paper)

    paper.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (302, paper.get_absolute_url())
    assert (paper.status, paper.signature.method) == (Document.Status.SIGNED, "password")


def test_sign_twice_leads_to_the_same_paper(desk, paper):
    sign(desk, paper)
    again = sign(desk, paper, secret="")

    assert (again.status_code, again["Location"]) == (302, paper.get_absolute_url())
    assert Signature.objects.count() == 1


def test_sign_with_a_wrong_password_stays_on_the_paper(desk, paper):
    answer = sign(desk, paper, secret="не тот")

    assert answer.status_code == 422
    assert "Не подошло" in answer.content.decode()
    assert_not_signed(paper)


def test_sign_of_a_paper_changed_meanwhile_answers_409_and_shows_the_new_one(desk, paper):
    read = fingerprint(paper.content)
    Document.objects.filter(pk=paper.pk).update(content=paper.content | {"preamble": "Другое основание"})

    answer = sign(desk, paper, shown_sha256=read)

    assert answer.status_code == 409
    assert "Прочитайте ещё раз" in answer.content.decode()
    assert "Другое основание" in answer.content.decode()
    paper.refresh_from_db()
    assert_not_signed(paper)


@pytest.mark.parametrize(
    ("role", "own", "status"),
    [
        (Role.CURATOR, True, 403),
        (Role.PSYCHOLOGIST, True, 403),
        (Role.PARTICIPANT, True, 404),
        (Role.HEAD, False, 404),
    ],
)
def test_sign_is_the_own_heads_alone(client, paper, role, own, status):
    by = MembershipFactory(role=role, **({"organization": paper.organization} if own else {}))
    client.force_login(by.user)

    assert sign(client, paper).status_code == status
    assert_not_signed(paper)


@pytest.mark.parametrize("role", [Role.CURATOR, Role.PSYCHOLOGIST, Role.PARTICIPANT, Role.ADMINISTRATOR])
def test_the_desk_is_the_heads_alone(client, school, role):
    client.force_login(MembershipFactory(organization=school, role=role).user)

    assert client.get(reverse("documents:to_sign")).status_code == 403


def test_mailed_code_signs(client, head, paper, mailoutbox):
    client.force_login(head.user)
    back = client.post(reverse("documents:send_code", args=[paper.pk]))
    assert back["Location"].endswith(f"?paper={paper.pk}&way=mail_code")
    code = re.search(r"\b\d{6}\b", mailoutbox[-1].body)[0]

    sign(client, paper, secret=code, way="mail_code")

    assert Signature.objects.get().method == "mail_code"


def test_return_sends_it_back_with_the_remark(desk, paper):
    answer = desk.post(reverse("documents:return", args=[paper.pk]), {"note": "Исправьте срок"})

    paper.refresh_from_db()
    assert answer.status_code == 302
    assert (paper.status, paper.returned_note) == (Document.Status.DRAFT, "Исправьте срок")


def test_paper_way_by_pages(desk, paper, head):
    form = {"on": f"{head.organization.today:%Y-%m-%d}", "shown_sha256": fingerprint(paper.content)}
    desk.post(reverse("documents:register_paper", args=[paper.pk]), form)
    paper.refresh_from_db()
    assert (paper.status, paper.number) == (Document.Status.ON_PAPER, "1-од")

    desk.post(reverse("documents:scan", args=[paper.pk]), {"scan": SimpleUploadedFile("1.png", PNG)})

    paper.refresh_from_db()
    assert (paper.status, paper.signature.method) == (Document.Status.SIGNED, "paper")


def test_draft_pdf_is_drawn_and_a_signed_one_is_the_stored_file(desk, head, paper):
    draft = desk.get(reverse("documents:pdf", args=[paper.pk]))
    signed, file = paper_with_file(head)

    stored = desk.get(reverse("documents:pdf", args=[signed.pk]), follow=True)

    assert draft.content.startswith(b"%PDF-")
    assert stored.content == BYTES
    assert stored["Content-Type"] == "application/pdf"


def test_signed_pdf_that_is_not_ready_says_so(desk, head):
    signed = signed_paper(head)

    answer = desk.get(reverse("documents:pdf", args=[signed.pk]))

    assert answer["Location"] == signed.get_absolute_url()
    assert not FrozenFile.objects.exists()


def test_damaged_file_is_not_shown(desk, head):
    _, file = paper_with_file(head)
    Path(file.file.path).write_bytes(b"%PDF- forged")

    answer = desk.get(reverse("documents:file", args=[file.pk]))

    assert answer.status_code == 500
    assert "Файл повреждён" in answer.content.decode()
    assert b"forged" not in answer.content


def test_file_of_a_paper_one_does_not_see_does_not_exist(client, head, stranger, mentor):
    _, file = paper_with_file(head)

    for who in (stranger, mentor):
        client.force_login(who.user)
        assert client.get(reverse("documents:file", args=[file.pk])).status_code == 404
