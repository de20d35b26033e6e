"""What stands above the table: stamps, title, institution, a paragraph that leads in."""

import re
from dataclasses import dataclass, field

from roadmap.reading.draft import Stamp
from roadmap.reading.institutions import find_institution, starts_with_institution
from roadmap.reading.phrases import is_blank, join_lines, starts_low
from roadmap.reading.stamps import belongs, read_stamp, stamp_word

# "План (дорожная карта)", "«ДОРОЖНАЯ КАРТА»", "Примерная дорожная карта", "Комплекс мероприятий"
TITLE = re.compile(
    r"[\W_]{0,9}(?:[А-ЯЁа-яё-]{2,20}(?:ая|ый|ой)\s+){0,2}(?:план(?:ом)?(?:-график)?|дорожная\s+карта|карта|программа|график"
    r"|комплекс\s+мер\w*|мероприятия\s+по)(?!\w)",
    re.IGNORECASE,
)
# what follows a title and is none of it
NOT_TITLE = re.compile(
    r"\s*(?:цел[ьи]|задач[аи]|сроки?\s|период\s|разработан|составлен|куратор|нормативн|основани|ответственн|форма\s"
    r"|настоящ|в соответствии|на основании|во исполнение|согласно)",
    re.IGNORECASE,
)
YEAR_END = re.compile(r"(?:учебн\w+ год\w*|20\d\d(?:\s*г\.|\s*годы?)?)\W*$", re.IGNORECASE)
# "на 2022-2023 учебный год", "(2022/23)"
YEAR_PAIR = re.compile(r"(?<!\d)(20\d\d)\s*(?:г\.|год\w*)?\s*[-–—/]\s*(20\d\d|\d\d)(?!\d)")
ONE_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
# the second line of a letterhead: "«Детский сад № 33»", "города Энска", "(МБДОУ № 33)"
GOES_ON = re.compile(r"[«\"(а-яё]|(?:Средн|Основн|Детск|Школ|Лице|Гимнази|Колледж|Техникум)")
MAX_TITLE_LINE = 110
MAX_TITLE_LINES = 12


@dataclass
class Head:
    title_lines: list[str] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)
    intro: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    institution: str | None = None
    letterhead: list[str] = field(default_factory=list)

    @property
    def years(self) -> tuple[int, int] | None:
        """First and last calendar year as the title says them, else the intro."""
        title = " ".join(self.title_lines)
        pairs = YEAR_PAIR.findall(title) or YEAR_PAIR.findall(" ".join(self.intro))
        said = [int(year) if len(year) == 4 else 2000 + int(year) for pair in pairs for year in pair]
        years = said or [int(year) for year in ONE_YEAR.findall(title)]
        return (min(years), max(years)) if years else None


def read_head(lines: list[str]) -> Head:
    """Sort the lines above the table into stamps, title, intro and the rest."""
    reader = _Reader()
    start = _title_start(lines)
    for i, line in enumerate(lines):
        reader.read(line, is_title=i == start)
    return reader.finished()


def _title_start(lines):
    """The line a title begins in: the last one that may, unless the table is introduced by it in a sentence."""
    starts = [i for i, line in enumerate(lines) if TITLE.match(line) and not _is_sentence(line)]
    starts = [i for i in starts if i - 1 not in starts]  # "ПЛАН МЕРОПРИЯТИЙ", below it "(«дорожная карта»)"
    again = [i for i in starts if any(stamp_word(line) for line in lines[max(0, i - 12) : i])]
    return (again[-1:] or starts[:1] or [None])[0]


def _is_sentence(line):
    return len(line) > 180 or bool(re.search(r"разработан|составлен|направлен", line, re.IGNORECASE))


class _Reader:
    """Reads line by line; `part` is where the next line goes."""

    def __init__(self):
        self.head = Head()
        self.part = "before"
        self.stamp: list[str] = []
        self.is_after_gap = False

    def read(self, line, *, is_title):
        if not line.strip():
            self.is_after_gap = True
            return
        text = join_lines(line)
        if is_title:
            self.start_title()
        elif self.part != "title" and stamp_word(text):
            self.close_stamp()
            self.part = "stamp"
        elif self.part == "stamp" and not belongs(text, self.stamp):
            self.close_stamp()
            self.part = "intro" if self.head.title_lines else "before"
        elif self.part == "title" and not self.is_more_title(text):
            self.part = "stamp" if stamp_word(text) else "intro"
        self.put(text)
        self.is_after_gap = False

    def start_title(self):
        self.close_stamp()
        self.part = "title"

    def put(self, text):
        if self.part == "stamp":
            self.stamp.append(text)
        elif self.part == "title":
            self.head.title_lines.append(text)
        elif self.part == "intro":
            self.head.intro.append(text)
        else:
            self.head.rest.append(text)

    def close_stamp(self):
        if self.stamp:
            self.head.stamps.append(read_stamp(self.stamp))
        self.stamp = []

    def is_more_title(self, text):
        """The title goes on: in the middle of a sentence, with the institution, or with one more short line."""
        title = self.head.title_lines
        if stamp_word(text) or is_blank(text) or len(title) > MAX_TITLE_LINES:
            return False
        if starts_low(text) or starts_with_institution(text) or text.startswith("("):
            return len(text) <= 2 * MAX_TITLE_LINE
        if self.is_after_gap or NOT_TITLE.match(text) or YEAR_END.search(title[-1]):
            return text.isupper() and title[0].isupper() and not NOT_TITLE.match(text)
        if len(text) > MAX_TITLE_LINE or text.endswith((".", ":")):
            return False
        return text.isupper() or not _is_capital(title)

    def finished(self):
        self.close_stamp()
        head = self.head
        if not head.title_lines:
            _title_without_word(head)
        _take_letterhead(head)
        lines = (head.title_lines, head.letterhead)
        head.institution = next((name for part in lines if (name := find_institution(" ".join(part)))), None)
        return head


def _is_capital(lines):
    return all(line.isupper() for line in lines)


def _title_without_word(head):
    """No line says «план» or «карта»: what stands before the table without being a stamp is the title."""
    short = [line for line in head.rest if len(line) <= MAX_TITLE_LINE]
    if short and len(short) <= 6:
        head.title_lines, head.rest = short, [line for line in head.rest if line not in short]


def _take_letterhead(head):
    """The lines above the title that name an institution."""
    at = next((i for i, line in enumerate(head.rest) if starts_with_institution(line)), len(head.rest))
    end = at + 1
    while end < len(head.rest) and GOES_ON.match(head.rest[end]):
        end += 1
    head.letterhead = head.rest[at:end]
    del head.rest[at:end]
