"""A cell taken apart: the sentence that leads in and the items after it, numbered, dashed or one a paragraph."""

import re
from dataclasses import dataclass, field

from roadmap.reading.dashes import split_dashes
from roadmap.reading.phrases import ends_phrase, join_lines, starts_low

# "1. Издание", "2) Сбор", "1.1. Сбор", "1)Сбор": a number before a word, after a space or at a start
MARK = re.compile(r"(?:^|(?<=[\s;:.,»)]))(\d{1,2}(?:\.\d{1,2}){0,2})(\.\)|[.)])\s*(?=[«\"„(\[]?[^\W\d_])")
# "а) приказ", "б) положение" at the start of a line or after a sign
LETTER = re.compile(r"(?:^|(?<=[\n;:.])|(?<=[;:.,]\s))([а-к])(\))\s*(?=[«\"]?[^\W\d_])")
# "п. 1.", "Приложение 2.", "№ 1.", "ст. 5.", "Протокол 1." before a number: it belongs to that word
CITED = re.compile(
    r"(?:№|(?<!\w)(?:пп?|ст|ч|гл|разд|приложени\w*|протокол\w*|пункт\w*|стать\w*|част\w*|раздел\w*|этап\w*))\.?\s*$",
    re.IGNORECASE,
)
MAX_FIRSTS = 9
# the share of the longest line up to which a line is surely not full
ROOM = 0.75


@dataclass
class Item:
    """One item of a cell: its text as one line, its number if it is dotted, dashed parts below it."""

    text: str
    number: str | None = None
    parts: list[str] = field(default_factory=list)
    whole: str = ""
    raw: str = ""


@dataclass
class Cell:
    """`kind` is numbered, dashed or plain; raw texts keep their lines."""

    kind: str
    items: list[Item]
    raw_lead: str = ""

    @property
    def lead(self) -> str:
        return join_lines(self.raw_lead)


def read_cell(text: str) -> Cell:
    """Take a cell apart; without any markers its paragraphs are the items."""
    marks = numbered_marks(text) or lettered_marks(text)
    if marks:
        ends = [mark.start() for mark in marks[1:]] + [len(text)]
        items = [_item(mark[1], text[mark.end() : end]) for mark, end in zip(marks, ends, strict=True)]
        return Cell("numbered", items, text[: marks[0].start()])
    lead, parts = split_dashes(text)
    if parts:
        return Cell("dashed", [Item(join_lines(part), raw=part) for part in parts], lead)
    return Cell("plain", [Item(paragraph) for paragraph in paragraphs(text)])


def _item(number, text):
    lead, parts = split_dashes(text)
    dotted = number if "." in number else None
    return Item(join_lines(lead), dotted, [join_lines(part) for part in parts], join_lines(text), text)


def numbered_marks(text):
    """Marks that count 1, 2, 3 in one manner; numbers of cited points, dates and laws are none."""
    marks = [mark for mark in MARK.finditer(text) if not CITED.search(_before(text, mark))]
    firsts = [mark for mark in marks if _last(mark) == 1 or _opens(text, mark)][:MAX_FIRSTS]
    best = max((_counting(text, marks, first) for first in firsts), key=len, default=[])
    is_list = len(best) > 1 or (best and _opens(text, best[0]))
    return best if is_list else []


def lettered_marks(text):
    """Marks а), б), в) that count on."""
    chosen = []
    for mark in LETTER.finditer(text):
        if ord(mark[1]) == ord("а") + len(chosen):
            chosen.append(mark)
    return chosen if len(chosen) > 1 else []


def _counting(text, marks, first):
    """The marks from the first one on that go up by one; at the start of a line a number may be left out."""
    chosen = [first]
    for mark in marks:
        is_next = mark.start() > first.start() and mark[2] == first[2] and _same_prefix(mark, chosen[-1])
        step = _last(mark) - _last(chosen[-1])
        if is_next and (step == 1 or (0 <= step <= 2 and _starts_line(text, mark))):
            chosen.append(mark)
    return chosen


def _opens(text, mark):
    """The mark stands where a list may begin: at the start of a line or after a colon."""
    return _starts_line(text, mark) or _before(text, mark).rstrip().endswith(":")


def _starts_line(text, mark):
    before = _before(text, mark).rstrip(" \t")
    return not before or before.endswith("\n")


def _before(text, mark):
    """The few signs before a mark that tell what it is."""
    return text[max(0, mark.start() - 20) : mark.start()]


def _last(mark):
    return int(mark[1].rpartition(".")[2])


def _same_prefix(mark, other):
    return mark[1].rpartition(".")[0] == other[1].rpartition(".")[0]


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a cell; a line that only goes on with the sentence before belongs to it."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    width = max(map(len, lines), default=0)
    found: list[str] = []
    for line in lines:
        if found and not _begins_paragraph(found[-1].rpartition("\n")[2], line, width):
            found[-1] = f"{found[-1]}\n{line}"
        else:
            found.append(line)
    return [join_lines(lines) for lines in found]


def _begins_paragraph(before, line, width):
    """After the end of a sentence, or with a capital where the line before still had room for its first word."""
    if before.endswith(";"):
        return True
    has_room = len(before) + 1 + len(line.split()[0]) <= ROOM * width
    return not starts_low(line) and (ends_phrase(before) or (has_room and line[0].isupper()))
