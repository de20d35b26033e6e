"""Who looked at a row of personal data and when: read-outs of the reading journal, for the person and for a leak."""

import datetime as dt
from dataclasses import dataclass

from audit.models import Sight

YEAR = dt.timedelta(days=365)


@dataclass(frozen=True)
class Reader:
    """One person who looked, on how many days and when last."""

    user: object
    days: int
    last: dt.date


def sights_of(model, ids, *, since=None):
    """The looks at these rows of a model, the latest first."""
    rows = Sight.objects.filter(subject_type=model._meta.label_lower, subject_id__in=ids)
    if since:
        rows = rows.filter(day__gte=since)
    return rows.select_related("user").order_by("-day", "-pk")


def readers_of(model, ids, *, since=None):
    """Each reader once, whoever looked last on top; a day counts once however many cards it were."""
    days = {}
    for sight in sights_of(model, ids, since=since):
        days.setdefault(sight.user, set()).add(sight.day)
    found = [Reader(user, len(seen), max(seen)) for user, seen in days.items()]
    return sorted(found, key=lambda reader: reader.last, reverse=True)
