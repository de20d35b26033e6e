"""What may be a pair of a question: scales of other questionnaires that measure something."""

from surveys.builtin import all_ready
from surveys.sheet import OF_MARKS

READY = "Готовые анкеты"


def measure_choices(others) -> list:
    """[(title of a questionnaire, [(measure, words of the question)])], each measure once; the ready-made last."""
    seen, groups = set(), []
    for row in others:
        found = [pair for pair in measures_of(row.sheet) if pair[0] not in seen]
        seen |= {measure for measure, _ in found}
        if found:
            groups.append((f"{row.title}, редакция {row.version}" if row.version > 1 else row.title, found))
    ready = {}
    for one in all_ready().values():
        for measure, words in measures_of(one.sheet):
            if measure not in seen:
                ready.setdefault(measure, words)
    return [*groups, (READY, list(ready.items()))] if ready else groups


def measures_of(sheet):
    """(measure, words) of every scale and every row of a grid that has one."""
    for question in sheet.questions:
        if question.kind not in OF_MARKS:
            continue
        if question.measure:
            yield question.measure, question.words[:120]
        for row in question.rows:
            if row.measure:
                yield row.measure, row.words[:120]
