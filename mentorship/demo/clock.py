"""The time of the demonstration: what is made in a second has taken an institution twelve weeks."""

import datetime as dt
import time
from contextlib import contextmanager
from functools import cache

from django.apps import apps
from django.utils import timezone

NOW = timezone.now
LENGTH = dt.timedelta(weeks=12)
FRIDAY = 4
BETWEEN_READINGS = dt.timedelta(seconds=4)


class Clock:
    """Tells the days of one institution's story, which ends today and never reaches into the school year before."""

    def __init__(self, organization):
        self.zone, self.today = organization.zone, organization.today
        self.first = max(self.today - LENGTH, dt.date(organization.school_year, 8, 1))
        self.moment = self._hour_of(self.first)

    def day(self, part: float) -> dt.date:
        """The working day at `part` of the story: 0 is its first day, 1 is today, 1.1 lies a week ahead."""
        day = self.first + (self.today - self.first) * part
        weekend = max(day.weekday() - FRIDAY, 0)
        if part > 1:
            return day + dt.timedelta(days=(3 - weekend) % 3)
        return max(day - dt.timedelta(days=weekend), self.first) if part < 1 else day

    @contextmanager
    def at(self, part: float):
        """Let the services believe it is that day: they ask Django's clock, the journal asks the machine's.

        Every reading is a little later than the one before, so that deeds stand in the journal in their order.
        """
        day = self.day(part)
        if day == self.today:
            yield
            return
        self.moment = max(self.moment, self._hour_of(day))
        kept = timezone.now, time.time_ns
        timezone.now, time.time_ns = self._read, lambda: int(self._read().timestamp()) * 10**9
        for field in dated_fields():
            field._get_default = self._read
        try:
            yield
        finally:
            timezone.now, time.time_ns = kept
            for field in dated_fields():
                del field._get_default

    def _read(self):
        self.moment += BETWEEN_READINGS
        return self.moment

    def _hour_of(self, day):
        """Some hour of a working day, another one each day."""
        hour = dt.time(9 + day.day % 7, day.day * 13 % 60)
        return dt.datetime.combine(day, hour, tzinfo=self.zone)


@cache
def dated_fields():
    """Columns that are filled with the moment a row is made: they keep the clock that they were declared with."""
    fields = [field for model in apps.get_models() for field in model._meta.concrete_fields]
    return [field for field in fields if field.default is NOW]
