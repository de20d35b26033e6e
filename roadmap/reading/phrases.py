"""Text of cells and lines made plain: joined over wrapped lines, compared by its letters."""

import re
from functools import cache, lru_cache

from roadmap.reading.plain import plain

# "наставни-\nков", "Август-\nсентябрь": a hyphen at the end of a line
LINE_HYPHEN = re.compile(r"([^\W\d_]{1,40})([-‐‑])\n\s*([^\W\d_]{1,40})")
#: the hyphen that a program sets where it cuts a word
SET_HYPHEN = "‐"
# a hyphen after a number at the end of a line: "2020-\n2021", "01-\n12/3"
LINE_HYPHEN_DIGITS = re.compile(r"(?<=\d)([-‐‑])\n\s*(?=\d)")
# "пар/\nгрупп": a slash at the end of a line
LINE_SLASH = re.compile(r"(?<=\w)/\n\s*(?=\w)")
EMPHASIS = re.compile(r"\*\*")
ENDS_PHRASE = re.compile(r"[.!?;:…][»\")]*\s*$")
STARTS_LOW = re.compile(r"[\s(«\"„–—•*-]*[a-zа-яё]")
BLANK = re.compile(r"[\s_\-–—.…/\\|+=:]*")


@cache
def _dictionary():
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415  slow: maps a dictionary of 15 MB

    return MorphAnalyzer()


def join_lines(text: str) -> str:
    """One line of wrapped ones; a word cut by a hyphen is made whole where the dictionary knows it."""
    text = LINE_SLASH.sub("/", LINE_HYPHEN_DIGITS.sub(r"\1", text))
    return " ".join(without_cuts(text).split())


def without_cuts(text: str) -> str:
    """The lines with the words whole that a hyphen at the end of a line cut, however often."""
    while (whole := LINE_HYPHEN.sub(_glue, text)) != text:
        text = whole
    return text


def _glue(found):
    left, hyphen, right = found.groups()
    return left + right if right[0].islower() and _is_cut(left, hyphen, right) else f"{left}-{right}"


def _is_cut(left, hyphen, right):
    """The dictionary knows the whole; or it does not know a half, and the hyphen is none that people type."""
    is_known = _dictionary().word_is_known
    if is_known((left + right).lower()):
        return True
    return hyphen == SET_HYPHEN and not (is_known(left.lower()) and is_known(right.lower()))


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """The words of a heading to compare: "№ п/п", "Мероприятия¹" are "п п", "мероприятия"."""
    return " ".join(re.findall(r"[^\W\d_]+", plain(text)))


def without_emphasis(text: str) -> str:
    """Without the ** that a converter leaves around bold text."""
    return EMPHASIS.sub("", text)


def is_blank(text: str) -> bool:
    """Nothing to read: spaces, underscores to write upon, lone dashes."""
    return BLANK.fullmatch(text) is not None


def ends_phrase(text: str) -> bool:
    return ENDS_PHRASE.search(text) is not None


def starts_low(text: str) -> bool:
    """Goes on in the middle of a sentence: its first letter is small, dashes left aside."""
    return STARTS_LOW.match(text) is not None
