"""Lines become sections of raw questions: which line asks, which is an answer to choose, which is a heading. Pure."""

import re
from dataclasses import dataclass, field

from surveys.reading.head import SHEET_NAME
from surveys.reading.inline import OTHER
from surveys.reading.lines import Line
from surveys.reading.marks import range_in, row_in
from surveys.reading.numbering import Numbers
from surveys.reading.signs import CHOOSE, SPACE, asks, is_field
from surveys.reading.tables import Grid

THANKS = re.compile(r"^(?:большое )?(?:спасибо|благодар)", re.IGNORECASE)
STARRED = re.compile(r"\S\s*\*$")  # the mark of a question that must be answered
# «Ваши пожелания:» at the end of a sheet asks, though nothing shows how to answer it.
WISHES = re.compile(
    r"^(?:ваши?\s+)?(?:пожелани|предложени|комментари|замечани|отзыв)\w*(?:\s+и\s+\w+)?\s*[:.]?$",
    re.IGNORECASE,
)
LONG = 200  # longer than this is no option and no heading


@dataclass
class Raw:
    """A question as it stands in the document."""

    words: str
    at: int
    options: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)  # lines under it that bear no sign
    hints: list[str] = field(default_factory=list)
    blanks: int = 0
    scale: tuple | None = None  # (words before, marks, words after) of a row of marks
    grid: Grid | None = None

    @property
    def is_answered(self):
        """Whether the document shows how to answer."""
        return bool(self.options or self.blanks or self.scale or self.grid)


@dataclass
class Part:
    """A section."""

    title: str = ""
    words: list[str] = field(default_factory=list)
    questions: list[Raw] = field(default_factory=list)


@dataclass
class Outline:
    head: list[Line] = field(default_factory=list)  # what stands above the first question
    parts: list[Part] = field(default_factory=list)
    left: list[str] = field(default_factory=list)  # what has no place in a questionnaire


def outline_of(items) -> Outline:
    walk = Walk(items)
    for place, item in enumerate(items):
        walk.take(place, item)
    return walk.outline


class Walk:
    """One way through the items of a document, from the top down."""

    def __init__(self, items):
        self.items, self.numbers = items, Numbers(items)
        self.outline = Outline()
        self.now = None  # the question whose answers come
        self.section = None

    def take(self, place, item):
        if isinstance(item, Grid):
            self.grid(item)
        elif item.must == "left":
            self.outline.left.append(item.text)
        elif item.must == "question":
            self.ask(item.text, item.at)
        elif item.must == "option" and self.now:
            self.now.options.append(item.text)
        else:
            getattr(self, item.sign.kind)(place, item, item.sign)

    # What a line may be

    def open_part(self, words):
        if self.section is None or self.section.questions or self.section.title:
            self.section = Part(words)
            self.outline.parts.append(self.section)
        else:
            self.section.title = words
        self.now = None

    def ask(self, words, at):
        if self.section is None:
            self.open_part("")
        self.now = Raw(words, at)
        self.section.questions.append(self.now)

    def part(self, place, line, sign):
        self.open_part(sign.rest.rstrip(":"))

    def number(self, place, line, sign):
        if self.numbers.is_part(place):
            self.open_part(sign.rest)
        elif self.numbers.is_question(place, self.now):
            self.ask(sign.rest, line.at)
            self.numbers.asked(sign)
        elif self.now:
            self.now.options.append(sign.rest)
            self.numbers.answered(sign)
        else:
            self.above(line)

    def option(self, place, line, sign):
        if self.now and not (sign.kind == "bullet" and self.is_asking_bullet(place, line, sign)):
            self.now.options.append(sign.rest)
        elif (
            sign.kind == "bullet"
            and self.is_asking_bullet(place, line, sign)
            or is_field(line.text)
            and not self.numbers.style
        ):
            self.ask(sign.rest, line.at)
        else:
            self.above(line)

    letter = box = bullet = option

    def is_asking_bullet(self, place, line, sign):
        """Questions may be a list of bullets."""
        return sign.rest.endswith("?") and not self.numbers.style

    def pair(self, place, line, sign):
        if sign.rest.endswith("?"):
            self.ask(sign.rest, line.at)
        elif self.now:
            self.now.loose.append(line.text)
        else:
            self.above(line)

    def blank(self, place, line, sign):
        if self.now:
            self.now.blanks += 1

    def plain(self, place, line, sign):
        text = line.text
        if THANKS.match(text) and self.outline.parts:
            self.outline.left.append(text)
        elif self.now and self.completes(text):
            return
        elif self.is_part(place, line):
            self.open_part(text.rstrip(":"))
        elif self.is_question(place, line):
            for words in fields_of(text):
                self.ask(words, line.at)
        elif self.now is None:
            self.above(line)
        else:
            self.under(line)

    def completes(self, text):
        """The words of a question that had only a number, or its last answer «Другое: ____»."""
        if not self.now.words:
            self.now.words = text
            return True
        if self.now.options and OTHER.match(text):
            self.now.options.append(text)
            return True
        return False

    def under(self, line):
        """A line below a question: a row of marks, how to answer, or an answer without a sign."""
        found = row_in(line.text)
        if found and not self.now.is_answered:
            self.now.scale = found
        elif is_hint(line.text) and not self.now.options:
            self.now.hints.append(line.text.strip("() "))
        else:
            self.loose(line)

    def loose(self, line):
        if self.now.options and line.text[:1].islower():
            self.now.options[-1] += f" {line.text}"
        elif self.now.options or len(line.text) > LONG:
            self.outline.left.append(line.text)
        else:
            self.now.loose.append(line.text)

    def above(self, line):
        """A line with no question over it: the words of a section or the head of the document."""
        if self.section is not None:
            self.section.words.append(line.text)
        else:
            self.outline.head.append(line)

    def grid(self, grid):
        now = self.now
        if now is None or now.is_answered or now.loose or (grid.is_next and grid.words):
            self.ask(grid.words, grid.at)
        self.now.grid = grid
        self.now = None

    # What a line without a sign is

    def is_question(self, place, line):
        text = line.text
        if is_field(text) and not THANKS.match(text):
            return self.now is None or text[:1].isupper()
        if text.endswith("?") or (asks(text) and "?" in text):
            return not (self.numbers.style and self.now is None and not self.outline.parts) or self.is_answer(
                place + 1
            )
        if STARRED.search(text) or self.asks_for_wishes(place, text) or self.heads_a_block(place):
            return True
        if not self.is_answer(place + 1) or is_hint(text) or len(text) > LONG:
            return False
        return self.now is None or self.now.is_answered or bool(self.now.loose)

    def asks_for_wishes(self, place, text):
        """Not where it may be one of the answers above."""
        return bool(WISHES.match(text)) and (
            self.now is None or text.endswith(":") or place + 1 == len(self.items)
        )

    def heads_a_block(self, place):
        """Without numbers: a line after a gap with lines of words close under it, none of them a sentence."""
        line, under = self.items[place], self.items[place + 1 : place + 3]
        if self.numbers.style or not line.after_gap or self.now is None or len(under) < 2:
            return False
        near = all(isinstance(one, Line) and not one.after_gap and one.sign.kind == "plain" for one in under)
        return near and not any(re.search(r"[.!?,]$", one.text) for one in (line, *under))

    def is_answer(self, place):
        """Whether the item at a place shows how to answer what stands above it."""
        item = self.items[place] if place < len(self.items) else None
        if item is None or isinstance(item, Grid):
            return item is not None
        if item.sign.kind == "number":
            return not self.numbers.is_question(place, self.now) and not self.numbers.is_part(place)
        return item.sign.kind in {"letter", "box", "blank", "bullet"} or row_in(item.text) is not None

    def is_part(self, place, line):
        """A heading of a section: it stands out, and a question or the words of the section follow."""
        if line.text.endswith(("?", ".", ",", ";")) or is_field(line.text) or len(line.text) > LONG:
            return False
        if self.section is None and self.is_name(place):
            return False
        if range_in(line.text) or is_hint(line.text) or self.is_answer(place + 1):
            return False
        if self.starts(place + 1, words=2):
            return self.stands_out(line) or self.numbers.begins_anew(place + 1)
        return False

    def is_name(self, place):
        """Whether a line above all questions belongs to the name of the document and not to its first section."""
        head, line = self.outline.head, self.items[place]
        if not head or SHEET_NAME.search(line.text):
            return True
        above = self.items[place - 1]
        return above is head[-1] and above.is_strong and line.is_strong and not line.after_gap

    def stands_out(self, line):
        upper = line.text.isupper() and len(line.text) > 3
        closed = self.now is not None and bool(self.now.options) and line.after_gap
        return line.is_strong or upper or closed

    def starts(self, place, words=0):
        """Whether a question follows here, at most `words` lines of plain words later."""
        for at, item in enumerate(self.items[place : place + words + 1], place):
            if isinstance(item, Grid) or item.must == "question":
                return True
            if self.numbers.is_question(at, None) or (
                item.sign.kind == "plain" and self.is_question(at, item)
            ):
                return True
            if item.sign.kind != "plain":
                return False
        return False


def fields_of(text):
    """«Класс ____ Школа ____» is two questions."""
    pieces = [piece.strip(" ,;") for piece in SPACE.split(text)]
    labels = [piece for piece in pieces if re.search(r"[^\W\d_]", piece)]
    if len(labels) > 1 and all(label[:1].isupper() for label in labels):
        return [f"{label} ____" for label in labels]
    return [text]


def is_hint(text):
    return bool(CHOOSE.match(text.strip("( "))) or (text.startswith("(") and text.endswith(")"))


__all__ = ["Outline", "Part", "Raw", "outline_of"]
