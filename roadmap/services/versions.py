"""Versions of a roadmap: the approved one stands, its copy is prepared and takes its place when it is approved."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from audit.services import record
from roadmap.models import Activity, Evidence, Note, Roadmap
from roadmap.services.copying import HEADING, copy_lines, same_line
from roadmap.services.rows import locked_roadmap

TICK = ["closed_on", "closed_by_id", "closed_note"]


@transaction.atomic
def start_version(roadmap, *, reason, by):
    """Begin the next version as a copy of the one in force; ticks, notes and evidence stay where the work goes on.

    One at a time: its number is taken (constraint `roadmap_version_once`).
    """
    roadmap = locked_roadmap(roadmap)
    if not (roadmap.is_current and roadmap.is_approved):
        raise ValidationError("Новую редакцию начинают с действующей утверждённой карты.")
    draft = Roadmap(organization=roadmap.organization, based_on=roadmap, is_current=False, change_note=reason)
    for name in [*HEADING, "starts_on", "ends_on"]:
        setattr(draft, name, getattr(roadmap, name))
    draft.version = roadmap.version + 1
    draft.full_clean()
    draft.save()
    copy_lines(roadmap, draft, _same_line)
    record("roadmap.version_started", draft, by=by, version=draft.version, based_on=roadmap.pk)
    return draft


def _same_line(row):
    line = same_line(row)
    line.uid, line.changed_at = row.uid, row.changed_at
    return line


@transaction.atomic
def remove_version(roadmap, *, by):
    """Throw away a version that was never approved: a prepared one, or a first one on which nothing was done yet.

    Returns the version in force, or None when there is no other.
    """
    roadmap = locked_roadmap(roadmap)
    if roadmap.is_approved:
        raise ValidationError("Утверждённую карту не удаляют. Чтобы изменить её, начните новую редакцию.")
    if roadmap.is_in_order:
        raise ValidationError("Карта стоит в приказе об утверждении. Сначала удалите черновик приказа.")
    if roadmap.is_current and _has_work(roadmap):
        raise ValidationError("В карте уже есть отметки, подтверждения или заметки: такую карту не удаляют.")
    record("roadmap.version_removed", roadmap, by=by, version=roadmap.version)
    roadmap.delete()
    return Roadmap.objects.filter(
        organization=roadmap.organization, starts_on=roadmap.starts_on, is_current=True
    ).first()


def _has_work(roadmap):
    """Whether somebody has ticked, proved or noted anything on its lines."""
    lines = roadmap.activities.filter(
        Q(closed_on__isnull=False) | Q(evidence__isnull=False) | Q(notes__isnull=False)
    )
    return lines.exists()


def hand_over(before, after):
    """What was done on the lines of the replaced version goes to the same lines of the new one.

    Lines that the new version no longer has keep theirs. Called inside the deed of approval, both roadmaps locked.
    """
    new = {row.uid: row for row in after.activities.select_for_update(of=("self",))}
    old = list(before.activities.select_for_update(of=("self",)))
    pairs = [(row, new[row.uid]) for row in old if row.uid in new]
    for was, now in pairs:
        for name in TICK:
            setattr(now, name, getattr(was, name))
        was.closed_on, was.closed_by, was.closed_note = None, None, ""
        if was.changed_at > now.changed_at:  # what closes it was chosen anew while the version was prepared
            now.counter = was.counter
        if was.responsible == now.responsible:
            now.roles = was.roles
    fields = ["closed_on", "closed_by", "closed_note"]
    Activity.objects.bulk_update([was for was, _ in pairs], fields)
    Activity.objects.bulk_update([now for _, now in pairs], [*fields, "counter", "roles"])
    line_of = {was.pk: now.pk for was, now in pairs}
    _move_parts(line_of)
    _move_people({was.pk: now.pk for was, now in pairs if was.responsible == now.responsible})


def _move_parts(line_of):
    for kind in (Evidence, Note):
        parts = list(kind.objects.filter(activity__in=line_of))
        for part in parts:
            part.activity_id = line_of[part.activity_id]
        kind.objects.bulk_update(parts, ["activity"])


def _move_people(line_of):
    """Who answers by name was settled on the version in force: the new one takes the same people."""
    through = Activity.members.through
    people = [
        (line_of[row.activity_id], row.membership_id) for row in through.objects.filter(activity__in=line_of)
    ]
    through.objects.filter(activity__in=line_of.values()).delete()
    through.objects.bulk_create(through(activity_id=line, membership_id=person) for line, person in people)
