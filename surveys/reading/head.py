"""What stands above the questions: the name, the greeting, what the questionnaire is for and who answers. Pure."""

import re

from surveys.reading.marks import range_in
from surveys.reading.persons import why_dropped

REQUISITE = re.compile(
    r"^(?:приложение|утвержд|согласован|к приказу|от «?_|№\s*_|директор|приказ|рассмотрен"
    r"|принят)|^\d{1,2}\.\d{2}\.\d{4}|_{4,}",
    re.IGNORECASE,
)
ADDRESS = re.compile(
    r"^(?:уважаем|дорог|здравствуй|добрый день|просим|пожалуйста|благодар|инструкция|цель)|[.!?…]$",
    re.IGNORECASE,
)
SHEET_NAME = re.compile(r"анкет|\bопрос|лист обратной|чек-лист|форма обратной|тест\b", re.IGNORECASE)
TITLE, GREETING = 200, 800  # what the columns hold
NAMELESS = "Анкета из файла"
PURPOSES = (
    ("fit", r"после первой встречи|первая встреча|первого знакомства"),
    ("practice", r"лучш\w+ практик|номинаци"),
    ("candidate", r"кандидат|желающ\w+ стать наставник|резерв\w* наставник"),
    ("entry", r"входн|до начала (?:программ|работ)|перед началом|на входе|стартов|ожидани"),
    ("interim", r"промежуточн"),
    ("exit", r"итогов|выходн|по завершени|по итогам|после завершени|на выходе|заключительн"),
    ("satisfaction", r"удовлетвор|обратн\w+ связ|качеств\w+ наставнич"),
    ("requests", r"дефицит|запрос|затруднени|потребност|профессиональн\w+ трудност"),
    ("curator", r"для куратор|анкет\w* куратор"),
)  # fmt: skip
SIDES = (
    ("mentee", r"наставляем|молод\w+ (?:педагог|специалист|учител)|начинающ"),
    ("mentor", r"наставник"),
    ("parent", r"родител"),
    ("curator", r"куратор"),
)  # fmt: skip


class Head:
    """Title, greeting and the lines that came into neither."""

    def __init__(self, lines):
        self.left, self.dropped = [], []
        own = [line for line in lines if not self.put_aside(line)]
        names, rest = names_of(own)
        self.title = titled(" ".join(line.text for line in names))
        self.greeting = self.shortened([line.text for line in rest])
        self.marks = next((found for line in rest if (found := range_in(line.text))), None)
        self.purpose, self.side = guessed(self.title, self.greeting)

    def put_aside(self, line):
        """Lines about the person are dropped with a word, requisites of a paper are left out."""
        if why := why_dropped(line.text):
            self.dropped.append((line.text, why))
        elif REQUISITE.search(line.text) and not SHEET_NAME.match(line.text):
            self.left.append(line.text)
        else:
            return False
        return True

    def shortened(self, lines):
        """As many lines as the column holds; the others are left for the person to see."""
        kept = []
        for text in lines:
            if len("\n".join([*kept, text])) <= GREETING:
                kept.append(text)
            else:
                self.left.append(text)
        return "\n".join(kept)


def names_of(lines):
    """The lines of the name, and the others."""
    first = next((at for at, line in enumerate(lines) if is_sheet_name(line.text)), None)
    if first is None:
        is_name = bool(lines) and len(lines[0].text) <= 120 and not ADDRESS.search(lines[0].text)
        return (lines[:1], lines[1:]) if is_name else ([], lines)
    names = [lines[first]]
    for line in lines[first + 1 :]:
        if not goes_on(names, line):
            break
        names.append(line)
    return names, lines[:first] + lines[first + len(names) :]


def is_sheet_name(text):
    return bool(SHEET_NAME.search(text)) and len(text) <= TITLE and not ADDRESS.search(text)


def goes_on(names, line):
    """«АНКЕТА» and under it «для наставников школы»."""
    if (
        ADDRESS.search(line.text)
        or range_in(line.text)
        or len(line.text) > 110
        or line.after_gap
        and len(names) > 1
    ):
        return False
    is_short = len(names[-1].text) < 30 or line.is_strong == names[-1].is_strong is True
    return (is_short or line.text[:1] in "(«" or line.text[:1].islower()) and len(names) < 4


def titled(words):
    """The name as a sentence, cut to its column."""
    words = re.sub(r"\s+", " ", words).strip(" .:")
    if words.isupper():
        words = words.capitalize()
    words = re.sub(r"^АНКЕТА\b", "Анкета", words)
    return words[:1].upper() + words[1:TITLE] if words else ""


def guessed(title, greeting):
    """(purpose, side) by the words of the name, else of the greeting; nothing certain is nothing."""
    purpose = first_key(PURPOSES, title) or first_key(PURPOSES, greeting) or "own"
    return purpose, earliest(title) or earliest(greeting)


def first_key(table, text):
    return next((key for key, words in table if re.search(words, text, re.IGNORECASE)), "")


def earliest(text):
    """The side that is named first: «для наставников о работе с наставляемыми»."""
    found = [(place.start(), key) for key, words in SIDES if (place := re.search(words, text, re.IGNORECASE))]
    return min(found)[1] if found else ""
