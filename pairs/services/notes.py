"""Lines that people write about the work of a pair."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.services import record
from pairs.models import PairNote
from pairs.permissions import can_remove_note


@transaction.atomic
def add_note(pair, *, text, by, reader=PairNote.Reader.STAFF):
    """Whoever sees the pair may write about it; what one of the pair writes the pair reads too."""
    if not by.is_staff_of_programme:
        reader = PairNote.Reader.PAIR
    note = PairNote(organization=pair.organization, pair=pair, text=text, reader=reader, author=by.user)
    note.full_clean()
    note.save()
    record("pair.note_added", pair, by=by, note=note.pk, reader=str(reader))
    return note


@transaction.atomic
def remove_note(note, *, by):
    """Only the own one."""
    if not can_remove_note(by, note):
        raise PermissionDenied
    record("pair.note_removed", note.pair, by=by, note=note.pk)
    note.delete()
