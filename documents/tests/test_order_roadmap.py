"""The order that approves a roadmap: drawn up, signed, and what comes into force with it."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from audit.models import Entry
from common.pdf import render_pdf
from documents.content import fingerprint
from documents.models import Document
from documents.services.drafts import draft_order_roadmap
from documents.services.registering import attach_scan, register_on_paper, sign_document
from documents.services.sending import delete_draft, send_to_sign
from documents.tests.test_registering import PNG
from organizations.models import Role
from organizations.tests.factories import MembershipFactory
from people.tests.factories import PersonFactory
from roadmap.services import approve_roadmap, edit_roadmap
from roadmap.tests.factories import ActivityFactory, RoadmapFactory


@pytest.fixture
def plan(curator):
    plan = RoadmapFactory(organization=curator.organization)
    ActivityFactory(roadmap=plan, content=["Приказ", "Положение"], term="Сентябрь 2026")
    return plan


def upload(data):
    return SimpleUploadedFile("скан.png", data)


def test_draft_carries_the_table_and_holds_the_words_of_the_roadmap(plan, curator):
    document = draft_order_roadmap(plan, by=curator)

    appendix = document.content["appendices"][0]
    assert (appendix["label"], len(appendix["table"]["rows"])) == ("Приложение", 1)
    assert document.title.replace("\xa0", " ") == "Об утверждении дорожной карты на 2026/2027 учебный год"
    with pytest.raises(ValidationError, match="стоит в приказе"):
        edit_roadmap(plan, title="Другое название", by=curator)
    with pytest.raises(ValidationError, match="стоит в приказе"):
        draft_order_roadmap(plan, by=curator)
    assert Document.objects.count() == 1


def test_deleting_the_draft_lets_the_words_change_again(plan, curator):
    delete_draft(draft_order_roadmap(plan, by=curator), by=curator)

    edit_roadmap(plan, title="Другое название", by=curator)
    plan.refresh_from_db()
    assert (plan.title, plan.is_in_order, plan.is_approved) == ("Другое название", False, False)


def test_signature_approves_the_roadmap_with_number_and_date(plan, curator, head):
    document = send_to_sign(draft_order_roadmap(plan, by=curator), by=curator)

    sign_document(document, shown_sha256=fingerprint(document.content), method="totp", by=head)

    plan.refresh_from_db()
    assert (plan.approved_on, plan.approval_number) == (head.organization.today, "1-од")
    assert plan.approver_name
    assert "roadmap.approved" in Entry.objects.values_list("action", flat=True)


def test_paper_signed_by_hand_approves_when_its_scan_comes(plan, curator, head):
    document = send_to_sign(draft_order_roadmap(plan, by=curator), by=curator)
    shown = fingerprint(document.content)
    document = register_on_paper(document, on=head.organization.today, shown_sha256=shown, by=curator)
    plan.refresh_from_db()
    assert not plan.is_approved

    attach_scan(document, upload(PNG), by=curator)

    plan.refresh_from_db()
    assert plan.approval_number == document.number


def test_new_version_names_the_order_before_and_replaces_it(plan, curator, head):
    plan = approve_roadmap(plan, approved_on=head.organization.today, approval_number="96-од", by=curator)
    second = RoadmapFactory(
        organization=plan.organization, version=2, is_current=False, based_on=plan, title="Карта"
    )
    document = send_to_sign(draft_order_roadmap(second, by=curator), by=curator)
    assert "№ 96-од" in document.content["items"][1]["text"]

    sign_document(document, shown_sha256=fingerprint(document.content), method="totp", by=head)

    plan.refresh_from_db()
    second.refresh_from_db()
    assert (plan.is_current, second.is_current, second.approval_number) == (False, True, "1-од")


def test_those_who_answer_for_lines_get_acquainted(plan, curator, mentor):
    plan.activities.get().members.add(mentor)
    PersonFactory(organization=plan.organization, membership=curator)

    document = draft_order_roadmap(plan, by=curator)

    people = {row.person.membership_id for row in document.acknowledgements.all()}
    assert people == {mentor.pk, curator.pk}


def test_pdf_shows_the_table_as_an_appendix(plan, curator):
    document = draft_order_roadmap(plan, by=curator)

    pages = PdfReader(io.BytesIO(render_pdf("papers/paper.html", document.content))).pages

    text = " ".join(pages[1].extract_text().split())
    assert text.startswith("Приложение к приказу")
    assert "Наименование этапа" in text


def test_only_the_curator_draws_it_up_and_only_for_an_own_roadmap(client, plan, curator, head, stranger):
    address = reverse("documents:order_roadmap_add", args=[plan.pk])
    for user, status in ((head.user, 403), (stranger.user, 404)):
        client.force_login(user)
        assert client.post(address).status_code == status
    assert not Document.objects.exists()
    client.force_login(curator.user)

    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 302
    assert client.post(address).status_code == 422
    assert Document.objects.count() == 1


def test_approved_roadmap_needs_no_order(client, plan, curator):
    approve_roadmap(plan, approved_on=curator.organization.today, by=curator)
    MembershipFactory(organization=plan.organization, role=Role.HEAD)

    with pytest.raises(ValidationError, match="новую редакцию"):
        draft_order_roadmap(plan, by=curator)

    assert not Document.objects.exists()
