"""Signing for the head: in the days of a substitution, under the words И.о. (ГОСТ requisite 22)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from documents.content import fingerprint
from documents.models import Document, Substitute
from documents.services.registering import register_on_paper, return_document, sign_document
from documents.services.sending import send_to_sign
from documents.services.substituting import add_substitute, end_substitute, with_signer
from documents.tests.factories import CONTENT, DocumentFactory
from organizations.models import Role
from organizations.tests.factories import MembershipFactory

POST = "И.о. директора"


@pytest.fixture
def deputy(school):
    return MembershipFactory(organization=school, role=Role.PSYCHOLOGIST, user__name="Зуева Анна Павловна")


def stand_in(deputy, curator, *, days=(0, 7)):
    today = curator.organization.today
    since, until = (today + dt.timedelta(days=day) for day in days)
    return add_substitute(
        curator.organization,
        membership=deputy,
        post=POST,
        since=since,
        until=until,
        basis="приказ",
        by=curator,
    )


def sign(document, by):
    return sign_document(document, shown_sha256=fingerprint(document.content), method="password", by=by)


def test_a_substitute_signs_and_the_paper_says_so(curator, deputy, school):
    school.head_last_name, school.head_first_name, school.head_patronymic = "Ковалёва", "Марина", "Сергеевна"
    school.save()
    stand_in(deputy, curator)
    paper = DocumentFactory(created_by=curator)

    sign(paper, deputy)

    paper.refresh_from_db()
    signature = paper.content["signature"]
    assert (signature["post"], signature["name"]) == (POST, "А.П.\u00a0Зуева")
    assert signature["mark"]["lines"][0] == "Подписал: Зуева Анна Павловна, И.о. директора"


@pytest.mark.parametrize("days", [(1, 7), (-7, -1)])
def test_outside_the_days_the_substitute_may_nothing(client, curator, deputy, days):
    stand_in(deputy, curator, days=days)
    paper = DocumentFactory(created_by=curator)

    with pytest.raises(PermissionDenied):
        sign(paper, deputy)
    with pytest.raises(PermissionDenied):
        return_document(paper, note="нет", by=deputy)
    client.force_login(deputy.user)

    assert client.get(reverse("documents:to_sign")).status_code == 403
    paper.refresh_from_db()
    assert paper.status == Document.Status.TO_SIGN


def test_the_queue_of_the_substitute_shows_the_words_of_the_signature(client, curator, deputy, school):
    school.head_last_name, school.head_first_name, school.head_patronymic = "Ковалёва", "Марина", "Сергеевна"
    school.save()
    stand_in(deputy, curator)
    DocumentFactory(created_by=curator)
    client.force_login(deputy.user)

    page = client.get(reverse("documents:to_sign")).content.decode()

    assert "А.П.\u00a0Зуева" in page
    assert "Вы замещаете руководителя" in page


def test_by_hand_signs_whom_the_form_names_on_a_day_of_the_substitution(curator, deputy, school):
    school.head_last_name, school.head_first_name, school.head_patronymic = "Ковалёва", "Марина", "Сергеевна"
    school.save()
    row, today = stand_in(deputy, curator), school.today
    paper = DocumentFactory(created_by=curator)
    shown = fingerprint(paper.content)
    with pytest.raises(ValidationError, match="замещает руководителя с"):
        register_on_paper(
            paper, on=today - dt.timedelta(days=1), shown_sha256=shown, by=curator, substitute=row
        )

    register_on_paper(paper, on=today, shown_sha256=shown, by=curator, substitute=row)

    paper.refresh_from_db()
    assert (paper.status, paper.content["signature"]["post"]) == (Document.Status.ON_PAPER, POST)


def test_approval_by_hand_names_the_substitute(school, deputy, curator):
    school.head_last_name, school.head_first_name, school.head_patronymic = "Ковалёва", "Марина", "Сергеевна"
    row = stand_in(deputy, curator)
    stamp = {"word": "УТВЕРЖДАЮ", "lines": ["Директор школы", "М.С. Ковалёва"], "with_line": True}

    content = with_signer(CONTENT | {"stamp": stamp}, school, row)

    assert content["stamp"]["lines"] == ["И.о. директора МБОУ «СОШ № 12»", "А.П.\u00a0Зуева"]
    assert stamp["lines"][1] == "М.С. Ковалёва"
    assert with_signer(CONTENT, school, None) is CONTENT


def test_two_at_once_are_refused(curator, deputy):
    stand_in(deputy, curator)

    with pytest.raises(ValidationError, match="уже замещает"):
        stand_in(deputy, curator, days=(3, 9))

    assert Substitute.objects.count() == 1


def test_participants_and_heads_stand_in_for_nobody(curator, mentor, head):
    for member in (mentor, head):
        with pytest.raises(ValidationError, match="Замещать может"):
            stand_in(member, curator)

    assert not Substitute.objects.exists()


def test_only_curator_and_head_of_the_institution_write_it_down(curator, deputy, stranger):
    for by in (deputy, stranger):
        with pytest.raises(PermissionDenied):
            add_substitute(
                curator.organization, membership=deputy, post=POST, since=curator.organization.today,
                until=curator.organization.today, basis="", by=by,
            )  # fmt: skip


def test_ending_takes_the_right_to_sign_at_once(curator, deputy):
    row = stand_in(deputy, curator, days=(-2, 7))

    end_substitute(row, by=curator)

    with pytest.raises(PermissionDenied):
        sign(DocumentFactory(created_by=curator), deputy)
    row.refresh_from_db()
    assert row.until == curator.organization.today - dt.timedelta(days=1)


def test_a_paper_may_be_sent_while_only_a_substitute_has_an_access(curator, deputy, mailoutbox):
    draft = DocumentFactory(created_by=curator, draft=True)
    with pytest.raises(ValidationError, match="ещё нет доступа"):
        send_to_sign(draft, by=curator)
    stand_in(deputy, curator)

    send_to_sign(draft, by=curator)

    draft.refresh_from_db()
    assert draft.status == Document.Status.TO_SIGN


def test_pages_of_substitutions(client, curator, deputy):
    client.force_login(curator.user)
    today = f"{curator.organization.today:%Y-%m-%d}"
    form = {"membership": deputy.pk, "post": POST, "since": today, "until": today}

    assert "И.о. директора" in client.get(reverse("documents:substitute_add")).content.decode()
    client.post(reverse("documents:substitute_add"), form)

    assert "Зуева Анна Павловна" in client.get(reverse("documents:substitutes")).content.decode()
    client.post(reverse("documents:substitute_end", args=[Substitute.objects.get().pk]))
    assert not Substitute.objects.exists()
