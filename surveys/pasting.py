"""Several questions as lines. Pure, no Django.

    Как часто вы встречаетесь?
    - Каждую неделю
    - Раз в месяц
    Насколько вам комфортно? (1-10)
    Хотите продолжить? (да/нет)
    Что изменить?

A line that begins with a dash is an answer to choose; "(несколько)" after a question lets choose several of them.
"""

import re

from surveys.editing import measured_question, new_key
from surveys.sheet import Kind, Option, Question

OPTION = re.compile(r"^\s*(?:[-–—•*·▪○□☐]|\d{1,2}\)|[а-яa-z]\))\s*(?=\S)", re.IGNORECASE)
NUMBER = re.compile(r"^\s*(?:№\s*)?\d{1,3}\s*[.)]\s*")
MARKS = re.compile(r"[\s,(]*(?:от\s*)?(-?\d{1,2})\s*(?:[-–—]|до)\s*(\d{1,2})\)?\s*$")
YES_NO = re.compile(r"\s*\(\s*да\s*[/,]\s*нет\s*\)\s*$", re.IGNORECASE)
SEVERAL = re.compile(r"\s*\((?:можно )?(?:выбрать )?(?:несколько|все подходящие)[^)]*\)\s*$", re.IGNORECASE)
LONGEST = 600


def pasted(text: str, *, taken=()) -> list[Question]:
    """The questions that stand in a text, in their order; lines of answers belong to the question above."""
    groups = []
    for line in text.splitlines():
        if not line.strip():
            continue
        found = OPTION.match(line)
        if found and groups and not is_numbered_question(line):
            groups[-1][1].append(line[found.end() :].strip())
        else:
            groups.append((NUMBER.sub("", line).strip(), []))
    keys = set(taken)
    return [question_of(words[:LONGEST], options, keys) for words, options in groups if words]


def is_numbered_question(line):
    """«2) Что изменить?» is a question, «2) Каждый месяц» an answer."""
    says_how = any(sign.search(line) for sign in (MARKS, YES_NO, SEVERAL))
    return bool(NUMBER.match(line)) and (says_how or line.rstrip().endswith(("?", ":")))


def question_of(words, options, keys):
    key = new_key("q", keys)
    keys.add(key)
    if options:
        return with_options(key, words, options)
    if YES_NO.search(words):
        return Question(key, Kind.YES_NO, YES_NO.sub("", words))
    marks = MARKS.search(words)
    if marks and int(marks[1]) < int(marks[2]) and words[: marks.start()].strip():
        scale = Question(
            key, Kind.SCALE, words[: marks.start()].strip(), low=int(marks[1]), high=int(marks[2])
        )
        return measured_question(scale)
    return Question(key, Kind.LONG, words)


def with_options(key, words, options):
    kind = Kind.SEVERAL if SEVERAL.search(words) else Kind.SINGLE
    made, keys = [], set()
    for option in options:
        keys.add(own := new_key("o", keys))
        made.append(Option(own, option[:250]))
    return Question(key, kind, SEVERAL.sub("", words), options=tuple(made))
