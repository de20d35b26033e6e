"""Who changed a questionnaire since it was read: for whoever comes too late with an own change."""

from dataclasses import dataclass

from audit.models import Entry

KINDS = [("added", "добавлен вопрос"), ("changed", "изменён вопрос"), ("removed", "удалён вопрос")]
WHOLE = [
    ("moved", "изменён порядок вопросов"),
    ("sections", "изменены разделы"),
    ("bands", "изменены уровни баллов"),
]
HEAD_CHANGED = "изменено описание анкеты"


@dataclass(frozen=True)
class Change:
    """One save of somebody else, in words."""

    who: str
    at: object
    words: str


def changes_since(questionnaire, revision) -> list[Change]:
    """The saves after this revision, the oldest first; what was destroyed in the journal is passed over."""
    entries = Entry.objects.filter(organization=questionnaire.organization_id).about(questionnaire)
    rows = entries.select_related("user").order_by("-number")[:50]
    late = [row for row in rows if row.details.get("revision", 0) > revision]
    return [
        Change(str(row.user.name) if row.user else "", row.at, told(row, questionnaire.sheet))
        for row in reversed(late)
    ]


def told(entry, sheet):
    details = entry.details
    found = [f"{words}: {named(sheet, keys)}" for name, words in KINDS if (keys := details.get(name))]
    found += [words for name, words in WHOLE if details.get(name)]
    return "; ".join(found) or HEAD_CHANGED


def named(sheet, keys):
    """Questions by their words; one that is gone has none any more."""
    words = [f"«{one.words[:80]}»" for key in keys if (one := sheet.question(key))]
    return ", ".join(words) or str(len(keys))
