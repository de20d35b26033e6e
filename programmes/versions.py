"""A programme as plain data and the difference between two of them, row by row."""

from dataclasses import dataclass, field

from programmes.models import Programme, ProgrammeRow

HEAD = [
    *("title", "starts_on", "ends_on", "relevance", "goal", "tasks", "mode", "regularity", "resources"),
    *("results", "indicators", "reporting"),
]
LINE = [
    *("section", "direction", "activity", "form", "due_on", "term", "responsible", "result"),
    *("done_on", "fact", "mark"),
]


def content_of(programme, rows):
    """{"head": {…}, "rows": [{"uid": …, …}]}: what stands in it, as texts."""
    return {
        "head": {name: text_of(programme, name) for name in HEAD},
        "rows": [{"uid": str(row.uid)} | {name: text_of(row, name) for name in LINE} for row in rows],
    }


def text_of(row, name):
    """A choice by its label, a day by ISO."""
    column = row._meta.get_field(name)
    value = getattr(row, f"get_{name}_display")() if column.choices else getattr(row, name)
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return str(value or "")


@dataclass
class Change:
    """One place that reads otherwise: `kind` is added, removed or changed; `parts` are (words, before, after)."""

    kind: str
    label: str
    parts: list = field(default_factory=list)


def differences(old, new):
    """Changes from one content to another: the head, then the rows in the order of the new one."""
    found = []
    if parts := parts_of(old["head"], new["head"], Programme, HEAD):
        found.append(Change("changed", "Общая часть", parts))
    before, after = ({row["uid"]: row for row in content["rows"]} for content in (old, new))
    for uid, row in after.items():
        if uid not in before:
            found.append(Change("added", row["activity"]))
        elif parts := parts_of(before[uid], row, ProgrammeRow, LINE):
            found.append(Change("changed", row["activity"], parts))
    found += [Change("removed", row["activity"]) for uid, row in before.items() if uid not in after]
    return found


def parts_of(old, new, model, names):
    return [
        (str(model._meta.get_field(name).verbose_name), old.get(name, ""), new.get(name, ""))
        for name in names
        if old.get(name, "") != new.get(name, "")
    ]
