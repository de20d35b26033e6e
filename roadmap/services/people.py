"""Who answers for a line and what closes it; this changes while the work goes on, the printed words do not."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from roadmap.services.rows import save_activity, set_fields, working_activity


@transaction.atomic
def assign_activity(activity, *, roles, members, counter, by):
    """Say which roles and which people answer for a line, and by what it closes."""
    activity = working_activity(activity)
    if any(member.organization_id != activity.organization_id for member in members):
        raise ValidationError("Отвечать может только тот, у кого есть доступ в этом учреждении.")
    changed = set_fields(activity, {"roles": list(roles), "counter": counter})
    before, after = set(activity.members.values_list("pk", flat=True)), {member.pk for member in members}
    if before != after:
        changed.append("members")
        activity.members.set(after)
    save_activity(activity, ["roles", "counter"])
    record("activity.assigned", activity, by=by, fields=changed, members=sorted(after))
    return activity
