"""A paper made outside the system: its number as it stands, its scan, what it does to papers here."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from common.files import check_scan, scan_type
from documents.content import fingerprint, put_content
from documents.models import Document, FrozenFile, Link, PaperKind, Signature
from documents.papers.outside import content_of
from documents.permissions import can_add_outside
from documents.services.keeping import freeze_file
from documents.services.numbering import take_number
from documents.services.registering import sign_row


@transaction.atomic
def register_outside(scan, *, series, number, dated, facts, acts_on=None, by):
    """Straight into the register, signed: `facts` are {"type", "heading", "signed_by", "keep"}.

    `acts_on` is (Link.Kind, Document): a signed paper that this one amends or cancels.
    """
    if not can_add_outside(by):
        raise PermissionDenied
    check_scan(scan)
    organization, data = by.organization, scan.read()
    document = Document(organization=organization, kind=PaperKind.OUTSIDE, created_by=by)
    document.facts = facts | {"series": series}
    take_number(document, on=dated, number=number)
    content = content_of(organization, facts) | {"number": document.number, "date": f"{dated:%d.%m.%Y}"}
    put_content(document, content)
    document.content_sha256, document.status = fingerprint(document.content), Document.Status.SIGNED
    document.full_clean()
    document.save(force_insert=True)
    if acts_on:
        _link(document, *acts_on)
    kind, content_type = FrozenFile.Kind.SCAN, scan_type(data[:16])[1]
    freeze_file(document, kind, data, content_type=content_type, by=by)
    shown, method = document.content_sha256, Signature.Method.PAPER
    sign_row(document, method=method, shown_sha256=shown, moment=timezone.now(), by=by)
    record("document.registered_outside", document, by=by, content_sha256=shown)
    return document


def _link(document, kind, target):
    if target.status != Document.Status.SIGNED or target.organization_id != document.organization_id:
        raise ValidationError("Изменить или отменить можно только подписанный документ.")
    if kind not in {Link.Kind.AMENDS, Link.Kind.CANCELS}:
        raise ValidationError("Документ со стороны может изменить или отменить другой.")
    link = Link(organization=document.organization, source=document, target=target, kind=kind)
    link.full_clean()
    link.save()
