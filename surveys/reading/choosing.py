"""How many answers may be chosen, and whether they are to be put in order. Pure."""

import re

NUMBERS = {
    "один": 1, "одного": 1, "одну": 1, "два": 2, "две": 2, "двух": 2, "три": 3, "трёх": 3, "трех": 3, "четыре": 4,
    "четырёх": 4, "четырех": 4, "пять": 5, "пяти": 5, "шесть": 6, "шести": 6,
}  # fmt: skip
N = rf"(\d{{1,2}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})(?:-?х)?"
THINGS = (
    r"(?:\s+\S+){0,2}\s+(?:вариант|ответ|пункт|позици|утвержден|качеств|направлен|причин|тем|строк|слов)\w*"
)
MOST = re.compile(
    rf"(?:не более|не больше|максимум|до)\s+(?:чем\s+)?{N}(?!\s*(?:лет|год|балл|час|раз|\d))", re.IGNORECASE
)
LEAST = re.compile(rf"(?:не менее|не меньше|минимум)\s+{N}", re.IGNORECASE)
FROM_TO = re.compile(rf"от\s+{N}\s+до\s+{N}{THINGS}", re.IGNORECASE)
ANY_RANGE = re.compile(rf"от\s+{N}\s+до\s+{N}", re.IGNORECASE)  # a scale
EXACT = re.compile(
    rf"(?:ровно\s+{N}|(?:выберите|отметьте|укажите|назовите|выбрать|отметить)\s+{N}{THINGS})", re.IGNORECASE
)
MANY = re.compile(
    r"нескольк|все подходящ|всё подходящ|все,? (?:что|которые|варианты)|всё,? что|люб(?:ое"
    r"|ые) (?:число|количество|варианты)"
    r"|множественн|более одного|всех подходящих",
    re.IGNORECASE,
)
ONE = re.compile(
    r"(?:один|одно|одну)\s+(?:из\s+)?(?:вариант|ответ|пункт|значени|вариантов)|только один|один ответ",
    re.IGNORECASE,
)
RANK = re.compile(
    r"расстав(?:ьте|ить)|проранжир|ранжир|по степени (?:важности|значимости)"
    r"|в порядке (?:важности|убывания|возрастания"
    r"|значимости|приоритет)|пронумеруйте|по важности",
    re.IGNORECASE,
)
PLURAL = re.compile(
    r"^(?:какие|каких|каким|с какими|в каких|какими|что из|по каким|чем именно)\b", re.IGNORECASE
)
MANY_OPTIONS = 4


def number(words):
    return NUMBERS.get(words.lower()) or int(words)


def limits(text: str) -> tuple[int | None, int | None] | None:
    """(least, most) that are to be chosen, by the words; None where one is chosen or nothing is said."""
    if found := FROM_TO.search(text):
        return number(found[1]), number(found[2])
    if found := EXACT.search(text):
        exact = number(found[1] or found[2])
        return (exact, exact) if exact > 1 else None
    text = ANY_RANGE.sub(" ", text)
    least, most = LEAST.search(text), MOST.search(text)
    low, high = least and number(least[1]), most and number(most[1])
    if (low or 0) > 1 or (high or 0) > 1:
        return low, high
    return (None, None) if MANY.search(text) else None


def is_one(text):
    return bool(ONE.search(text))


def is_ranking(text):
    return bool(RANK.search(text))


def seems_many(words, options):
    """«Какие трудности…» with many answers: one would hardly do."""
    return len(options) >= MANY_OPTIONS and bool(PLURAL.match(words))
