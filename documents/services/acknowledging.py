"""Getting acquainted with a signed paper: one tap in the system, or a mark from the signed list."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from documents.emails import send_please_acknowledge
from documents.models import Acknowledgement, Document
from people import gate
from people.models import Person


@transaction.atomic
def acknowledge(row, *, by):
    """The person says "ознакомлен(а)"; a second tap changes nothing."""
    row = locked(row)
    if row.person.membership_id != by.pk:
        raise ValidationError(
            "Отметить ознакомление может только сам работник. Бумажную подпись отмечает куратор."
        )
    if row.at is None:
        mark(row, Acknowledgement.Method.IN_SYSTEM)
        record("acknowledgement.made", row, by=by, document=row.document_id)
    return row


@transaction.atomic
def record_on_paper(document, rows, *, by):
    """The curator marks those who signed the printed list."""
    pks = [row.pk for row in rows]
    chosen = Acknowledgement.objects.select_for_update(of=("self",)).filter(
        document=document, pk__in=pks, at__isnull=True
    )
    chosen = list(chosen.select_related("document"))
    if not chosen:
        raise ValidationError("Отметьте тех, кто расписался на листе.")
    for row in chosen:
        require_signed(row.document)
        mark(row, Acknowledgement.Method.PAPER)
    record("acknowledgement.recorded_on_paper", document, by=by, rows=[row.pk for row in chosen])
    return chosen


@transaction.atomic
def remind(document, *, by):
    """Write to everybody who still owes, has an address and has not withdrawn the consent to processing."""
    require_signed(document)
    named = Person.objects.filter(acknowledgements__document=document)
    fine = set(gate.allowed(named, gate.Deed.REMINDER).values_list("pk", flat=True))
    owing = document.acknowledgements.owed().select_related("person__membership__user", "document")
    reachable = [row for row in owing if row.person_id in fine and address_of(row.person)]
    if not reachable:
        raise ValidationError("Напоминать некому: все ознакомились или у оставшихся нет адреса почты.")
    record("acknowledgement.reminded", document, by=by, rows=[row.pk for row in reachable])
    transaction.on_commit(lambda: [send_please_acknowledge(row) for row in reachable])
    return reachable


def address_of(person):
    return person.membership.user.email if person.membership_id else person.email


def locked(row):
    row = (
        Acknowledgement.objects.select_for_update(of=("self",))
        .select_related("document", "person")
        .get(pk=row.pk)
    )
    require_signed(row.document)
    return row


def require_signed(document):
    if document.status != Document.Status.SIGNED:
        raise ValidationError("Ознакомить можно только с подписанным документом.")


def mark(row, method):
    row.at, row.method = timezone.now(), method
    row.full_clean()
    row.save(update_fields=["at", "method"])
