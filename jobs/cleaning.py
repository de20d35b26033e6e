"""Made files that carry people are kept for a week: whoever needs one again asks again."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from jobs.daily import daily
from jobs.models import Job
from jobs.registry import KEPT_DAYS
from jobs.removal import remove_files

DAYS_KEPT = 7
GONE = "Файл хранился {} дней и удалён: в нём были данные людей. Сделайте его ещё раз."


@daily("clean_job_results", title="Удаление старых файлов с данными людей", hour=4)
@transaction.atomic
def clean_job_results(organization, day):
    """Take away each result that is older than its kind keeps it; the job says so."""
    for kind, days in KEPT_DAYS.items():
        before = timezone.now() - dt.timedelta(days=days)
        old = Job.objects.filter(organization=organization, kind=kind, finished_at__lt=before)
        for job in old.exclude(result="").select_for_update(of=("self",)):
            remove_files([job.result.name], organization=organization)
            Job.objects.filter(pk=job.pk).update(result="", result_name="", error=GONE.format(days))
