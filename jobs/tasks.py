from celery import shared_task

from jobs.work import run


@shared_task(name="jobs.run_job", acks_late=True, reject_on_worker_lost=True)
def run_job(job_pk):
    """The celery half of a job: the row decides whether there is anything to do."""
    run(job_pk)
