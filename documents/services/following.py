"""Papers that an order approves have no way of their own: they go with it to the head, back, and into the register."""

from django.core.exceptions import ValidationError

from common.files import sha256
from documents.content import fingerprint
from documents.kinds import kind_of
from documents.models import Document, Link


def approved_by(document, *, for_update=False):
    """The papers that this one approves, in the order of their appendices."""
    rows = Document.objects.filter(linked_by__source=document, linked_by__kind=Link.Kind.APPROVES)
    rows = rows.select_related("organization").order_by("linked_by__pk")
    return list(rows.select_for_update(of=("self",)) if for_update else rows)


def locked(document):
    """The row as it is now, and nobody else changes it until the transaction ends."""
    return Document.objects.select_for_update(of=("self",)).select_related("organization").get(pk=document.pk)


def locked_bundle(document):
    """[the paper, what it approves], locked in this order: so all deeds meet at the first."""
    return [locked(document), *approved_by(document, for_update=True)]


def locked_lead(document):
    """The bundle in which a paper goes: its own, or that of the order which approves it."""
    order = Document.objects.filter(links__target=document, links__kind=Link.Kind.APPROVES).first()
    return locked_bundle(order or document)


def require_alone(document):
    """A paper that an order approves is moved by that order."""
    if kind_of(document).approved_by_order:
        raise ValidationError(
            "Этот документ утверждают приказом: он идёт на подпись и обратно вместе с приказом. "
            "Откройте приказ об утверждении или составьте его."
        )


def move(bundle, status, *, sent_at=None, note=""):
    """All papers of a bundle to one state; the remark of the return belongs to the first."""
    for paper in bundle:
        paper.status, paper.sent_at = status, sent_at
        paper.returned_note = note if paper is bundle[0] else ""
        paper.full_clean()
        paper.save(update_fields=["status", "sent_at", "returned_note"])


def shown_hash(document, followers):
    """The fingerprint of all that is read before one signature (PAP-3)."""
    own = fingerprint(document.content)
    if not followers:
        return own
    return sha256("".join([own, *(fingerprint(paper.content) for paper in followers)]).encode())
