"""Two cards side by side, before they become one."""

from dataclasses import dataclass

from people.card import label_of
from people.merging import FILLED, conflicts, rows_to_move, to_fill
from people.models import Person


@dataclass(frozen=True)
class Line:
    """One field of both cards: whether the kept one is filled by it, or differs and stays."""

    label: str
    kept: str
    merged: str
    is_filled: bool

    @property
    def differs(self):
        return bool(self.kept and self.merged) and self.kept != self.merged


def comparison_of(kept, merged):
    """Lines of both cards, what moves over, and what stands in the way."""
    filled = to_fill(kept, merged)
    lines = [
        Line(label_of(name, kept.kind), shown(kept, name), shown(merged, name), name in filled)
        for name in ("kind", "last_name", "first_name", *FILLED)
    ]
    return {
        "lines": [line for line in lines if line.kept or line.merged],
        "moving": moving(rows_to_move(merged)),
        "access_moves": "membership" in filled,
        "refusals": conflicts(kept, merged),
    }


def shown(person, name):
    """A value of the card in words."""
    if name in ("kind", "gender"):
        return getattr(person, f"get_{name}_display")()
    value = getattr(person, name)
    if value in (None, ""):
        return ""
    return f"{value:%d.%m.%Y}" if name.endswith(("_on", "_date")) else str(value)


def moving(rows):
    """[(what moves, how many)] in the words of the models; lines of one word are added up."""
    found = {}
    for (model, _), ids in rows.items():
        words = "подчинённые" if model is Person else str(model._meta.verbose_name_plural)
        found[words] = found.get(words, 0) + len(ids)
    return sorted(found.items())
