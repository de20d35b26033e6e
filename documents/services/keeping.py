"""Files of registered papers: stored once as bytes, checked at every reading, never rendered again (PAP-2)."""

import logging
import uuid

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from audit.services import record
from common.files import sha256
from documents.models import FrozenFile

EXTENSIONS = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "application/pkcs7-signature": "p7s",
}
log = logging.getLogger(__name__)


class DamagedFile(Exception):
    """The bytes on the disk are gone or are not those that were stored."""


def freeze_file(document, kind, data, *, content_type="application/pdf", by):
    """Store the bytes of a paper; whoever comes second gets the file that is there already."""
    name = f"papers/{document.organization_id}/{uuid.uuid4().hex}.{EXTENSIONS[content_type]}"
    stored = default_storage.save(name, ContentFile(data))
    try:
        with transaction.atomic():
            return _add_row(document, kind, stored, content_type, sha256(data), by)
    except IntegrityError:
        default_storage.delete(stored)
        return document.files.get(kind=kind)


def read_frozen(frozen):
    """The stored bytes, or DamagedFile when they are not what was stored."""
    try:
        with frozen.file.open() as file:
            data = file.read()
    except OSError as error:
        log.error("frozen file %s is missing: %s", frozen.pk, type(error).__name__)
        raise DamagedFile(f"файла нет на диске ({frozen.file.name}).") from error
    if sha256(data) != frozen.sha256:
        log.error("frozen file %s does not match its sha256", frozen.pk)
        raise DamagedFile(f"файл на диске не тот, что был сохранён ({frozen.file.name}).")
    return data


def _add_row(document, kind, stored, content_type, digest, by):
    frozen = FrozenFile.objects.create(
        organization=document.organization, document=document, kind=kind, file=stored,
        content_type=content_type, sha256=digest,
    )  # fmt: skip
    record("document.file_stored", document, by=by, file=frozen.pk, kind=kind, sha256=digest)
    return frozen
