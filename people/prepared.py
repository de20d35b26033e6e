"""Files prepared with a person's data in them: prints and exports of the institution, kept as results of jobs."""

from jobs.models import Job
from jobs.removal import drop_results
from jobs.services import begin_again

GONE = "Файл убран: человек из него отозвал согласие. Закажите файл ещё раз."


def drop_prepared(person, *, words=GONE):
    """Take away finished files that may hold the person, and begin again those being made; how many files went.

    A print names its consents; of any other file it cannot be told whom it holds, so it goes.
    """
    papers = set(person.consents.values_list("pk", flat=True))
    jobs = [job for job in files_of(person.organization_id) if may_hold(job, papers)]
    begin_again([job.pk for job in jobs if job.status == Job.Status.RUNNING])
    return drop_results([job for job in jobs if job.result], words=words)


def files_of(organization_id):
    jobs = Job.objects.select_for_update(of=("self",)).filter(organization_id=organization_id)
    return jobs.exclude(status=Job.Status.RUNNING, key__isnull=False).exclude(
        status=Job.Status.DONE, result=""
    )


def may_hold(job, papers):
    named = job.payload.get("consents")
    return named is None or not papers.isdisjoint(named)
