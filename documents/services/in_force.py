"""From which day a paper works, when that is not the day of its signature; said before it is registered."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from audit.services import record
from documents.models import Document
from documents.permissions import can_set_in_force


@transaction.atomic
def set_in_force(document, *, on, by):
    """Write the day down in the register; it stands in the text too only if its author writes it there."""
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if not can_set_in_force(by, document):
        raise PermissionDenied
    if document.is_registered:
        raise ValidationError(
            "Документ уже зарегистрирован. Изменить дату вступления может только новый документ."
        )
    document.in_force_from = on
    document.full_clean()
    document.save(update_fields=["in_force_from"])
    record("document.in_force_set", document, by=by, on=on.isoformat() if on else "")
    return document
