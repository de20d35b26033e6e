"""Scales: «от 1 до 10», «1 2 3 4 5», «1 – совсем нет, 5 – полностью», columns of a table. Pure."""

import re
from dataclasses import dataclass

from surveys.reading.signs import BOXES

TOLD = 1500  # letters: a scale is told in fewer
MOST = 11  # marks of a scale; more is a number to be written
SIZES = {
    "двух": 2, "трёх": 3, "трех": 3, "четырёх": 4, "четырех": 4, "пяти": 5, "шести": 6, "семи": 7, "десяти": 10,
}  # fmt: skip
FROM_TO = re.compile(
    r"от\s+(\d{1,3})(?:-?х|\s*балл\w*)?\s+до\s+(\d{1,3})(?!\s*(?:вариант|ответ|пункт|лет|год|час|раз))",
    re.IGNORECASE,
)
IN_DIGITS = re.compile(r"(\d{1,2})\s*-?\s*(?:ти|и|х|ми|ю)?\s*-?\s*балльн", re.IGNORECASE)
IN_WORDS = re.compile(rf"({'|'.join(SIZES)})\s*-?балльн", re.IGNORECASE)
DASHED = re.compile(
    r"(?:шкал\w*|балл\w*|оцен\w*)[^\d?]{0,20}(\d{1,2})\s*[-–—]\s*(\d{1,2})\b"
    r"|\((\d{1,2})\s*[-–—]\s*(\d{1,2})(?:\s*балл\w*)?\)",
    re.IGNORECASE,
)
BETWEEN = rf"[\s,;/|–—{BOXES}()\[\]_.-]+"
ROW = re.compile(rf"(?<![\d\w])\d{{1,2}}(?:{BETWEEN}\d{{1,2}}){{2,}}(?![\d\w])")
PAIRS = re.compile(
    r"(?<!\d)(\d{1,2})\s*(?:балл\w*)?\s*[–—=-]\s*[«\"(]?(?!балл?ьн)(?=[^\W\d])(.+?)"
    r"(?=[\s,;.)»\"(]*(?:\b(?:а|и"
    r"|где)\s+)?(?<!\d)\d{1,2}\s*(?:балл\w*)?\s*[–—=-]\s*[«\"(]?[^\W\d]|[).;]\s|[).;]*$)"
)
ENDS = re.compile(
    r"(?:где\s+)?(?<!\d)(\d{1,2})\s*(?:балл\w*)?\s*\(([^)\d]+)\).{0,30}?(?<!\d)(\d{1,2})\s*(?:балл\w*)?\s*\(([^)\d]+)\)"
)
GOOD = re.compile(
    r"^(?:полностью|абсолютно|совершенно|всегда|отлично|хорош|очень|да\b|постоянно|высок|скорее да"
    r"|вполне|сильно|в полной|часто|согла)",
    re.IGNORECASE,
)
POOR = re.compile(
    r"^(?:не\b|нет\b|никогда|совсем не|совершенно не|абсолютно не|полностью не|плохо|низк"
    r"|скорее нет|слабо|редко|крайне редко|неуд)",
    re.IGNORECASE,
)
MIDDLE = re.compile(
    r"частично|иногда|скорее|отчасти|средн|затрудн|не знаю|нечто|ни то|нейтральн|удовлетворит|хорошо|периодич",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Marks:
    low: int
    high: int
    low_words: str = ""
    high_words: str = ""
    labels: tuple[str, ...] = ()
    is_turned: bool = False  # the best stood first on paper

    @property
    def is_scale(self):
        return 1 < self.high - self.low + 1 <= MOST


def range_in(text: str) -> Marks | None:
    """The scale that a sentence names, with the words of its ends."""
    text = text[:TOLD]
    found = FROM_TO.search(text)
    if found:
        return with_words(*map(int, found.groups()), text)
    if found := IN_DIGITS.search(text) or IN_WORDS.search(text):
        size = SIZES.get(found[1].lower()) or int(found[1])
        return with_words(1, size, text)
    if found := DASHED.search(text):
        low, high = [int(one) for one in found.groups() if one]
        return with_words(low, high, text)
    return of_pairs(text)


def with_words(low, high, text):
    low, high = sorted((low, high))
    if low == high:
        return None
    if low == 1 and re.search(r"(?<!\d)0\s*(?:балл\w*)?\s*[–—=-]\s*[^\W\d]", text):
        low = 0
    words = said(text)
    every = tuple(words.get(mark, "") for mark in range(low, high + 1)) if high - low < MOST else ()
    labels = every if every and all(every) and high - low > 1 else ()
    return Marks(low, high, words.get(low, ""), words.get(high, ""), labels)


def said(text):
    """{mark: its words} of «1 – совсем нет, 5 – полностью» or «1 (нет) … 5 (да)»."""
    words = {int(mark): clean(said) for mark, said in PAIRS.findall(text)}
    if not words and (found := ENDS.search(text)):
        words = {int(found[1]): clean(found[2]), int(found[3]): clean(found[4])}
    return {mark: words for mark, words in words.items() if len(words) <= 80}


def of_pairs(text):
    words = said(text)
    return with_words(min(words), max(words), text) if len(words) >= 2 else None


def clean(words):
    return words.strip(' ,;:.«»"()').removesuffix(" а").removesuffix(" и").strip(" ,;:.")


def row_in(text: str):
    """(words before, marks, words after) of «Совсем нет 1 2 3 4 5 Полностью»; None without such a row."""
    found = ROW.search(text)
    if not found:
        return None
    numbers = [int(one) for one in re.findall(r"\d+", found[0])]
    marks = following(numbers)
    if marks is None:
        return None
    return (
        text[: found.start()].strip(f" –—-:{BOXES}([|"),
        marks,
        text[found.end() :].strip(f" –—-:{BOXES})]|_."),
    )


def following(numbers):
    """The scale of 1 2 3 or 3 2 1; None for numbers that do not follow each other."""
    low, high = min(numbers), max(numbers)
    run = list(range(low, high + 1))
    if numbers not in (run, run[::-1]) or low > 1 or len(run) < 3 or len(run) > MOST:
        return None
    return Marks(low, high)


def marks_of_cells(cells) -> Marks | None:
    """The scale of the heads of columns: 1 | 2 | 3, «1 балл», «1 (нет)»."""
    found = [
        re.match(r"^[^\w]*(\d{1,2})\s*(?:балл\w*)?[\s.–—=(-]*(.*?)\)?$", cell.replace("\n", " "))
        for cell in cells
    ]
    if not all(found) or len(found) < 2:
        return None
    numbers = [int(one[1]) for one in found]
    run = list(range(min(numbers), max(numbers) + 1))
    if numbers not in (run, run[::-1]) or min(run) > 1 or len(run) > MOST:
        return None
    words = [clean(one[2]) for one in found]
    words = words if numbers == run else words[::-1]
    return Marks(run[0], run[-1], words[0], words[-1], tuple(words) if all(words) else ())


def graded(cells) -> Marks | None:
    """Words that go from one end to the other: «никогда | иногда | всегда»; the worst is 1."""
    words = [cell.replace("\n", " ").strip(" .") for cell in cells]
    if len(words) < 3 or len(words) > MOST or {one.lower() for one in words[:2]} == {"да", "нет"}:
        return None
    ends = (words[0], words[-1])
    if is_poor(ends[0]) and is_good(ends[1]):
        ordered = words
    elif is_good(ends[0]) and is_poor(ends[1]):
        ordered = words[::-1]
    else:
        return None
    return Marks(1, len(ordered), ordered[0], ordered[-1], tuple(ordered), is_turned=ordered != words)


def is_poor(words):
    return bool(POOR.search(words)) or bool(re.search(r"\bне\b", words))


def is_good(words):
    return bool(GOOD.search(words)) and not is_poor(words)
