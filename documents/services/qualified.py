"""A detached qualified signature under a paper that was printed for signing: kept and read, never called valid."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from common.cms_reading import CmsError, read_cms
from documents.models import Document, FrozenFile, QualifiedSignature, Signature
from documents.permissions import can_scan
from documents.services.following import locked_bundle, require_alone
from documents.services.keeping import freeze_file, read_frozen
from documents.services.registering import complete

SIGNATURE_TYPE = "application/pkcs7-signature"
READ_ONLY = "Прочитано из файла подписи, действительность не проверялась."


def attach_qualified(document, upload, *, by):
    """The signature file makes the paper signed (63-ФЗ ст. 11 asks for a check that this system cannot make).

    It is read before the paper is locked: that may take seconds.
    """
    if not can_scan(by, document):
        raise PermissionDenied
    data = upload.read()
    try:
        read = read_cms(data)
    except CmsError as error:
        raise ValidationError(str(error)) from error
    return _attach(document, data, read, by=by)


@transaction.atomic
def _attach(document, data, read, *, by):
    document, *followers = locked_bundle(document)
    require_alone(document)
    if document.status != Document.Status.ON_PAPER:
        raise ValidationError(
            "Файл подписи прикладывают один раз, к документу, которому присвоен номер и который ждёт подписи."
        )
    printed = document.files.filter(kind=FrozenFile.Kind.PRINT).first()
    if printed is None:
        raise ValidationError("Файл документа ещё готовится. Повторите через минуту.")
    if (is_ours := read.is_of(read_frozen(printed))) is False:
        raise ValidationError(
            "Подпись сделана под другим файлом. Скачайте «для печати и подписи от руки» "
            "на странице документа и подпишите именно его."
        )
    kind = FrozenFile.Kind.QUALIFIED
    file = freeze_file(document, kind, data, content_type=SIGNATURE_TYPE, by=by)
    row = QualifiedSignature(
        organization=document.organization, document=document, file=file, owner=read.owner,
        works_at=read.works_at, serial=read.serial, issuer=read.issuer, valid_from=read.valid_from,
        valid_until=read.valid_until, signed_at=read.signed_at,
    )  # fmt: skip
    row.full_clean()
    row.save(force_insert=True)
    record("document.qualified", document, by=by, file=file.pk, compared=is_ours)
    complete([document, *followers], method=Signature.Method.QUALIFIED, moment=timezone.now(), by=by)
    return document
