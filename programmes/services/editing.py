"""A programme edited by several at once: each row has its own stamp, nobody overwrites unknowingly (CON-2)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from programmes.library import activities
from programmes.models import ProgrammeRow
from programmes.permissions import can_edit_programme, can_mark_rows
from programmes.proposing import library_row
from programmes.services.rows import locked, locked_row, set_fields

GONE = "Эту строку уже убрали из плана."
MOST_ROWS = 60


class StaleProgramme(ValidationError):
    """Somebody saved the same part meanwhile: the page answers 409 and shows both."""


@transaction.atomic
def edit_programme(programme, *, stamp, by, **fields):
    """The head part: theme, terms, goal and the rest."""
    programme = locked(programme)
    require_open(by, programme)
    check_stamp(programme, stamp)
    set_fields(programme, **fields, stamp=programme.stamp + 1)
    record("programme.edited", programme, by=by)
    return programme


@transaction.atomic
def edit_row(row, *, stamp, by, **fields):
    """The words and the term of one row; others may change other rows at the same time."""
    programme, row = locked_row(row)
    require_open(by, programme)
    require_there(row)
    check_stamp(row, stamp)
    set_fields(row, **fields, stamp=row.stamp + 1)
    record("programme.row_edited", programme, by=by, row=row.pk)
    return row


@transaction.atomic
def report_row(row, *, stamp, by, **fields):
    """What came of a row: done, actual result, the mentor's mark."""
    programme, row = locked_row(row)
    require_there(row)
    require_marking(by, programme)
    check_stamp(row, stamp)
    if fields["done_on"] and fields["done_on"] > programme.organization.today:
        raise ValidationError("День выполнения ещё не наступил. Поставьте сегодняшний или прошедший.")
    set_fields(row, **fields, stamp=row.stamp + 1)
    record("programme.row_reported", programme, by=by, row=row.pk)
    return row


@transaction.atomic
def mark_row(row, *, done, by):
    """Done today, or not done after all; a second equal tap changes nothing."""
    programme, row = locked_row(row)
    require_there(row)
    require_marking(by, programme)
    if row.is_done != done:
        set_fields(row, done_on=programme.organization.today if done else None, stamp=row.stamp + 1)
        record("programme.row_marked", programme, by=by, row=row.pk, done=done)
    return row


@transaction.atomic
def add_row(programme, *, by, **fields):
    """A row written by hand, the last of its section."""
    programme = locked(programme)
    require_open(by, programme)
    row = put_row(programme, **fields)
    record("programme.row_added", programme, by=by, row=row.pk)
    return row


@transaction.atomic
def add_library_rows(programme, *, keys, section, by):
    """Activities of the library as rows of a section, spread over the time of the programme."""
    programme = locked(programme)
    require_open(by, programme)
    chosen = [activities()[key] for key in keys]
    if not chosen:
        raise ValidationError("Отметьте хотя бы одно мероприятие.")
    dates = (programme.starts_on, programme.ends_on)
    rows = [put_row(programme, **library_row(activity, section, dates, number, len(chosen)))
            for number, activity in enumerate(chosen)]  # fmt: skip
    record("programme.rows_added", programme, by=by, rows=[row.pk for row in rows])
    return programme


@transaction.atomic
def move_row(row, *, step, by):
    """One place up or down; past the edge of a section the row goes over into the next one."""
    programme, row = locked_row(row)
    require_open(by, programme)
    require_there(row)
    rows = list(programme.rows.all())
    place = next(number for number, one in enumerate(rows) if one.pk == row.pk)
    other = place + step
    if not step or not 0 <= other < len(rows):
        return row
    neighbour = rows[other]
    if neighbour.section != row.section:
        set_fields(row, section=neighbour.section)
    else:
        rows[place], rows[other] = neighbour, row
        number_rows(rows)
    record("programme.row_moved", programme, by=by, row=row.pk)
    return row


@transaction.atomic
def remove_row(row, *, by):
    programme, row = locked_row(row)
    require_open(by, programme)
    require_there(row)
    if programme.rows.count() == 1:
        raise ValidationError("В плане должна остаться хотя бы одна строка.")
    record("programme.row_removed", programme, by=by, row=row.pk)
    row.delete()
    number_rows(programme.rows.all())
    return programme


def put_row(programme, **fields):
    """A new row after the last one of its section; an unknown section opens at the end."""
    rows = list(programme.rows.all())
    if len(rows) >= MOST_ROWS:
        raise ValidationError(f"В плане уже {MOST_ROWS} строк. Уберите лишние или объедините похожие.")
    row = ProgrammeRow(
        organization=programme.organization, programme=programme, order=len(rows) + 1, **fields
    )
    row.full_clean()
    row.save()
    last = max((n for n, one in enumerate(rows) if one.section == row.section), default=len(rows) - 1)
    number_rows([*rows[: last + 1], row, *rows[last + 1 :]])
    return row


def number_rows(rows):
    for order, row in enumerate(rows, 1):
        if row.order != order:
            row.order = order
            row.save(update_fields=["order"])


def require_open(by, programme):
    """The right and the state are one question: why not is said when only the state is in the way."""
    if not can_edit_programme(by, programme):
        raise ValidationError(
            "Программу сейчас не правят: она на проверке, на утверждении или уже утверждена. "
            "В утверждённую вносят изменения отдельной кнопкой."
        )


def require_marking(by, programme):
    if not can_mark_rows(by, programme):
        raise ValidationError("Отметить выполнение можно в утверждённой программе, пока она не завершена.")


def require_there(row):
    if row is None:
        raise ValidationError(GONE)


def check_stamp(row, stamp):
    if row.stamp != stamp:
        raise StaleProgramme("Пока вы правили, это место сохранил кто-то другой.")
