"""A line of a looked-at list as its page shows it."""

from dataclasses import dataclass, field

from people.roster_fields import label_of, words_of
from people.roster_plan import ADD, SKIP, Line


@dataclass
class ShownLine:
    """A line with its changes in words and what the curator chose."""

    line: Line
    is_taken: bool = True
    changes: list = field(default_factory=list)  # (field, label, old, new, is ticked)
    answers: list = field(default_factory=list)  # (value, words, changes, is chosen) of a namesake


def shown(line, choice):
    row = ShownLine(line, is_taken=choice != SKIP)
    left_alone = choice if isinstance(choice, list) else []
    row.changes = changes_in_words(line, line.changes, left_alone)
    if line.verdict == "namesake":
        chosen = str(choice or (ADD if line.adds else SKIP))
        row.answers = [(value, words, changes, value == chosen) for value, words, changes in answers_of(line)]
    return row


def answers_of(line):
    yield ADD, "Другой человек: добавить", []
    for pk, position, changes in line.candidates:
        words = "Тот же человек" if len(line.candidates) == 1 else f"Тот же человек, {position}"
        yield str(pk), words, changes_in_words(line, changes, [])
    yield SKIP, "Не загружать", []


def changes_in_words(line, changes, left_alone):
    return [
        (name, label_of(name, line.kind), words_of(name, old), words_of(name, new), name not in left_alone)
        for name, (old, new) in changes.items()
    ]
