"""From the head's desk into the register: number, date, frozen content, signature (product G2, G3)."""

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from common.files import check_scan, scan_type
from common.russian_dates import date_dots
from documents.content import fingerprint, put_content, registered, simple_mark
from documents.kinds import kind_of
from documents.models import Document, FrozenFile, Signature, Step
from documents.permissions import can_register, can_return, can_scan, can_sign
from documents.services.agreeing import ask_again, put_stamps
from documents.services.drafts import current_content
from documents.services.enacting import enact, require_running
from documents.services.following import approved_by, locked_bundle, move, require_alone, shown_hash
from documents.services.keeping import freeze_file
from documents.services.numbering import take_number
from documents.services.programmes import hold, release
from documents.services.substituting import substitute_of, with_signer
from jobs.services import enqueue


class ContentChanged(ValidationError):
    """The paper is not the one that was read: the page answers 409 and shows it anew."""


@transaction.atomic
def sign_document(document, *, shown_sha256, method, by):
    """The head, or who stands in, signs what was shown: number, date and mark, and it never changes again.

    A second equal request (double click, retry of a phone) finds the paper signed and leads to it.
    """
    document, *followers = locked_bundle(document)
    substitute = substitute_of(by)
    _refuse_unless(can_sign(by, document, substitute))
    if signed_already(document, shown_sha256, by):
        return document
    _check_waits(document)
    if not kind_of(document).by_head:
        raise ValidationError("Этот документ подписывают от руки, в системе его подписать нельзя.")
    _check_shown(document, followers, shown_sha256)
    require_running(document)
    moment, read = timezone.now(), [fingerprint(paper.content) for paper in followers]
    mark = _mark(document, method, moment, substitute, by)
    today = document.organization.today
    _enter(document, followers, Document.Status.SIGNED, on=today, mark=mark, substitute=substitute, by=by)
    for paper, shown in zip([document, *followers], [shown_sha256, *read], strict=True):
        sign_row(paper, method=method, shown_sha256=shown, moment=moment, by=by)
        digest = paper.content_sha256
        record("document.signed", paper, by=by, method=method, content_sha256=digest)
    enact(document, by=by)
    return document


@transaction.atomic
def register_on_paper(document, *, on, shown_sha256, by, number="", substitute=None):
    """It will be signed by hand: the paper gets number and date and is printed; it is signed when the scan comes."""
    document, *followers = locked_bundle(document)
    _refuse_unless(can_register(by, document))
    if document.status == Document.Status.ON_PAPER:
        return document
    if kind_of(document).by_head:
        _check_waits(document)
    else:
        _check_drawn_up(document)
    _check_shown(document, followers, shown_sha256)
    put_stamps(document)
    require_running(document)
    hold(document, by=by)
    _check_stands_in(document, substitute, on)
    status = Document.Status.ON_PAPER
    _enter(document, followers, status, on=on, number=number, substitute=substitute, by=by)
    for paper in [document, *followers]:
        record("document.registered", paper, by=by, content_sha256=paper.content_sha256)
    return document


@transaction.atomic
def register_made(document, *, by):
    """A paper that the system makes at a deed (an act) goes straight into the register; it is signed by hand later.

    The deed itself says who may do it.
    """
    _enter(document, [], Document.Status.ON_PAPER, on=document.organization.today, by=by)
    record("document.registered", document, by=by, content_sha256=document.content_sha256)
    return document


@transaction.atomic
def attach_scan(document, upload, *, by):
    """The scan of the paper signed by hand makes it signed; its pairs start to work."""
    document, *followers = locked_bundle(document)
    _refuse_unless(can_scan(by, document))
    require_alone(document)
    if document.status != Document.Status.ON_PAPER:
        raise ValidationError("Скан прикладывают один раз, к документу, который зарегистрирован на бумаге.")
    check_scan(upload)
    data = upload.read()
    freeze_file(document, FrozenFile.Kind.SCAN, data, content_type=scan_type(data[:16])[1], by=by)
    complete([document, *followers], method=Signature.Method.PAPER, moment=timezone.now(), by=by)
    return document


def complete(bundle, *, method, moment, by):
    """Papers signed by hand or by a file have their proof now: they are signed and come into force."""
    for paper in bundle:
        paper.status = Document.Status.SIGNED
        paper.save(update_fields=["status"])
        shown = paper.content_sha256
        sign_row(paper, method=method, shown_sha256=shown, moment=moment, by=by)
        record("document.signed", paper, by=by, method=method, content_sha256=shown)
    enact(bundle[0], by=by)


@transaction.atomic
def return_document(document, *, note, by):
    """The head sends a draft back with a remark; what the paper approves goes back too."""
    document, *followers = locked_bundle(document)
    _refuse_unless(can_return(by, document, substitute_of(by)))
    require_alone(document)
    if document.status != Document.Status.TO_SIGN:
        raise ValidationError("Вернуть можно только документ, который ждёт подписи.")
    move([document, *followers], Document.Status.DRAFT, note=note)
    release(document, by=by)
    record("document.returned", document, by=by)
    return document


def verification_of(document):
    """Where anybody may check the paper: printed on it as text and QR code."""
    url = f"{settings.SITE_URL}/p/{document.code}/"
    return {"address": url.split("://", 1)[-1].rstrip("/"), "code": document.code, "url": url}


def preview(document, number, substitute=None):
    """The content as it will read once registered today by this signer, for the head's eyes."""
    content = with_signer(document.content, document.organization, substitute)
    return registered(
        content, number=number, dated=document.organization.today, mark=None,
        verification=verification_of(document),
    )  # fmt: skip


def signed_already(document, shown_sha256, by):
    """This very deed was done before: the same person signed the same content."""
    if document.status != Document.Status.SIGNED:
        return False
    return document.signature.shown_sha256 == shown_sha256 and document.signature.membership_id == by.pk


def sign_row(document, *, method, shown_sha256, moment, by):
    signature = Signature(
        organization=document.organization, document=document, membership=by, method=method,
        shown_sha256=shown_sha256, signed_at=moment,
    )  # fmt: skip
    signature.full_clean()
    signature.save(force_insert=True)


def _refuse_unless(allowed):
    """Pages ask the same permission; a service called from anywhere else must not be softer."""
    if not allowed:
        raise PermissionDenied


def _check_waits(document):
    require_alone(document)
    if document.status != Document.Status.TO_SIGN:
        raise ValidationError("Документ уже не ждёт подписи. Обновите страницу.")


def _check_shown(document, followers, shown_sha256):
    """What was seen is what is signed (PAP-3)."""
    if shown_hash(document, followers) != shown_sha256:
        raise ContentChanged("Документ изменили, пока вы читали. Прочитайте ещё раз.")


def _check_drawn_up(document):
    """A paper signed by hand by those it names goes from the draft straight into the register, as it reads today."""
    require_alone(document)
    if document.status != Document.Status.DRAFT:
        raise ValidationError("Номер присваивают черновику. Обновите страницу.")
    ask_again(document)
    if document.steps.exclude(status=Step.Status.AGREED).exists():
        raise ValidationError(
            "Документ ещё не согласован: отправьте его на согласование или уберите согласующих."
        )
    put_content(document, current_content(document))


def _check_stands_in(document, substitute, on):
    """By hand signs whoever stood in on the day of the paper."""
    if substitute is None:
        return
    if substitute.organization_id != document.organization_id:
        raise PermissionDenied
    if not substitute.since <= on <= substitute.until:
        days = f"с {date_dots(substitute.since)} по {date_dots(substitute.until)}"
        raise ValidationError(f"{substitute} замещает руководителя {days}. Измените дату или подписанта.")


def _enter(document, followers, status, *, on, by, number="", mark=None, substitute=None):
    """Into the register: the number, the frozen contents, the order of files. What it approves gets its number."""
    take_number(document, on=on, number=number)
    _freeze(document, status, reference=document.number, mark=mark, substitute=substitute)
    for place, paper in enumerate(followers, 1):
        paper.series, paper.year, paper.sequence = kind_of(paper).series, document.year, None
        paper.number, paper.dated = f"{document.number} (приложение № {place})", document.dated
        _freeze(paper, status, reference=document.number)
    for paper in [document, *followers]:
        _ask_for_file(paper, by)


def _freeze(document, status, *, reference, mark=None, substitute=None):
    document.status, document.returned_note = status, ""
    content = registered(
        with_signer(document.content, document.organization, substitute), number=reference, dated=document.dated,
        mark=mark, verification=verification_of(document),
    )  # fmt: skip
    put_content(document, content | {"number": document.number})
    document.content_sha256 = fingerprint(document.content)
    document.full_clean()
    document.save()


def _mark(document, method, moment, substitute, by):
    organization = document.organization
    position = substitute.post if substitute else organization.head_title
    return simple_mark(
        name=by.user.name or str(by.user), position=position, method=method,
        act=organization.simple_signature_act, moment=moment.astimezone(organization.zone),
    )  # fmt: skip


def _ask_for_file(document, by):
    enqueue(
        "seal_document", organization=document.organization, title=f"Файл: {document}", by=by,
        key=f"seal:{document.pk}", document=document.pk,
    )  # fmt: skip


def shown_of(document):
    """What the page sends back with the signature: the fingerprint of the paper and of what it approves."""
    return shown_hash(document, approved_by(document))
