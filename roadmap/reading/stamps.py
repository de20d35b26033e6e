"""Stamps in the head of a paper: УТВЕРЖДАЮ, СОГЛАСОВАНО, ПРИНЯТО, «Приложение № 2 к приказу …»."""

import re
from datetime import date

from common.russian_dates import MONTHS_OF
from roadmap.reading.draft import Stamp
from roadmap.reading.phrases import is_blank, join_lines, starts_low
from roadmap.reading.signs import RESPONSIBLE

# "УТВЕРЖДАЮ", "Утверждена", "СОГЛАСОВАНО:", "Принято", "Приложение № 2"
WORD = re.compile(
    r"[\W_]*((?:не\s)?(?:УТВЕРЖД(?:АЮ|ЕН[ОАЫ]?)|СОГЛАСОВАН[ОАЫ]?|ПРИНЯТ[ОАЫ]?|РАССМОТРЕН[ОАЫ]?|ОДОБРЕН[ОАЫ]?"
    r"|РЕКОМЕНДОВАН[ОАЫ]?)(?!\w)|ПРИЛОЖЕНИЕ(?:\s*(?:№|N)?\s*\d+)?(?=\W*$|\W+к\s))",
    re.IGNORECASE,
)
MONTH = "|".join(MONTHS_OF)
# "08.09.2022", "«01» сентября 2023 г.", "1 сентября 2023 года", "28-го августа 2023"
DATE = (
    rf"(?:[«\"„]?(?P<d>\d{{1,2}})[»\"“]?[.\s](?P<m>\d{{1,2}})[.\s](?P<y>\d{{4}}|\d\d)(?!\d)"
    rf"|[«\"„]?\s*(?P<day>\d{{1,2}})\s*(?:[»\"“]|-?го)?\s*(?P<month>{MONTH})\s*(?P<year>\d{{4}}))(?:\s*(?:года|г\.?)(?!\w))?"
)
ANY_DATE = re.compile(DATE, re.IGNORECASE)
# "№ 134/4", "№134-од", "N 5"; an empty "№ ____" is none
ACT_NUMBER = re.compile(r"(?:№|(?<!\w)N)\s*(?=[\w/.-]*\d)((?:[^\W_]|[/.\-–])*[^\W_])")
ACT = re.compile(
    r"(?<!\w)(приказ|распоряжен|постановлен|протокол|решен|пр(?=\.\s*(?:№|от))|прот(?=\.))\w*\.?",
    re.IGNORECASE,
)
# of two acts in one stamp ("протокол № 1 … приказ № 45 …") the order counts
ORDER = re.compile(r"(?<!\w)(приказ|пр(?=\.\s*(?:№|от)))\w*\.?", re.IGNORECASE)
ACT_NAMES = {
    "пр": "приказ",
    "прот": "протокол",
    "распоряжен": "распоряжение",
    "постановлен": "постановление",
    "решен": "решение",
}
SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
# "Л.А. Попова", "Попова Л.А.", "Попова Людмила Алексеевна"
NAME = re.compile(
    rf"(?<![^\W_])(?:[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?\s?{SURNAME}(?!\w)|{SURNAME}\s+[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?"
    rf"|{SURNAME}\s+{SURNAME}\s+[А-ЯЁ][а-яё]+(?:ович|евич|ич|овна|евна|ична|инична)(?!\w)"
    rf"|{SURNAME}\s+[А-ЯЁ][а-яё]+(?:ович|евич|овна|евна|ична)\s+{SURNAME}(?!\w))"
)
FILL = re.compile(
    r"[«\"„]?\s*_{2,}\s*[»\"“]?|_{2,}|(?<!\d)20(?:\d\d)?\s*_*\s*(?:г\.|года?)(?!\w)|\bМ\.\s?П\."
)
# "на заседании педагогического совета", "решением общего собрания": a body that met, nobody's position
BODY = re.compile(
    r"(?:на\s|решение|с\s+учетом|педагогическ\w+ совет\w*$|педсовет|общ\w+ собрани|к\s)", re.IGNORECASE
)
MAX_LINES = 14
# whoever signs after a body has met
CHIEF = re.compile(r"(?:Директор|Заведующ|Начальник|Руководитель|Председатель|Ректор)\w*")
# how the further lines of a stamp begin: "от 08.09.2022", "«__» ____ 2022", "№ 5", "Приказ", "М.П.", "/"
STAMP_LIKE = re.compile(
    r"[\W_]*(?:(?:от\s+)?\d{1,2}[.\s]\d\d[.\s]\d\d|[«\"„]\s*(?:\d{1,2}\s*[»\"“]|_)|№|N\s?\d"
    rf"|\d{{1,2}}\s+(?:{MONTH})\s|приказ|пр\.|прот|распоряжен|постановлен|к приказ"
    r"|от\s+[«\"_\d]|м\.\s?п\.|подпись|\(|_{2,}|/)",
    re.IGNORECASE,
)


def stamp_word(line: str) -> str | None:
    """The word of a stamp that the line begins with."""
    found = WORD.match(line)
    return found[1] if found else None


def read_stamp(lines: list[str]) -> Stamp:
    """Take a stamp apart; its first line begins with its word."""
    lines = [join_lines(line) for line in lines if line.strip()]
    word = stamp_word(lines[0]) or ""
    text = " ".join([lines[0][WORD.match(lines[0]).end() :] if word else lines[0], *lines[1:]])
    name = find_name(text)
    stamp = Stamp(word, name=name, lines=lines)
    _read_act(stamp, text)
    stamp.position = _position(text, name)
    return stamp


def find_name(text: str) -> str | None:
    """A person: "Л.А. Попова", between slashes, after underscores or bare."""
    found = NAME.search(text)
    is_surname_first = found is not None and found[0][1].islower()
    if is_surname_first and (inner := NAME.search(text, found.start() + 1)) and inner.start() < found.end():
        is_office = RESPONSIBLE.match(found[0].lower()) or text[: found.start()].endswith(("г. ", "им. "))
        found = inner if is_office or not ACT.search(inner[0]) else found  # "Директор Н.П. Стрижова"
    return found[0].strip() if found else None


def _read_act(stamp, text):
    """Number and date of the order or the protocol; a date alone is that of the signature."""
    act = ORDER.search(text) or ACT.search(text)
    rest = text[act.start() :] if act else text
    number, day = ACT_NUMBER.search(_after_institution(rest)), ANY_DATE.search(rest)
    stamp.act = ACT_NAMES.get(act[1].lower(), act[1].lower()) if act else None
    stamp.number = number[1] if number and (act or day) and _is_of_act(rest, number[1], day) else None
    stamp.date = read_date(day) if day else read_date(ANY_DATE.search(text))


def _after_institution(text):
    """Without "МБОУ СОШ № 5" and "Школа № 14": that number is no order's."""
    return re.sub(
        r"((?:[А-ЯЁ]{2,}|[Шш]кол\w+|[Лл]ице\w+|[Гг]имнази\w+|сад\w*|интернат\w*)\s*)(?:№|N)\s*\d+",
        r"\1",
        text,
    )


def _is_of_act(rest, number, day):
    """A number next to the act's name or to its date."""
    near = re.compile(rf"(?:№|N)\s*{re.escape(number)}\s*,?\s*(?:от|$)", re.IGNORECASE)
    after = re.search(
        rf"(?:приказ|прот|распоряжен|постановлен|решен|пр\.)\w*\.?\s*(?:№|N)\s*{re.escape(number)}",
        rest,
        re.I,
    )
    return bool(after or near.search(rest) or (day and rest[day.end() :].lstrip(" ,").startswith(("№", "N"))))


def read_date(found: re.Match | None) -> date | None:
    if not found:
        return None
    day, month, year = (found["d"], found["m"], found["y"]) if found["d"] else _said(found)
    year = int(year) + 2000 if len(str(year)) == 2 else int(year)
    try:
        return date(year, int(month), int(day))
    except ValueError:
        return None


def _said(found):
    return found["day"], MONTHS_OF.index(found["month"].lower()) + 1, found["year"]


def _position(text, name):
    """What stands before the name without the act, dates and lines to fill in; None for a body that met."""
    before, _, after = text.partition(name) if name else (text, "", "")
    position = _office(before, name)
    if name and not position and RESPONSIBLE.match(after.lower().lstrip(" ,–-/_")):
        position = _office(after, name)  # "А.А. Стриж, директор"
    return position


def _office(left, name):
    left = ANY_DATE.sub(" ", FILL.sub(" ", _without_act(left)))
    left = re.sub(r"\((?:подпись|расшифровка\w*)[^)]*\)", " ", left, flags=re.IGNORECASE)
    left = re.sub(r"(?:(?<=\s)|^)[/\\«»\"]+(?=\s|$)", " ", left)
    left = " ".join(left.split()).strip(" /\\,:;-–—_")
    if BODY.match(left):
        office = CHIEF.search(left) if name else None
        left = left[office.start() :] if office else ""
    return left if left and (name or RESPONSIBLE.match(left.lower())) else None


def _without_act(text):
    """The text before "Приказ от 08.09.2022 № 134/4" and what follows that."""
    acts = list(ACT.finditer(text))[:3]
    for act in reversed(acts):
        text = _without(text, act)
    return text


def _without(text, act):
    ends = [
        found.end()
        for found in (ANY_DATE.search(text, act.start()), ACT_NUMBER.search(text, act.start()))
        if found
    ]
    rest = text[max(ends) :] if ends else ""
    number = ACT_NUMBER.match(rest.lstrip(" ,"))
    return f"{text[: act.start()]} {rest.lstrip(' ,')[number.end() :] if number else rest}"


def is_complete(lines: list[str]) -> bool:
    """Somebody has signed, or the act is named."""
    text = " ".join(lines[:MAX_LINES])
    is_left_open = len(lines) > 2 and "___" in text
    return (
        len(lines) > MAX_LINES
        or is_left_open
        or bool(find_name(text) or (ACT.search(text) and ANY_DATE.search(text)))
    )


def has_act(lines: list[str]) -> bool:
    return ACT.search(" ".join(lines)) is not None


def belongs(line: str, lines: list[str]) -> bool:
    """Whether a line goes on with a stamp that might be complete already."""
    if not is_complete(lines):
        return True
    if len(lines) > MAX_LINES:
        return False
    has_name = find_name(" ".join(lines)) is not None
    if STAMP_LIKE.match(line) or is_blank(line) or starts_low(line):
        return True
    return not has_name and bool(RESPONSIBLE.match(line.lower().lstrip()) or find_name(line))
