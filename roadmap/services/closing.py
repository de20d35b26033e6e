"""Ticks by hand: who, when and what proves it; always shown as made by hand."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from roadmap.items import needs_proof
from roadmap.services.evidence import add_evidence
from roadmap.services.rows import save_activity, working_activity

NO_PROOF = "Приложите файл или ссылку, чем подтверждается."


@transaction.atomic
def close_activity(activity, *, note, by, file=None, url=""):
    """Tick a line by hand, saying why; where no data of the system speak for it, a file or a link must prove it."""
    activity = working_activity(activity)
    if activity.closed_on:
        raise ValidationError("Мероприятие уже закрыто вручную.")
    if needs_proof(activity) and not file and not url and not activity.evidence.exists():
        raise ValidationError(NO_PROOF)
    activity.closed_on, activity.closed_by = activity.organization.today, by.user
    activity.closed_note = note.strip()
    save_activity(activity, ["closed_on", "closed_by", "closed_note"])
    record("activity.closed", activity, by=by)
    if url:
        add_evidence(activity, title=activity.closed_note, url=url, by=by)
    if file:  # the last step: a file is stored only when nothing else refuses the deed
        add_evidence(activity, file=file, by=by)
    return activity


@transaction.atomic
def reopen_activity(activity, *, by):
    """Take the hand tick back; the state is counted from facts and the term again."""
    activity = working_activity(activity)
    if not activity.closed_on:
        raise ValidationError("Мероприятие не закрывали вручную.")
    activity.closed_on, activity.closed_by, activity.closed_note = None, None, ""
    save_activity(activity, ["closed_on", "closed_by", "closed_note"])
    record("activity.reopened", activity, by=by)
    return activity
