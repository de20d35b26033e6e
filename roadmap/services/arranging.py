"""Order of stages and lines, while the version is not approved: moved, added, numbered anew."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from roadmap.arrangement import Arrangement
from roadmap.models import Stage
from roadmap.renumbering import Style
from roadmap.services.rows import changeable_roadmap, set_fields


@transaction.atomic
def move_activity(activity, *, stage, position, by):
    """Put a line before the one that stands at `position` (from 0) of `stage`; None is "without a stage"."""
    rows = Arrangement(changeable_roadmap(activity.roadmap))
    return _put(rows, rows.line(activity.pk), stage and stage.pk, position, by)


@transaction.atomic
def step_activity(activity, *, step, by):
    """Move a line one place up (-1) or down (1); past the edge of its stage it enters the stage next to it."""
    rows = Arrangement(changeable_roadmap(activity.roadmap))
    row = rows.line(activity.pk)
    return _put(rows, row, *_next_place(rows, row, step), by)


def _next_place(rows, row, step):
    key, place = rows.place(row)
    if 0 <= place + step < len(rows.lines[key]):
        return key, place + step
    keys = [stage.pk for stage in rows.stages] or [None]
    beside = (keys.index(key) if key in keys else len(keys)) + step
    if not 0 <= beside < len(keys):
        raise ValidationError(
            "Мероприятие уже стоит первым." if step < 0 else "Мероприятие уже стоит последним."
        )
    return keys[beside], (0 if step > 0 else len(rows.lines[keys[beside]]))


def _put(rows, row, key, position, by):
    if key is None and rows.stages:
        raise ValidationError("Выберите этап этой дорожной карты.")
    rows.put(row, key, position)
    if rows.write():
        record("activity.moved", row, by=by, stage=key, place=rows.place(row)[1] + 1)
    return row


@transaction.atomic
def move_activities(roadmap, *, activities, stage, by):
    """Put several lines to the end of a stage, in the order they had."""
    roadmap = changeable_roadmap(roadmap)
    rows = Arrangement(roadmap)
    wanted = {activity.pk for activity in activities}
    chosen = [row for _, lines in rows.sections for row in lines if row.pk in wanted]
    if len(chosen) != len(wanted):
        raise ValidationError("Некоторых мероприятий уже нет. Обновите страницу.")
    for row in chosen:
        rows.put(row, rows.stage(stage.pk).pk, len(rows.lines[stage.pk]))
    if rows.write():
        record("roadmap.activities_moved", roadmap, by=by, stage=stage.pk, activities=sorted(wanted))
    return chosen


@transaction.atomic
def move_stage(stage, *, position, by):
    """Put a stage with its lines to `position` (from 0); the numbers follow the new order."""
    roadmap = changeable_roadmap(stage.roadmap)
    rows = Arrangement(roadmap)
    stage = rows.stage(stage.pk)
    rows.put_stage(stage, position)
    if rows.write():
        record("roadmap.stage_moved", roadmap, by=by, stage=stage.pk, place=rows.stages.index(stage) + 1)
    return stage


@transaction.atomic
def step_stage(stage, *, step, by):
    """Move a stage one place up (-1) or down (1)."""
    place = [row.pk for row in changeable_roadmap(stage.roadmap).stages.all()].index(stage.pk) + step
    if not 0 <= place < stage.roadmap.stages.count():
        raise ValidationError("Этап уже стоит первым." if step < 0 else "Этап уже стоит последним.")
    return move_stage(stage, position=place, by=by)


@transaction.atomic
def add_stage(roadmap, *, title, by, is_continuous=False):
    """Add a stage at the end; the first stage of a roadmap takes in all its lines."""
    roadmap = changeable_roadmap(roadmap)
    rows = Arrangement(roadmap)
    number = max((stage.number for stage in rows.stages), default=0) + 1
    stage = Stage(roadmap=roadmap, number=number, title=title, is_continuous=is_continuous)
    stage.full_clean()
    stage.save()
    rows.put_stage(stage, len(rows.stages))
    if number == 1:
        rows.lines[stage.pk], rows.lines[None] = rows.lines[None], []
    rows.write()
    record("roadmap.stage_added", roadmap, by=by, stage=stage.pk)
    return stage


@transaction.atomic
def edit_stage(stage, *, by, **fields):
    """Change the title, the words before the items, the number of a stage; numbers of its lines follow."""
    roadmap = changeable_roadmap(stage.roadmap)
    rows = Arrangement(roadmap)
    stage = rows.stage(stage.pk)
    changed = set_fields(stage, fields)
    if any(other.number == stage.number for other in rows.stages if other.pk != stage.pk):
        raise ValidationError(
            {"number": f"Этап {stage.number} уже есть. Порядок этапов меняется на странице порядка."}
        )
    stage.full_clean()
    stage.save(update_fields=list(fields))
    rows.stages.sort(key=lambda row: row.number)
    rows.is_counted = False  # the number is the person's own
    rows.write()
    record("roadmap.stage_edited", roadmap, by=by, stage=stage.pk, fields=changed)
    return stage


@transaction.atomic
def renumber_roadmap(roadmap, *, style, by):
    """Number all lines one way; the stages go 1, 2, 3."""
    roadmap = changeable_roadmap(roadmap)
    rows = Arrangement(roadmap)
    rows.style, rows.is_counted = Style(style), True
    if rows.write():
        record("roadmap.renumbered", roadmap, by=by, style=rows.style)
    return roadmap
