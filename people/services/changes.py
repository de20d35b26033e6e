"""What became different about a person on a date, as opposed to a mistake that is corrected."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from common.russian import date_words
from people.models import Person, PersonChange

NAMES = ("last_name", "first_name", "patronymic")
# What a change may be about; the rest of a card is corrected, it does not change on a date.
CHANGEABLE = (
    *NAMES,
    *("position", "subject", "category", "category_on", "workplace"),
    *("experience_years", "experience_here_years", "education", "phone", "email"),
)


@transaction.atomic
def record_change(person, values, *, on, by):
    """Keep what a person was before a day beside what he or she became; fields that stay the same are left out."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    changed = {
        name: value for name, value in values.items() if name in CHANGEABLE and value != getattr(person, name)
    }
    check_change(person, changed, on)
    before = {name: plain(getattr(person, name)) for name in changed}
    for name, value in changed.items():
        setattr(person, name, value)
    before |= drop_stale_forms(person, changed)
    after = {name: plain(getattr(person, name)) for name in before}
    person.full_clean()
    person.save(update_fields=[*before, "search", "identity"])
    change = PersonChange(
        organization=person.organization, person=person, changed_on=on, before=before, after=after,
        recorded_by=by.user,
    )  # fmt: skip
    change.full_clean()
    change.save()
    record("person.change_recorded", person, by=by, fields=sorted(changed), on=on.isoformat())
    return change


def check_change(person, changed, on):
    """A change has a day on which it could happen, and nothing later is written over."""
    if not changed:
        raise ValidationError("Ничего не изменилось. Исправьте то, что стало другим, и сохраните снова.")
    if on > person.organization.today:
        raise ValidationError("Изменение ещё не наступило. Запишите его в этот день или позже.")
    if person.joined_on and on < person.joined_on:
        joined = date_words(person.joined_on)
        raise ValidationError(f"Человек в учреждении с {joined} Поставьте день не раньше этого.")
    if later := person.changes.filter(changed_on__gt=on).order_by("-changed_on").first():
        day = date_words(later.changed_on)
        raise ValidationError(
            f"Уже записано изменение с {day} Поставьте день не раньше или сначала отмените ту запись."
        )


def drop_stale_forms(person, changed):
    """Forms corrected by hand belong to the old words: returned as they were, they are gone from the card."""
    stale = {}
    if person.name_forms and not set(NAMES).isdisjoint(changed):
        stale["name_forms"], person.name_forms = person.name_forms, {}
    if person.position_forms and "position" in changed:
        stale["position_forms"], person.position_forms = person.position_forms, {}
    return stale


@transaction.atomic
def undo_change(change, *, by):
    """Take the last recorded change back; what has been corrected since then stands in the way."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=change.person_id)
    change = person.changes.filter(pk=change.pk).first()
    if change is None:
        raise ValidationError("Эту запись уже отменили.")
    if person.changes.order_by("-changed_on", "-pk").first() != change:
        raise ValidationError("Позже записано другое изменение. Сначала отмените его.")
    if any(plain(getattr(person, name)) != value for name, value in change.after.items()):
        raise ValidationError(
            "После этой записи карточку исправляли. Верните прежнее через «Исправить ошибку»."
        )
    for name, value in change.before.items():
        setattr(person, name, Person._meta.get_field(name).to_python(value))
    person.full_clean()
    person.save(update_fields=[*change.before, "search", "identity"])
    record(
        "person.change_undone", person, by=by, fields=sorted(change.before), on=change.changed_on.isoformat()
    )
    change.delete()
    return person


def plain(value):
    """As JSON keeps it: a date in figures."""
    return value.isoformat() if isinstance(value, dt.date) else value
