from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from audit.services import note_sight
from common.pages import archive_response, deed, file_response, require
from jobs.models import Job
from jobs.permissions import can_retry_job
from jobs.services import retry

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
def job_detail(request, pk):
    job = get_object_or_404(Job.objects.visible_to(request.membership), pk=pk)
    template = "jobs/_job_state.html" if request.htmx else "jobs/job_detail.html"
    return render(request, template, {"job": job, "can_retry": can_retry_job(request.membership, job)})


@require_safe
def job_result(request, pk):
    job = get_object_or_404(Job.objects.visible_to(request.membership), pk=pk)
    if not job.result:
        raise Http404
    note_sight(job, by=request.membership)
    if job.result_name.endswith(".zip"):
        return archive_response(job.result.open(), name=job.result_name)
    with job.result.open() as file:
        data = file.read()
    content_type = TYPES.get(job.result_name.rsplit(".", 1)[-1], "application/octet-stream")
    return file_response(
        data, name=job.result_name, content_type=content_type, inline="inline" in request.GET
    )


@require_POST
def job_retry(request, pk):
    me = request.membership
    job = get_object_or_404(Job.objects.visible_to(me), pk=pk)
    require(can_retry_job(me, job))
    return deed(request, lambda: retry(job, by=me), done="Задание поставлено в очередь ещё раз.", to=job)
