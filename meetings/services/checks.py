"""What stops a deed over meetings: asked under the lock of the pair, so that two deeds never pass each other."""

from django.core.exceptions import ValidationError

from common.russian import date_words
from pairs.models import Pair
from people import gate
from people.models import ConsentKind, Person

WORKED = {Pair.Status.ACTIVE, Pair.Status.PAUSED, Pair.Status.ENDED}
NOT_RUNNING = "Встречи планируют у пары, которая работает. Эта пара сейчас: {}."
NEVER_RAN = "Пара ещё не начала работу: журнал открывается с приказа о её закреплении."
ADVICE = "Встречи этой пары пока не ведут."


def locked(pair):
    return Pair.objects.select_for_update(of=("self",)).select_related("organization").get(pk=pair.pk)


def require_running(pair):
    """A plan is for a pair that works, of people whose data may be used for it."""
    if pair.status != Pair.Status.ACTIVE:
        raise ValidationError(NOT_RUNNING.format(pair.get_status_display()))
    require_people(pair)


def require_people(pair):
    mentors, mentees = Person.objects.filter(pk=pair.mentor_id), present_mentees(pair)
    gate.require_allowed(mentors, gate.Deed.PAIR, role=ConsentKind.MENTOR_DUTY, advice=ADVICE)
    gate.require_allowed(mentees, gate.Deed.PAIR, role=ConsentKind.MENTEE_DUTY, advice=ADVICE)


def present_mentees(pair):
    return Person.objects.filter(pairs_as_mentee__pair=pair, pairs_as_mentee__left_on=None)


def require_told_day(pair, day):
    """A line of the journal is about a day on which the pair worked and which has come."""
    if pair.status not in WORKED:
        raise ValidationError(NEVER_RAN)
    require_people(pair)
    last = pair.organization.today
    if day > last:
        raise ValidationError(
            f"Эта встреча назначена на {date_words(day)}: отметьте её, когда она пройдёт, или перенесите."
        )
    if day < pair.starts_on:
        raise ValidationError(f"Пара работает с {date_words(pair.starts_on)}: раньше встречи не записывают.")
    if pair.paused_on and day >= pair.paused_on:
        raise ValidationError(
            f"Пара приостановлена {date_words(pair.paused_on)}: встречи после этого дня не записывают."
        )
    if pair.status == Pair.Status.ENDED and day > pair.ends_on:
        raise ValidationError(f"Пара работала по {date_words(pair.ends_on)}: позже встречи не записывают.")


def require_planned_day(pair, day):
    """A meeting ahead: not in the past and within the term of the pair."""
    if day < pair.organization.today:
        raise ValidationError("Этот день уже прошёл. Прошедшую встречу запишите в журнал.")
    require_within(pair, day)


def require_within(pair, day):
    if not pair.starts_on <= day <= pair.ends_on:
        raise ValidationError(
            f"Пара работает с {date_words(pair.starts_on)} по {date_words(pair.ends_on)}: назначьте встречу на эти дни."
        )
