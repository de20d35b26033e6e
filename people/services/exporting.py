"""A register is asked for as a file; a job makes it."""

from django.core.exceptions import ValidationError
from django.db import transaction

from jobs.services import enqueue
from people.exports import PAPER_MAX, REGISTERS, how_many

TOO_LONG = (
    f"В PDF помещается до {PAPER_MAX} строк, а здесь {{}}. Выберите XLSX или CSV либо сузьте список отбором."
)


@transaction.atomic
def ask_for_export(register, *, file_format, query="", persons=(), by):
    """Ask for the register as the filter of its page shows it, or for the ticked people alone."""
    rows = how_many(register, by, query=query, ids=persons)
    if not rows:
        raise ValidationError("Выгружать нечего: в списке никого нет. Снимите отбор и попробуйте снова.")
    if file_format == "pdf" and rows > PAPER_MAX:
        raise ValidationError(TOO_LONG.format(rows))
    return enqueue(
        "register_export",
        organization=by.organization,
        title=f"{REGISTERS[register].title}: файл {file_format.upper()}",
        by=by,
        register=register,
        format=file_format,
        query=query,
        persons=list(persons),
        membership=by.pk,
    )
