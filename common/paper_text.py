"""What an office never parts at the end of a line, as pure text: one set of rules for the PDF and for Word."""

import re

NBSP = "\u00a0"
MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
UNITS = "г\\.|гг\\.|лет|год|года|мм|экз\\.|руб\\.|рублей|%|листах|листа|л\\."
# One rule a line: what must not part at the end of a line. Initials go before prepositions.
BINDINGS = [
    (re.compile(r"№\s+"), "№" + NBSP),
    (re.compile(r"\b([А-ЯЁ]\.)\s*([А-ЯЁ]\.)\s+(?=[А-ЯЁ])"), r"\1\2" + NBSP),
    (re.compile(r"(?<=[а-яё])\s(?=[А-ЯЁ]\.\s?[А-ЯЁ]\.)"), NBSP),
    (re.compile(rf"(?<=\d)\s(?=(?:{MONTHS}|{UNITS})(?!\w))"), NBSP),
    (re.compile(r"(?<![\w.])(г\.|ул\.|д\.|кв\.|ст\.|п\.|ч\.|пр\.|обл\.|им\.)\s+(?=[\dА-ЯЁ«])"), r"\1" + NBSP),
    (re.compile(r"\b([Сс]тать[а-яё]+|[Пп]ункт[а-яё]*|[Чч]аст[а-яё]+)\s+(?=\d)"), r"\1" + NBSP),
    (re.compile(r"\b(ОГРН|ИНН|КПП|СНИЛС)\s+(?=\d)"), r"\1" + NBSP),
    (re.compile(r"(?<![\w–-])([АВИКОСУЯавикосуя])\s+(?=\S)"), r"\1" + NBSP),
    (re.compile(r"\s+(?=[–—]\s)"), NBSP),
    (re.compile(r"(\d{1,2})\s(«[А-ЯЁ]»)\s(?=класс)"), rf"\1{NBSP}\2{NBSP}"),
    (re.compile(r"«[^«»]{1,14}»"), lambda found: found[0].replace(" ", NBSP)),
]
AFTER_YEAR = re.compile(rf"(\d{{4}}{NBSP}г\.){NBSP}")
# "№ 147-од" stays in one piece; U+2011 is not in the fonts, so each writer has its own way of holding the hyphen.
WHOLE_NUMBER = re.compile(rf"№{NBSP}[\w/.]*\w-[\w/-]*\w")


def bind(text) -> str:
    """The text with unbreakable spaces where numbers, dates, initials and short words hold on to their neighbour."""
    bound = str(text or "").strip()
    for pattern, binding in BINDINGS:
        bound = pattern.sub(binding, bound)
    return AFTER_YEAR.sub(r"\1 ", bound)
