"""Rules about pairs that the deeds, the forms and the papers share."""

import datetime as dt

from django.core.exceptions import ValidationError

from common.russian import date_words
from common.working_days import add_working_days
from pairs.models import Pair, PairChange

FULL_DAYS = 3  # working days between the notice and the end (ТК ст. 351.8 ч. 4, 5)
LAST_YEAR = 9000  # beyond it no calendar counts
DAYS_BEFORE_END = 14  # so long before the end of its term a pair may be completed, and the desk asks for it
Kind, Reason = PairChange.Kind, PairChange.Reason

REASONS = {
    Kind.PROLONG: [Reason.UNFINISHED, Reason.HEALTH, Reason.OTHER],
    Kind.REPLACE: [
        *(Reason.LOAD, Reason.HEALTH, Reason.LEAVE, Reason.MOVED, Reason.LEFT, Reason.WITHDRAWN),
        *(Reason.FIT, Reason.OTHER),
    ],
    Kind.REFUSAL: [Reason.LOAD, Reason.HEALTH, Reason.MOVED, Reason.FIT, Reason.OTHER],
    Kind.CANCELLATION: [Reason.LOAD, Reason.HEALTH, Reason.LEAVE, Reason.MOVED, Reason.FIT, Reason.OTHER],
    Kind.MENTEE: [Reason.FIT, Reason.LOAD, Reason.HEALTH, Reason.PROGRAMME, Reason.OTHER],
    Kind.LEFT: [Reason.LEFT, Reason.MOVED, Reason.WITHDRAWN],
    Kind.COMPLETE: [Reason.PROGRAMME],
}
AWAY = [Reason.LEAVE, Reason.HEALTH, Reason.MOVED, Reason.OTHER]  # why somebody stands in for a mentor
OUTCOMES = {
    Kind.REPLACE: Pair.Outcome.REPLACED,
    Kind.REFUSAL: Pair.Outcome.EARLY,
    Kind.CANCELLATION: Pair.Outcome.EARLY,
    Kind.MENTEE: Pair.Outcome.EARLY,
    Kind.LEFT: Pair.Outcome.LEFT,
    Kind.COMPLETE: Pair.Outcome.DONE,
}
AT_THE_END = [Pair.Outcome.DONE, Pair.Outcome.PARTLY]  # what a completed pair may have come to


def first_day_after(notice):
    """The day after three whole working days: handed on 18.01.2027, the work may end from 22.01.2027."""
    if notice.year > LAST_YEAR:
        raise ValidationError("Проверьте год.")
    return add_working_days(notice, FULL_DAYS) + dt.timedelta(days=1)


def require_notice(notice, effective_on, today):
    """ТК ст. 351.8: the notice has been handed over, and three full working days lie before the end."""
    if notice > today:
        raise ValidationError("Дата уведомления ещё не наступила.")
    if effective_on < first_day_after(notice):
        raise ValidationError(
            "После уведомления должно пройти три полных рабочих дня (статья 351.8 ТК РФ). "
            f"Первый возможный день – {date_words(first_day_after(notice))}"
        )
