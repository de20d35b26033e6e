"""Words of a roadmap and its lines, while the version is not approved."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from roadmap.arrangement import Arrangement
from roadmap.models import Activity
from roadmap.periods import term_fields
from roadmap.recognising import counter_of_line, roles_of
from roadmap.services.rows import changeable_activity, changeable_roadmap, save_activity, set_fields


@transaction.atomic
def edit_roadmap(roadmap, *, by, **fields):
    """Change the heading, the text before the table, the stamp, the columns."""
    roadmap = changeable_roadmap(roadmap)
    changed = set_fields(roadmap, fields)
    roadmap.full_clean()
    roadmap.save(update_fields=list(fields))
    record("roadmap.edited", roadmap, by=by, fields=changed)
    return roadmap


@transaction.atomic
def add_activity(roadmap, *, by, stage=None, **fields):
    """Add a line at the end of its stage, numbered as the others are; what its words say follows from them."""
    roadmap = changeable_roadmap(roadmap)
    if (stage is None) == roadmap.stages.exists() or (stage and stage.roadmap_id != roadmap.pk):
        raise ValidationError("Выберите этап этой дорожной карты.")
    rows = Arrangement(roadmap)
    activity = Activity(organization=roadmap.organization, roadmap=roadmap, stage=stage)
    counter = counter_of_line(fields.get("title", ""), fields.get("content", []))
    set_fields(activity, {"counter": counter} | in_step(activity, fields))
    activity.full_clean()
    activity.save()
    key = stage and stage.pk
    rows.put(activity, key, len(rows.lines[key]))
    rows.write()
    record("activity.added", activity, by=by, roadmap=roadmap.pk)
    return activity


@transaction.atomic
def edit_activity(activity, *, by, **fields):
    """Change the words, the term, the people of a line; its days follow the words (`periods.term_fields`)."""
    activity = changeable_activity(activity)
    fields = in_step(activity, fields)
    changed = set_fields(activity, fields)
    save_activity(activity, fields)
    record("activity.edited", activity, by=by, fields=changed)
    return activity


def in_step(activity, fields):
    """The given changes with what follows from them: days from the words of the term, roles from the responsible."""
    if "responsible" in fields and fields["responsible"] != activity.responsible:
        fields = {"roles": roles_of(fields["responsible"])} | fields
    return term_fields(activity, fields)
