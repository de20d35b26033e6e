"""Agreement before the signature: visas, СОГЛАСОВАНО and ПРИНЯТО (ГОСТ Р 7.0.97, requisites 20 and 21)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from audit.services import record
from common.russian import Case, decline_phrase, upper_first
from common.russian_dates import date_dots
from documents.content import put_content
from documents.emails import send_waits_for_signature
from documents.kinds import kind_of
from documents.models import Document, Step
from documents.permissions import can_decide_step, can_edit_draft
from documents.services.drafts import content_again
from documents.services.following import locked, locked_lead, move
from documents.services.programmes import release


@transaction.atomic
def add_step(document, *, kind, who, whom_by="", membership=None, by):
    """One more who agrees to a draft; the words of the stamp are declined unless they are given."""
    document = _draft_of(document, by)
    if kind != Step.Kind.VISA and not whom_by:
        whom_by = decline_phrase(who, Case.INSTRUMENTAL)
    step = Step(organization=document.organization, document=document, kind=kind, who=who, whom_by=whom_by)
    step.membership = membership
    step.full_clean()
    step.save()
    record("step.added", step, by=by, document=document.pk)
    return step


@transaction.atomic
def remove_step(step, *, by):
    document = _draft_of(step.document, by)
    record("step.removed", step, by=by, document=document.pk)
    step.delete()
    return document


@transaction.atomic
def agree_step(step, *, protocol_number="", protocol_on=None, by):
    """One agrees; with the last of them the paper goes to the head. A second equal mark changes nothing."""
    bundle, step = _open_step(step, by)
    if step.status == Step.Status.AGREED:
        return step.document
    if protocol_on and protocol_on > step.organization.today:
        raise ValidationError("Дата протокола не может быть в будущем.")
    step.protocol_number, step.protocol_on, step.remark = protocol_number, protocol_on, ""
    _decide(step, Step.Status.AGREED, by)
    record("step.agreed", step, by=by, document=step.document_id)
    if not waiting_steps(bundle).exists():
        finish(bundle, by=by)
    return bundle[0]


@transaction.atomic
def refuse_step(step, *, remark, by):
    """One has remarks: the whole paper is a draft again."""
    bundle, step = _open_step(step, by)
    if not remark.strip():
        raise ValidationError("Напишите, что исправить.")
    step.remark = remark.strip()
    _decide(step, Step.Status.REFUSED, by)
    move(bundle, Document.Status.DRAFT, note=f"{upper_first(step.who)}: {step.remark}"[:500])
    release(bundle[0], by=by)
    record("step.refused", step, by=by, document=step.document_id)
    return bundle[0]


def waiting_steps(bundle):
    return Step.objects.filter(document__in=bundle, status=Step.Status.WAITING)


def ask_again(document):
    """Before a paper is sent: whoever had remarks or agreed to other words is asked once more."""
    edited = document.versions.aggregate(at=Max("saved_at"))["at"]
    for step in document.steps.exclude(status=Step.Status.WAITING):
        if step.status == Step.Status.REFUSED or (edited and step.decided_at <= edited):
            step.status, step.decided_by, step.decided_at = Step.Status.WAITING, None, None
            step.full_clean()
            step.save(update_fields=["status", "decided_by", "decided_at"])


def finish(bundle, *, by):
    """Everybody has agreed: the stamps are put in, the head is asked to sign; what is signed by hand goes back to be
    numbered and printed."""
    put_all_stamps(bundle)
    if not kind_of(bundle[0]).by_head:
        move(bundle, Document.Status.DRAFT)
    else:
        to_head(bundle)
    record("document.agreed", bundle[0], by=by)


def put_all_stamps(bundle):
    """What is approved comes first: the order carries it as an appendix, with the stamps at its head."""
    order, *followers = bundle
    for paper in followers:
        put_stamps(paper)
    if followers:
        put_content(order, content_again(order))
        order.save(update_fields=["content", "title", "search"])
    put_stamps(order)


def to_head(bundle):
    move(bundle, Document.Status.TO_SIGN, sent_at=timezone.now())
    transaction.on_commit(lambda: send_waits_for_signature(bundle[0]))


def put_stamps(document):
    """СОГЛАСОВАНО and ПРИНЯТО of this paper at its head, left; those that its kind builds itself stay."""
    steps = document.steps.filter(status=Step.Status.AGREED).exclude(kind=Step.Kind.VISA)
    built = [stamp for stamp in document.content.get("left_stamps") or [] if not _is_of_step(stamp)]
    stamps = [*built, *(stamp_of(step) for step in steps)]
    if stamps == (document.content.get("left_stamps") or []):
        return
    put_content(document, document.content | {"left_stamps": stamps})
    document.save(update_fields=["content", "title", "search"])


def stamp_of(step):
    """The word, who agreed in the instrumental, the protocol or the day."""
    if step.protocol_on:
        number = f" № {step.protocol_number}" if step.protocol_number else ""
        last = f"(протокол от {date_dots(step.protocol_on)}{number})"
    else:
        last = date_dots(step.decided_at.astimezone(step.organization.zone).date())
    return {
        "uid": f"step-{step.pk}",
        "word": Step.Kind(step.kind).label,
        "lines": [upper_first(step.whom_by or step.who), last],
    }


def _is_of_step(stamp):
    return stamp.get("uid", "").startswith("step-")


def _draft_of(document, by):
    document = locked(document)
    if not can_edit_draft(by, document):
        raise PermissionDenied
    if document.status != Document.Status.DRAFT:
        raise ValidationError("Согласующих меняют, пока документ – черновик. Сначала заберите его обратно.")
    return document


def _open_step(step, by):
    """(bundle, step) under lock: only while the paper is being agreed."""
    bundle = locked_lead(step.document)
    steps = Step.objects.select_for_update(of=("self",)).select_related("document", "organization")
    step = steps.get(pk=step.pk)
    if not can_decide_step(by, step):
        raise PermissionDenied
    is_done = step.status == Step.Status.AGREED and step.decided_by_id == by.pk
    if bundle[0].status != Document.Status.AGREEING and not is_done:
        raise ValidationError("Документ сейчас не на согласовании. Обновите страницу.")
    return bundle, step


def _decide(step, status, by):
    if step.status != Step.Status.WAITING:
        raise ValidationError("Решение уже отмечено.")
    step.status, step.decided_by, step.decided_at = status, by, timezone.now()
    step.full_clean()
    step.save(
        update_fields=["status", "decided_by", "decided_at", "protocol_number", "protocol_on", "remark"]
    )
