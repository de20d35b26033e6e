"""Papers of the stage: a draft, one drawn up by its form, one agreed to, one waiting for the head, one registered."""

import datetime as dt

from django.utils import timezone

from documents.content import fingerprint
from documents.kinds import KINDS
from documents.models import (
    Acknowledgement,
    Document,
    FrozenFile,
    NumbersApart,
    NumberSeries,
    QualifiedSignature,
    Signature,
    Step,
    Substitute,
)
from documents.services.drafts import draft_paper
from documents.services.keeping import freeze_file
from documents.tests.factories import DocumentFactory
from jobs.models import Job
from people.tests.factories import PersonFactory


def paper_bytes(organization):
    return f"%PDF-1.7 {organization.short_name}".encode()


def papers(organization, members, person):
    """A draft, a paper on the head's desk, and one that will be signed and is to be known."""
    by = {"created_by": members["curator"]}
    paper = DocumentFactory(**by)
    Acknowledgement.objects.create(organization=organization, document=paper, person=person)
    return {"draft": DocumentFactory(draft=True, **by), "queued": DocumentFactory(**by), "paper": paper}


def life_of_papers(organization, members):
    """A paper that is being agreed, who stands in for the head, a pile of scans that is read."""
    curator, today = members["curator"], organization.today
    agreeing = DocumentFactory(created_by=curator, status=Document.Status.AGREEING, sent_at=None)
    substitute = {
        "membership": members["psychologist"],
        "post": "И.о.",
        "since": today - dt.timedelta(days=9),
    }
    return {
        "paper_kind": "order_curator",
        "drawn": drawn(curator),
        "apart": apart(curator),
        "series": "core",
        "step": Step.objects.create(organization=organization, document=agreeing, who="Юрист"),
        "substitute": Substitute.objects.create(
            organization=organization, until=today - dt.timedelta(days=2), **substitute
        ),
        "pile": Job.objects.create(
            organization=organization, kind="read_paper_scans", title="Сканы", created_by=curator.user
        ),
    }


def drawn(curator):
    """A draft with the answers of its form, from which it is built anew."""
    person = PersonFactory(organization=curator.organization)
    facts = {
        "person": person,
        "starts_on": dt.date(2026, 9, 1),
        "ends_on": dt.date(2027, 5, 31),
        "duties": "Вести банк",
    }
    return draft_paper(KINDS[Document.Kind.ORDER_CURATOR], facts, by=curator)


def apart(curator):
    """Numbers that were given outside the system."""
    organization = curator.organization
    series = NumberSeries.objects.create(
        organization=organization, series="core", year=organization.today.year, last=3
    )
    return NumbersApart.objects.create(
        organization=organization,
        series=series,
        first=1,
        last=3,
        why="outside",
        note="Журнал",
        made_by=curator,
    )


def seal(side, head):
    """Register the paper as it stands, with its planted words: the service would need the whole way to it."""
    paper, on = side["paper"], dt.date(2026, 10, 2)
    paper.refresh_from_db()
    number = paper.pk
    Document.objects.filter(pk=paper.pk).update(
        status=Document.Status.SIGNED, number=f"{number}-од", dated=on, series="orders", year=on.year,
        sequence=number, content_sha256=fingerprint(paper.content),
    )  # fmt: skip
    paper.refresh_from_db()
    Signature.objects.create(
        organization=paper.organization, document=paper, membership=head, method="password",
        shown_sha256=paper.content_sha256,
    )  # fmt: skip
    side["acquaintance"] = paper
    side["file"] = freeze_file(paper, FrozenFile.Kind.SEALED, paper_bytes(paper.organization), by=None)
    side["qualified"] = qualified(paper)


def qualified(paper):
    """What was read of a file of a qualified signature beside the seal; frozen, so its word is planted at once."""
    word = paper.title.partition("-")[0]
    file = freeze_file(
        paper, FrozenFile.Kind.QUALIFIED, b"0\x82", by=None, content_type="application/pkcs7-signature"
    )
    return QualifiedSignature.objects.create(
        organization=paper.organization, document=paper, file=file, owner=f"{word}-qualifiedsignature-1", serial="01",
        valid_from=timezone.now(), valid_until=timezone.now(),
    )  # fmt: skip
