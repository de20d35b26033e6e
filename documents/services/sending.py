"""From the curator's desk to the head's and back: sent, taken back, deleted."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q

from audit.services import record
from documents.content import put_content
from documents.emails import send_please_agree
from documents.kinds import kind_of
from documents.models import Document, Substitute
from documents.permissions import HEADS, can_delete_draft, can_send, can_take_back
from documents.services.agreeing import ask_again, put_all_stamps, to_head, waiting_steps
from documents.services.drafts import current_content, locked_draft
from documents.services.enacting import require_running
from documents.services.following import approved_by, locked_bundle, move, require_alone
from documents.services.links import let_go
from documents.services.programmes import hold, release
from organizations.models import Membership

SENT = {Document.Status.AGREEING, Document.Status.TO_SIGN}


@transaction.atomic
def send_to_sign(document, *, by):
    """Hand the draft to those who agree, then to the head; from now on nobody edits it. What it approves goes along."""
    document = locked_draft(document)
    _refuse_unless(can_send(by, document))
    require_alone(document)
    bundle = [document, *(locked_draft(paper) for paper in approved_by(document, for_update=True))]
    require_running(document)
    hold(document, by=by)
    if kind_of(document).by_head:
        _require_signer(document.organization)
    for paper in reversed(bundle):  # the order last: it carries what it approves
        ask_again(paper)
        put_content(paper, current_content(paper))
        paper.save(update_fields=["content", "title", "search"])
    if waiting := list(waiting_steps(bundle).select_related("membership__user", "document")):
        move(bundle, Document.Status.AGREEING)
        transaction.on_commit(lambda: [send_please_agree(step) for step in waiting])
    elif not kind_of(document).by_head:
        raise ValidationError("Этот документ подписывают от руки: нажмите «Присвоить номер и напечатать».")
    else:
        put_all_stamps(bundle)
        to_head(bundle)
    record("document.sent", document, by=by)
    return document


@transaction.atomic
def take_back(document, *, by):
    """The curator takes a paper back from those who agree or from the head's queue to change it."""
    document, *followers = locked_bundle(document)
    _refuse_unless(can_take_back(by, document))
    require_alone(document)
    if document.status not in SENT:
        raise ValidationError("Забрать можно только документ, который ждёт подписи или согласования.")
    move([document, *followers], Document.Status.DRAFT)
    release(document, by=by)
    record("document.taken_back", document, by=by)
    return document


@transaction.atomic
def delete_draft(document, *, by):
    """Remove a draft; what it held is free again."""
    document = locked_draft(document)
    _refuse_unless(can_delete_draft(by, document))
    let_go(document, by=by)
    release(document, by=by)
    record("document.deleted", document, by=by, kind=document.kind)
    document.acknowledgements.all().delete()
    document.delete()


def _require_signer(organization):
    """Somebody must be able to open the queue: the head, or whoever stands in today."""
    standing = Substitute.objects.filter(organization=organization).on(organization.today)
    signers = Q(role__in=HEADS) | Q(pk__in=standing.values("membership"))
    if not Membership.objects.open().filter(signers, organization=organization).exists():
        raise ValidationError(
            "У руководителя ещё нет доступа. Пригласите его на странице «Учреждение», раздел «Доступ»."
        )


def _refuse_unless(allowed):
    if not allowed:
        raise PermissionDenied
