"""The 136 hostile and odd uploads of UPL-1, each named by its group and member, and what every reader owes them.

Nothing is downloaded: `upload_tables`, `upload_papers` and the older builders make each file in memory. 121 are
contents; 15 are names and ways of sending, tried with a good file of the door's own kind.
"""

import functools
from typing import NamedTuple

from documents.tests.signatures import with_gost_hash
from surveys.tests.reading_documents import as_docx
from tests import corpus, document_corpus, pdf_corpus, upload_papers, upload_tables

GROUPS = {
    "spreadsheets": upload_tables.SPREADSHEETS,
    "csv": upload_tables.CSV,
    "documents": upload_papers.DOCUMENTS,
    "pdf": upload_papers.PDFS,
    "pictures": upload_papers.PICTURES,
}
CONTENTS = {
    f"{group}/{member}": make for group, members in GROUPS.items() for member, make in members.items()
}


@functools.cache
def content(name):
    """The bytes of a member; all of them together take some fifty megabytes."""
    return CONTENTS[name]()


class Sending(NamedTuple):
    """How a good file comes in: its name, the type it declares, how much too large it is, how it is sent."""

    name: str
    declared: str = "application/octet-stream"
    over_limit: bool = False
    way: str = "form"


SENDINGS = {
    "names/parent_folders": Sending("../../../../etc/passwd"),
    "names/absolute": Sending("/etc/cron.d/list.xlsx"),
    "names/nul": Sending("список\0.exe.xlsx"),
    "names/line_break": Sending("список\r\nSet-Cookie: a=b\r\n.xlsx"),
    "names/bytes_255_of_cyrillic": Sending("я" * 125 + ".xlsx"),
    "names/right_to_left": Sending("список\u202exslx.exe"),
    "names/emoji": Sending("список 👩‍🏫🇷🇺.xlsx"),
    "names/trailing_dot": Sending("список.xlsx. . "),
    "names/con": Sending("CON.csv"),
    "names/double_extension": Sending("список.xlsx.exe"),
    "names/no_extension": Sending("список"),
    "names/wrong_type": Sending("список.png", declared="image/svg+xml"),
    "names/limit_and_one_byte": Sending("список.xlsx", over_limit=True),
    "names/without_length": Sending("список.xlsx", way="chunked"),
    "names/twice_at_once": Sending("список.xlsx", way="twice"),
}

# What the readers of tables and of documents say of a file, in words of their sentence; the others they read.
HEAVY, BROKEN, ALIEN = "слишком тяжёл", "повреждён", "посторонний код"
SCRIPTED = {f"pictures/svg_{name}": "веб-страница" for name in ("script", "entity", "remote")}
BOTH = {
    **{f"spreadsheets/zip_bomb_{size}": HEAVY for size in (50, 200, 1000)},
    "spreadsheets/shared_string_bomb": HEAVY,
    **{f"spreadsheets/{name}": "Удалите лишнее" for name in ("far_cell", "rows_1048577", "columns_16384", "ods_bomb")},
    **{f"spreadsheets/{name}": ALIEN for name in ("entity_bomb", "external_entity")},
    "spreadsheets/zip_in_zip": "Это архив",
    **{f"spreadsheets/{name}": BROKEN for name in ("lying_sizes", "truncated", "broken_directory")},
    "spreadsheets/password": "паролем",
    "csv/gzip": "Это архив",
    "documents/password": "паролем",
}  # fmt: skip
AS_TABLE = BOTH | {
    "csv/unclosed_quote": "не закрыта кавычка",
    "csv/nul": "Это не таблица",
    "csv/field_over_131072": "ячейка слишком длинная",
    "csv/million_columns": "ни одной заполненной",
    "csv/ten_million_empty_lines": "Файл пустой",
    "csv/binary": "Это не таблица",
    "csv/empty": "Файл пустой",
    **{name: "текстовый документ" for name in CONTENTS if name.startswith("documents/")},
    "documents/needs_two_gigabytes": HEAVY,
    "documents/password": "паролем",
    "documents/odt": BROKEN,
    **{f"pdf/{name}": "Это PDF" for name in upload_papers.PDFS},
    "pdf/and_html": "нет таблицы",
    "pdf/renamed_exe": "программа",
    "pdf/signature_of_another": "Это не таблица",
    **{name: "Это картинка" for name in CONTENTS if name.startswith("pictures/")},
    "pictures/heic": "Это не таблица",
}  # fmt: skip
for read in ("documents/cp866", "documents/cp1251", "documents/utf16", *SCRIPTED):
    del AS_TABLE[read]  # lines of text: a table of one column, in which the list finds no heading
AS_DOCUMENT = BOTH | SCRIPTED | {
    "spreadsheets/html_as_xls": "веб-страница",
    "csv/nul": "не текстовый",
    "csv/ten_million_empty_lines": "нет текста",
    "csv/binary": "не текстовый",
    "csv/empty": "Файл пустой",
    "documents/needs_two_gigabytes": HEAVY,
    "documents/entity_bomb": ALIEN,
    "documents/external_entity": ALIEN,
    "documents/tables_nested_1000_deep": HEAVY,
    "documents/inserted_file": "другой файл",
    "documents/old_word": "старого Word",
    "documents/rtf": "RTF",
    "documents/odt": "ODT",
    "documents/empty": "нет текста",
    "documents/picture_only": "только картинка",
    "pdf/encrypted": "паролем",
    "pdf/pages_10000": "больше 60 страниц",
    "pdf/cyclic_pages": "ни одной страницы|повреждён",
    "pdf/stream_1000_to_1": HEAVY,
    "pdf/no_text_layer": "скан без текста",
    "pdf/rubbish_text_layer": "значками",
    "pdf/without_pages": "ни одной страницы",
    "pdf/renamed_exe": "не текстовый",
    "pdf/signature_of_another": "не текстовый",
    **{f"pictures/{name}": "Это картинка" for name in upload_papers.PICTURES if not name.startswith("svg")},
    "pictures/heic": "не текстовый",
}  # fmt: skip

# What a reader reads and the door refuses all the same: no heading names a column, more lines than a roadmap may have.
NO_LIST = {"csv/missing_header", "documents/cp866", "documents/cp1251", "documents/utf16", *SCRIPTED}
NO_ROADMAP = {"csv/unclosed_quote", "documents/ten_thousand_tables", "documents/three_hundred_pages"}

# What begins as a PDF, a JPEG or a PNG is kept as a scan; office files without macros are kept as proof too.
SCANS = {f"pdf/{name}" for name in upload_papers.PDFS} - {
    "pdf/and_html",
    "pdf/renamed_exe",
    "pdf/signature_of_another",
} | {
    f"pictures/{name}" for name in ("coordinates", "png_50000", "cmyk", "broken_profile", "truncated", "polyglot")
}  # fmt: skip
NO_OFFICE = {
    *(
        "spreadsheets/zip_in_zip",
        "spreadsheets/truncated",
        "spreadsheets/broken_directory",
        "spreadsheets/password",
    ),
    *("spreadsheets/old_xls", "spreadsheets/html_as_xls", "spreadsheets/xlsm", "spreadsheets/xlsb"),
    *(
        "spreadsheets/ods",
        "spreadsheets/ods_bomb",
        "documents/docm",
        "documents/password",
        "documents/old_word",
    ),
    *("documents/rtf", "documents/odt", "documents/cp866", "documents/cp1251", "documents/utf16"),
}
OFFICE = {name for name in CONTENTS if name.startswith(("spreadsheets/", "documents/"))} - NO_OFFICE
ATTACHMENTS = SCANS | OFFICE

# Good files of each kind of door, for names and ways of sending.
GOOD = {
    "table": lambda: corpus.staff_xlsx(2),
    "document": document_corpus.good_docx,
    "questionnaire": lambda: as_docx(["Анкета", "1. Что вам помогает?"]),
    "scan": pdf_corpus.one_page,
    "attachment": document_corpus.good_docx,
    "signature": lambda: with_gost_hash(b""),  # its hash cannot be compared, so it fits any paper
    "checked": corpus.wrong_1kb,  # any file may be held against the register
}
