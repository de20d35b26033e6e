"""How groups, marks and answers are called on a page of results. No database."""

from common.russian import counted, upper_first
from people.models import MentoringForm
from surveys.models import Side
from surveys.results.statistics import OTHER, plain
from surveys.sheet import Kind

BY = {"side": "По ролям", "form": "По формам", "young": "Молодые педагоги"}
SIDES = {
    Side.MENTOR: "наставники",
    Side.MENTEE: "наставляемые",
    Side.CURATOR: "кураторы",
    Side.PARENT: "родители",
    "": "роль не указана",
}
YOUNG = {True: "молодые педагоги", False: "остальные", None: "стаж не указан"}
FORMS = dict(MentoringForm.choices) | {"": "форма не указана"}
WORDS = {"side": SIDES, "form": FORMS, "young": YOUNG}
YES_NO = {"yes": "Да", "no": "Нет"}
MONTHS = (
    *("Январь", "Февраль", "Март", "Апрель", "Май", "Июнь"),
    *("Июль", "Август", "Сентябрь", "Октябрь", "Ноябрь", "Декабрь"),
)


def group_words(by, values):
    """ "Наставники"; small groups that are shown together are named together."""
    return upper_first(", ".join(str(WORDS[by].get(value, value)) for value in values))


def two(number):
    """ "7,43"; halves go up, as people round them."""
    if number is None:
        return ""
    return f"{int(abs(number) * 100 + 0.5 + 1e-9) / 100 * (1 if number >= 0 else -1):.2f}".replace(".", ",")


def percent(count, number):
    return f"{int(100 * count / number + 0.5)} %" if number else ""


def share(count, number):
    """ "9 из 14, 64 %"."""
    return f"{count} из {number}, {percent(count, number)}"


def people(number):
    return counted(number, "человек", "человека", "человек")


def answer_words(question, key):
    """One of the answers to choose from."""
    if question.kind == Kind.YES_NO:
        return YES_NO.get(key, key)
    if question.kind == Kind.DATE:
        year, month = key.split("-")
        return f"{MONTHS[int(month) - 1]} {year}"
    if key == OTHER and OTHER not in question.keys:
        return "Свой вариант"
    return next((option.words for option in question.options if option.key == key), key)


def mark_words(question):
    """Each mark of a scale in words: "3 – трудно сказать"."""
    marks = list(question.marks)
    if len(question.labels) == len(marks):
        return list(question.labels)
    words = [str(mark) for mark in marks]
    if question.low_words:
        words[0] = f"{words[0]} – {question.low_words}"
    if question.high_words:
        words[-1] = f"{words[-1]} – {question.high_words}"
    return words


def one_answer(question, value):
    """What one person answered, as text or lines."""
    if value in (None, "", [], {}):
        return []
    if question.kind == Kind.GRID:
        return [
            f"{row.words}: {mark_of(question, value[row.key])}" for row in question.rows if row.key in value
        ]
    if question.kind == Kind.SCALE:
        return [mark_of(question, value)]
    if question.kind == Kind.RANKING:
        return [f"{place}. {answer_words(question, key)}" for place, key in enumerate(value, 1)]
    if question.kind == Kind.SEVERAL:
        return [answer_words(question, key) for key in value]
    if isinstance(value, dict):
        return [value.get("name") or value.get(OTHER, "")]
    return [said(question, value)]


def said(question, value):
    if question.kind in {Kind.SINGLE, Kind.SINGLE_OTHER, Kind.YES_NO}:
        return answer_words(question, value)
    if question.kind == Kind.DATE:
        return ".".join(reversed(value.split("-")))
    return str(value) if isinstance(value, str) else plain(value)


def mark_of(question, mark):
    """ "4 из 5", with the words of the mark where it has some."""
    marks = list(question.marks)
    if len(question.labels) == len(marks) and mark in marks:
        return f"{mark} – {question.labels[marks.index(mark)]}"
    return f"{mark} из {question.high}"
