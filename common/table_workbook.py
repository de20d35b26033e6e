"""Reads XLSX, XLSB, ODS and XLS; works in the child process of `table_parsing`.

What calamine opens is a workbook packed anew by us from members whose true size was counted: sizes in the file
are not believed.
"""

import datetime as dt
import io
import re
import zipfile
import zlib

import python_calamine as calamine

from common.table_limits import (
    BROKEN,
    LOCKED,
    MAX_CELLS_ACROSS,
    MAX_CELLS_DOWN,
    MAX_MEMBERS,
    MAX_RATIO,
    MAX_UNPACKED,
    SAVE_AS,
    TOO_HEAVY,
    TableError,
    is_far,
    too_far,
)


def repack(data):
    """The spreadsheet's members in a fresh archive without compression, their true sizes counted."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            wanted = check_members(archive.infolist())
            buffer, left = io.BytesIO(), MAX_UNPACKED
            with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as fresh:
                for member in wanted:
                    content = unpack(archive, member, left)
                    left -= len(content)
                    fresh.writestr(member.filename, check_xml(content, member.filename))
    except (
        zipfile.BadZipFile,
        OSError,
        EOFError,
        NotImplementedError,
        zlib.error,
        ValueError,
    ) as error:
        raise error if isinstance(error, TableError) else TableError(BROKEN) from error
    return buffer.getvalue()


def check_members(members):
    """The members worth reading, judged by the directory before anything is opened."""
    names = [member.filename for member in members]
    unpacked, packed = sum(m.file_size for m in members), sum(m.compress_size for m in members)
    if len(names) > MAX_MEMBERS or len(names) != len(set(names)):
        raise TableError(BROKEN)
    if unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * packed + (8 << 20):
        raise TableError(TOO_HEAVY)
    if any(member.flag_bits & 1 for member in members):
        raise TableError(LOCKED)
    if "content.xml" in names:
        return [m for m in members if m.filename in {"mimetype", "content.xml", "META-INF/manifest.xml"}]
    if not {"xl/workbook.xml", "xl/workbook.bin"} & set(names):
        is_word = any(name.startswith(("word/", "ppt/")) for name in names)
        raise TableError(
            f"Это текстовый документ, а не таблица. {SAVE_AS}" if is_word else foreign_archive(names)
        )
    return [
        m for m in members if m.filename.endswith((".xml", ".rels", ".bin")) and "/media/" not in m.filename
    ]


def foreign_archive(names):
    inner = next((name for name in names if name.lower().endswith((".xlsx", ".xls", ".ods", ".csv"))), None)
    return (
        "Это архив. Распакуйте его и загрузите саму таблицу (XLSX, ODS или CSV)."
        if inner or names
        else BROKEN
    )


def unpack(archive, member, left):
    member.file_size = left + 1  # otherwise zipfile stops at the size the file claims
    with archive.open(member) as stream:
        content = stream.read(left + 1)
    if len(content) > left:
        raise TableError(TOO_HEAVY)
    return content


FAR_CELL = re.compile(
    rb'\br="((?:[A-Z]{3}|[H-Z][A-Z]|G[S-Z])[0-9]{1,7}|[A-Z]{1,3}(?!20000")(?:[1-9][0-9]{5,6}|[2-9][0-9]{4}))"(?:[^>]*[^/>])?>(?!</)'
)
REPEATED = re.compile(rb"(number-(rows|columns)-repeated\s*=\s*[\"'])(\d+)")


def check_xml(content, name):
    """The member's XML without what makes readers suffer: entities, far cells, endless repeats."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise TableError(f"В файле есть посторонний код. {SAVE_AS}")
    if name == "META-INF/manifest.xml" and b"encryption-data" in content:
        raise TableError(LOCKED)
    if name == "content.xml":
        return REPEATED.sub(clip_repeat, content)
    far = FAR_CELL.search(content) if name.startswith("xl/worksheets/") else None
    if far:
        raise TableError(too_far(*split_reference(far[1].decode())))
    return content


def clip_repeat(match):
    """LibreOffice repeats the empty rest of a sheet a million times; one more than the limit says as much."""
    limit = (MAX_CELLS_DOWN if match[2] == b"rows" else MAX_CELLS_ACROSS) + 1
    return match[1] + str(min(int(match[3][:9]), limit)).encode()


def split_reference(reference):
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(reference[len(letters) :]) - 1, column - 1


def check_ole(data):
    """The bytes of an old .xls; other OLE files (a password, Word) are named and refused."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise TableError(LOCKED)
    if "WordDocument".encode("utf-16-le") in data or "PowerPoint".encode("utf-16-le") in data:
        raise TableError(f"Это текстовый документ, а не таблица. {SAVE_AS}")
    return data


def read_workbook(data, *, is_archive):
    """Rows of the first sheet with something in it; visible sheets go first."""
    data = repack(data) if is_archive else check_ole(data)
    try:
        with calamine.load_workbook(io.BytesIO(data)) as book:
            seen = calamine.SheetVisibleEnum.Visible
            sheets = sorted(enumerate(book.sheets_metadata), key=lambda sheet: sheet[1].visible != seen)
            for index, meta in sheets:
                if meta.typ == calamine.SheetTypeEnum.WorkSheet:
                    sheet = book.get_sheet_by_index(index)
                    rows = sheet_rows(sheet)
                    if any(map(any, rows)):
                        return rows
    except calamine.PasswordError as error:
        raise TableError(LOCKED) from error
    except calamine.CalamineError as error:
        raise TableError(BROKEN) from error
    return []


def sheet_rows(sheet):
    if sheet.end is None:
        return []
    if is_far(*sheet.end):
        raise TableError(too_far(*sheet.end))
    return [
        [cell if type(cell) is str else as_text(cell) for cell in row]
        for row in sheet.to_python(skip_empty_area=False)
    ]


def as_text(value):
    """A cell as the person sees it: 5.0 is 5, a phone is not 8.9e10, a date is dd.mm.yyyy."""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, float):
        return (
            str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}".replace(".", ",")
        )
    if isinstance(value, dt.datetime):
        return f"{value:%d.%m.%Y}" if value.time() == dt.time() else f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, dt.date):
        return f"{value:%d.%m.%Y}"
    return f"{value:%H:%M}" if isinstance(value, dt.time) else str(value)
