"""How big a table may be, the sentences for those that cannot be read, and the guard against formulas."""

import re

MAX_CELLS_DOWN = 20_000
MAX_CELLS_ACROSS = 200
MAX_UNPACKED = 64 << 20
MAX_MEMBERS = 2_000
MAX_RATIO = 100
MAX_TEXT = 20_000_000

SAVE_AS = "Откройте таблицу в Excel или LibreOffice и сохраните как .xlsx, затем загрузите снова."
TOO_HEAVY = (
    "Таблица слишком тяжёлая для чтения. "
    "Скопируйте список на новый лист, сохраните как .xlsx и загрузите снова."
)
BROKEN = f"Файл повреждён или загружен не полностью. {SAVE_AS}"
LOCKED = (
    "Файл защищён паролем. Снимите пароль (в Excel: «Файл», «Сведения», «Защита книги») и загрузите снова."
)
NOT_TABLE = "Это не таблица. Загрузите список в формате XLSX, XLS, ODS или CSV."
EMPTY = "В таблице нет ни одной заполненной ячейки. Проверьте, что выбран нужный файл."


class TableError(ValueError):
    """A file that cannot be read as a table; the text is for the person who sent it."""


def too_far(row, column):
    """The sentence about a cell outside the limits (numbers from 0)."""
    letters, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return (
        f"Есть данные в ячейке {letters}{row + 1}, а читаются только "
        f"{MAX_CELLS_DOWN} строк и {MAX_CELLS_ACROSS} столбцов. "
        "Удалите лишнее или скопируйте список на новый лист и загрузите снова."
    )


def is_far(row, column):
    return row >= MAX_CELLS_DOWN or column >= MAX_CELLS_ACROSS


# A cell that a spreadsheet would compute (UPL-8). One apostrophe stops it; a cell that has one already gets one more,
# so that what was written is read back to the letter.
COMPUTED = re.compile(r"[\s']*[=+\-@＝＋－＠]")


def guarded(text):
    """A cell of a CSV that no spreadsheet takes for a formula."""
    return f"'{text}" if COMPUTED.match(text) else text


def unguarded(text):
    """The cell as it was before `guarded`."""
    return text[1:] if text[:1] == "'" and COMPUTED.match(text) else text
