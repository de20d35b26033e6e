"""The words of a term as points in time and the signs between them. Pure; used by `terms` alone."""

import re
from dataclasses import dataclass

MONTH_WORDS = (
    r"янв(?:ар[а-я]{1,2})?",
    r"фев(?:р(?:ал[а-я]{1,2})?)?",
    r"мар(?:т(?:а|у|е|ом)?)?",
    r"апр(?:ел[а-я]{1,2})?",
    r"ма(?:й|я|ю|е|ем)",
    r"июн(?:ь|я|ю|е|ем)?",
    r"июл(?:ь|я|ю|е|ем)?",
    r"авг(?:уст(?:а|у|е|ом)?)?",
    r"сент?(?:ябр[а-я]{1,2})?",
    r"окт(?:ябр[а-я]{1,2})?",
    r"ноя(?:б(?:р[а-я]{1,2})?)?",
    r"дек(?:абр[а-я]{1,2})?",
)
MONTH = rf"(?:{'|'.join(MONTH_WORDS)})(?![а-я])"
SHORT_YEAR = rf"\d\d(?!\d|\.\d| ?{MONTH})"
YEAR_PAIR = re.compile(rf"(?<![\d.])(20\d\d) ?[/-] ?(20\d\d(?!\d)|{SHORT_YEAR})(?P<said> ?уч)?")
# First month and number of months of each part of a school year; a квартал is of the calendar year.
PARTS = {
    "полугоди": [(9, 4), (1, 5)],
    "четверт": [(9, 2), (11, 2), (1, 3), (4, 2)],
    "триместр": [(9, 3), (12, 3), (3, 3)],
    "квартал": [(1, 3), (4, 3), (7, 3), (10, 3)],
}
ORDINALS = {"перв": 1, "втор": 2, "трет": 3, "четв": 4, "iv": 4, "iii": 3, "ii": 2, "i": 1}
TOKEN = re.compile(
    r"(?P<iso>20\d\d-[01]\d-[0-3]\d)(?!\d)"
    r"|(?P<date>\d{1,2} ?[./] ?\d{1,2} ?[./] ?20\d\d|\d{1,2}\.\d{1,2}\.\d\d)(?!\d)"
    r"|(?P<month_year>(?:0?[1-9]|1[0-2])[./]20\d\d)(?!\d)"
    r"|(?P<day_month>\d{1,2}\.(?:0[1-9]|1[0-2]))(?!\d)"
    r"|(?<![а-яa-z\d-])(?P<part>(?:[1-4]|iv|i{1,3}|перв|втор|трет|четв)[а-я]*(?:-[а-я]{1,2})? "
    r"(?:полугоди|четверт|триместр|квартал))[а-я]*"
    r"|(?P<school>@\d{4}:\d{4}@)"
    r"|(?P<year>20\d\d)(?!\d)"
    r"|(?P<day>\d{1,2})(?:-?(?:го|е)(?![а-я]))?(?![\d])"
    rf"|(?<![а-я])(?P<month>{MONTH})"
    r"|(?<![а-я])(?P<noise>г+|год[а-я]*|со?|уч[а-я]*|числ[ао])(?![а-я])"
    r"|(?<![а-я])(?P<until>не позднее|не позже|до конца|к концу|до|к)(?![а-я])"
    r"|(?<![а-я])(?P<range>по)(?![а-я])|(?P<dash>-)"
    r"|(?P<list>[,;]|(?<![а-я])и(?![а-я]))"
    r"|(?P<word>[а-яa-z\d]+)"
)


@dataclass
class Point:
    """A day, a month or several months; the year may be not said. `is_year` is a school or calendar year itself."""

    year: int | None
    month: int
    day: int | None = None
    months: int = 1
    is_year: bool = False


@dataclass(frozen=True)
class Sign:
    """What stands between points: "range", "until", "list" or a "word" that says nothing of time."""

    kind: str


def items_of(text):
    """Points and signs in the order of a plain text (see `plain`) from which cited acts are already cut."""
    tokens = list(_tokens(YEAR_PAIR.sub(_marked, text)))
    items, at = [], 0
    while at < len(tokens):
        item, at = _item(tokens, at)
        items.append(item)
    return items


def second_year(first, second, is_said=False):
    """The full second year of "2022/23" or "2022-2024 уч. г."; None if the two are no school years."""
    year = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    return year if year == first + 1 or (is_said and year > first) else None


def _marked(found):
    last = second_year(int(found[1]), found[2], bool(found["said"]))
    return f"@{found[1]}:{last}@{found['said'] or ''}" if last else found[0]


def _tokens(text):
    for found in TOKEN.finditer(text):
        if found.lastgroup != "noise":
            yield found.lastgroup, found[found.lastgroup]


def _item(tokens, at):
    """The point or sign at a place, and the place after it."""
    kind, text = tokens[at]
    if kind == "day":
        return _day(tokens, at)
    if kind in READERS:
        point = READERS[kind](text)
        return _with_year(point, tokens, at + 1) if point else (Sign("word"), at + 1)
    if kind == "until" and text == "до" and at and tokens[at - 1][0] not in ("list", "word"):
        return Sign("range"), at + 1
    if kind == "range":
        return Sign("range" if at and tokens[at - 1][0] not in ("list", "word") else "until"), at + 1
    return Sign("range" if kind == "dash" else kind), at + 1


def _day(tokens, at):
    """ "15 сентября", also the days before it in "1-15 октября" and "1, 8 и 15 мая"; else a mere number."""
    end = at
    while _kinds(tokens, end) in DAY_LISTS:
        end += 2
    day = int(tokens[at][1])
    if not 1 <= day <= 31:
        return Sign("word"), at + 1
    if end == at and _kind(tokens, at + 1) == "month":
        point = Point(None, _month(tokens[at + 1][1]).month, day)
        return _with_year(point, tokens, at + 2)
    kind, text = tokens[end + 1] if _kind(tokens, end) == "day" and end + 1 < len(tokens) else tokens[end]
    last = READERS[kind](text) if end > at and kind in ("month", "date", "day_month") else None
    return (Point(None, last.month, day) if last else Sign("word")), at + 1


DAY_LISTS = {("day", kind) for kind in ("range", "dash", "list", "until")}


def _kinds(tokens, at):
    return _kind(tokens, at), _kind(tokens, at + 1) if at + 2 < len(tokens) else ""


def _kind(tokens, at):
    return tokens[at][0] if at < len(tokens) else ""


def _with_year(point, tokens, at):
    """The year that follows a point at once or after a comma belongs to it."""
    skip = 1 if _kind(tokens, at) == "list" and tokens[at][1] == "," else 0
    if point.year is None and _kind(tokens, at + skip) == "year":
        point.year = int(tokens[at + skip][1])
        return point, at + skip + 1
    return point, at


def _iso(text):
    year, month, day = map(int, text.split("-"))
    return Point(year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _date(text):
    day, month, year = map(int, re.split("[./]", text))
    is_day = 1 <= month <= 12 and 1 <= day <= 31
    return Point(year if year > 99 else 2000 + year, month, day) if is_day else None


def _month_year(text):
    month, year = map(int, re.split("[./]", text))
    return Point(year, month)


def _day_month(text):
    day, month = map(int, text.split("."))
    return Point(None, month, day) if 1 <= day <= 31 else None


def _part(text):
    """ "II полугодие", "3-я четверть"; None where there is no such part."""
    ordinal, part = text.split(" ")
    number = next((n for word, n in ORDINALS.items() if ordinal.startswith(word)), None) or int(ordinal[0])
    parts = PARTS[part]
    return Point(None, parts[number - 1][0], months=parts[number - 1][1]) if number <= len(parts) else None


def _school(text):
    first, last = map(int, text.strip("@").split(":"))
    return Point(first, 9, months=(last - first) * 12 - 3, is_year=True)


def _year(text):
    return Point(int(text), 1, months=12, is_year=True)


def _month(text):
    return Point(
        None, next(n for n, word in enumerate(MONTH_WORDS, 1) if re.fullmatch(word, text.rstrip(".")))
    )


READERS = {
    "iso": _iso,
    "date": _date,
    "month_year": _month_year,
    "day_month": _day_month,
    "part": _part,
    "school": _school,
    "year": _year,
    "month": _month,
}
