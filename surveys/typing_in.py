"""Answers on paper typed in quickly: numbers of options and marks, Enter, the next one. Pure, no Django.

A field of the form is named by the key of its question, a row of a grid "<key>.<row>", the reasons "<key>:why".
"""

import re
from dataclasses import dataclass

from surveys.asking import checked_one
from surveys.blank_paper import numbered
from surveys.sheet import OF_TEXT, WHY, Kind, Sheet

YES, NO = {"1", "да", "д", "yes"}, {"2", "нет", "н", "no"}
DAY = re.compile(r"(\d{1,2})[.,/ ](\d{1,2})[.,/ ](\d{2}|\d{4})")
IGNORED = {Kind.FILE}  # what was handed in on paper stays on paper


@dataclass(frozen=True)
class Field:
    """One line of the form. `number` and `title` head a question; a row of a grid has `words` of its own."""

    name: str
    number: str
    title: str
    words: str
    hint: str
    value: str = ""
    error: str = ""
    is_long: bool = False
    options: tuple = ()


def fields(sheet: Sheet, side="", typed=None, errors=None) -> list:
    """[(section, [fields])] in the order and with the numbers of the blank."""
    typed, errors = typed or {}, errors or {}
    return [
        (
            section,
            [one for number, question in questions for one in fields_of(question, number, typed, errors)],
        )
        for section, questions in numbered(sheet, side)
    ]


def fields_of(question, number, typed, errors):
    if question.kind in IGNORED:
        return
    if question.kind == Kind.GRID:
        for place, row in enumerate(question.rows, 1):
            name, title = f"{question.key}.{row.key}", question.words if place == 1 else ""
            if question.key in errors and not typed.get(name):  # something is lacking: here it is
                errors = {name: errors[question.key], **errors}
            yield field(name, f"{number}.{place}", title, row.words, hint_of(question), typed, errors)
        return
    options = tuple(enumerate((option.words for option in question.options), 1))
    yield field(
        question.key, str(number), question.words, "", hint_of(question), typed, errors,
        is_long=question.kind == Kind.LONG, options=options,
    )  # fmt: skip
    if question.why_at is not None:
        words = f"Почему (если {question.why_at} или ниже)"
        yield field(question.key + WHY, "", "", words, "", typed, errors, is_long=True)


def field(name, number, title, words, hint, typed, errors, **look):
    return Field(name, number, title, words, hint, typed.get(name, ""), errors.get(name, ""), **look)


def hint_of(question):
    """What is typed for this kind, as short as it stands beside a field."""
    if question.kind in (Kind.SCALE, Kind.GRID):
        return f"{question.low}–{question.high}"
    last = len(question.options)
    return {
        Kind.YES_NO: "1 – да, 2 – нет",
        Kind.SINGLE: f"номер: 1–{last}",
        Kind.SINGLE_OTHER: f"номер: 1–{last}, или свой ответ словами",
        Kind.SEVERAL: "номера через пробел",
        Kind.RANKING: "места по порядку строк через пробел",
        Kind.DATE: "ДД.ММ.ГГГГ",
        Kind.NUMBER: "число",
    }.get(question.kind, "")


def read(sheet: Sheet, typed) -> tuple[dict, dict]:
    """({question: answer}, {field: what is wrong with it}): empty fields are no answers, nothing is demanded."""
    raw, errors = {}, {}
    for question in sheet.questions:
        if question.kind in IGNORED:
            continue
        if question.kind == Kind.GRID:
            read_grid(question, typed, raw, errors)
            continue
        text = typed.get(question.key, "").strip()
        value, error = read_one(question, text) if text else (None, "")
        if value is not None and not error:
            value, error = checked_one(question, value)
        if error:
            errors[question.key] = error
        elif value is not None:
            raw[question.key] = value
        if why := typed.get(question.key + WHY, "").strip():
            raw[question.key + WHY] = why
    return raw, errors


def read_grid(question, typed, raw, errors):
    marks = {}
    for row in question.rows:
        name = f"{question.key}.{row.key}"
        if not (text := typed.get(name, "").strip()):
            continue
        if text.lstrip("-").isdecimal() and int(text) in question.marks:
            marks[row.key] = int(text)
        else:
            errors[name] = out_of_marks(question)
    if marks:
        raw[question.key] = marks


def out_of_marks(question):
    return f"Здесь бывает от {question.low} до {question.high}."


def read_one(question, text):
    """(raw value, error): what stands in the field as surveys/asking.py takes it."""
    if question.kind in OF_TEXT or question.kind == Kind.NUMBER:
        return text, ""
    if question.kind == Kind.SCALE:
        is_mark = text.lstrip("-").isdecimal() and int(text) in question.marks
        return (int(text), "") if is_mark else (None, out_of_marks(question))
    if question.kind == Kind.YES_NO:
        word = "yes" if text.lower() in YES else "no" if text.lower() in NO else None
        return word, "" if word else "Введите 1, если «да», или 2, если «нет»."
    return read_date(text) if question.kind == Kind.DATE else read_options(question, text)


def read_date(text):
    found = DAY.fullmatch(text)
    if not found:
        return None, "Введите дату цифрами, например 05.10.2026."
    day, month, year = found.groups()
    year = f"20{year}" if len(year) == 2 else year
    return f"{year}-{int(month):02}-{int(day):02}", ""


def read_options(question, text):
    if question.kind == Kind.SINGLE_OTHER and not text.isdecimal():
        return {"other": text}, ""
    numbers, last = numbers_of(text, len(question.options)), len(question.options)
    if numbers is None:
        return None, f"Введите номера вариантов от 1 до {last}."
    if question.kind == Kind.RANKING:
        return ranked(question, numbers)
    if question.kind == Kind.SEVERAL:
        return [question.keys[number - 1] for number in dict.fromkeys(numbers)], ""
    return (question.keys[numbers[0] - 1], "") if len(numbers) == 1 else (None, "Здесь один номер.")


def numbers_of(text, last):
    """«1 3 5», «1,3,5», and «135» where no option has a number of two figures; None: no numbers of options."""
    parts = re.split(r"[\s,;.]+", text.strip(" ,;."))
    if len(parts) == 1 and last < 10:
        parts = list(parts[0])
    if not all(part.isdecimal() and 1 <= int(part) <= last for part in parts):
        return None
    return [int(part) for part in parts]


def ranked(question, places):
    if sorted(places) != list(range(1, len(question.options) + 1)):
        return (
            None,
            f"Введите места всех строк по порядку: каждое число от 1 до {len(question.options)} один раз.",
        )
    return [key for _, key in sorted(zip(places, question.keys, strict=True))], ""
