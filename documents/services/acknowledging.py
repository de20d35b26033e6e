"""Getting acquainted with a signed paper: who must, one tap in the system, a mark from the signed list, letters."""

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.emails import mail_goes_out
from audit.services import record
from common.files import scan_type
from documents.emails import send_please_acknowledge
from documents.models import Acknowledgement, Document, FrozenFile
from documents.permissions import can_choose_knowers
from documents.services.keeping import freeze_file
from jobs.services import enqueue
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
def choose_knowers(document, persons, *, due_on, by):
    """Who must know the paper: exactly these and those who know it already; the term of all who still owe.

    Only staff are asked (ТК РФ ст. 22, 68: the employer acquaints employees), each once.
    """
    document = (
        Document.objects.select_for_update(of=("self",)).select_related("organization").get(pk=document.pk)
    )
    if not can_choose_knowers(by, document):
        raise PermissionDenied
    if (
        due_on
        and due_on < document.organization.today
        and not document.acknowledgements.filter(due_on=due_on).exists()
    ):
        raise ValidationError("Срок ознакомления уже прошёл. Укажите сегодняшний день или более поздний.")
    chosen = {person.pk for person in persons}
    if strangers := [
        one for one in persons if one.organization_id != document.organization_id or not is_staff(one)
    ]:
        raise ValidationError(f"Знакомят работников учреждения: {', '.join(map(str, strangers))}.")
    rows = list(document.acknowledgements.select_for_update(of=("self",)))
    removed = [row.pk for row in rows if row.at is None and row.person_id not in chosen]
    asked = {row.person_id for row in rows}
    document.acknowledgements.filter(pk__in=removed).delete()
    added = [Acknowledgement(organization=document.organization, document=document, person_id=pk, due_on=due_on)
             for pk in sorted(chosen - asked)]  # fmt: skip
    Acknowledgement.objects.bulk_create(added)
    document.acknowledgements.filter(at=None).update(due_on=due_on)
    record(
        "acknowledgement.asked", document, by=by, added=[row.person_id for row in added], removed=len(removed)
    )
    return document


def is_staff(person):
    return person.kind == Person.Kind.EMPLOYEE


@transaction.atomic
def record_on_paper(document, rows, *, scan=None, by):
    """The curator marks those who signed the printed list; one scan of it may go with them, in the same deed."""
    document = (
        Document.objects.select_for_update(of=("self",)).select_related("organization").get(pk=document.pk)
    )
    require_signed(document)
    pks = [row.pk for row in rows]
    chosen = list(
        Acknowledgement.objects.select_for_update(of=("self",)).filter(document=document, pk__in=pks, at=None)
    )
    if not chosen:
        raise ValidationError("Отметьте тех, кто расписался на листе.")
    for row in chosen:
        mark(row, Acknowledgement.Method.PAPER)
    facts = {"rows": sorted(row.pk for row in chosen)}
    if scan is not None:
        facts["file"] = keep_sheet(document, scan, by).pk
    record("acknowledgement.recorded_on_paper", document, by=by, **facts)
    return chosen


def keep_sheet(document, scan, by):
    """The signed sheet as it came; sheets come back one after another, each is kept."""
    scan.seek(0)
    data = scan.read()
    kind = scan_type(data[:16])
    if kind is None:
        raise ValidationError("Это не скан. Загрузите файл PDF, JPEG или PNG.")
    return freeze_file(document, FrozenFile.Kind.KNOWN, data, content_type=kind[1], by=by)


@transaction.atomic
def remind(document, *, by):
    """Write to everybody who still owes, has an address and has not withdrawn the consent to processing.

    Who has an account is led to the paper there, everybody else gets a personal link (one letter a day).
    """
    require_signed(document)
    named = Person.objects.filter(acknowledgements__document=document)
    fine = set(gate.allowed(named, gate.Deed.REMINDER).values_list("pk", flat=True))
    owing = document.acknowledgements.owed().present().select_related("person__membership__user", "document")
    rows = [row for row in owing if row.person_id in fine and address_of(row.person)]
    members = [row for row in rows if row.person.membership_id]
    others = [row for row in rows if not row.person.membership_id] if links_go() else []
    if not members and not others:
        raise ValidationError("Напоминать некому: все ознакомились или у оставшихся нет адреса почты.")
    reachable = members + others
    record("acknowledgement.reminded", document, by=by, rows=[row.pk for row in reachable])
    if others:
        enqueue(
            "knowing_links", organization=document.organization, title=f"Письма об ознакомлении: {len(others)}",
            by=by, rows=[row.pk for row in others],
        )  # fmt: skip
    transaction.on_commit(lambda: [send_please_acknowledge(row) for row in members])
    return reachable


def links_go():
    """A kept letter reaches nobody: without a mail server links go only in the demonstration, where all is invented."""
    return mail_goes_out() or settings.DEMO


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
