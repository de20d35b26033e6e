"""Dates, numbers and plain text as a school office writes them; `common.russian` offers all of it."""

import datetime as dt
import re
import unicodedata

NBSP = "\u00a0"

MONTHS = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)
MONTHS_OF = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
HYPHENS = r"[-‐‑‒–—−]"


def nfc(text: str) -> str:
    """One code point per letter: a Mac writes й and ё as two, which no rule knows."""
    return unicodedata.normalize("NFC", text)


def day_month(day: dt.date) -> str:
    """ "8 сентября": short form for screens."""
    return f"{day.day}{NBSP}{MONTHS_OF[day.month - 1]}"


def date_words(day: dt.date) -> str:
    """ "8 сентября 2026 г.": the space before the year may break, or justified lines tear open."""
    return f"{day_month(day)} {day.year}{NBSP}г."


def date_dots(day: dt.date) -> str:
    """ "08.09.2026": heads of papers, references and dense columns."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def school_year_words(start_year: int) -> str:
    """ "2026/2027 учебный год": papers and headings."""
    return f"{start_year}/{start_year + 1}{NBSP}учебный год"


def plural(number: int, one: str, few: str, many: str) -> str:
    """The form of a noun that goes with the number: 1 человек, 2 человека, 5 человек; the form only."""
    tens, ones = abs(int(number)) % 100, abs(int(number)) % 10
    if ones == 1 and tens != 11:
        return one
    if 2 <= ones <= 4 and not 12 <= tens <= 14:
        return few
    return many


def counted(number: int, one: str, few: str, many: str) -> str:
    """ "3 дня": the number with its noun, in one piece."""
    return f"{number}{NBSP}{plural(number, one, few, many)}"


def days_left_words(due: dt.date, today: dt.date) -> str:
    """ "осталось 3 дня", "сегодня", "просрочено на 4 дня"; never a negative number."""
    days = (due - today).days
    if days == 0:
        return "сегодня"
    count = counted(abs(days), "день", "дня", "дней")
    if days < 0:
        return f"просрочено на {count}"
    return f"{plural(days, 'остался', 'осталось', 'осталось')} {count}"


def done_of(done: int, total: int) -> str:
    """ "8 из 10": a number never stands without its denominator."""
    return f"{done}{NBSP}из{NBSP}{total}"


def gendered(gender: str, male: str, female: str) -> str:
    """ "ознакомлен" or "ознакомлена"; an unknown gender reads as masculine, as the names of positions do."""
    return female if gender == "female" else male


_UNITS = (
    r"%|₽|(?:руб|тыс|млн|коп|гг?|дн|ч|экз)\.|(?:лет|мм|см|м)\b|"
    r"(?:рубл|год|меся|недел|дней|дня|день|час|мин|человек|пар|групп|класс|курс|балл|документ|встреч|лист|стр|"
    r"процент|рабоч|календарн|учебн)|" + "|".join(MONTHS_OF)
)
_SPACE = rf"[ {NBSP}]"
_INITIALS = rf"[А-ЯЁ]\.(?:{_SPACE}?[А-ЯЁ]\.)*"

# What each pattern matches stays in one piece. Longer bonds («до» + date + year) tear justified lines open.
_BONDS = [
    re.compile(pattern)
    for pattern in (
        r"(?:\b[А-ЯЁ]{2,} )?№ (?=\S)",  # СОШ № 12
        rf"(?<=\d) (?={_UNITS})",
        rf"(?<=\d){_SPACE}из{_SPACE}(?=\d)",
        rf"(?<=\d){_SPACE}«[А-ЯЁ]»(?:{_SPACE}(?=класс))?",  # 10 «Б» класса
        rf"\b[А-ЯЁ][а-яё]+ (?={_INITIALS})",
        rf"\b{_INITIALS} (?=[А-ЯЁ][а-яё])",
        r"\b[А-ЯЁ]\. (?=[А-ЯЁ]\.)",
        r"\b(?:ст|п|пп|ч|д|кв|гл)\. (?=\d)|\b(?:ул|им)\. (?=[А-ЯЁ\d])",
        rf"(?<!\d{_SPACE})\bг\. (?=[А-ЯЁ])",  # г. Киров, but not "2026 г. Школа"
        r"\b(?:стать|пункт|подпункт|част|глав)[а-яё]* (?=\d)",
        r"(?<![\w-])[вкосуВКОСУ] (?=\S)",
        r" (?=[–—])",
    )
]


def nbsp(text: str) -> str:
    """Keep together what must not part at the end of a line; a second run changes nothing."""
    for bond in _BONDS:
        text = bond.sub(lambda found: found[0].replace(" ", NBSP), text)
    return text


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """«Учитель физики» inside a sentence; an abbreviation («МО учителей») keeps its letters."""
    first = (text.split() or [""])[0]
    return text if len(first) > 1 and first.isupper() else text[:1].lower() + text[1:]


def clean_text(text: str) -> str:
    """A value from a file or form as it is kept: composed letters, single spaces, nothing invisible.

    Control and format characters (NUL, zero width, BOM, soft hyphen, direction marks) and lone surrogates go;
    ё, hyphens and letter case stay.
    """
    spaced = " ".join(nfc(text).split())
    seen = "".join(letter for letter in spaced if unicodedata.category(letter) not in ("Cc", "Cf", "Cs"))
    return nfc(" ".join(seen.split()))


def normalise_search(text: str) -> str:
    """What a search compares: letter case, ё or е, kinds of dashes and spaces make no difference."""
    folded = nfc(clean_text(text).casefold()).replace("ё", "е")
    return re.sub(HYPHENS, "-", folded)


def sort_key(text: str) -> str:
    """A key that puts rows in dictionary order on SQLite and under any PostgreSQL collation.

    As in Russian dictionaries (and ICU's "ru") ё counts as е and comes after it only where all else is equal.
    Spaces and hyphens become 0 and 1: linguistic collations skip the signs but not the digits, and all sort
    digits before letters, so «Ермолов Яков» stands before «Ермолова Анна» everywhere.
    """
    key = normalise_search(text).replace(" ", "0").replace("-", "1")
    return f"{key}00" if "ё" in nfc(text).casefold() else key
