"""From the check to the head's signature and on: held by a paper, approved, changed, completed, dropped."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from pairs.services import require_allowed
from programmes.models import Programme
from programmes.permissions import can_change_programme, can_complete_programme, can_drop_programme
from programmes.services.rows import keep_version, locked, refuse_unless, set_fields

Status = Programme.Status


def hold_programme(programme, *, by):
    """Its paper goes to be signed: from now on nobody edits it. Call inside the transaction that sends the paper."""
    programme = locked(programme)
    if programme.status == Status.TO_APPROVE:
        return programme
    if programme.status != Status.SUBMITTED:
        raise ValidationError(
            f"Программа «{programme}» {programme.get_status_display()}. На утверждение идёт программа, "
            "которую передали на проверку."
        )
    if left := programme.remarks.filter(settled_on=None).count():
        raise ValidationError(f"К программе «{programme}» есть замечания: {left}. Сначала снимите их.")
    require_allowed(programme.pair)
    set_fields(programme, status=Status.TO_APPROVE)
    record("programme.to_approve", programme, by=by)
    return programme


def let_programme_go(programme, *, by):
    """Its paper came back or was removed: the programme is on check again."""
    programme = locked(programme)
    if programme.status == Status.TO_APPROVE:
        set_fields(programme, status=Status.SUBMITTED)
        record("programme.let_go", programme, by=by)
    return programme


def approve_programme(programme, *, day, by):
    """The head has signed its paper on a day. Call inside the transaction that signs."""
    programme = locked(programme)
    if programme.status != Status.TO_APPROVE:
        return programme
    set_fields(programme, status=Status.APPROVED, approved_on=day)
    keep_version(programme, Status.APPROVED, by=by)
    record("programme.approved", programme, by=by, day=day.isoformat())
    return programme


@transaction.atomic
def change_programme(programme, *, by):
    """Begin a new version of an approved programme: it is written again, the approved one is kept and still counts."""
    programme = locked(programme)
    if programme.status == Status.DRAFT and programme.approved_on:
        return programme
    if not can_change_programme(by, programme):
        raise ValidationError("Изменения вносят в утверждённую программу, которая ещё выполняется.")
    set_fields(programme, status=Status.DRAFT)
    record("programme.change_begun", programme, by=by)
    return programme


@transaction.atomic
def complete_programme(programme, *, by):
    """All rows are done, or it is said of each why not."""
    programme = locked(programme)
    if programme.status == Status.COMPLETED:
        return programme
    if not can_complete_programme(by, programme):
        raise ValidationError("Завершить можно утверждённую программу, которая выполняется.")
    left = [str(row) for row in programme.rows.filter(done_on=None, fact="")]
    if left:
        raise ValidationError(
            f"Не отмечены строки: {'; '.join(left[:5])}{' и другие' if left[5:] else ''}. "
            "Отметьте выполнение или запишите в фактическом результате, почему не выполнено."
        )
    set_fields(programme, status=Status.COMPLETED, completed_on=programme.organization.today)
    keep_version(programme, Status.COMPLETED, by=by)
    record("programme.completed", programme, by=by)
    return programme


@transaction.atomic
def drop_programme(programme, *, by):
    """A programme that will not be: another may be made for the pair. One held by a paper is let go first."""
    programme = locked(programme)
    refuse_unless(can_drop_programme(by, programme))
    if programme.status == Status.TO_APPROVE:
        raise ValidationError("Программа на утверждении. Сначала заберите её документ обратно.")
    if programme.status == Status.COMPLETED:
        raise ValidationError("Выполненную программу не отменяют.")
    if programme.status != Status.DROPPED:
        set_fields(programme, status=Status.DROPPED)
        record("programme.dropped", programme, by=by)
    return programme
