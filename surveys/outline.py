"""A questionnaire as its keeper reads it: numbered lines with everything that is set, in words."""

from dataclasses import dataclass

from surveys.checking import Problem, problems
from surveys.models import Side
from surveys.sheet import KIND_WORDS, OF_MARKS, Kind, Question, Section

SHOWN_OPTIONS = 8


@dataclass(frozen=True)
class Line:
    """One question: its number, what is set, what is wrong with it, what to check after reading a file."""

    number: int
    question: Question
    kind: str
    settings: list[str]
    choices: list[str]
    problems: list[Problem]
    doubts: list[str]


@dataclass(frozen=True)
class Part:
    section: Section
    lines: list[Line]


def outline(questionnaire) -> list[Part]:
    """All sections with their lines."""
    sheet = questionnaire.sheet
    numbers = {question.key: number for number, question in enumerate(sheet.questions, 1)}
    faults = by_question((one.question, one) for one in problems(sheet))
    doubts = by_question((one.get("question", ""), one.get("words", "")) for one in questionnaire.doubts)
    parts = []
    for section in sheet.sections:
        lines = [line_of(sheet, one, numbers, faults, doubts) for one in section.questions]
        parts.append(Part(section, lines))
    return parts


def whole_problems(questionnaire):
    """What is wrong with the questionnaire as a whole."""
    return [one for one in problems(questionnaire.sheet) if not one.question]


def by_question(pairs):
    found = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def line_of(sheet, question, numbers, faults, doubts):
    return Line(
        number=numbers[question.key],
        question=question,
        kind=kind_words(question),
        settings=[words for words in settings_of(sheet, question, numbers) if words],
        choices=choices_of(question),
        problems=faults.get(question.key, []),
        doubts=doubts.get(question.key, []),
    )


def kind_words(question):
    words = KIND_WORDS[question.kind]
    if question.kind in OF_MARKS:
        return f"{words} {question.low}–{question.high}"
    return words


def choices_of(question):
    """Options with their points, rows of a grid with the reversed ones marked."""
    options = [
        f"{one.words} ({points(one.score)})" if one.score is not None else one.words
        for one in question.options
    ]
    rows = [f"{one.words} (обратный счёт)" if one.is_reversed else one.words for one in question.rows]
    found = options + rows
    return (
        found
        if len(found) <= SHOWN_OPTIONS
        else [*found[:SHOWN_OPTIONS], f"и ещё {len(found) - SHOWN_OPTIONS}"]
    )


def points(score):
    return f"{score:g}".replace(".", ",") + " б."


def settings_of(sheet, question, numbers):
    """What is set besides the kind, each in a few words."""
    yield "обязательный" if question.is_required else ""
    yield f"только для: {Side(question.only_for).label}" if question.only_for in Side.values else ""
    yield condition_words(sheet, question.show_if, numbers)
    yield number_words(question)
    yield f"«Почему?» при {question.why_at} и ниже" if question.why_at is not None else ""
    yield "обратный счёт" if question.is_reversed else ""
    yield "не входит в сумму баллов" if question.kind in OF_MARKS and not question.is_scored else ""
    yield f"компетенция: {question.competence}" if question.competence else ""


def condition_words(sheet, condition, numbers):
    if condition is None:
        return ""
    on = sheet.question(condition.question)
    if on is None:
        return "показывать при условии (вопрос удалён)"
    known = dict(answers_of(on))
    answers = " или ".join(f"«{known.get(key, key)}»" for key in condition.answers)
    return f"если в вопросе {numbers[on.key]} ответ {answers}"


def answers_of(question):
    """[(what a condition names, words)] of a question where the answer is chosen."""
    if question.kind == Kind.YES_NO:
        return [("yes", "да"), ("no", "нет")]
    if question.kind == Kind.SCALE:
        return [(str(mark), str(mark)) for mark in question.marks]
    own = [("other", "свой вариант")] if question.kind == Kind.SINGLE_OTHER else []
    return [(one.key, one.words) for one in question.options] + own


def number_words(question):
    least, most = question.least, question.most
    if question.kind == Kind.NUMBER:
        least, most = question.low, question.high
    elif question.kind != Kind.SEVERAL:
        return ""
    if least is not None and least == most:
        return f"ровно {least}"
    ends = [
        f"не меньше {least}" if least is not None else "",
        f"не больше {most}" if most is not None else "",
    ]
    return ", ".join(filter(None, ends))
