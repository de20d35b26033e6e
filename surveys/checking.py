"""What is wrong with a questionnaire before anybody is asked. Pure, no Django.

A serious problem stops the opening of a campaign, the others are told beside the question.
"""

import re
from dataclasses import dataclass

from surveys.asking import words_of
from surveys.scoring import span
from surveys.sheet import OF_MARKS, OF_OPTIONS, Kind, Question, Sheet

MOST_MARKS = 11
CLOSED = {
    Kind.YES_NO,
    Kind.SINGLE,
    Kind.SINGLE_OTHER,
    Kind.SEVERAL,
    Kind.SCALE,
}  # a condition may hang on these

# Health and numbers of papers are not for a questionnaire (reliability.md 6, 152-ФЗ ст. 10).
HEALTH = (
    r"диагноз|инвалидност|заболеван|болезн|болеете|хроническ|состояни\w* здоровь|групп\w* здоровь|лекарств|беременн"
    r"|психиатр|аллерги"
)
NUMBERS = (
    r"паспорт|СНИЛС|\bИНН\b|полис|номер\w* (?:банковск\w* )?карт|свидетельств\w* о рождении"
    r"|адрес\w* (?:проживани|регистрации)"
)
NAMES = r"\bФИО\b|\bФ\. ?И\. ?О\.|(?:ваш[аеи]|укажите) (?:фамили|имя)|представьтесь"


@dataclass(frozen=True)
class Problem:
    """`question` is its key; empty, the problem is of the whole questionnaire."""

    question: str
    words: str
    is_serious: bool = True


def problems(sheet: Sheet, *, is_anonymous: bool = False) -> list[Problem]:
    """Everything wrong with a sheet, from the top down."""
    found = [] if sheet.questions else [Problem("", "В анкете нет ни одного вопроса.")]
    known, seen = {}, set()
    for question in sheet.questions:
        wrong = [*of_key(question, seen), *of_kind(question), *of_condition(question, known)]
        found += [Problem(question.key, words) for words in wrong]
        found += [Problem(question.key, words, is_serious=False) for words in doubts_of(question)]
        found += [Problem(question.key, words) for words in against_secrecy(question) if is_anonymous]
        known[question.key] = question
        seen.add(question.key)
    return found + of_bands(sheet)


def serious(found: list[Problem]) -> list[Problem]:
    return [problem for problem in found if problem.is_serious]


def of_key(question, seen):
    if not question.words.strip():
        yield "У вопроса нет слов."
    if question.key in seen:
        yield "Этот вопрос стоит в анкете дважды: удалите лишний."


def of_kind(question: Question) -> list[str]:
    """What this kind of question lacks."""
    checks = [(OF_OPTIONS, of_options), ({Kind.SEVERAL}, of_number), (OF_MARKS | {Kind.NUMBER}, of_range)]
    checks += [(OF_MARKS, of_marks), ({Kind.GRID}, of_rows)]
    return [words for kinds, check in checks if question.kind in kinds for words in check(question)]


def of_options(question):
    if not question.options:
        yield "Нет вариантов ответа: напишите их по одному в строке."
    elif len(question.options) < 2 and question.kind != Kind.SINGLE_OTHER:
        yield "Вариант только один: выбирать не из чего."
    if len(set(question.keys)) < len(question.options):
        yield "Два варианта нельзя отличить друг от друга: сотрите один и напишите заново."


def of_number(question):
    least, most, number = question.least, question.most, len(question.options)
    if max(least or 0, 0) > number:
        yield f"Просят выбрать {least}, а вариантов {number}."
    if most is not None and most < 1:
        yield "Наибольшее число вариантов должно быть не меньше 1."
    if least is not None and most is not None and least > most:
        yield "«Не меньше» больше, чем «не больше»: ответить нельзя."


def of_range(question):
    low, high = question.low, question.high
    if question.kind == Kind.NUMBER:
        if low is not None and high is not None and low > high:
            yield "Наименьшее число больше наибольшего."
    elif low is None or high is None or low >= high:
        yield "Первая отметка шкалы должна быть меньше последней."


def of_marks(question):
    number = len(question.marks)
    if number > MOST_MARKS:
        yield f"На шкале {number} отметок, на телефоне помещается не больше {MOST_MARKS}."
    if question.labels and len(question.labels) != number:
        yield f"Подписей {len(question.labels)}, а отметок {number}: подпишите каждую или ни одной."


def of_rows(question):
    if not question.rows:
        yield "Нет строк для оценки: напишите их по одной в строке."
    if len({row.key for row in question.rows}) < len(question.rows):
        yield "Две строки нельзя отличить друг от друга: сотрите одну и напишите заново."


def of_condition(question, known):
    """A condition hangs on an earlier question with answers to choose, and on answers that it has."""
    condition = question.show_if
    if condition is None:
        return
    on = known.get(condition.question)
    if on is None:
        yield "Условие показа ссылается на вопрос, которого выше нет. Поставьте тот вопрос раньше или уберите условие."
    elif on.kind not in CLOSED:
        yield "Условие показа возможно только от вопроса, где ответ выбирают."
    elif not condition.answers or not set(condition.answers) <= possible(on):
        yield "Условие показа ссылается на ответ, которого в том вопросе нет. Отметьте ответы заново."


def possible(question: Question) -> set:
    """The answers a condition may name."""
    if question.kind == Kind.YES_NO:
        return {"yes", "no"}
    if question.kind == Kind.SCALE:
        return words_of(list(question.marks))
    return set(question.keys) | ({"other"} if question.kind == Kind.SINGLE_OTHER else set())


def doubts_of(question: Question):
    """What a person should think over; the questionnaire may be opened all the same."""
    text = " ".join(
        [question.words, question.hint, *(one.words for one in (*question.options, *question.rows))]
    )
    if re.search(HEALTH, text, re.IGNORECASE):
        yield "Похоже, вопрос о здоровье. Такие сведения особо охраняются законом: спросите иначе или уберите вопрос."
    if re.search(NUMBERS, text, re.IGNORECASE):
        yield "Похоже, вопрос о документах или адресе. Для наставничества эти сведения не нужны: уберите вопрос."
    words = [one.words.strip().casefold() for one in (*question.options, *question.rows)]
    if len(set(words)) < len(words):
        yield "Два варианта или две строки написаны одинаково."
    if question.why_at is not None and question.kind == Kind.SCALE and question.why_at not in question.marks:
        yield "«Почему?» не появится: такой отметки на шкале нет."


def against_secrecy(question: Question):
    """What would tell who gave an answer without a name."""
    if question.kind == Kind.FILE:
        yield "В опросе без имён файл выдаст автора: уберите вопрос или проведите опрос с именами."
    if re.search(NAMES, question.words, re.IGNORECASE):
        yield "В опросе без имён нельзя спрашивать имя: уберите вопрос."


def of_bands(sheet: Sheet) -> list[Problem]:
    """Levels of the score: each from low to high, none over another, all of them over every possible score."""
    bands = sorted(sheet.bands, key=lambda band: (band.low, band.high))
    found = [
        Problem("", f"Уровень «{one.words}»: начало больше конца.") for one in bands if one.low > one.high
    ]
    if found:
        return found
    for one, other in zip(bands, bands[1:], strict=False):
        if other.low <= one.high:
            found.append(Problem("", f"Уровни «{one.words}» и «{other.words}» накладываются друг на друга."))
        elif other.low - one.high > 1:
            words = f"Между уровнями «{one.words}» и «{other.words}» есть пропуск."
            found.append(Problem("", words, is_serious=False))
    return found or (unreached(sheet, bands) if bands and sheet.questions else [])


def unreached(sheet, bands):
    least, most = span(sheet)
    if least is None:
        return [
            Problem(
                "", "Уровни есть, а баллов нет ни у одного вопроса: уровень не посчитается.", is_serious=False
            )
        ]
    if bands[0].low > least or bands[-1].high < most:
        reached = f"{shown(bands[0].low)}–{shown(bands[-1].high)}"
        words = f"Уровни охватывают баллы {reached}, а набрать можно {shown(least)}–{shown(most)}."
        return [Problem("", words, is_serious=False)]
    return []


def shown(number):
    """A number as people write it: 10, 2,5."""
    return f"{number:g}".replace(".", ",")
