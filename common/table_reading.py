"""Tables that people send in: XLSX, XLS, ODS, CSV or a web page saved as .xls become rows of text.

The file is judged by its content, never by its name, and is opened by a child process (`table_parsing`) with
limits on memory and time: whatever is in it, the web process goes on and the person reads a sentence that says
what to do.
"""

import unicodedata

from common.guarded import ask_child
from common.russian import clean_text
from common.table_limits import BROKEN, MAX_CELLS_DOWN, SAVE_AS, TOO_HEAVY, TableError

__all__ = ["MAX_BYTES", "MAX_ROWS", "TableError", "read_table"]

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = MAX_CELLS_DOWN

PICTURE = "Это картинка, а не таблица. Загрузите список в формате XLSX, ODS или CSV."
ARCHIVE = "Это архив. Распакуйте его и загрузите саму таблицу (XLSX, ODS или CSV)."
PROGRAM = "Это программа, а не таблица. Загрузите список в формате XLSX, ODS или CSV."
FOREIGN = {
    b"%PDF": "Это PDF, из него нельзя прочитать таблицу. Загрузите список в формате XLSX, ODS или CSV.",
    b"{\\rtf": f"Это текстовый документ, а не таблица. {SAVE_AS}",
    b"\x89PNG": PICTURE,
    b"\xff\xd8\xff": PICTURE,
    b"GIF8": PICTURE,
    b"RIFF": PICTURE,
    b"II*\0": PICTURE,
    b"MM\0*": PICTURE,
    b"Rar!": ARCHIVE,
    b"7z\xbc\xaf": ARCHIVE,
    b"\x1f\x8b": ARCHIVE,
    b"BZh": ARCHIVE,
    b"MZ\x90": PROGRAM,
    b"MZ\0": PROGRAM,
    b"\x7fELF": PROGRAM,
}


def read_table(data: bytes, filename: str = "") -> list[list[str]]:
    """Rows of clean text cells of the first sheet that is not empty; `rows[0]` is row 1 of the file.

    Raises TableError with a sentence for the person. `filename` is taken and not believed.
    """
    _check_outside(data)
    answer = ask_child("common.table_parsing", data, too_heavy=TOO_HEAVY, broken=BROKEN)
    if "error" in answer:
        raise TableError(answer["error"])
    return [[_clean(cell) for cell in row] for row in answer["rows"]]


def _check_outside(data):
    if not data.strip():
        raise TableError("Файл пустой. Проверьте, что выбран нужный файл и что он сохранён.")
    if len(data) > MAX_BYTES:
        raise TableError(
            "Файл больше 10 МБ. Удалите из него картинки и лишние листы или разделите список на части."
        )
    for magic, message in FOREIGN.items():
        if data.startswith(magic):
            raise TableError(message)


def _clean(cell):
    """`clean_text`, at a price only for the cells that need it."""
    tidy = cell.isprintable() and "  " not in cell and cell[:1] != " " and cell[-1:] != " "
    return cell if tidy and unicodedata.is_normalized("NFC", cell) else clean_text(cell)
