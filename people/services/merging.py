"""Two cards of one person become one, and become two again when that was wrong."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.services import record
from people.merging import FILLED, conflicts, rows_to_move, to_fill
from people.models import Merge, Person
from people.services.persons import lock_people

FROZEN = (
    "На присоединяемую карточку уже опираются подписанные документы, а их не меняют. "
    "Поменяйте карточки местами: оставьте ту, что стоит в документах."
)
BOUND = "На записи уже опираются подписанные документы, а их не меняют. Разъединить карточки нельзя."


@transaction.atomic
def merge_persons(kept, merged, *, by):
    """The rows of one card go over to the other, whose empty fields are filled; the first card is hidden."""
    lock_people(by.organization)
    kept, merged = locked(kept, merged)
    if broken := conflicts(kept, merged):
        raise ValidationError(broken)
    moved = move_rows(rows_to_move(merged), kept, words=FROZEN)
    filled = to_fill(kept, merged)
    fill(kept, merged, filled)
    row = Merge(
        organization=kept.organization, kept=kept, merged=merged, moved=moved, filled=filled, made_by=by.user
    )
    row.full_clean(exclude=["moved", "filled"])  # both may be empty
    row.save()
    counts = {f"{label}.{field}": len(ids) for label, field, ids in moved}
    record("persons.merged", kept, by=by, merged=merged.pk, filled=filled, moved=counts)
    return row


def locked(*persons):
    """Both rows under lock, always in the same order, or two merges could wait for each other."""
    ids = [person.pk for person in persons]
    rows = Person.objects.select_for_update(of=("self",)).order_by("pk").filter(pk__in=ids)
    found = {row.pk: row for row in rows}
    return [found[pk] for pk in ids]


def move_rows(rows, target, *, words):
    """Point rows, {(model, field name): ids}, to the target; what a signed paper holds the database refuses."""
    try:
        with transaction.atomic():
            for (model, field), ids in rows.items():
                model._base_manager.filter(pk__in=ids).update(**{field: target})
    except IntegrityError as error:
        raise ValidationError(words) from error
    return [[model._meta.label, field, ids] for (model, field), ids in rows.items()]


def fill(kept, merged, names):
    """The access belongs to one card only, so it leaves the other first."""
    values = {name: getattr(merged, name) for name in names}
    merged.merged_into = kept
    if "membership" in names:
        merged.membership = None
    merged.save(update_fields=["merged_into", "membership"])
    for name, value in values.items():
        setattr(kept, name, value)
    kept.full_clean()
    kept.save(update_fields=[*names, "search", "identity"])


@transaction.atomic
def undo_merge(merge, *, by):
    """Two cards again: rows go back where they still are, fields are emptied where nobody has corrected them."""
    lock_people(by.organization)
    merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    kept, merged = locked(merge.kept, merge.merged)
    check_undo(merge, kept, merged)
    merged.merged_into = None
    merged.save(update_fields=["merged_into"])
    for (model, field), ids in rows_of(merge).items():
        still = model._base_manager.filter(pk__in=ids, **{field: kept})
        move_rows({(model, field): list(still.values_list("pk", flat=True))}, merged, words=BOUND)
    empty(kept, merged, merge.filled)
    merge.undone_at = timezone.now()
    merge.save(update_fields=["undone_at"])
    record("persons.parted", kept, by=by, merged=merged.pk, filled=merge.filled)
    return merge


def check_undo(merge, kept, merged):
    if merge.undone_at:
        raise ValidationError("Эти карточки уже разъединены.")
    if kept.destroyed_on or merged.destroyed_on:
        raise ValidationError("Данные этого человека уничтожены: разъединять нечего.")
    if kept.merged_into_id:
        raise ValidationError("Эту карточку саму объединили с другой. Сначала разъедините те две.")
    if kept.processing_stopped_on:
        raise ValidationError(
            "Обработка данных этого человека остановлена. Карточки не меняют до конца отзыва."
        )


def rows_of(merge):
    models = {model._meta.label: model for model, _ in rows_to_move(merge.merged, counted=False)}
    return {(models[label], field): ids for label, field, ids in merge.moved if label in models}


def empty(kept, merged, names):
    """Take back what the merge has filled in, unless it was corrected since."""
    if "membership" in names and not merged.membership_id:
        merged.membership, kept.membership = kept.membership, None
        kept.save(update_fields=["membership"])
        merged.save(update_fields=["membership"])
    for name in FILLED:
        if name in names and getattr(kept, name) == getattr(merged, name):
            setattr(kept, name, Person._meta.get_field(name).get_default())
    kept.full_clean()
    kept.save(update_fields=[*FILLED, "search", "identity"])
