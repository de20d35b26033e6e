"""Codes of a proposal as one Russian sentence: the same words whoever the two are, man or woman."""

from collections.abc import Mapping

from common.russian_dates import counted, lower_first, upper_first
from selection.matching.times import DAYS, PARTS

ORDINALS = {1: "первый", 2: "второй", 3: "третий"}
CATEGORIES = {2: "первая категория", 3: "высшая категория"}
DAY_WORDS = dict(
    zip(
        DAYS, ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"), strict=True
    )
)
PART_WORDS = dict(zip(PARTS, ("до обеда", "после обеда", "вечером"), strict=True))
MOST_CLAUSES, MOST_DAYS = 4, 2
FREE = "Данных для сравнения мало; наставник пока никого не ведёт."
SILENT = "Данных для сравнения мало; у наставника есть место."

LEFT = {
    "capacity": "Подходящие наставники есть, но у них нет свободных мест.",
    "competence": "Подходящего наставника в банке нет.",
    "consent": "У подходящих наставников нет согласия.",
    "excluded": "Подходящие наставники исключены из подбора.",
    "form": "В банке нет наставника нужной формы наставничества.",
}
BLOCKED = "Нет согласия: предложить наставника пока нельзя."


def sentence(match, names: Mapping[int, str], facts: Mapping[str, str] | None = None) -> str:
    """Why this mentor, in one sentence. `names` are those of competences.

    `facts` may add what the codes do not hold: "subject" (the common subject), "met_on" ("14 января").
    """
    reasons, facts = dict(match.reasons), facts or {}
    told = [tell(reasons, names, facts) for code, tell in CLAUSES.items() if code in reasons]
    clauses = [words for words in told if words]
    if not clauses and "free" in reasons:
        return FREE
    return upper_first("; ".join(clauses[:MOST_CLAUSES])) + "." if clauses else SILENT


def left_sentence(match, names: Mapping[int, str] | None = None) -> str:
    """Why nobody was found, in one sentence."""
    reasons = dict(match.reasons)
    if "blocked" in reasons:
        return BLOCKED
    if match.left == "competence" and (asked := _listed(reasons.get("asked", ()), names or {})):
        return f"В банке не нашлось подходящего наставника по запросу: {asked}."
    return LEFT.get(match.left, "")


def _mutual(reasons, names, facts):
    return f"выбрали друг друга на встрече {facts['met_on']}" if "met_on" in facts else "выбрали друг друга"


def _chosen(code, whose):
    def tell(reasons, names, facts):
        rank = ORDINALS.get(reasons[code])
        return f"{rank} выбор {whose}" if rank else f"в списке пожеланий {whose}"

    return tell


def _competence(reasons, names, facts):
    answered, missing = reasons["competence"], reasons.get("unanswered", ())
    listed = _listed(answered, names)
    if not listed:
        return ""
    rare = ", больше в банке это никто не предлагает" if set(reasons.get("only", ())) >= set(answered) else ""
    if missing:
        return (
            f"отвечает на часть запроса ({len(answered)} из {len(answered) + len(missing)}): {listed}{rare}"
        )
    if len(answered) == 1:
        return f"запрос – {listed}, это сильная сторона наставника{rare}"
    return f"отвечает на весь запрос: {listed}{rare}"


def _subject(reasons, names, facts):
    return f"тот же предмет: {lower_first(facts['subject'])}" if facts.get("subject") else "тот же предмет"


def _years(reasons, names, facts):
    return f"стаж больше на {counted(reasons['experience'], 'год', 'года', 'лет')}"


def _time(reasons, names, facts):
    days = [_moment(token) for token in reasons["time"]]
    more = " и не только" if len(days) > MOST_DAYS else ""
    return f"общее время: {', '.join(days[:MOST_DAYS])}{more}"


def _moment(token):
    day, _, part = token.partition(".")
    return f"{DAY_WORDS[day]} {PART_WORDS[part]}" if part else DAY_WORDS[day]


def _listed(competences, names):
    return ", ".join(_inside(names[key]) for key in competences if key in names)


def _inside(name):
    """ "Методика урока" within a sentence; "ИКТ" stays as it is."""
    return name if name[1:2].isupper() else lower_first(name)


def _plain(words):
    return lambda reasons, names, facts: words


CLAUSES = {
    "mutual": _mutual,
    "mentee_wish": _chosen("mentee_wish", "наставляемого"),
    "mentor_wish": _chosen("mentor_wish", "наставника"),
    "known": _plain("уже работали вместе"),
    "competence": _competence,
    "subject": _subject,
    "group": _plain("та же группа или параллель"),
    "reverse": _plain("учит новому коллегу с большим стажем"),
    "position": lambda reasons, names, facts: (
        "та же должность" if reasons["position"] == 2 else "похожая работа"
    ),
    "time": _time,
    "experience": _years,
    "category": lambda reasons, names, facts: CATEGORIES.get(reasons["category"], ""),
}
