"""Lines and stages taken out of a version that is not approved, and put back while the person still wants that."""

from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from roadmap.arrangement import Arrangement
from roadmap.models import Activity, Evidence, Note, Stage
from roadmap.services.rows import changeable_roadmap


@transaction.atomic
def remove_activity(activity, *, by):
    """Take a line out; the numbers after it follow. Returns what `restore_removed` needs to put it back.

    A line with a tick, evidence or notes holds work already done and stays.
    """
    roadmap = changeable_roadmap(activity.roadmap)
    rows = Arrangement(roadmap)
    row = rows.line(activity.pk)
    _refuse_worked([row])
    kept = _kept(roadmap, str(row), [row], rows.place(row)[1])
    record("activity.removed", row, by=by, roadmap=roadmap.pk, number=row.number)
    rows.drop(row)
    row.delete()
    rows.write()
    return kept


@transaction.atomic
def remove_stage(stage, *, by, with_activities=False):
    """Take a stage out, with its lines when that is said; the stages after it move up."""
    roadmap = changeable_roadmap(stage.roadmap)
    rows = Arrangement(roadmap)
    stage = rows.stage(stage.pk)
    lines = rows.lines[stage.pk]
    if lines and not with_activities:
        raise ValidationError("В этапе есть мероприятия. Перенесите их или удалите вместе с этапом.")
    _refuse_worked(lines)
    kept = _kept(roadmap, f"этап {stage}", [stage, *lines], rows.stages.index(stage))
    details = {"stage": stage.pk, "activities": [row.pk for row in lines]}
    rows.lines[stage.pk] = []
    rows.drop_stage(stage)
    stage.delete()
    rows.write()
    record("roadmap.stage_removed", roadmap, by=by, **details)
    return kept


@transaction.atomic
def restore_removed(roadmap, *, kept, by):
    """Put back what was taken out last: the same rows at their place, under the same lasting signs."""
    roadmap = changeable_roadmap(roadmap)
    if not kept or kept["roadmap"] != roadmap.pk:
        raise ValidationError("Возвращать нечего.")
    back = [found.object for found in serializers.deserialize("json", kept["rows"])]
    _refuse_present(roadmap, back)
    rows = Arrangement(roadmap)
    taken = {stage.number for stage in rows.stages}
    for found in serializers.deserialize("json", kept["rows"]):
        if isinstance(found.object, Stage) and found.object.number in taken:
            found.object.number = back[0].number = max(taken) + 1  # its place gives it the right one
        found.save(force_insert=True)
    if isinstance(back[0], Stage):
        rows.put_stage(back[0], kept["place"])
        rows.lines[back[0].pk] = back[1:]
    else:
        rows.put(back[0], back[0].stage_id, kept["place"])
    rows.write()
    record("roadmap.restored", roadmap, by=by, rows=[row.pk for row in back])
    return back[0]


def _kept(roadmap, words, rows, place):
    return {
        "roadmap": roadmap.pk,
        "words": words,
        "place": place,
        "rows": serializers.serialize("json", rows),
    }


def _refuse_worked(rows):
    ticked = next((row for row in rows if row.closed_on), None)
    if ticked:
        raise ValidationError(f"Мероприятие закрыто: {ticked}. Сначала верните его в работу.")
    proved = Evidence.objects.filter(activity__in=rows).select_related("activity").first()
    proved = proved or Note.objects.filter(activity__in=rows).select_related("activity").first()
    if proved:
        raise ValidationError(
            f"К мероприятию приложены подтверждения или заметки: {proved.activity}. Сначала удалите их."
        )


def _refuse_present(roadmap, back):
    """Put back once only, and into a stage that still stands."""
    stages = {stage.pk for stage in roadmap.stages.all()}
    if isinstance(back[0], Stage):
        is_there = back[0].pk in stages
    else:
        is_there = Activity.objects.filter(pk=back[0].pk).exists()
        if bool(stages) != bool(back[0].stage_id) or (stages and back[0].stage_id not in stages):
            raise ValidationError("Этапа, в котором стояло мероприятие, больше нет.")
    if is_there:
        raise ValidationError("Уже возвращено.")
