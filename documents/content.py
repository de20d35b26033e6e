"""The content of a paper as plain data: its fingerprint, and what registration writes into it."""

import copy
import datetime as dt
import hashlib
import json
import re
import zoneinfo
from itertools import takewhile

from common.russian_dates import date_dots, normalise_search, upper_first

MOSCOW = zoneinfo.ZoneInfo("Europe/Moscow")
# What a draft prints where the date and the number will stand; any run of underscores is understood.
BLANK_REFERENCE = "от __________ № ______"
BLANK = re.compile(r"от\s+[«»_\s\d.г]*_[«»_\s\d.г]*№\s*_+")
HOW_CONFIRMED = {
    "password": "паролем от входа",
    "totp": "кодом из приложения",
    "mail_code": "кодом из письма",
}


def fingerprint(content: dict) -> str:
    """SHA-256 of the canonical text: the same whatever order a database keeps the keys in."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def registered(content: dict, *, number: str, dated: dt.date, mark: dict | None, verification: dict) -> dict:
    """The content with number, date, mark of signature and code, wherever the draft left room for them.

    The mark stands by the signature, or in the stamp УТВЕРЖДАЮ when the content says "approved_in_stamp".
    """
    date = date_dots(dated)
    filled = _fill(copy.deepcopy(content), f"от {date} № {number}")
    filled |= {"number": number, "date": date, "draft": False, "verification": verification}
    place = "stamp" if filled.get("approved_in_stamp") else "signature"
    if filled.get(place):  # a paper that an order approves has no signature of its own
        filled[place] |= {"mark": mark}
    return filled


def simple_mark(*, name: str, position: str, method: str, act: str, moment: dt.datetime) -> dict:
    """The mark of a simple electronic signature: who, when, how he proved to be himself (63-ФЗ ст. 9)."""
    lines = [
        f"Подписал: {name}, {position}" if position else f"Подписал: {name}",
        f"Дата и время: {moment:%d.%m.%Y %H:%M} ({zone_words(moment)})",
        f"Подтверждено: {HOW_CONFIRMED[method]}",
    ]
    if act:
        lines.append(f"Основание: {act}")
    return {"kind": "simple", "lines": lines}


def zone_words(moment: dt.datetime) -> str:
    """How Russia names a zone: МСК, МСК+2, МСК−1."""
    ahead = (moment.utcoffset() - moment.astimezone(MOSCOW).utcoffset()) // dt.timedelta(hours=1)
    sign = "+" if ahead > 0 else "−"
    return f"МСК{sign}{abs(ahead)}" if ahead else "МСК"


def _fill(part, reference: str):
    if isinstance(part, str):
        return BLANK.sub(reference, part)
    if isinstance(part, list):
        return [_fill(item, reference) for item in part]
    if isinstance(part, dict):
        return {key: _fill(value, reference) for key, value in part.items()}
    return part


SKIPPED = {"uid", "uids", "is", "look", "mark", "code", "url", "address", "removed", "by_hand", "until"}


def texts_of(part):
    """All words of a content in reading order: what a search and a comparison look through."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, list):
        for item in part:
            yield from texts_of(item)
    elif isinstance(part, dict):
        for key, value in part.items():
            if key not in SKIPPED:
                yield from texts_of(value)


def searchable(content, *more) -> str:
    """Normalised words of a paper, at most 50 000 signs: the same search on both databases."""
    return normalise_search(" ".join([*more, *texts_of(content)]))[:50_000]


ABBREVIATED = {"МБОУ", "МАОУ", "МКОУ", "ГБОУ", "ГБДОУ", "МБДОУ", "МАДОУ", "МКДОУ", "ГБПОУ", "ОГБПОУ", "ГАПОУ"}


def line_of(content):
    """How the register calls a paper: its heading, else "Протокол заседания педагогического совета"."""
    if content.get("heading"):
        return content["heading"]
    words = " ".join([content.get("kind") or "", *(content.get("title_lines") or [])]).split()
    shouted = len(list(takewhile(lambda word: word.isupper() and word not in ABBREVIATED, words)))
    return upper_first(" ".join([*map(str.lower, words[:shouted]), *words[shouted:]]))


def put_content(document, content):
    """The content with all that follows from it on the row: the line of the register and what is searched."""
    document.content = content
    document.title = line_of(content)[:300]
    document.search = searchable(content, document.number)
