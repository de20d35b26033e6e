"""What the office decides about numbers: go on from a number given on paper, keep some back, change the pattern."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from audit.services import record
from documents.models import NumbersApart
from documents.permissions import can_continue_numbers
from documents.services.numbering import locked_series, papers_of_series, runs_of

MOST_APART = 1000  # numbers kept back at once: more is a slip of the hand


@transaction.atomic
def continue_numbers(organization, *, series, year, last, by):
    """The school gave numbers on paper before: the next one here follows them. Numbers never go back."""
    row = _open_to(organization, series, year, by)
    if last < row.last:
        raise ValidationError(f"В этом году уже выдан номер {row.last}. Номера назад не отматывают.")
    if last == row.last:
        return row
    _set_apart(row, row.last + 1, last, NumbersApart.Why.OUTSIDE, "", by)
    row.last = last
    row.full_clean()
    row.save(update_fields=["last"])
    record("numbers.continued", row, by=by, series=series, year=year, last=last)
    return row


@transaction.atomic
def reserve_numbers(organization, *, series, year, first, last, note, by):
    """Keep numbers back: the counter passes them, they are given by hand only."""
    row = _open_to(organization, series, year, by)
    if last < first:
        raise ValidationError("Последний номер не может быть меньше первого.")
    if last - first >= MOST_APART:
        raise ValidationError(f"За один раз откладывают не больше {MOST_APART} номеров.")
    if first <= row.last:
        raise ValidationError(f"Номер {row.last} уже прошёл. Отложить можно номера начиная с {row.last + 1}.")
    if not _set_apart(row, first, last, NumbersApart.Why.RESERVED, note, by):
        raise ValidationError("Эти номера уже заняты или отложены.")
    record("numbers.reserved", row, by=by, series=series, year=year, first=first, last=last)
    return row


@transaction.atomic
def change_numbers(organization, *, series, year, pattern, last, by):
    """How the next numbers of the series look and after which one they go on; those given stay as they are."""
    row = _open_to(organization, series, year, by)
    pattern = " ".join(pattern.split())
    if pattern != row.pattern:
        row.pattern = pattern
        row.full_clean()
        row.save(update_fields=["pattern"])
        record("numbers.pattern_changed", row, by=by, series=series, year=year)
    return continue_numbers(organization, series=series, year=year, last=last, by=by)


def _open_to(organization, series, year, by):
    if not can_continue_numbers(by, organization):
        raise PermissionDenied
    return locked_series(organization, series, year)


def _set_apart(row, first, last, why, note, by):
    """Rows for those of the numbers that nobody bears and nothing explains yet; how many rows."""
    borne = set(
        papers_of_series(row).filter(sequence__range=(first, last)).values_list("sequence", flat=True)
    )
    for apart in row.apart.filter(first__lte=last, last__gte=first):
        borne |= set(range(max(first, apart.first), min(last, apart.last) + 1))
    runs = runs_of(n for n in range(first, last + 1) if n not in borne)
    for start, end in runs:
        apart = NumbersApart(
            organization=row.organization, series=row, first=start, last=end, why=why, note=note
        )
        apart.made_by = by
        apart.full_clean()
        apart.save()
    return len(runs)
