"""What proves a line and what was said about it: files, links, notes, put there by hand."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from audit.services import record
from common.files import attachment_type, check_attachment, random_name
from common.russian import clean_text
from roadmap.items import needs_proof
from roadmap.models import Evidence, Note
from roadmap.services.rows import working_activity

NO_ROOM = "Файл не сохранился: на сервере кончилось место. Сообщите администратору."
LAST_PROOF = "Это единственное подтверждение закрытого мероприятия. Сначала верните мероприятие в работу."
NO_LINK = "Ссылка должна начинаться с https:// или http://. Скопируйте её из адресной строки браузера."


@transaction.atomic
def add_evidence(activity, *, by, title="", file=None, url=""):
    """Lay a file or a link beside a line; the file is stored under a name that tells nothing."""
    activity = working_activity(activity)
    url = url.strip()
    if url and not url.lower().startswith(("https://", "http://")):
        raise ValidationError(NO_LINK)
    row = Evidence(organization=activity.organization, activity=activity, url=url, added_by=by.user)
    row.added_at = timezone.now()
    row.title = (clean_text(title) or (Path(file.name).stem if file else url))[:200]
    name = keep_file(row, file) if file else ""
    try:
        row.full_clean()
        row.save()
        record("evidence.added", row, by=by, activity=activity.pk, with_file=bool(file))
    except Exception:
        if name:
            default_storage.delete(name)
        raise
    return row


def keep_file(row, file):
    """Store what was sent in and write its name and true type on the row; returns the name."""
    check_attachment(file)
    extension, row.content_type = attachment_type(file)
    file.seek(0)
    name = random_name(f"evidence/{row.organization_id}", extension)
    try:
        default_storage.save(name, ContentFile(file.read()))
    except OSError as error:
        default_storage.delete(name)  # a full disk leaves half a file behind
        raise ValidationError(NO_ROOM) from error
    row.file.name = name
    return name


@transaction.atomic
def remove_evidence(evidence, *, by):
    """Take away what was laid there by mistake; what a closed line rests on stays."""
    activity = working_activity(evidence.activity)
    evidence = _still_there(activity.evidence, evidence)
    is_last = not activity.evidence.exclude(pk=evidence.pk).exists()
    if activity.closed_on and is_last and needs_proof(activity):
        raise ValidationError(LAST_PROOF)
    record("evidence.removed", evidence, by=by, activity=activity.pk, with_file=bool(evidence.file))
    if name := evidence.file.name:
        transaction.on_commit(lambda: default_storage.delete(name))
    evidence.delete()
    return activity


@transaction.atomic
def add_note(activity, *, text, by):
    """Write a remark about a line."""
    activity = working_activity(activity)
    note = Note(organization=activity.organization, activity=activity, text=text.strip(), written_by=by.user)
    note.written_at = timezone.now()
    note.full_clean()
    note.save()
    record("note.added", note, by=by, activity=activity.pk)
    return note


@transaction.atomic
def remove_note(note, *, by):
    """Take back an own remark."""
    activity = working_activity(note.activity)
    note = _still_there(activity.notes, note)
    if note.written_by_id != by.user_id:
        raise ValidationError("Удалить можно только свою заметку.")
    record("note.removed", note, by=by, activity=activity.pk)
    note.delete()
    return activity


def _still_there(rows, row):
    """The row under lock; somebody else may have removed it a moment ago."""
    if found := rows.select_for_update(of=("self",)).filter(pk=row.pk).first():
        return found
    raise ValidationError("Этого здесь уже нет.")
