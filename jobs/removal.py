"""Files that must go: after the commit and by a job, so that a killed worker leaves none behind (idempotent)."""

from django.core.files.storage import default_storage

from jobs.models import Job
from jobs.registry import handler
from jobs.services import enqueue


def remove_files(names, *, organization, by=None):
    """Ask, inside the caller's transaction, that stored files be deleted; names only, which tell nothing."""
    if names := sorted(filter(None, names)):
        enqueue("remove_files", organization=organization, title="Удаление файлов", by=by, files=names)
    return len(names)


def drop_results(jobs, *, words):
    """Take prepared files away; the person who asked reads why and may ask again. How many there were."""
    for job in jobs:
        remove_files([job.result.name], organization=job.organization)
    rows = Job.objects.filter(pk__in=[job.pk for job in jobs])
    rows.update(status=Job.Status.FAILED, result="", result_name="", error=words)
    return len(jobs)


@handler("remove_files")
def delete_stored(job):
    """A file that is gone already is no error: the work may be done twice."""
    for name in job.payload["files"]:
        default_storage.delete(name)
