"""Answers to choose that stand in one line: boxes, letters, «да / нет», «один; два; три». Pure."""

import re

from surveys.reading.signs import BOXES, SPACE

BOX = re.compile(rf"[{BOXES}]|\[\s{{0,3}}\]|\(\s{{0,3}}\)|(?<!\w)_{{2,4}}(?=\s*[^\W_])")
LETTERS = re.compile(r"(?:^|(?<=[\s;,?:.]))([а-яёa-z]|\d{1,2})\s?\)\s*(?=\S)", re.IGNORECASE)
OTHER = re.compile(
    r"^(?:другое|другой|другая|другие|иное|свой вариант|ваш вариант|свой ответ|свое|своё"
    r"|что-то ещё|что-то еще|дополните)\b",
    re.IGNORECASE,
)
BRACKETS = re.compile(r"\(([^()]*?)\)\s*[.:]?\s*$")
UNDERLINE = re.compile(
    r"^\s*(?:нужное|верное|правильное)?\s*(?:подчеркнуть|подчеркните|обведите|отметьте|выберите)\s*:\s*",
    re.IGNORECASE,
)
ORDER = "абвгдежзиклмнопрст"
LATIN = "abcdefghijklmnopqrst"
MOST_LETTERS = 120  # a longer piece is a sentence, not an answer
SHORT = 40


def split_line(text: str) -> tuple[str, list[str]]:
    """(words of the question, the answers in the same line); none if there are no answers to see."""
    for way in (by_boxes, by_letters, by_brackets, by_slashes, by_semicolons, by_yes_no):
        words, options = way(text)
        if len(options) > 1 and all(0 < len(one) <= MOST_LETTERS for one in options):
            return words, options
    return text, []


def by_boxes(text):
    places = list(BOX.finditer(text))
    if len(places) < 2:
        return text, []
    pieces = [text[: places[0].start()], *BOX.split(text)[1:]]
    if not pieces[-1].strip(" .;,_"):  # the box stands after its answer: «да ☐ нет ☐»
        words, first = parted(pieces[0])
        return words, [tidy(one) for one in (first, *pieces[1:-1])]
    return pieces[0].strip(), [tidy(one) for one in pieces[1:]]


def parted(text):
    """The question and the first answer that goes on behind it."""
    found = re.match(r"(.*[?:])\s*(.*)$", text)
    return (found[1].strip(), found[2]) if found else ("", text)


def by_letters(text):
    places = list(LETTERS.finditer(text))
    marks = [one[1].lower() for one in places]
    for order in (ORDER, LATIN, [str(number) for number in range(1, 20)]):
        if len(marks) > 1 and marks == list(order[: len(marks)]):
            ends = [one.start() for one in places[1:]] + [len(text)]
            options = [text[one.end() : end] for one, end in zip(places, ends, strict=True)]
            return text[: places[0].start()].strip(), [tidy(one) for one in options]
    return text, []


def by_brackets(text):
    """«… (да / нет)», «… (да, нет, не знаю)»."""
    found = BRACKETS.search(text)
    if not found:
        return text, []
    inner, told = UNDERLINE.subn("", found[1])
    options = [tidy(one) for one in re.split(r"\s*[/;|]\s*", inner)]
    if len(options) < 2:
        options = [tidy(one) for one in inner.split(",")]
        if not told and not {"да", "нет"} & {one.lower() for one in options}:
            return text, []
    return (text[: found.start()].strip(), options) if max(map(len, options)) <= SHORT else (text, [])


def by_slashes(text):
    words, tail = behind(text)
    options = [tidy(one) for one in re.split(r"\s+[/|]\s+|(?<=да)/(?=нет)|\s{3,}", tail, flags=re.IGNORECASE)]
    return words, options if max(map(len, options)) <= 60 else []


def by_semicolons(text):
    words, tail = behind(text)
    return words, [tidy(one) for one in tail.split(";") if tidy(one)]


def by_yes_no(text):
    words, tail = behind(text)
    options = [tidy(one) for one in re.split(r",\s*|\s+", tail)]
    return words, options if {one.lower() for one in options} == {"да", "нет"} else []


def behind(text):
    """The question and what stands behind its last «?» or «:»."""
    place = max(text.rfind("?"), text.rfind(":"))
    return text[: place + 1].strip(), text[place + 1 :].strip()


def tidy(text):
    """An answer without its punctuation and the room to write in."""
    text = re.sub(r"\s+", " ", SPACE.sub(" ", text))
    return text.strip(" ;,._/|\t").rstrip(":").strip()
