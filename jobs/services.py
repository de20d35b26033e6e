"""The life of a job: asked for, claimed, carried on, finished once."""

import datetime as dt
import logging

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from jobs.models import Job

LEASE = dt.timedelta(seconds=20)
MAX_ATTEMPTS = 3
log = logging.getLogger(__name__)


class LeaseLost(Exception):
    """Another worker carries this job on: stop without writing anything."""


def enqueue(kind, *, organization, title, by, key=None, **payload):
    """Write the wish in the caller's transaction and send it once that is safe; an equal `key` gives the same job."""
    fields = {
        "organization": organization, "kind": kind, "title": title, "payload": payload,
        "created_by": by.user if by else None,
    }  # fmt: skip
    if key is None:
        job = Job.objects.create(**fields)
    else:
        job, _ = Job.objects.get_or_create(key=key, defaults=fields)
    transaction.on_commit(lambda: dispatch(job.pk))
    return job


def dispatch(job_pk):
    """Tell the broker, when there is one. A dead broker loses nothing: the sweeper sends the row again."""
    if not settings.CELERY_BROKER_URL:
        return
    from jobs.tasks import run_job  # noqa: PLC0415  (tasks import the work, the work imports this module)

    try:
        run_job.apply_async((job_pk,), retry=False)
    except (OSError, run_job.OperationalError) as error:
        log.warning("job %s not sent: %s", job_pk, type(error).__name__)


def claim(job_pk):
    """Take the job if nobody holds it: a conditional UPDATE has one winner. None when somebody else has it."""
    now = timezone.now()
    won = (
        Job.objects.claimable(now)
        .filter(pk=job_pk)
        .update(status=Job.Status.RUNNING, attempts=F("attempts") + 1, lease_until=now + LEASE, error="")
    )
    return Job.objects.get(pk=job_pk) if won else None


def held(job):
    """The row as long as this very attempt holds it: an attempt whose lease ran out can write nothing."""
    return Job.objects.filter(pk=job.pk, attempts=job.attempts, status=Job.Status.RUNNING)


def progress(job, done, total):
    """Show how far the work is, and keep the lease."""
    if not held(job).update(done_count=done, total_count=total, lease_until=timezone.now() + LEASE):
        raise LeaseLost


def keep_lease(job):
    """Keep the lease of long work that has nothing to show yet; False when it was lost."""
    return bool(held(job).update(lease_until=timezone.now() + LEASE))


def finish(job, result=None):
    """Close the attempt with its file. Only the attempt that holds the row can do it, so it happens once.

    `result` is (bytes or an open File, name): a big archive comes as a file and is never whole in memory.
    """
    name, title = "", ""
    if result:
        data, title = result
        file = data if isinstance(data, File) else ContentFile(data)
        name = default_storage.save(f"jobs/{job.pk}/{job.attempts}.bin", file)
    closed = held(job).update(
        status=Job.Status.DONE, result=name, result_name=title, finished_at=timezone.now(), lease_until=None
    )
    if not closed and name:
        default_storage.delete(name)
    return bool(closed)


def fail(job, error):
    """Try again later with growing pauses; after the last try the person is shown what happened."""
    again = job.attempts < MAX_ATTEMPTS
    held(job).update(
        status=Job.Status.WAITING if again else Job.Status.FAILED,
        run_after=timezone.now() + dt.timedelta(seconds=5 * 3**job.attempts),
        lease_until=None,
        error=error[:500],
        finished_at=None if again else timezone.now(),
    )


def retry(job, *, by):
    """A person asks to try a failed job again."""
    Job.objects.filter(pk=job.pk, status=Job.Status.FAILED).update(
        status=Job.Status.WAITING, attempts=0, run_after=timezone.now(), error="", done_count=0
    )
    transaction.on_commit(lambda: dispatch(job.pk))
    return job


def begin_again(job_pks):
    """Work that goes on with data that must not be used any more begins anew: the stale attempt can write nothing."""
    running = Job.objects.filter(pk__in=job_pks, status=Job.Status.RUNNING)
    running.update(status=Job.Status.WAITING, lease_until=None, run_after=timezone.now())
    transaction.on_commit(lambda: [dispatch(pk) for pk in job_pks])
