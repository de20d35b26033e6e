"""A questionnaire on paper: what templates/papers/survey_blank.html draws. Pure, no Django."""

from surveys.sheet import OF_OPTIONS, Kind, Sheet

SHORT_WORDS = 42  # options as short as this stand in two columns
FROM_TWO_COLUMNS = 4
LINES = {Kind.SHORT: 1, Kind.LONG: 3}
HINTS = {
    Kind.SINGLE: "один ответ",
    Kind.SINGLE_OTHER: "один ответ или свой",
    Kind.SEVERAL: "можно несколько ответов",
    Kind.RANKING: "поставьте номера: 1 – самое важное",
    Kind.SCALE: "обведите одно число",
    Kind.GRID: "в каждой строке отметьте одну клетку",
    Kind.FILE: "приложите копию к анкете",
}
SIDES = {"mentor": "наставники", "mentee": "наставляемые", "curator": "кураторы", "parent": "родители"}
YES_NO = {"yes": "Да", "no": "Нет"}


def numbered(sheet: Sheet, side: str = "") -> list:
    """[(section, [(number, question)])] of what may be asked of this side; an empty one: of everybody."""
    found, number = [], 0
    for section in sheet.sections:
        questions = []
        for question in section.questions:
            if not side or question.only_for in ("", side):
                number += 1
                questions.append((number, question))
        if questions:
            found.append((section, questions))
    return found


def blank(sheet: Sheet, *, title, institution, side="", greeting="", name="", url="", is_unsigned=False):
    """The content of one blank; `url` is the person's own link, for who would rather answer by telephone."""
    sections = numbered(sheet, side)
    numbers = {question.key: number for _, questions in sections for number, question in questions}
    return {
        "title": title,
        "institution": institution,
        "greeting": greeting,
        "name": name,
        "url": url,
        "is_unsigned": is_unsigned,
        "sections": [
            {
                "title": section.title,
                "words": section.words,
                "questions": [drawn(sheet, number, one, numbers, side) for number, one in questions],
            }
            for section, questions in sections
        ],
    }


def drawn(sheet, number, question, numbers, side):
    look = {
        "number": number,
        "kind": str(question.kind),
        "words": question.words,
        "hint": "; ".join(filter(None, [question.hint.rstrip("."), hint_of(question)])),
        "condition": condition_of(sheet, question, numbers, side),
        "lines": list(range(LINES.get(question.kind, 0))),
    }
    if question.kind in OF_OPTIONS:
        look["options"] = [option.words for option in question.options]
        look["columns"] = in_columns(question)
    elif question.kind == Kind.SCALE:
        look |= {"marks": marks_of(question), "low": question.low_words, "high": question.high_words}
        look["why"] = why_of(question)
    elif question.kind == Kind.GRID:
        look |= {"marks": marks_of(question), "rows": [row.words for row in question.rows]}
        look["ends"] = ends_of(question)
    return look


def hint_of(question):
    if question.kind == Kind.SEVERAL and question.hint and question.most:
        return ""  # the hint says how many
    if question.kind != Kind.SEVERAL or question.most is None:
        return HINTS.get(question.kind, "")
    if question.least == question.most:
        return f"ровно {question.most}"
    return f"не больше {question.most}"


def condition_of(sheet, question, numbers, side):
    """In words, when a question is meant for some only: on paper nothing hides it."""
    found = []
    if question.only_for and not side:
        found.append(f"Отвечают только {SIDES.get(question.only_for, question.only_for)}")
    condition = question.show_if
    if condition and condition.question in numbers:
        earlier = sheet.question(condition.question)
        words = YES_NO | {option.key: option.words for option in earlier.options}
        said = ", ".join(f"«{words.get(one, one)}»" for one in condition.answers)
        found.append(f"Если в вопросе {numbers[condition.question]} вы ответили {said}")
    return "; ".join(found)


def in_columns(question):
    """Options row by row: in two columns when all are short, the second column goes on the first."""
    words = [option.words for option in question.options]
    short = len(words) >= FROM_TWO_COLUMNS and all(len(one) <= SHORT_WORDS for one in words)
    if not short or question.kind == Kind.RANKING:
        return [[one] for one in words]
    half = (len(words) + 1) // 2
    return [words[place : place + half + 1 : half] for place in range(half)]


def marks_of(question):
    labels = question.labels if len(question.labels) == len(question.marks) else ("",) * len(question.marks)
    return [{"mark": mark, "label": label} for mark, label in zip(question.marks, labels, strict=True)]


def ends_of(question):
    """What the first and the last mark mean, where the marks bear no words of their own."""
    if question.labels or not (question.low_words or question.high_words):
        return ""
    ends = ((question.low, question.low_words), (question.high, question.high_words))
    return "; ".join(f"{mark} – {words}" for mark, words in ends if words)


def why_of(question):
    return "" if question.why_at is None else f"Если {question.why_at} или ниже – почему?"
