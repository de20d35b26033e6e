"""What one cell of a staff list means: a value, or BadValue with a sentence for the person."""

import datetime as dt
import re
from functools import lru_cache

from common.russian_dates import MONTHS_OF

YEARS_MAX = 70
AGES = {"employee": (14, 100), "learner": (1, 60), "partner": (14, 100), "parent": (14, 100)}
NOTHING = {"", "-", "–", "—", "нет", "не указано", "не указан", "б/н", "отсутствует", "0"}


class BadValue(ValueError):
    """A cell that cannot be taken as it is."""


# Names

SON_OR_DAUGHTER = {"оглы", "оглу", "кызы", "гызы", "кизи", "улы", "уулу", "угли"}
PARTICLES = {
    "де",
    "ла",
    "ле",
    "да",
    "ди",
    "дю",
    "дель",
    "дер",
    "ван",
    "фон",
    "эль",
    "аль",
    "бен",
    "ибн",
    "тер",
    "дос",
}
PATRONYMIC = re.compile(r"\w+(ович|евич|ьич|мич|кич|овна|евна|ична|инична)", re.IGNORECASE)
INITIALS = re.compile(r"(?:[А-ЯЁA-Z]\.){1,3}|[А-ЯЁA-Z]\.?-[А-ЯЁA-Z]\.|[А-ЯЁA-Z]{1}", re.IGNORECASE)
TWINS = str.maketrans("AaBCcEeHKkMOoPpTXxyY", "АаВСсЕеНКкМОоРрТХхуУ")
MIXED_WORD = re.compile(r"(?=\w*[а-яё])(?=\w*[AaBCcEeHKkMOoPpTXxyY])\w+", re.IGNORECASE)
LATIN = re.compile(r"[A-Za-z]")
LONE_LATIN = re.compile(r"(?<!\w)[ACEHKMOPTXY](?![\w.])")
CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
DIGIT = re.compile(r"\d")
NAME_PART = re.compile(r"[^\W\d_]+")


def split_name(text):
    """(surname, first name, patronymic) of a full name written in one cell."""
    words = text.split()
    if len(words) > 2 and words[-1].casefold() in SON_OR_DAUGHTER:
        patronymic, words = " ".join(words[-2:]), words[:-2]
    elif len(words) > 3 or (len(words) == 3 and words[1].casefold() not in PARTICLES):
        patronymic, words = words[-1], words[:-1]
    else:
        patronymic = ""
    start = 1
    while start < len(words) - 1 and words[start - 1].casefold() in PARTICLES:
        start += 1
    return " ".join(words[:start]), " ".join(words[start:]), patronymic


def is_name_first(words):
    """«Ольга Сергеевна Ли»: the surname stands last."""
    return len(words) == 3 and PATRONYMIC.fullmatch(words[1]) and not PATRONYMIC.fullmatch(words[2])


def without_latin(text):
    """The name with Latin letters inside Cyrillic words replaced by twins; a Latin name stays as it is."""
    if not LATIN.search(text) or not CYRILLIC.search(text):
        return text
    text = LONE_LATIN.sub(lambda word: word[0].translate(TWINS), text)
    return MIXED_WORD.sub(lambda word: word[0].translate(TWINS), text)


def in_title_case(text):
    """АННА-МАРИЯ and анна-мария as Анна-Мария; anything mixed is left to its owner."""
    if len(text) < 2 or not (text.isupper() or text.islower()):
        return text
    titled = NAME_PART.sub(lambda part: part[0].capitalize(), text)
    head, _, tail = titled.rpartition(" ")
    return f"{head} {tail.casefold()}" if tail.casefold() in SON_OR_DAUGHTER else titled


def name_problem(last, first, patronymic):
    """The sentence about a name that no paper can carry, or an empty one."""
    if not last or not first:
        given = f"{last}{first}"
        is_short = given and INITIALS.fullmatch(given.split()[-1].replace(" ", ""))
        return INITIALS_ONLY if is_short else "Нет имени: напишите фамилию и имя полностью."
    if is_initials(first) or is_initials(patronymic) or (last[-1:] == "." and INITIALS.fullmatch(last)):
        return INITIALS_ONLY
    if DIGIT.search(f"{last}{first}{patronymic}"):
        return f"В имени есть цифры: «{last} {first} {patronymic}».".replace(" »", "»")
    return ""


INITIALS_ONLY = "Вместо имени или отчества стоят инициалы: напишите их полностью."


def is_initials(text):
    return len(text) <= 8 and bool(text) and INITIALS.fullmatch(text.replace(" ", "")) is not None


# Numbers and words

NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
DATE_LIKE = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d\d")
ONLY_MONTHS = re.compile(r"^\D*\d+(?:[.,]\d+)?\s*м", re.IGNORECASE)
LESS = re.compile(r"\b(менее|меньше|до|неполн\w*)\b|<", re.IGNORECASE)


@lru_cache(maxsize=4096)
def read_experience(text):
    """Full years: «12 л. 4 мес.» is 12, «менее 1 года» is 0, an empty cell is unknown."""
    plain = text.casefold()
    if plain in NOTHING | {"без стажа"}:
        return 0 if plain in {"0", "нет", "без стажа"} else None
    number = NUMBER.search(plain)
    if not number or DATE_LIKE.search(plain) or plain.startswith(("-", "−")):
        raise BadValue(f"Стаж «{text}» непонятен: напишите число полных лет.")
    value = number[0].replace(",", ".")[:9]
    years = 0 if ONLY_MONTHS.match(plain) else int(float(value)) - (1 if LESS.search(plain) else 0)
    if years > YEARS_MAX:
        raise BadValue(f"Стаж «{text}» больше {YEARS_MAX} лет: напишите число полных лет.")
    return max(years, 0)


NO_CATEGORY = re.compile(r"без\b.*|не имеет.*|нет\b.*|б/?к|нет|не аттестован\w*")
CATEGORIES = [  # "педагог-методист" and "педагог-наставник": приказ Минпросвещения 24.03.2023 № 196
    ("педагог-методист", re.compile(r"методист")),
    ("педагог-наставник", re.compile(r"наставник")),
    ("высшая", re.compile(r"высш|\bвкк?\b|\bв\W?к\W?к\b")),
    ("соответствие занимаемой должности", re.compile(r"соотв|\bсзд\b")),
    ("первая", re.compile(r"перв|\b1\b|\b1[- ]?(я|ая|кк)\b|\bi\b|\bпкк\b|\bi[- ]?(я|кк)\b")),
]


@lru_cache(maxsize=4096)
def read_category(text):
    """(category in our words, a note when the cell says something else)."""
    plain = text.casefold().replace("ё", "е").replace("і", "i")
    if plain in NOTHING or NO_CATEGORY.fullmatch(plain):
        return "", ""
    for category, pattern in CATEGORIES:
        if pattern.search(plain):
            return category, ""
    return "", f"Категория «{text}» не распознана и оставлена пустой."


PHONE_TAIL = re.compile(r"(доб|внутр|вн\.).*$", re.IGNORECASE)
SEVERAL = re.compile(r"[;,/\n]|\bили\b")


def read_phone(text):
    """(+7 and ten digits, a note when the cell held several numbers)."""
    if text.casefold() in NOTHING:
        return "", ""
    whole = phone_digits(text)
    if whole:
        return whole, ""
    for part in SEVERAL.split(text):
        if number := phone_digits(part):
            return number, f"Взят первый телефон из «{text}»."
    raise BadValue(f"Телефон «{text}» непонятен: напишите 10 цифр с кодом, например +7 900 123-45-67.")


def phone_digits(text):
    digits = "".join(filter(str.isdecimal, PHONE_TAIL.sub("", text.removesuffix(".0").removesuffix(",0"))))
    if len(digits) == 10 and digits[0] in "3489" and digits[:2] != "89" and not text.lstrip().startswith("+"):
        return f"+7{digits}"
    return f"+7{digits[1:]}" if len(digits) == 11 and digits[0] in "78" else ""


LOCAL, LABEL = (
    r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*",
    r"[a-z0-9а-яё](?:[a-z0-9а-яё-]*[a-z0-9а-яё])?",
)
EMAIL = re.compile(rf"(?a:{LOCAL})@(?:{LABEL}\.)+(?!\d+$)[a-zа-яё0-9-]{{2,}}")


def read_email(text):
    plain = text.removeprefix("mailto:").strip().casefold()
    if plain in NOTHING:
        return ""
    if len(plain) > 254 or not EMAIL.fullmatch(plain):
        raise BadValue(f"Адрес почты «{text}» написан с ошибкой: исправьте или оставьте пустым.")
    return plain


DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})")
YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
IN_WORDS = re.compile(r"(\d{1,2}) ([а-я]+) (\d{4})")
TAIL = re.compile(r"[ T]\d{1,2}:\d\d(:\d\d)?$|\s*(г\.?|года|г\.р\.)$")


def read_birth_date(text, today, kind="employee"):
    """The ISO date; two-digit years lie in the past."""
    if text.casefold() in NOTHING:
        return None
    day = day_of(text, today, "Дата рождения", "05.09.1985")
    age = today.year - day.year - ((today.month, today.day) < (day.month, day.day))
    youngest, oldest = AGES[kind]
    if not youngest <= age <= oldest:
        raise BadValue(f"По дате рождения «{text}» человеку {age} лет: проверьте год.")
    return day.isoformat()


def read_past_date(text, today, words):
    """The ISO date of something that has happened."""
    if text.casefold() in NOTHING:
        return None
    day = day_of(text, today, words, "01.09.2020")
    if day.year < today.year - AGES["employee"][1]:
        raise BadValue(f"{words} «{text}» слишком давняя: проверьте год.")
    return day.isoformat()


def day_of(text, today, words, example):
    try:
        day = dt.date(*birth_parts(TAIL.sub("", text.strip().casefold()), today))
    except (ValueError, TypeError) as error:
        raise BadValue(
            f"{words} «{text}» непонятна: напишите день, месяц и год, например {example}."
        ) from error
    if day > today:
        raise BadValue(f"{words} «{text}» ещё не наступила: проверьте год.")
    return day


def birth_parts(text, today):
    """(year, month, day), or None when the text is no date."""
    if match := DAY_FIRST.fullmatch(text):
        day, month, year = map(int, match.groups())
        if year < 100:
            year += 1900 if year > today.year % 100 else 2000
        return year, month, day
    if match := YEAR_FIRST.fullmatch(text):
        return tuple(map(int, match.groups()))
    if match := IN_WORDS.fullmatch(text):
        return int(match[3]), MONTHS_OF.index(match[2]) + 1, int(match[1])
    return None


@lru_cache(maxsize=64)
def read_gender(text):
    """ "male", "female" or "" of a column «Пол»."""
    return {"м": "male", "ж": "female"}.get(text.casefold()[:1], "")


RELATIONS = [("mother", r"мат|мама|мам\b"), ("father", r"оте?ц|папа"), ("guardian", r"опек|попечит")]


@lru_cache(maxsize=256)
def read_relation(text, gender):
    """Who the representative is to the learner: by the column, else by the name; unknown is "other"."""
    plain = text.casefold()
    for relation, pattern in RELATIONS:
        if re.search(pattern, plain):
            return relation
    if plain and plain not in NOTHING:
        return "other"
    return {"female": "mother", "male": "father"}.get(gender, "other")
