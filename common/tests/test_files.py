"""What may be attached: scans and office files without macros, told by their content."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from common.files import OFFICE_TYPES, SCAN_MAX_BYTES, SCAN_TYPES, attachment_type, check_attachment
from common.pages import file_response

SENT_TYPES = [kind for _, kind in [*SCAN_TYPES.values(), *OFFICE_TYPES.values()]] + [
    "text/csv",
    "application/json",
]
PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}


def office(*names, types="<Types/>", encoding="utf-8"):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", types.encode(encoding))
        for name in names:
            archive.writestr(name, "<x/>")
    return stream.getvalue()


def upload(data, name="Протокол.pdf"):
    return SimpleUploadedFile(name, data)


@pytest.mark.parametrize(
    ("data", "extension"),
    [
        (b"%PDF-1.7 scan", "pdf"),
        (b"\xff\xd8\xff\xe0 photo", "jpg"),
        (b"\x89PNG\r\n\x1a\n shot", "png"),
        *((office(part, "docProps/app.xml"), extension) for extension, part in PARTS.items()),
    ],
)
def test_attachment_is_known_by_its_content_and_given_back_from_its_start(data, extension):
    file = upload(data, "что угодно.exe")

    check_attachment(file)

    assert file.read() == data
    assert attachment_type(file)[0] == extension


MACRO = '<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'
PROJECT = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"MZ\x90\x00",
        b"<html><script>",
        b"PK\x03\x04",
        b"PK\x03\x04" + office("word/document.xml")[4:40],
        office("content.xml"),
        office("word/document.xml", "word/vbaProject.bin"),
        office("word/document.xml", types=MACRO),
        office("word/document.xml", types=MACRO, encoding="utf-16"),
        office("xl/workbook.xml", "xl/other.bin", types=PROJECT),
        office("word/document.xml", types="<Types>" + " " * 2_000_000),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old office",
    ],
)
def test_anything_else_is_refused(data):
    with pytest.raises(ValidationError, match="приложить нельзя"):
        check_attachment(upload(data))


def test_zip_without_a_list_of_parts_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")

    with pytest.raises(ValidationError, match="приложить нельзя"):
        check_attachment(upload(stream.getvalue()))


def test_too_big_a_file_is_refused_unread():
    file = upload(b"%PDF-1.7")
    file.size = SCAN_MAX_BYTES + 1

    with pytest.raises(ValidationError, match="больше 15 МБ"):
        check_attachment(file)


@pytest.mark.parametrize("inline", [True, False])
@pytest.mark.parametrize("kind", [*SENT_TYPES, "text/html", "image/svg+xml"])
def test_private_file_is_never_run_inside_our_pages(kind, inline):
    response = file_response(b"x", name="Скан \r\n«1».pdf", content_type=kind, inline=inline)
    is_read_by_the_browser = inline and kind == "application/pdf"

    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].split(";")[0] == ("inline" if inline else "attachment")
    assert "filename*=utf-8''" in response["Content-Disposition"]
    assert "\n" not in response["Content-Disposition"]
    assert ("sandbox" in response.get("Content-Security-Policy", "")) is not is_read_by_the_browser
