"""Numbers before a line: of stages, activities and items ("1.", "1.2.", "1)", "IV.", "Этап 2.", "II этап")."""

import re

ROMAN = r"[IVXІХ]{1,5}"
DIGITS = r"\d{1,2}(?:\.\d{1,2}){0,3}"
# "1", "1.2.", "1,2" (a number of a sheet), "IV.", "1)", "№ 3", "Этап 1": all that stands in the cell of a number
NUMBER_ONLY = re.compile(
    rf"\s*(?:(?:№|N[°o]?|этап|раздел|блок)\s*)?({DIGITS}|\d{{1,2}},\d{{1,2}}|{ROMAN})\s*[.)]{{0,2}}(?:\s*этап)?\s*",
    re.IGNORECASE,
)
# "Этап 1. Подготовка", "II этап – основной", "Раздел 3: Итоги"
NAMED_STAGE = re.compile(
    rf"\s*(?:(?:этап|раздел|блок)\s*(?:№\s*)?({DIGITS}|{ROMAN})(?!\w)"
    rf"|({DIGITS}|{ROMAN})(?:-?[йоы]+)?[.)]?\s+этап(?!\w))\s*[.:)]?\s*[-–—]?\s*",
    re.IGNORECASE,
)
# "1.1 Изучение", "1.2. Подготовка", "1.2.Подготовка"
DOTTED = re.compile(r"\s*(\d{1,2}(?:\.\d{1,2}){1,3})(?:[.)]\s*(?=\D)|\s+(?=[^\W\d_«(]))")
# "1. Сбор", "1) Сбор", "1.Сбор"; no "1.5", no "1 сентября"
SIMPLE = re.compile(r"\s*(\d{1,2})\s?[.)]\)?\s*(?=[^\d\s])")
# "IV. Отбор", "IV Отбор" with a capital after it
ROMAN_START = re.compile(rf"\s*({ROMAN})(?:[.)]\s*|\s+)(?=[А-ЯЁ«\"])")
STARTS = (DOTTED, SIMPLE, ROMAN_START)
CYRILLIC_ROMAN = str.maketrans("ІХ", "IX")


def clean_number(text: str) -> str | None:
    """ "1.2." -> "1.2", "IV" -> "IV"; None for anything that is not only a number."""
    found = NUMBER_ONLY.fullmatch(text)
    return found[1].replace(",", ".").upper().translate(CYRILLIC_ROMAN) if found else None


def take_number(text: str) -> tuple[str | None, str]:
    """The number before a text and the rest: "1.1 Сбор данных" -> ("1.1", "Сбор данных")."""
    named = NAMED_STAGE.match(text)
    if named:
        return clean_number(named[1] or named[2]), text[named.end() :]
    return take_item_number(text)


def take_item_number(text: str) -> tuple[str | None, str]:
    """The same without the word "этап": an activity may well begin with it."""
    found = next((match for start in STARTS if (match := start.match(text))), None)
    return (clean_number(found[1]), text[found.end() :]) if found else (None, text.strip())


def depth(number: str | None) -> int:
    """0 without a number, 1 for "1" and "IV", 2 for "1.1"."""
    return number.count(".") + 1 if number else 0
