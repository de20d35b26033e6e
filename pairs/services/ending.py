"""The end of a pair: at its term with what it came to, or earlier as an order says."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from common.russian import date_words
from pairs.models import Pair, PairChange
from pairs.rules import AT_THE_END, DAYS_BEFORE_END
from pairs.services.rules import is_running, locked


@transaction.atomic
def end_pair(pair, *, on, by, outcome=""):
    """Mentoring stops from the day `on`, as an order says: the pair takes no room of its mentor any more.

    A pair that is ended already stays as it is. One that has not begun keeps the shortest term there can be.
    """
    pair = locked(pair)
    if pair.status == Pair.Status.ENDED:
        return pair
    pair.ends_on = max(on, pair.starts_on + dt.timedelta(days=1))
    return finish(pair, on=pair.ends_on, outcome=outcome, by=by)


@transaction.atomic
def complete_pairs(pairs, *, outcome, by, result=""):
    """The term of these pairs is over or nearly so: each is ended with what it came to, the term stays as ordered."""
    ids = sorted(pair.pk for pair in pairs)
    if not ids:
        raise ValidationError("Отметьте хотя бы одну пару.")
    if outcome not in AT_THE_END:
        raise ValidationError("Выберите итог: программа выполнена или выполнена частично.")
    done = []
    for pair in Pair.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"):
        require_near_the_end(pair)
        pair.result = result
        done.append(finish(pair, on=min(pair.organization.today, pair.ends_on), outcome=outcome, by=by))
    return done


def require_near_the_end(pair):
    first = pair.ends_on - dt.timedelta(days=DAYS_BEFORE_END)
    if not is_running(pair):
        raise ValidationError(f"Пара «{pair}» не работает: завершать нечего.")
    if change := pair.changes.planned().first():
        words = change.get_kind_display()
        raise ValidationError(f"Для пары «{pair}» готовится изменение ({words}). Сначала отмените его.")
    if pair.organization.today < first:
        raise ValidationError(
            f"Пара «{pair}» работает до {date_words(pair.ends_on)}, итог записывают с {date_words(first)}. "
            "Раньше срока её завершают приказом."
        )


def finish(pair, *, on, outcome, by):
    """A locked pair is over: no pause, no change under way."""
    pair.status, pair.paused_on, pair.paused_for = Pair.Status.ENDED, None, ""
    pair.outcome = outcome
    pair.full_clean()
    pair.save(update_fields=["status", "paused_on", "paused_for", "ends_on", "outcome", "result"])
    pair.changes.planned().update(status=PairChange.Status.DROPPED)
    record("pair.ended", pair, by=by, on=on.isoformat(), outcome=str(outcome))
    return pair
