"""The columns of exported answers: one a question, option or row of a grid; short names that stay. Pure, no Django."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from surveys.scoring import score
from surveys.sheet import KIND_WORDS, OF_MARKS, WHY, Kind

OTHER_CODE = 99
YES_NO = {"yes": 1, "no": 0}
NOT_PLAIN = re.compile(r"[^A-Za-z0-9_]")
LONGEST = 60  # letters of a name: SPSS takes 64
TURNED = "обратный: в средние входит {} минус оценка"


@dataclass(frozen=True)
class Variable:
    """One column of the file and its line in the codebook."""

    name: str
    words: str
    kind: str
    read: Callable  # (answers) -> number, text or None
    values: str = ""  # "1 – каждую неделю; 2 – раз в месяц"
    note: str = ""
    measure: str = ""


def variables(sheet) -> list[Variable]:
    """All columns of a questionnaire in the order of its questions."""
    found = [one for question in sheet.questions for one in columns_of(question)]
    if sheet.bands:
        bands = "; ".join(
            f"{as_number(band.low)}–{as_number(band.high)} – {band.words}" for band in sheet.bands
        )
        found.append(Variable("score", "Сумма баллов", "сумма", lambda answers: score(sheet, answers), bands))
    return named_apart(found)


def named_apart(found):
    """Names that differ also where letter cases are not told apart."""
    taken, result = set(), []
    for one in found:
        name, number = one.name, 2
        while name.lower() in taken:
            name, number = f"{one.name}_{number}", number + 1
        taken.add(name.lower())
        result.append(Variable(name, *(getattr(one, part) for part in PARTS)))
    return result


PARTS = ("words", "kind", "read", "values", "note", "measure")


def columns_of(question):
    kind = question.kind
    if kind == Kind.GRID:
        found = [grid_row(question, row) for row in question.rows]
    elif kind == Kind.SEVERAL:
        found = [chosen(question, option) for option in question.options]
    elif kind == Kind.RANKING:
        found = [ranked(question, option) for option in question.options]
    elif kind == Kind.SINGLE_OTHER:
        found = [single(question), other(question)]
    else:
        found = [single(question) if kind == Kind.SINGLE else plain(question)]
    return [*found, why(question)] if question.why_at is not None else found


def name_of(*parts):
    return NOT_PLAIN.sub("_", "_".join(["q", *parts]))[:LONGEST]


def plain(question):
    key = question.key
    readers = {
        Kind.YES_NO: (lambda answers: YES_NO.get(answers.get(key)), "1 – да; 0 – нет"),
        Kind.SCALE: (lambda answers: answers.get(key), marks_words(question)),
        Kind.NUMBER: (lambda answers: answers.get(key), "число"),
        Kind.DATE: (lambda answers: answers.get(key), "ГГГГ-ММ-ДД"),
        Kind.FILE: (lambda answers: 1 if answers.get(key) else None, "1 – файл приложен"),
    }
    read, values = readers.get(question.kind, (lambda answers: answers.get(key), "текст"))
    is_turned = question.kind == Kind.SCALE and question.is_reversed
    return made(question, name_of(key), "", read, values, turned(question) if is_turned else "")


def single(question):
    codes = {option.key: number for number, option in enumerate(question.options, 1)}
    has_other = question.kind == Kind.SINGLE_OTHER

    def read(answers):
        value = answers.get(question.key)
        return OTHER_CODE if has_other and isinstance(value, dict) else codes.get(value)

    words = [f"{number} – {option.words}" for number, option in enumerate(question.options, 1)]
    if has_other:
        words.append(f"{OTHER_CODE} – свой вариант")
    return made(question, name_of(question.key), "", read, "; ".join(words))


def other(question):
    def read(answers):
        value = answers.get(question.key)
        return value.get("other") if isinstance(value, dict) else None

    return made(question, name_of(question.key, "other"), "свой вариант", read, "текст")


def chosen(question, option):
    def read(answers):
        value = answers.get(question.key)
        return None if value is None else int(option.key in value)

    return made(
        question, name_of(question.key, option.key), option.words, read, "1 – выбрано; 0 – не выбрано"
    )


def ranked(question, option):
    def read(answers):
        value = answers.get(question.key)
        return value.index(option.key) + 1 if value and option.key in value else None

    return made(question, name_of(question.key, option.key), option.words, read, "место: 1 – важнее всего")


def grid_row(question, row):
    def read(answers):
        return (answers.get(question.key) or {}).get(row.key)

    note = turned(question) if row.is_reversed else ""
    one = made(question, name_of(question.key, row.key), row.words, read, marks_words(question), note)
    return Variable(*(getattr(one, part) for part in ("name", *PARTS[:-1])), row.measure or question.measure)


def why(question):
    key = question.key + WHY
    return made(
        question,
        name_of(question.key, "why"),
        "почему такая оценка",
        lambda answers: answers.get(key),
        "текст",
    )


def made(question, name, part, read, values, note=""):
    words = f"{question.words} – {part}" if part else question.words
    measure = question.measure if question.kind in OF_MARKS else ""
    return Variable(name, words, KIND_WORDS[question.kind], read, values, note, measure)


def marks_words(question):
    ends = [(question.low, question.low_words), (question.high, question.high_words)]
    if len(question.labels) == len(question.marks):
        ends = list(zip(question.marks, question.labels, strict=True))
    told = "; ".join(f"{mark} – {words}" for mark, words in ends if words)
    return f"от {question.low} до {question.high}" + (f": {told}" if told else "")


def turned(question):
    return TURNED.format(question.low + question.high)


def as_number(value):
    return f"{value:g}".replace(".", ",")
