"""The versions of a roadmap's year, what changed from one to the next, and the latest deeds on the one shown."""

from dataclasses import dataclass

from django.db.models import Q

from audit.models import Entry
from audit.permissions import can_read_journal
from common.russian import date_dots
from roadmap.changes import Row, Version, compare
from roadmap.models import Activity, Roadmap

LATEST = 15
HEADING = {
    "title": "Название карты",
    "intro": "Текст перед таблицей",
    "adopted": "Гриф ПРИНЯТО",
    "agreed": "Гриф СОГЛАСОВАНО",
}


@dataclass(frozen=True)
class Step:
    """A version with what changed in it since the one before; None for the first one."""

    roadmap: Roadmap
    changes: list | None


def history(me, roadmap):
    """Versions from the newest to the first; of those in preparation a body above sees only the one it asks for."""
    is_own = me.organization_id == roadmap.organization_id
    rows = Roadmap.objects.visible_to(me).filter(
        organization=roadmap.organization_id, starts_on=roadmap.starts_on
    )
    if not is_own:
        rows = rows.filter(Q(is_current=True) | Q(approved_on__isnull=False) | Q(pk=roadmap.pk))
    versions = list(rows.order_by("version").prefetch_related("stages", "activities"))
    said = [_version(version) for version in versions]
    changes = [None, *(compare(old, new) for old, new in zip(said, said[1:], strict=False))]
    steps = [Step(version, found) for version, found in zip(versions, changes, strict=True)]
    shown = next(version for version in versions if version.pk == roadmap.pk)
    return {"steps": steps[::-1], "deeds": _deeds(me, shown) if is_own and can_read_journal(me) else []}


def _version(roadmap):
    titles = {stage.pk: stage.title for stage in roadmap.stages.all()}
    return Version(
        heading=tuple((words, getattr(roadmap, name)) for name, words in HEADING.items()),
        stages=tuple(titles.values()),
        rows=tuple(_row(row, titles.get(row.stage_id, "")) for row in roadmap.activities.all()),
    )


def _row(row, stage):
    days = [date_dots(day) for day in (row.starts_on, row.due_on) if day]
    return Row(
        uid=str(row.uid),
        number=row.number,
        title=row.title,
        stage=stage,
        content=tuple(row.content),
        term=row.term,
        days=" – ".join(days),
        responsible=row.responsible.replace("\n", ", "),
        result=row.result_paper,
    )


def _deeds(me, roadmap):
    """(journal line, words of the line it is about) of the latest deeds; `roadmap` has its lines at hand."""
    lines = {row.pk: str(row) for row in roadmap.activities.all()}
    about = Q(subject_type=Activity._meta.label_lower, subject_id__in=lines)
    about |= Q(subject_type=Roadmap._meta.label_lower, subject_id=roadmap.pk)
    entries = Entry.objects.visible_to(me).filter(about).select_related("user").order_by("-number")[:LATEST]
    is_line = Activity._meta.label_lower
    return [(entry, lines[entry.subject_id] if entry.subject_type == is_line else "") for entry in entries]
