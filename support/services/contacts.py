"""What a specialist writes down about a talk."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from support.models import SupportContact
from support.services.cases import locked, locked_open


@transaction.atomic
def add_contact(case, *, on, kind, note, next_contact_on=None, by):
    """A talk that has taken place; the next one may be planned with it. Whoever talks first takes the case."""
    case = locked_open(case)
    today = case.organization.today
    if on > today:
        raise ValidationError("Этот день ещё не наступил. Будущую встречу запишите как следующую.")
    if next_contact_on and next_contact_on < today:
        raise ValidationError("Следующая встреча не может быть в прошлом.")
    contact = SupportContact(
        organization=case.organization, case=case, on=on, kind=kind, note=note, made_by=by
    )
    contact.full_clean()
    contact.save()
    case.next_contact_on = next_contact_on
    if case.specialist_id is None:
        case.specialist = by
    case.full_clean()
    case.save(update_fields=["next_contact_on", "specialist"])
    record("support.contact_added", case, by=by, contact=contact.pk, on=on.isoformat(), kind=str(kind))
    return contact


@transaction.atomic
def remove_contact(contact, *, by):
    """Take back a line that was written by mistake."""
    case = locked(contact.case)
    if not case.is_open:
        raise ValidationError("Поддержка закрыта, её записи остаются как есть.")
    record("support.contact_removed", case, by=by, contact=contact.pk)
    contact.delete()
    return case
