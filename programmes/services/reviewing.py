"""A programme handed in, remarked, returned and handed in again."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from programmes.models import Programme, ProgrammeRow, Remark
from programmes.permissions import can_review_programme, can_submit_programme, takes_part
from programmes.services.rows import keep_version, locked, refuse_unless, set_fields

Status = Programme.Status


@transaction.atomic
def submit_programme(programme, *, by):
    """Hand the programme to those who check it; remarks must be settled first. A second press changes nothing."""
    programme = locked(programme)
    if programme.status == Status.SUBMITTED:
        return programme
    if not can_submit_programme(by, programme):
        raise ValidationError("Передать на проверку можно программу, которую составляют или исправляют.")
    if left := programme.remarks.filter(settled_on=None).count():
        raise ValidationError(f"Осталось замечаний: {left}. Исправьте и отметьте каждое «исправлено».")
    if not programme.rows.exists():
        raise ValidationError("В плане нет ни одной строки. Добавьте хотя бы одну.")
    set_fields(programme, status=Status.SUBMITTED, submitted_on=programme.organization.today)
    keep_version(programme, Status.SUBMITTED, by=by)
    record("programme.submitted", programme, by=by)
    return programme


@transaction.atomic
def add_remark(programme, *, text, row=None, by):
    """What a reader asks to change, at a row or about the whole."""
    programme = locked(programme)
    refuse_unless(can_review_programme(by, programme))
    if programme.status != Status.SUBMITTED:
        raise ValidationError("Замечания пишут к программе, которая на проверке.")
    if row is not None and not ProgrammeRow.objects.filter(pk=row.pk, programme=programme).exists():
        raise ValidationError("Этой строки в плане больше нет.")
    remark = Remark(
        organization=programme.organization, programme=programme, row=row, text=text, author=by.user
    )
    remark.full_clean()
    remark.save()
    record("programme.remarked", programme, by=by, remark=remark.pk)
    return remark


@transaction.atomic
def return_programme(programme, *, text="", by):
    """Back to the pair with the remarks; there must be at least one."""
    programme = locked(programme)
    refuse_unless(can_review_programme(by, programme))
    if programme.status != Status.SUBMITTED:
        raise ValidationError("Вернуть можно только программу, которая на проверке.")
    if text:
        add_remark(programme, text=text, by=by)
    if not programme.remarks.filter(settled_on=None).exists():
        raise ValidationError("Напишите, что исправить: без замечаний программу не возвращают.")
    set_fields(programme, status=Status.RETURNED)
    record("programme.returned", programme, by=by)
    return programme


@transaction.atomic
def settle_remark(remark, *, by):
    """The pair says «исправлено», or who reads takes the remark back."""
    programme = locked(remark.programme)
    refuse_unless(can_review_programme(by, programme) or takes_part(by, programme.pair))
    remark = Remark.objects.select_for_update(of=("self",)).get(pk=remark.pk)
    if remark.settled_on is None:
        set_fields(remark, settled_on=programme.organization.today)
        record("programme.remark_settled", programme, by=by, remark=remark.pk)
    return remark
