"""Russian names, positions and plain text: the one place that knows how words change.

pytrovich declines names and pymorphy3 positions; the small tables correct what pytrovich gets wrong.
A family may decline its name in its own way, so every function takes `overrides`, case value to text.
Dates, numbers, spaces and search keys live in `russian_dates` and are offered from here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from pytrovich import enums

from common.russian_dates import (
    HYPHENS,
    NBSP,
    clean_text,
    counted,
    date_dots,
    date_words,
    day_month,
    days_left_words,
    done_of,
    gendered,
    lower_first,
    nbsp,
    nfc,
    normalise_search,
    plural,
    school_year_words,
    sort_key,
    upper_first,
)

__all__ = [
    "NBSP",
    "Case",
    "Name",
    "clean_text",
    "counted",
    "date_dots",
    "date_words",
    "day_month",
    "days_left_words",
    "decline_name",
    "decline_phrase",
    "decline_surname_initials",
    "done_of",
    "gendered",
    "guess_gender",
    "initials_surname",
    "lower_first",
    "nbsp",
    "normalise_search",
    "plural",
    "school_year_words",
    "short_name",
    "sort_key",
    "upper_first",
]


class Case(StrEnum):
    NOMINATIVE = "nominative"
    GENITIVE = "genitive"
    DATIVE = "dative"
    ACCUSATIVE = "accusative"
    INSTRUMENTAL = "instrumental"
    PREPOSITIONAL = "prepositional"


MALE, FEMALE = "male", "female"


@dataclass(frozen=True)
class Name:
    """A person's name in the nominative; an empty gender is found out from the name itself."""

    last: str
    first: str
    patronymic: str = ""
    gender: str = ""


# --- Names -------------------------------------------------------------------------------------------------

# "Son of" and "daughter of": the patronymic they end is never declined and gives one initial.
_SON = ("оглы", "оглу", "улы", "ұлы", "уулу", "угли", "ўғли")
_DAUGHTER = ("кызы", "қызы", "гызы", "кизи", "қизи")
_PARTICLES = {"де", "ла", "ле", "да", "ди", "дю", "дель", "дер", "ван", "фон", "эль", "аль", "бен", "ибн"}
_FIXED_ENDINGS = ("заде", *_SON, *_DAUGHTER)  # Турсун-заде stays as it is in both parts

# French surnames with a stressed last vowel; pytrovich knows Дюма and few others.
_FIXED_SURNAMES = {"дюма", "золя", "петипа", "дега", "тома", "люка"}

# pytrovich keeps a vowel that drops out (Соловея, Орёла), drops one that stays (Кузнца) and takes Лев for a
# surname on -ев (Левым).
_HARD, _SOFT, _EARLY = ("а", "у", "а", "ом", "е"), ("я", "ю", "я", "ём", "е"), ("а", "у", "а", "ем", "е")
_OWN_SURNAMES = {
    "соловей": ("соловь", _SOFT),
    "воробей": ("воробь", _SOFT),
    "муравей": ("муравь", _SOFT),
    "орёл": ("орл", _HARD),
    "орел": ("орл", _HARD),
    "лев": ("льв", _HARD),
    "кузнец": ("кузнец", _HARD),
    "жнец": ("жнец", _HARD),
    "швец": ("швец", _HARD),
    "заяц": ("зайц", _EARLY),
}
_OBLIQUE = (Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE, Case.INSTRUMENTAL, Case.PREPOSITIONAL)


@cache
def _names():
    """pytrovich's rules, read once per process."""
    from pytrovich.detector import PetrovichGenderDetector  # noqa: PLC0415  slow: builds its tries from JSON
    from pytrovich.maker import PetrovichDeclinationMaker  # noqa: PLC0415

    return PetrovichDeclinationMaker(), PetrovichGenderDetector()


@cache
def _words():
    """pymorphy3's dictionary, read once per process."""
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415  slow: maps a dictionary of 15 MB

    return MorphAnalyzer()


def guess_gender(name: Name) -> str:
    """ "male", "female" or "" from the patronymic, then the first name, then the surname."""
    patronymic = nfc(name.patronymic).casefold().strip()
    if patronymic.endswith((*_SON, "ич")):
        return MALE
    if patronymic.endswith((*_DAUGHTER, "вна", "чна", "шна")):
        return FEMALE
    first, last = nfc(name.first).strip(), nfc(name.last).strip()
    return _detected(firstname=first) or _gender_in_dictionary(first) or _detected(lastname=last)


def _detected(**part):
    if any(_is_initial(value) for value in part.values()):
        return ""
    found = _names()[1].detect(**part).str()
    return found if found in (MALE, FEMALE) else ""


@lru_cache(maxsize=2048)
def _gender_in_dictionary(first):
    """pytrovich calls Карине or Алсу androgynous; the dictionary marks first names with their gender."""
    if _is_initial(first):
        return ""
    tags = [parse.tag for parse in _words().parse(first) if "Name" in parse.tag and "nomn" in parse.tag]
    genders = {tag.gender for tag in tags if "Ms-f" not in tag}
    return {"masc": MALE, "femn": FEMALE}.get(genders.pop(), "") if len(genders) == 1 else ""


def decline_name(name: Name, case: Case, overrides: Mapping[str, str] | None = None) -> str:
    """The full name, surname first: «Ермоловой Ларисе Викторовне»."""
    if override := _override(overrides, case):
        return override
    case = Case(case)
    gender = name.gender or guess_gender(name)
    parts = (
        _decline_words("LASTNAME", name.last, gender, case),
        _decline_words("FIRSTNAME", name.first, gender, case),
        _decline_patronymic(name.patronymic, gender, case),
    )
    return " ".join(part for part in parts if part)


def decline_surname_initials(name: Name, case: Case, overrides: Mapping[str, str] | None = None) -> str:
    """Lists and addressees: «Ермоловой Л.В.». An override is the full name, its first words the surname."""
    if override := _override(overrides, case):
        surname = " ".join(override.split()[: len(name.last.split())])
    else:
        surname = _decline_words("LASTNAME", name.last, name.gender or guess_gender(name), Case(case))
    return NBSP.join(part for part in (surname, "".join(_initials(name))) if part)


def initials_surname(name: Name) -> str:
    """Under a signature: «Л.В. Ермолова»."""
    return NBSP.join(part for part in ("".join(_initials(name)), name.last.strip()) if part)


def short_name(name: Name) -> str:
    """On screens: «Ермолова Л. В.», in one piece; a person without a surname keeps the first name in full."""
    if not name.last.strip():
        return name.first.strip()
    return NBSP.join((name.last.strip(), *_initials(name)))


def _initials(name):
    """«Л.», «В.»; Анна-Мария gives «А.-М.», Эльдар оглы «Э.», and initials stay initials."""
    words = re.findall(r"[^\s.]+", name.first)
    # Only the first word of a patronymic counts: what follows it is "son of", however it is written.
    words += re.findall(r"[^\s.]+", name.patronymic)[:1]
    doubles = [[part for part in re.split(HYPHENS, word) if part] for word in words]
    return [
        "-".join(f"{part[0].upper()}." for part in parts if not _is_fixed(part)) for parts in doubles if parts
    ]


def _override(overrides, case):
    return (overrides or {}).get(case, "").strip()


def _is_initial(word):
    return "." in word or len(word) < 2


def _is_fixed(word):
    return word.casefold() in _PARTICLES or word.casefold() in _FIXED_ENDINGS


def _decline_patronymic(text, gender, case):
    if text.casefold().rstrip().endswith((*_SON, *_DAUGHTER)):
        return text.strip()
    return _decline_words("MIDDLENAME", text, gender, case)


def _decline_words(part, text, gender, case):
    """Each word of a surname, first name or patronymic; particles and initials stay."""
    if case == Case.NOMINATIVE:
        return text.strip()
    return " ".join(_decline_word(part, word, gender, case) for word in nfc(text).split())


def _decline_word(part, word, gender, case):
    if _is_initial(word) or _is_fixed(word):
        return word
    if word.isupper():  # ЕРМОЛОВА, or pytrovich answers ЕРМОЛОВой
        return _decline_word(part, word.lower(), gender, case).upper()
    pieces = re.split(HYPHENS, word)
    if pieces[-1].casefold() in _FIXED_ENDINGS:
        return word
    ends = [index == len(pieces) - 1 for index in range(len(pieces))]
    return "-".join(_decline_piece(part, *piece, gender, case) for piece in zip(pieces, ends, strict=True))


def _decline_piece(part, piece, is_end, gender, case):
    gender = gender or FEMALE  # «Жук Э.» may be a woman: stays; words on а, я decline alike for both
    if part == "LASTNAME" and (own := _own_surname(piece, gender, case)):
        return own
    form = _names()[0].make(
        enums.NamePart[part], enums.Gender[gender.upper()], enums.Case[case.name], piece, known_gender=is_end
    )
    return re.sub(r"(?<=[жшчщ])[яю]$", lambda found: {"я": "а", "ю": "у"}[found[0]], form)  # Мыша, not Мышя


def _own_surname(piece, gender, case):
    """The form where pytrovich errs, or nothing."""
    lower = piece.casefold()
    if lower in _FIXED_SURNAMES:
        return piece
    if lower not in _OWN_SURNAMES:
        return ""
    if gender == FEMALE:
        return piece
    stem, endings = _OWN_SURNAMES[lower]
    form = stem + endings[_OBLIQUE.index(case)]
    return upper_first(form) if piece[0].isupper() else form


# --- Positions ---------------------------------------------------------------------------------------------

_TAGS = {
    Case.GENITIVE: "gent",
    Case.DATIVE: "datv",
    Case.ACCUSATIVE: "accs",
    Case.INSTRUMENTAL: "ablt",
    Case.PREPOSITIONAL: "loct",
}
_JOINTS = re.compile(r"(,\s+|\s+и\s+|\s+[–—]\s+|\s*\(|\s*/\s*)")


def decline_phrase(text: str, case: Case, overrides: Mapping[str, str] | None = None) -> str:
    """A position: the head noun and its adjectives decline, the tail stays, women keep the masculine.

    Abbreviations have no cases: «и.о. директора», «врио директора» stay as they are.
    """
    return _override(overrides, case) or _decline_phrase(nfc(text), Case(case))


@lru_cache(maxsize=1024)
def _decline_phrase(text, case):
    if case == Case.NOMINATIVE:
        return text
    if text.isupper() and " " in text:
        return _decline_phrase(text.lower(), case).upper()
    head, *rest = _JOINTS.split(text)
    # After a joint only a person is a second head: «…, классный руководитель», but not «…, право».
    others = [
        piece if index % 2 == 0 else _decline_members(piece, case, True) for index, piece in enumerate(rest)
    ]
    return _decline_members(head, case, False) + "".join(others)


def _decline_members(text, case, only_person):
    """Decline the leading adjectives and the noun after them."""
    tokens = re.split(r"(\s+|[^\w.-]+)", text)
    leading, head = _find_head(tokens)
    if head is None or (only_person and not _is_person(head)):
        return text
    for index in leading:
        tokens[index] = _inflect_token(tokens[index], case, head)
    return "".join(tokens)


def _find_head(tokens):
    """Indexes of the words that decline, and the head's parse; a lone adjective is a head («заведующий»)."""
    leading, head = [], None
    for index in range(0, len(tokens), 2):
        noun, adjective, is_adverb = _parses(tokens[index])
        if noun and (not adjective or head is None or noun.tag.gender == head.tag.gender):
            head = noun
            leading.append(index)
            if not adjective:
                break
        elif adjective and (head is None or adjective.tag.gender == head.tag.gender):
            head = adjective
            leading.append(index)
        elif not is_adverb:
            break
    return leading, head


def _parses(token):
    """(noun, adjective, is adverb) of a token; of a double word those of its leading part."""
    parts = [_parse_word(part) for part in re.split(HYPHENS, token)]
    persons = [part for part in parts if part[0] and _is_person(part[0])]
    known = [part for part in parts if part[0] or part[1]]
    return (persons or known or parts)[0]


@lru_cache(maxsize=1024)
def _parse_word(word):
    if not word or "." in word or (word.isupper() and len(word) < 5):
        return None, None, False
    readings = _words().parse(word)
    singular = [parse for parse in readings if {"nomn", "sing"} in parse.tag]
    nouns = [parse for parse in singular if parse.tag.POS == "NOUN"]
    nouns.sort(key=lambda parse: "anim" not in parse.tag)  # the dictionary first takes тьютор for a thing
    adjectives = [parse for parse in singular if parse.tag.POS in ("ADJF", "PRTF")]
    return (nouns or [None])[0], (adjectives or [None])[0], readings[0].tag.POS == "ADVB"


def _is_person(parse):
    return parse.tag.POS != "NOUN" or "anim" in parse.tag


def _inflect_token(token, case, head):
    """Both parts of «учитель-логопед» decline, but «бизнес-тренер» and «IT-специалист» in the person only."""
    parts = re.split(f"({HYPHENS})", token)
    return "".join(_inflect_word(part, case, head) for part in parts)


def _inflect_word(word, case, head):
    noun, adjective, _ = _parse_word(word)
    parse = adjective or noun
    if parse is None or (_is_person(head) and not _is_person(parse)):
        return word
    wanted = {_TAGS[case], "sing"}
    if parse is adjective and case == Case.ACCUSATIVE and parse.tag.gender == "masc":
        wanted = {"gent", "sing"} if _is_person(head) else {"nomn", "sing"}
    form = parse.inflect(wanted)
    if form is None:
        return word
    text = form.word if "ё" in word.lower() else form.word.replace("ё", "е")  # ё stands in names only
    return upper_first(text) if word[0].isupper() else text
