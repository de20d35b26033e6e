"""The institution out of a title or a letterhead, as it stands there."""

import re

# "МБОУ", "ГБДОУ", "ОБГ ПОУ", "МБУ ДО", "СОШ"
SHORT = r"(?:[АБГКМНОФЧРС]{2,4}\s)?(?:[А-ЯЁ]{0,7}(?:ОУ|БУ|АУ|КУ)(?:ДО|ДПО)?|СОШ|ООШ|НОШ|СШ|ОШ|ЦДО|ЦРР)(?![А-Яа-яЁё])"
OWNED = (
    r"(?:муниципальн|государственн|краев|областн|федеральн|автономн|частн|негосударственн|бюджетн|каз[её]нн"
    r"|районн|городск)\w+\s(?:[\w-]+\s){0,7}?(?:учреждени|организаци)\w*"
)
KIND = (
    r"(?:(?:средн|основн|начальн|вечерн|детск|музыкальн|художественн|спортивн|кадетск|специальн|коррекционн)\w*\s|общеобразовательн\w+\s)*"
    r"(?:школ\w*(?:-\w+)?|гимнази\w+|лице[йяюе]\w*|сад\w?|колледж\w*|техникум\w*|училищ\w+|интернат\w*)(?=\s*(?:№|N|«|\"|им))"
)
# "образовательных организациях Запрудненского района": all of a district
DISTRICT = r"(?:(?:обще)?образовательн|дошкольн)\w+\s(?:организаци|учреждени)\w+\s(?=(?-i:[А-ЯЁ]))"
INSTITUTION = re.compile(rf"(?<![А-Яа-яЁё«])(?:{SHORT}|(?i:{OWNED})|(?i:{KIND})|(?i:{DISTRICT}))")
# what follows the institution in a title: "на 2022-2023 учебный год", "(срок реализации …)", "по форме …"
AFTER = re.compile(
    r"[\s,]+(?:на|в|с|до)\s+(?:период|\d{4}|\d\s|учебн|сентябр|август)|\s*\((?!.{0,30}\)\s*[а-яё№«])|[\s,]+по\s+(?:форме|реализации|внедрению|развитию|организации)"
    r"|[\s,]+(?:в\s)?20\d\d|[\s,]+на\s+.{0,15}учебн",
    re.IGNORECASE,
)
# words of a name in capitals that are written small
SMALL = """района области города округа края республики посёлка поселка села станицы деревни детский детского сад
сада средняя средней школа школы общеобразовательная общеобразовательной общеобразовательное имени и с для на в
муниципальное муниципального городского сельского учреждение учреждения бюджетное автономное казённое казенное
образовательная образовательное образовательного дошкольное лицей гимназия"""
LOWER = frozenset(SMALL.split())
WORD = re.compile(r"[^\W\d_]+")


def find_institution(text: str) -> str | None:
    """ "… наставничества в МБОУ СОШ № 5 г. Энска на 2023 год" -> "МБОУ СОШ № 5 г. Энска"."""
    found = INSTITUTION.search(text)
    if not found:
        return None
    rest = text[found.start() :]
    end = AFTER.search(rest)
    name = rest[: end.start() if end else None].strip(" ,.;:")
    return in_small_letters(name) if text.isupper() else name


def starts_with_institution(line: str) -> bool:
    return INSTITUTION.match(line.lstrip(" \t")) is not None


def in_small_letters(text: str) -> str:
    """ "ОУ КРОНШТАДТСКОГО РАЙОНА САНКТ-ПЕТЕРБУРГА" as one writes it in a sentence."""
    return WORD.sub(_cased, text)


def _cased(found):
    word = found[0]
    if re.fullmatch(SHORT, word) or len(word) <= 3 and word.lower() not in LOWER:
        return word.lower() if word == "Г" else word
    return word.lower() if word.lower() in LOWER else word.capitalize()
