"""PAP-1: a registered paper cannot be changed through any door that leads to the database."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from documents import frozen
from documents.content import fingerprint
from documents.models import (
    Acknowledgement,
    Document,
    FrozenFile,
    Link,
    QualifiedSignature,
    Signature,
    Step,
)
from documents.services.agreeing import add_step
from documents.services.keeping import freeze_file
from documents.services.registering import register_on_paper
from documents.tests.factories import DocumentFactory
from documents.tests.steps import paper_with_file, signed_paper
from organizations.tests.factories import MembershipFactory
from pairs.models import Pair
from pairs.tests.factories import PairFactory
from people.tests.factories import PersonFactory

TABLES = ["documents_document", "documents_frozenfile", "documents_signature"]


@pytest.fixture
def paper(head):
    return paper_with_file(head)[0]


def refused(deed):
    with pytest.raises(DatabaseError, match="не меняют и не удаляют"), transaction.atomic():
        deed()


def run(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def state():
    """Everything that must stay: rows of the three tables."""
    return [list(model.objects.order_by("pk").values()) for model in (Document, FrozenFile, Signature)]


@pytest.mark.parametrize(
    "field", ["title", "content", "number", "content_sha256", "code", "returned_note", "sequence"]
)
def test_no_column_of_a_signed_paper_changes_by_save_or_update(paper, field):
    before = state()
    value = {"content": {"kind": "ПОДДЕЛКА"}, "sequence": 77}.get(field, "чужое")
    setattr(paper, field, value)

    refused(paper.save)
    refused(lambda: paper.save(update_fields=[field]))
    refused(lambda: Document.objects.filter(pk=paper.pk).update(**{field: value}))

    assert state() == before


@pytest.mark.parametrize("status", ["draft", "to_sign", "on_paper"])
def test_a_signed_paper_never_goes_back(paper, status):
    refused(lambda: Document.objects.filter(pk=paper.pk).update(status=status))


def test_a_paper_registered_for_a_hand_may_only_become_signed(head):
    document = DocumentFactory(created_by=head)
    shown = fingerprint(document.content)
    register_on_paper(document, on=head.organization.today, shown_sha256=shown, by=head)
    row = Document.objects.filter(pk=document.pk)

    refused(lambda: row.update(status="draft"))
    refused(lambda: row.update(status="signed", title="чужое"))
    row.update(status="signed")

    assert row.get().status == "signed"


def test_deleting_is_refused_for_paper_file_and_signature(paper):
    before = state()

    for rows in (FrozenFile.objects.all(), Signature.objects.all()):
        refused(rows.delete)
        refused(rows.first().delete)
    with pytest.raises(ProtectedError):
        Document.objects.all().delete()
    refused(lambda: Document.objects.filter(pk=paper.pk)._raw_delete("default"))

    assert state() == before


def test_file_and_signature_are_never_rewritten(paper):
    before = state()

    refused(lambda: FrozenFile.objects.update(sha256="0" * 64))
    refused(lambda: Signature.objects.update(method="totp"))

    assert state() == before


def test_cascade_from_organization_person_and_pair_stops(head):
    mentor = PersonFactory(organization=head.organization)
    document = DocumentFactory(created_by=head)
    pair = PairFactory(mentor=mentor, status=Pair.Status.ORDERED)
    document.pairs.add(pair)
    signed_paper(head)
    Document.objects.filter(pk=document.pk).update(
        status="signed", number="x", dated="2026-10-02", content_sha256="0" * 64
    )

    with pytest.raises(ProtectedError):
        head.organization.delete()
    with pytest.raises(ProtectedError):
        mentor.delete()
    refused(pair.delete)
    refused(document.pairs.clear)

    assert list(document.pairs.all()) == [pair]


@pytest.mark.parametrize("table", TABLES)
def test_raw_sql_is_refused(paper, table):
    before = state()

    refused(lambda: run(f"UPDATE {table} SET organization_id = organization_id + 1"))  # noqa: S608
    refused(lambda: run(f"DELETE FROM {table}"))  # noqa: S608

    assert state() == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", [*TABLES, "organizations_organization"])
def test_what_slips_past_row_triggers_is_refused_too(head, table):
    paper_with_file(head)
    before = state()

    if connection.vendor == "postgresql":
        refused(lambda: run(f"TRUNCATE {table} CASCADE"))
    elif table in TABLES:
        refused(lambda: run(f"REPLACE INTO {table} SELECT * FROM {table}"))  # noqa: S608

    assert state() == before


def test_said_acknowledgement_stays_and_an_open_one_may_change(paper):
    people = [PersonFactory(organization=paper.organization) for _ in range(2)]
    said, owed = [
        Acknowledgement.objects.create(organization=paper.organization, document=paper, person=person)
        for person in people
    ]
    Acknowledgement.objects.filter(pk=said.pk).update(at=timezone.now(), method="paper")

    refused(said.delete)
    refused(lambda: Acknowledgement.objects.filter(pk=said.pk).update(at=None))
    owed.delete()

    assert list(Acknowledgement.objects.all()) == [said]


@pytest.fixture
def around(paper, head):
    """Rows beside a signed paper that stand still with it."""
    other, person = signed_paper(head), PersonFactory(organization=paper.organization)
    draft = DocumentFactory(created_by=head, draft=True)
    step = add_step(draft, kind="agreed", who="юрист", by=MembershipFactory(organization=head.organization))
    Step.objects.filter(pk=step.pk).update(document=paper)
    paper.people.add(person)
    file = freeze_file(
        paper, FrozenFile.Kind.QUALIFIED, b"0", content_type="application/pkcs7-signature", by=None
    )
    now = timezone.now()
    qualified = QualifiedSignature.objects.create(
        organization=paper.organization, document=paper, file=file, owner="Ковалёва", serial="1", valid_from=now,
        valid_until=now,
    )  # fmt: skip
    link = Link.objects.create(organization=paper.organization, source=paper, target=other, kind="amends")
    people = Document.people.through.objects.filter(document=paper)
    return [Link.objects.filter(pk=link.pk), Step.objects.filter(document=paper), people,
            QualifiedSignature.objects.filter(pk=qualified.pk)]  # fmt: skip


@pytest.mark.parametrize("number", range(4))
def test_links_steps_people_and_qualified_signatures_stand_with_their_paper(around, number):
    rows = around[number]
    column = {0: "kind", 1: "who", 2: "person_id", 3: "owner"}[number]
    value = {0: "cancels", 2: PersonFactory().pk}.get(number, "чужое")
    table, before = rows.model._meta.db_table, list(rows.values())

    refused(lambda: rows.update(**{column: value}))
    refused(lambda: rows._raw_delete("default"))
    refused(lambda: run(f"DELETE FROM {table}"))  # noqa: S608

    assert list(rows.values()) == before


def test_a_draft_is_free(curator):
    document = DocumentFactory(created_by=curator, draft=True)

    Document.objects.filter(pk=document.pk).update(title="Новый заголовок")
    document.delete()

    assert not Document.objects.exists()


def test_triggers_stand_and_a_missing_one_is_noticed(db):
    assert frozen.missing(connection) == []

    frozen.remove(connection)
    assert "frozen_document_update" in frozen.missing(connection)
    frozen.install(connection)

    assert frozen.missing(connection) == []
