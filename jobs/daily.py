"""Work that comes round every day. A room registers it by `@daily`; `runjobs` puts it into the queue, once a day."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from jobs.models import Job
from jobs.registry import handler
from jobs.services import enqueue
from organizations.models import Organization


@dataclass(frozen=True)
class Daily:
    """One kind of daily work: its words in the list of jobs and the hour, by the institution's clock, it begins at."""

    title: str
    hour: int


DAYS: dict[str, Daily] = {}


def daily(kind, *, title, hour=7):
    """Register `function(organization, day)` to be carried out each day from `hour` on; it may run more than once."""

    def add(function: Callable):
        DAYS[kind] = Daily(title, hour)
        handler(kind)(lambda job: _carry_out(function, job))
        return function

    return add


def _carry_out(function, job):
    """Work of a day that has passed while nobody worked is left: that of today is in the queue too (JOB-9)."""
    day = dt.date.fromisoformat(job.payload["day"])
    if day >= job.organization.today:
        function(job.organization, day)


def enqueue_daily(now=None) -> int:
    """Ask for what is due today and not asked for yet, in each institution by its own clock; how many jobs are new.

    The day stands in the key of the job, so that a clock that jumps or two runners never ask twice.
    """
    due = dict(_due(now or timezone.now()))
    known = set(Job.objects.filter(key__in=due).values_list("key", flat=True))
    for key in due.keys() - known:
        kind, organization, day = due[key]
        enqueue(
            kind, organization=organization, title=DAYS[kind].title, by=None, key=key, day=day.isoformat()
        )
    return len(due.keys() - known)


def _due(now):
    for organization in Organization.objects.order_by("pk"):
        local = now.astimezone(organization.zone)
        for kind, work in DAYS.items():
            if local.hour >= work.hour:
                yield f"{kind}:{organization.pk}:{local.date()}", (kind, organization, local.date())
