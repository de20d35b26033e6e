"""Files that people send in: type by content, size, and a name of our own."""

import hashlib
import uuid
import zipfile

from django.core.exceptions import ValidationError

from common.zips import BAD_ZIP

SCAN_MAX_BYTES = 15 * 1024 * 1024
SCAN_TYPES = {
    b"%PDF-": ("pdf", "application/pdf"),
    b"\xff\xd8\xff": ("jpg", "image/jpeg"),
    b"\x89PNG\r\n\x1a\n": ("png", "image/png"),
}
OOXML = "application/vnd.openxmlformats-officedocument."
OFFICE_TYPES = {
    "word/document.xml": ("docx", f"{OOXML}wordprocessingml.document"),
    "xl/workbook.xml": ("xlsx", f"{OOXML}spreadsheetml.sheet"),
    "ppt/presentation.xml": ("pptx", f"{OOXML}presentationml.presentation"),
}
OFFICE_MAX_PARTS = 5000
LIST_OF_PARTS, LIST_MAX_BYTES = "[Content_Types].xml", 1024 * 1024
NO_ATTACHMENT = "Такой файл приложить нельзя. Подойдут PDF, JPEG, PNG, DOCX, XLSX и PPTX без макросов."


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


def attachment_type(file):
    """(extension, content type) of a scan or an office file without macros, by its content; None for any other."""
    file.seek(0)
    head = file.read(16)
    return scan_type(head) or (office_type(file) if head.startswith(b"PK\x03\x04") else None)


def office_type(file):
    """(extension, content type) of an OOXML file without macros, or None; nothing is unpacked but its list of parts."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if len(names) > OFFICE_MAX_PARTS or LIST_OF_PARTS not in names:
                return None
            with archive.open(LIST_OF_PARTS) as part:
                listed = part.read(LIST_MAX_BYTES + 1).lower().replace(b"\0", b"")  # in UTF-16 too
    except (*BAD_ZIP, RuntimeError, ValueError):
        return None
    has_macros = b"macro" in listed or b"vbaproject" in listed
    if has_macros or len(listed) > LIST_MAX_BYTES or any("vbaproject" in name.lower() for name in names):
        return None
    return next((kind for main, kind in OFFICE_TYPES.items() if main in names), None)


def check_attachment(upload):
    """Refuse what is neither a scan nor an office file without macros; names and declared types are not believed."""
    if upload.size > SCAN_MAX_BYTES:
        raise ValidationError("Файл больше 15 МБ. Приложите ссылку на него или сожмите картинки в документе.")
    kind = attachment_type(upload)
    upload.seek(0)
    if kind is None:
        raise ValidationError(NO_ATTACHMENT)


def stored_name(folder, head):
    """A name that tells nothing and cannot be guessed, with the extension of the true type."""
    return random_name(folder, (scan_type(head) or ("bin", ""))[0])


def random_name(folder, extension):
    return f"{folder}/{uuid.uuid4().hex}.{extension}"


def sha256(data):
    return hashlib.sha256(data).hexdigest()
