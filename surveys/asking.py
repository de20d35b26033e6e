"""Which questions are asked, and whether what was answered is an answer. Pure, no Django.

`side` is who answers ("mentor", "mentee", ...); an empty one is asked only what everybody is asked.
"""

import datetime as dt
import math

from surveys.sheet import OF_TEXT, WHY, Kind, Question, Sheet

SHORT_MAX, LONG_MAX, OTHER_MAX, NAME_MAX = 300, 4000, 200, 200
ASK_AGAIN = "Выберите один из предложенных ответов."


def asked(sheet: Sheet, answers: dict, side: str = "") -> list:
    """[(section, [questions])] that somebody with these answers is asked; sections without a question fall out.

    A question that is not asked is not answered either: what hangs on its answer is not shown.
    """
    shown, found = {}, []
    for section in sheet.sections:
        questions = []
        for question in section.questions:
            if is_asked(question, shown, side):
                questions.append(question)
                shown[question.key] = answers.get(question.key)
        if questions:
            found.append((section, questions))
    return found


def is_asked(question: Question, shown: dict, side: str) -> bool:
    if question.only_for and question.only_for != side:
        return False
    condition = question.show_if
    return condition is None or bool(words_of(shown.get(condition.question)) & set(condition.answers))


def words_of(value) -> set:
    """An answer as the words a condition is compared with."""
    if value is None or value == "":
        return set()
    if isinstance(value, dict):
        return {"other"} if "other" in value else set()
    return {str(one) for one in value} if isinstance(value, list) else {str(value)}


def checked(sheet: Sheet, raw: dict, side: str = "", *, is_draft: bool = False) -> tuple[dict, dict]:
    """(answers to keep, {question key: what is wrong with it, in words}).

    What is not asked is dropped. A draft may be unfinished: nothing is demanded, what is no answer is left out.
    """
    answers, errors, shown = {}, {}, {}
    raw = raw if isinstance(raw, dict) else {}
    for question in sheet.questions:
        if not is_asked(question, shown, side):
            continue
        value, error = checked_one(question, raw.get(question.key))
        if error:
            errors[question.key] = error
        if value is not None:
            answers[question.key] = shown[question.key] = value
        why = checked_why(question, value, raw.get(question.key + WHY))
        if why:
            answers[question.key + WHY] = why
        if not is_draft and not error:
            error = lacking(question, value, why)
            if error:
                errors[question.key] = error
    return answers, {} if is_draft else errors


def lacking(question, value, why):
    """What is still to be said, in words; "" when it is enough."""
    if value is None:
        return "Ответьте на этот вопрос." if question.is_required else ""
    if question.kind == Kind.GRID and question.is_required and len(value) < len(question.rows):
        return "Поставьте оценку в каждой строке."
    if question.kind == Kind.SEVERAL:
        return wrong_number(question, len(value))
    if is_low(question, value) and not why:
        return "Напишите, почему такая оценка."
    return ""


def is_low(question, value):
    """Whether "Почему?" is asked for this mark."""
    return question.why_at is not None and question.kind == Kind.SCALE and value is not None and (
        value <= question.why_at
    )  # fmt: skip


def checked_why(question, value, raw):
    return clean(raw, LONG_MAX) if is_low(question, value) else ""


def clean(raw, limit):
    """A typed text as it can be kept: no more than `limit` signs, and none that a database refuses."""
    if not isinstance(raw, str):
        return ""
    words = raw.replace("\x00", "").encode("utf-8", "ignore").decode()
    return words.strip()[:limit].strip()


def wrong_number(question, number):
    least, most = question.least, question.most
    if least is not None and least == most and number != least:
        return f"Нужно выбрать ровно {least}."
    if least is not None and number < least:
        return f"Нужно выбрать не меньше {least}."
    if most is not None and number > most:
        return f"Можно выбрать не больше {most}."
    return ""


def checked_one(question, raw):
    """(value or None, what is wrong): None without a word is an empty answer."""
    if raw is None or raw == "" or raw == [] or raw == {}:
        return None, ""
    return CHECKS[question.kind](question, raw)


def check_text(question, raw):
    if not isinstance(raw, str):
        return None, "Напишите ответ словами."
    limit = SHORT_MAX if question.kind == Kind.SHORT else LONG_MAX
    error = f"Слишком длинный ответ: помещается {limit} знаков." if len(raw.strip()) > limit else ""
    return clean(raw, limit) or None, error


def check_number(question, raw):
    try:
        value = float("".join(str(raw).replace(",", ".").split()))
    except ValueError:
        return None, "Напишите число цифрами."
    if not math.isfinite(value):
        return None, "Напишите число цифрами."
    low, high = question.low, question.high
    if low is not None and value < low or high is not None and value > high:
        bounds = [f"от {low}" if low is not None else "", f"до {high}" if high is not None else ""]
        return None, f"Число должно быть {' '.join(filter(None, bounds))}."
    return int(value) if value.is_integer() else value, ""


def check_date(question, raw):
    try:
        return dt.date.fromisoformat(str(raw)).isoformat(), ""
    except ValueError:
        return None, "Такой даты нет. Выберите день в календаре."


def check_yes_no(question, raw):
    return (raw, "") if raw in ("yes", "no") else (None, "Ответьте «да» или «нет».")


def check_single(question, raw):
    if isinstance(raw, dict) and question.kind == Kind.SINGLE_OTHER:
        words = clean(raw.get("other"), OTHER_MAX)
        return ({"other": words}, "") if words else (None, "Напишите свой вариант.")
    return (raw, "") if raw in question.keys else (None, ASK_AGAIN)


def check_several(question, raw):
    chosen = set(map(str, raw)) if isinstance(raw, list) else {""}
    if not chosen <= set(question.keys):
        return None, ASK_AGAIN
    return [key for key in question.keys if key in chosen], ""


def check_scale(question, raw):
    value = whole(raw)
    return (value, "") if value in question.marks else (None, "Выберите оценку на шкале.")


def check_grid(question, raw):
    if not isinstance(raw, dict):
        return None, "Выберите оценки на шкале."
    found = {row.key: whole(raw.get(row.key)) for row in question.rows if raw.get(row.key) not in (None, "")}
    fine = {key: value for key, value in found.items() if value in question.marks}
    return fine or None, "" if len(fine) == len(found) else "Выберите оценки на шкале."


def check_ranking(question, raw):
    if not isinstance(raw, list) or sorted(map(str, raw)) != sorted(question.keys):
        return None, "Расставьте все варианты."
    return list(map(str, raw)), ""


def check_file(question, raw):
    name, stored = (
        (clean(raw.get(part), NAME_MAX) for part in ("name", "stored")) if isinstance(raw, dict) else ("", "")
    )
    return ({"name": name, "stored": stored}, "") if name and stored else (None, "")


def whole(raw):
    try:
        return int(str(raw))
    except ValueError:
        return None


CHECKS = {
    **dict.fromkeys(OF_TEXT, check_text),
    Kind.NUMBER: check_number,
    Kind.DATE: check_date,
    Kind.YES_NO: check_yes_no,
    Kind.SINGLE: check_single,
    Kind.SINGLE_OTHER: check_single,
    Kind.SEVERAL: check_several,
    Kind.SCALE: check_scale,
    Kind.GRID: check_grid,
    Kind.RANKING: check_ranking,
    Kind.FILE: check_file,
}
