"""When somebody is free, read out of what people write: "вторник после 5-го урока, чт" is ("thu", "tue.pm")."""

import re
from functools import cache, lru_cache

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PARTS = ("am", "pm", "eve")
WORKDAYS = DAYS[:5]
DAWN, NOON, EVENING = 7, 12, 17  # hours at which a part of the day begins; "в 3:00" is in the afternoon
LAST_MORNING_LESSON = 4

_DAY = (
    r"понедельник\w*|вторник\w*|сред(?:а|у|ы|е|ам|ой)\b|четверг\w*|пятниц\w*|суббот\w*|воскресень\w*|"
    r"(?:пн|вт|ср|чт|пт|сб|вс)\b"
)
_STEMS = (("по", "пн"), ("вт",), ("ср",), ("че", "чт"), ("пя", "пт"), ("су", "сб"), ("во", "вс"))
_TOKEN = re.compile(
    r"(?P<but>\b(?:кроме|не(?! ран| позж| поздн| тольк))\b)|"
    rf"(?P<span>\b(?:{_DAY})\.?\s*(?:[-–—]|по)\s*(?:{_DAY}))|(?P<day>\b(?:{_DAY}))|"
    r"(?P<work>ежедневно|кажд\w+ день|\bбудн\w+|рабочи\w+ дн\w+|любо\w+ день)|(?P<rest>\bвыходн\w+)|"
    r"(?P<lesson>(?:после|на|перед|до)\s+(?P<number>\d)(?:\s*-?\s*\w{1,3})?\s+урок\w*)|"
    r"(?P<hour>(?:\b(?:с|в|после|до)\s+)(?P<at>\d{1,2}(?=[:.]\d\d)|(?:[89]|[12]\d)(?=\s*ч)))|"
    r"(?P<am>\bутр\w+|до уроков|перед уроками|до обеда|перв\w+ половин\w+)|"
    r"(?P<pm>после (?:уроков|занятий|обеда)|\bдн[её]м\b|втор\w+ половин\w+|тихий час)|(?P<eve>\bвечер\w*)|"
    r"(?P<stop>[;\n]|\.(?=\s|$))"
)


def times_in(text: str) -> tuple[str, ...]:
    """Weekdays, each with a part of the day where one is named; a part alone means any working day."""
    reader = _Reader()
    for token in _TOKEN.finditer(text.lower()):
        reader.take(token)
    return reader.result()


@cache
def bits_of(token: str) -> tuple[int, ...]:
    """The numbers of the parts of the week that a token covers: a day alone is the whole day."""
    day, _, part = token.partition(".")
    parts = [PARTS.index(part)] if part else range(len(PARTS))
    return tuple(DAYS.index(day) * len(PARTS) + number for number in parts)


@lru_cache(1024)
def common_times(first, second) -> tuple[str, ...]:
    """Tokens of the time that both have, in the order of the week."""
    parts = len(PARTS)
    bits = {bit for token in first for bit in bits_of(token)} & {
        bit for token in second for bit in bits_of(token)
    }
    found = []
    for number, day in enumerate(DAYS):
        shared = [place for place in range(parts) if number * parts + place in bits]
        found += [day] if len(shared) == parts else [f"{day}.{PARTS[place]}" for place in shared]
    return tuple(found)


class _Reader:
    """A part of the day belongs to the days named before it; said first, to the days that follow."""

    def __init__(self):
        self.found, self.excluded, self.lone_parts = set(), set(), set()
        self.close()

    def close(self):
        self.days, self.part, self.is_negative = [], "", False

    def take(self, token):
        if token["stop"]:
            self.close()
        elif token["but"]:
            self.close()
            self.is_negative = True
        elif days := _days_in(token):
            self.take_days(days)
        else:
            self.take_part(_part_in(token))

    def take_days(self, days):
        if self.is_negative:
            self.excluded.update(days)
            return
        self.days += days
        self.found.update((day, self.part) for day in days)

    def take_part(self, part):
        if self.days and not self.part:
            self.found -= {(day, "") for day in self.days}
            self.found |= {(day, part) for day in self.days}
            self.close()
            return
        self.close()
        self.part = part
        self.lone_parts.add(part)

    def result(self):
        found = self.found
        if not found and (self.excluded or self.lone_parts):
            found = {(day, part) for day in WORKDAYS for part in self.lone_parts or {""}}
        whole = {day for day, part in found if not part}
        kept = {(day, part) for day, part in found if not part or day not in whole}
        return tuple(sorted(f"{day}.{part}".rstrip(".") for day, part in kept if day not in self.excluded))


def _days_in(token):
    if token["work"]:
        return list(WORKDAYS)
    if token["rest"]:
        return list(DAYS[5:])
    days = [_number(word) for word in re.findall(_DAY, token["span"] or token["day"] or "")]
    if token["span"] and days[0] < days[1]:
        days = range(days[0], days[1] + 1)
    return [DAYS[number] for number in days]


def _number(word):
    return next(number for number, stems in enumerate(_STEMS) if word.startswith(stems))


def _part_in(token):
    if token["lesson"]:
        return "am" if int(token["number"]) <= LAST_MORNING_LESSON else "pm"
    if token["hour"]:
        hour = int(token["at"]) - token["hour"].startswith("до")
        return "am" if DAWN <= hour < NOON else "pm" if hour < EVENING else "eve"
    return next(part for part in PARTS if token[part])
