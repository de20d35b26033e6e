"""What a named answer says for the banks: requests of mentees, strengths and room of mentors. Pure, no Django.

Plain columns of an entry come from questions with the same key; competences from whatever bears their name.
"""

from dataclasses import dataclass

from surveys.scoring import straight
from surveys.sheet import OF_OPTIONS, Kind, Sheet

NUMBER, KEYS = "number", "keys"
#: Questions that stand for a column: what is kept of the answer, a number of signs for words.
MENTEE = {"forms": KEYS, "kinds": KEYS, "wishes": 500}
MENTOR = MENTEE | {
    "capacity": NUMBER, "achievements": 500, "time_resource": 120, "interests": 300, "mentee_ages": 60,
}  # fmt: skip
REQUEST = "request"  # a question whose words are a request
TEXT_MAX, NAME_MAX = 300, 120


@dataclass(frozen=True)
class Facts:
    """`columns` {name: text, list of keys, or number}; `asked` {competence: what was said about it}."""

    columns: dict
    asked: dict
    request: str = ""


def facts_of(sheet: Sheet, answers: dict, columns: dict) -> Facts:
    found = {}
    for name, kept in columns.items():
        question, value = sheet.question(name), answers.get(name)
        if question is not None and value is not None:
            found[name] = column_value(question, value, kept)
    request = answers.get(REQUEST)
    words = request[:TEXT_MAX] if isinstance(request, str) else ""
    return Facts({name: value for name, value in found.items() if value}, named(sheet, answers), words)


def column_value(question, value, kept):
    if kept == KEYS:
        return keys_of(question, value)
    if kept == NUMBER:
        return value if isinstance(value, int) else None
    return in_words(question, value)[:kept].strip()


def keys_of(question, value):
    chosen = value if isinstance(value, list) else [value]
    return [key for key in chosen if isinstance(key, str) and key in question.keys]


def in_words(question, value):
    """An answer as it would be said: words of the options, the own words, a number."""
    if isinstance(value, dict):
        return str(value.get("other", ""))
    words = {option.key: option.words for option in question.options}
    chosen = value if isinstance(value, list) else [value]
    return ", ".join(words.get(one, str(one)) for one in chosen)


def named(sheet, answers):
    """{competence: [words]} of what was chosen, marked high or answered with yes."""
    found = {}
    for question in sheet.questions:
        value = answers.get(question.key)
        for competence, words in () if value is None else said(question, value):
            found.setdefault(" ".join(competence.split())[:NAME_MAX], []).append(words)
    return found


def said(question, value):
    if question.kind in OF_OPTIONS - {Kind.RANKING}:
        chosen = keys_of(question, value)
        yield from (
            (one.competence, one.words) for one in question.options if one.competence and one.key in chosen
        )
    elif question.kind == Kind.GRID:
        for row in question.rows:
            name, mark = row.competence or question.competence, value.get(row.key)
            if name and mark is not None and is_high(question, mark, row.is_reversed):
                yield name, row.words
    elif question.competence and question.kind == Kind.SCALE:
        if is_high(question, value, question.is_reversed):
            yield question.competence, question.words
    elif question.competence and question.kind == Kind.YES_NO and value == "yes":
        yield question.competence, question.words


def is_high(question, mark, is_reversed):
    """Among the highest marks, as the map of deficits counts: 2 of 0-2, 4 and 5 of 1-5, 8 to 10 of 1-10."""
    return (
        straight(question, mark, is_reversed=is_reversed)
        >= question.high - (question.high - question.low) // 4
    )


def request_words(words):
    """Several things said about one competence as one request; what does not fit is left out whole."""
    text = words[0][:TEXT_MAX]
    for one in words[1:]:
        if len(text) + len(one) + 2 <= TEXT_MAX:
            text += f"; {one[:1].lower()}{one[1:]}"
    return text
