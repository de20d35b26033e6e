"""From the head's desk into the register: number, date, frozen content, signature (product G2, G3)."""

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from common.files import check_scan, scan_type
from common.russian_dates import date_dots
from documents.content import fingerprint, put_content, registered, simple_mark
from documents.kinds import kind_of, pattern_of
from documents.models import Document, FrozenFile, NumberSeries, Signature
from documents.numbering import format_number
from documents.permissions import can_continue_numbers, can_register, can_return, can_scan, can_sign
from documents.services.enacting import enact, require_running
from documents.services.keeping import freeze_file
from jobs.services import enqueue


class ContentChanged(ValidationError):
    """The paper is not the one that was read: the page answers 409 and shows it anew."""


@transaction.atomic
def sign_document(document, *, shown_sha256, method, by):
    """The head signs what was shown: the paper gets number, date and mark and never changes again.

    A second equal request (double click, retry of a phone) finds the paper signed and leads to it.
    """
    document = locked(document)
    _refuse_unless(can_sign(by, document))
    if signed_already(document, shown_sha256, by):
        return document
    _check_shown(document, shown_sha256)
    require_running(document)
    moment = timezone.now()
    take_number(document, on=document.organization.today)
    _freeze(document, Document.Status.SIGNED, mark=_mark(document, method, moment, by))
    _sign(document, method=method, shown_sha256=shown_sha256, moment=moment, by=by)
    record("document.signed", document, by=by, method=method, content_sha256=document.content_sha256)
    _ask_for_file(document, by)
    enact(document, by=by)
    return document


@transaction.atomic
def register_on_paper(document, *, on, shown_sha256, by):
    """The head will sign by hand: the paper gets number and date and is printed; it is signed when the scan comes."""
    document = locked(document)
    _refuse_unless(can_register(by, document))
    if document.status == Document.Status.ON_PAPER:
        return document
    _check_shown(document, shown_sha256)
    require_running(document)
    take_number(document, on=on)
    _freeze(document, Document.Status.ON_PAPER, mark=None)
    record("document.registered", document, by=by, content_sha256=document.content_sha256)
    _ask_for_file(document, by)
    return document


@transaction.atomic
def register_made(document, *, by):
    """A paper that the system makes at a deed (an act) goes straight into the register; it is signed by hand later.

    The deed itself says who may do it.
    """
    take_number(document, on=document.organization.today)
    _freeze(document, Document.Status.ON_PAPER, mark=None)
    record("document.registered", document, by=by, content_sha256=document.content_sha256)
    _ask_for_file(document, by)
    return document


@transaction.atomic
def attach_scan(document, upload, *, by):
    """The scan of the paper signed by hand makes it signed; its pairs start to work."""
    document = locked(document)
    _refuse_unless(can_scan(by, document))
    if document.status != Document.Status.ON_PAPER:
        raise ValidationError("Скан прикладывают один раз, к документу, который зарегистрирован на бумаге.")
    check_scan(upload)
    data = upload.read()
    freeze_file(document, FrozenFile.Kind.SCAN, data, content_type=scan_type(data[:16])[1], by=by)
    document.status = Document.Status.SIGNED
    document.save(update_fields=["status"])
    shown = document.content_sha256
    _sign(document, method=Signature.Method.PAPER, shown_sha256=shown, moment=timezone.now(), by=by)
    record("document.signed", document, by=by, method=Signature.Method.PAPER, content_sha256=shown)
    enact(document, by=by)
    return document


@transaction.atomic
def return_document(document, *, note, by):
    """The head sends a draft back with a remark."""
    document = locked(document)
    _refuse_unless(can_return(by, document))
    if document.status != Document.Status.TO_SIGN:
        raise ValidationError("Вернуть можно только документ, который ждёт подписи.")
    document.status, document.returned_note = Document.Status.DRAFT, note
    document.full_clean()
    document.save(update_fields=["status", "returned_note"])
    record("document.returned", document, by=by)
    return document


def take_number(document, *, on):
    """Give the next number of the series and year. The locked row makes it: no gap, no duplicate, both databases."""
    series = _locked_series(document.organization, kind_of(document).series, on.year)
    _check_day(document, series, on)
    series.last += 1
    series.save(update_fields=["last"])
    document.series, document.year, document.sequence = series.series, series.year, series.last
    document.number, document.dated = (
        format_number(pattern_of(document), series.last),
        on,
    )


def next_number(document):
    """The number the paper would get now; another paper may take it first."""
    organization = document.organization
    given = NumberSeries.objects.filter(
        organization=organization, series=kind_of(document).series, year=organization.today.year
    )
    last = given.values_list("last", flat=True).first() or 0
    return format_number(pattern_of(document), last + 1)


@transaction.atomic
def continue_numbers(organization, *, series, year, last, by):
    """The school gave numbers on paper before: the next one here follows them. Numbers never go back."""
    _refuse_unless(can_continue_numbers(by, organization))
    row = _locked_series(organization, series, year)
    if last < row.last:
        raise ValidationError(f"В этом году уже выдан номер {row.last}. Номера назад не отматывают.")
    row.last = last
    row.full_clean()
    row.save(update_fields=["last"])
    record("numbers.continued", row, by=by, series=series, year=year, last=last)
    return row


def locked(document):
    """The row as it is now, and nobody else changes it until the transaction ends."""
    return Document.objects.select_for_update(of=("self",)).select_related("organization").get(pk=document.pk)


def verification_of(document):
    """Where anybody may check the paper: printed on it as text and QR code."""
    url = f"{settings.SITE_URL}/p/{document.code}/"
    return {"address": url.split("://", 1)[-1].rstrip("/"), "code": document.code, "url": url}


def preview(document, number):
    """The content as it will read once registered today, for the head's eyes."""
    return registered(
        document.content, number=number, dated=document.organization.today, mark=None,
        verification=verification_of(document),
    )  # fmt: skip


def _refuse_unless(allowed):
    """Pages ask the same permission; a service called from anywhere else must not be softer."""
    if not allowed:
        raise PermissionDenied


def signed_already(document, shown_sha256, by):
    """This very deed was done before: the same person signed the same content."""
    if document.status != Document.Status.SIGNED:
        return False
    return document.signature.shown_sha256 == shown_sha256 and document.signature.membership_id == by.pk


def _check_shown(document, shown_sha256):
    """What was seen is what is signed (PAP-3)."""
    if document.status != Document.Status.TO_SIGN:
        raise ValidationError("Документ уже не ждёт подписи. Обновите страницу.")
    if fingerprint(document.content) != shown_sha256:
        raise ContentChanged("Документ изменили, пока вы читали. Прочитайте ещё раз.")


def _check_day(document, series, on):
    """A register runs forward: no paper of tomorrow, none dated before the one with the number before it."""
    if on > document.organization.today:
        raise ValidationError("Дата приказа не может быть в будущем.")
    same = {"organization_id": series.organization_id, "series": series.series, "year": series.year}
    before = Document.objects.filter(**same).order_by("-sequence").first()
    if before and before.dated > on:
        raise ValidationError(
            f"№ {before.number} уже выдан {date_dots(before.dated)}, более ранняя дата нарушит порядок номеров."
        )


def _locked_series(organization, series, year):
    row, _ = NumberSeries.objects.get_or_create(organization=organization, series=series, year=year)
    return NumberSeries.objects.select_for_update().get(pk=row.pk)


def _freeze(document, status, *, mark):
    document.status, document.returned_note = status, ""
    content = registered(
        document.content, number=document.number, dated=document.dated, mark=mark,
        verification=verification_of(document),
    )  # fmt: skip
    put_content(document, content)
    document.content_sha256 = fingerprint(document.content)
    document.full_clean()
    document.save()


def _mark(document, method, moment, by):
    organization = document.organization
    return simple_mark(
        name=by.user.name or str(by.user), position=organization.head_title, method=method,
        act=organization.simple_signature_act, moment=moment.astimezone(organization.zone),
    )  # fmt: skip


def _sign(document, *, method, shown_sha256, moment, by):
    signature = Signature(
        organization=document.organization, document=document, membership=by, method=method,
        shown_sha256=shown_sha256, signed_at=moment,
    )  # fmt: skip
    signature.full_clean()
    signature.save(force_insert=True)


def _ask_for_file(document, by):
    enqueue(
        "seal_document", organization=document.organization, title=f"Файл: {document}", by=by,
        key=f"seal:{document.pk}", document=document.pk,
    )  # fmt: skip
