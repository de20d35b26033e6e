"""Somebody stands in for an absent mentor, with dates; nothing is left open after the last day."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from common.russian import date_words
from pairs.models import Substitution
from pairs.queries import MENTOR_KINDS, Lack, people_of
from pairs.rules import AWAY
from pairs.services.rules import ADVICE, is_running, lock_people_of, locked
from pairs.signals import pair_changed
from people import gate
from people.models import Consent, ConsentKind


@transaction.atomic
def add_substitution(pair, *, person, reason, starts_on, ends_on, by):
    """One who may mentor leads the pair for some days of its term; two never do so at once (ТК ст. 351.8: consent)."""
    lock_people_of(pair.mentor, [person])
    pair = locked(pair)
    if not is_running(pair):
        raise ValidationError("Замещают наставника пары, которая уже работает по приказу.")
    if person in people_of(pair):
        raise ValidationError(f"{person} уже в этой паре. Выберите другого.")
    if reason not in AWAY:
        raise ValidationError("Выберите причину из списка.")
    check_substitute(person)
    check_free(pair, starts_on, ends_on)
    row = Substitution(organization=pair.organization, pair=pair, person=person, reason=reason)
    row.starts_on, row.ends_on = starts_on, ends_on
    row.full_clean()
    row.save()
    days = {"starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()}
    record("pair.substitute_added", pair, by=by, person=person.pk, **days)
    pair_changed.send(Substitution, change=row, by=by)
    return row


def check_substitute(person):
    gate.require_allowed([person], gate.Deed.PAIR, role=ConsentKind.MENTOR_DUTY, advice=ADVICE)
    if person.left_on:
        raise ValidationError(f"{person} уже не в учреждении. Выберите другого.")
    given = set(Consent.objects.in_force().filter(person=person).values_list("kind", flat=True))
    if lacking := [kind for kind in MENTOR_KINDS if kind not in given]:
        raise ValidationError(f"{Lack(person, lacking).words}. Бланк выдают на странице «Согласия».")


def check_free(pair, starts_on, ends_on):
    if not pair.starts_on <= starts_on <= ends_on <= pair.ends_on:
        term = f"с {date_words(pair.starts_on)} по {date_words(pair.ends_on)}"
        raise ValidationError(f"Дни замещения должны быть внутри срока пары: {term}.")
    if other := pair.substitutions.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).first():
        days = f"с {date_words(other.starts_on)} по {date_words(other.ends_on)}"
        raise ValidationError(f"В эти дни наставника уже замещает {other.person} ({days}).")


@transaction.atomic
def end_substitution(row, *, on, by):
    """The mentor is back: `on` is the last day of the substitute. One that has not begun is taken out."""
    pair = locked(row.pair)
    row = Substitution.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.ends_on < on:
        return pair
    if on < row.starts_on:
        row.delete()
    else:
        row.ends_on = on
        row.full_clean()
        row.save(update_fields=["ends_on"])
    record("pair.substitute_ended", pair, by=by, person=row.person_id, on=on.isoformat())
    return pair


def end_substitutions_of(person, *, on, by):
    """Whoever may not mentor any more stands in for nobody from this day on."""
    before = on - dt.timedelta(days=1)
    for row in Substitution.objects.filter(person=person, ends_on__gte=on).order_by("pk"):
        end_substitution(row, on=before, by=by)
