"""Files that people send in: type by content, size, and a name of our own."""

import hashlib
import uuid

from django.core.exceptions import ValidationError

SCAN_MAX_BYTES = 15 * 1024 * 1024
SCAN_TYPES = {
    b"%PDF-": ("pdf", "application/pdf"),
    b"\xff\xd8\xff": ("jpg", "image/jpeg"),
    b"\x89PNG\r\n\x1a\n": ("png", "image/png"),
}


def scan_type(head):
    """(extension, content type) of a scan by its first bytes, or None when it is no PDF, JPEG or PNG."""
    return next((kind for magic, kind in SCAN_TYPES.items() if head.startswith(magic)), None)


def check_scan(upload):
    """Refuse what is not a scan (PDF, JPEG, PNG) or is too big; names and declared types are not believed."""
    if upload.size > SCAN_MAX_BYTES:
        raise ValidationError(
            "Файл больше 15 МБ. Отсканируйте с меньшим разрешением (200 точек на дюйм достаточно)."
        )
    upload.seek(0)
    head = upload.read(16)
    upload.seek(0)
    if scan_type(head) is None:
        raise ValidationError("Это не скан. Загрузите файл PDF, JPEG или PNG.")


def stored_name(folder, head):
    """A name that tells nothing and cannot be guessed, with the extension of the true type."""
    extension, _ = scan_type(head) or ("bin", "")
    return f"{folder}/{uuid.uuid4().hex}.{extension}"


def sha256(data):
    return hashlib.sha256(data).hexdigest()
