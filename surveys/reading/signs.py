"""What stands before the words of a line: a number, a letter, a box, nothing; and what the line itself is. Pure."""

import re
from dataclasses import dataclass

BOXES = "☐□▢○◯◻◽⬜❏❐❑❒▫☑✓✔¨"
BOX = re.compile(rf"^(?:[{BOXES}]|\[\s{{0,3}}\]|\(\s{{0,3}}\)|_{{1,4}}(?=\s*[^\W_]))\s*(?=\S)")
BULLET = re.compile(r"^[-–—•·*▪●‣⁃◦]\s+(?=\S)")
LETTER = re.compile(r"^([а-яёa-z])\s?[).]\s*(?=\S)(?!\w\.)", re.IGNORECASE)
NUMBER = re.compile(r"^№?\s*(\d{1,3}(?:\.\d{1,2}){0,2})\s*([.)])(?!\d)\s*(?=\S)")
DEEP = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){1,2})()\s+(?=[^\W\d])")
BARE = re.compile(r"^(\d{1,3})()\s+(?=[А-ЯЁ«])")
NAMED = re.compile(r"^вопрос\s*(?:№\s*)?(\d{1,3})()\s*[.:)–—-]?\s*", re.IGNORECASE)
ROMAN = re.compile(r"^[IVXІХ]{1,5}\s*[.)]\s*(?=\S)")
PART = re.compile(
    r"^(?:блок|раздел|часть|модуль|секция|шаг)\s*(?:№\s*)?(?:\d{1,2}|[IVXІХ]{1,5}"
    r"|[А-Я](?=[.:)]))?\s*[.:)–—-]*\s*",
    re.IGNORECASE,
)
NAMED_PART = re.compile(
    r"^(?:блок|раздел|часть|модуль|секция|шаг)\s*(?:(?:№\s*)?(?:\d|[IVXІХ]{1,5}\b|[А-Я][.:)])|[.:])",
    re.IGNORECASE,
)
BLANK = re.compile(
    r"^(?:(?:ваш|мой|краткий|развёрнутый|развернутый) ответ|ответ|текст ответа"
    r"|поле для ответа)?\s*[:\s]*[_.…\s]*$",
    re.IGNORECASE,
)
SPACE = re.compile(r"_{3,}|\.{5,}|…{2,}")
PAIR = re.compile(r"^(\d{1,2})\s*(?:балл\w*)?\s*[–—=-]\s*(?=[^\W\d])")

ORDERS = re.compile(
    r"^(?:\(?\s*)(?:пожалуйста,?\s+)?(?:оцените|укажите|напишите|перечислите|выберите"
    r"|расставьте|проранжируйте|отметьте"
    r"|опишите|назовите|расскажите|поделитесь|сформулируйте|дополните|закончите|продолжите"
    r"|предложите|поставьте)\b",
    re.IGNORECASE,
)
ASKS = re.compile(
    r"^(?:ваш[аеиу]?|как|какой|какая|какие|какую|каких|каким|какова|каков|что|чем|чему|чего|кто|кому"
    r"|кого|где|когда|куда|почему"
    r"|зачем|сколько|насколько|с какими|в каких|в чём|в чем|по какому|с кем|есть ли|хотите ли|хотели бы)\b",
    re.IGNORECASE,
)
CHOOSE = re.compile(
    r"(?:можно|нужно|просим|пожалуйста)?[\s,]*(?:выбрать|выберите|отметить|отметьте"
    r"|подчеркните|обведите|нужное подчеркнуть"
    r"|укажите (?:не более|один|несколько)|не более \w+ (?:вариант|ответ)|один вариант|несколько вариантов"
    r"|расставьте|поставьте|возможн\w+ (?:несколько|нескольк))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sign:
    """`kind`: number, letter, box, bullet, part, pair, blank or plain; `style` tells lists of numbers apart."""

    kind: str
    rest: str
    style: str = ""
    number: int = 0
    above: str = ""  # "2" of 2.1

    @property
    def is_listed(self):
        return self.kind in {"letter", "box", "bullet", "number"}


def sign_of(text: str) -> Sign:
    text = text.strip()
    if BLANK.match(text):
        return Sign("blank", text)
    if NAMED_PART.match(text) or ROMAN.match(text):
        return Sign("part", (ROMAN if ROMAN.match(text) else PART).sub("", text, count=1).strip() or text)
    for kind, pattern in (("box", BOX), ("pair", PAIR)):
        if found := pattern.match(text):
            return Sign(kind, text[found.end() :].strip())
    return numbered(text) or lettered(text) or Sign("plain", text)


def numbered(text):
    for style, pattern in (("named", NAMED), ("", NUMBER), ("deep", DEEP), ("bare", BARE)):
        found = pattern.match(text)
        if not found:
            continue
        above, _, last = found[1].rpartition(".")
        style = "deep" if above else style or found[2]
        return Sign("number", text[found.end() :].strip(), style, int(last), above)
    return None


def lettered(text):
    for kind, pattern in (("letter", LETTER), ("bullet", BULLET)):
        if found := pattern.match(text):
            return Sign(kind, text[found.end() :].strip())
    return None


def asks(text: str) -> bool:
    """Whether these words want an answer by themselves."""
    return bool(re.search(r"[^\W\d_]{2}.*\?", text) or ORDERS.match(text) or ASKS.match(text))


def is_field(text: str) -> bool:
    """«Класс: ______», «Стаж ____ лет»: a few words and room to write."""
    return bool(SPACE.search(text)) and len(SPACE.sub("", text)) <= 120 and not SPACE.match(text)


def without_space(text: str) -> str:
    """The words without the room to write in."""
    text = re.sub(rf":\s*(?:{SPACE.pattern})\s*(?=[а-яё])", ", ", text)
    text = re.sub(r"\s+", " ", SPACE.sub(" ", text)).strip()
    return re.sub(r"[\s_]+$", "", text)
