"""A pile of scans of signed papers: sent in, read by a job, told what became of each sheet."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from common.pages import form_page, require
from documents.forms.outside import PaperPileForm
from documents.permissions import can_add_pile
from documents.services.piles import KIND, take_paper_pile
from jobs.models import Job


@require_http_methods(["GET", "POST"])
def scans_add(request):
    me = request.membership
    require(can_add_pile(me))
    form = PaperPileForm(request.POST or None, request.FILES or None)

    def save():
        job = take_paper_pile(form.cleaned_data["files"], by=me)
        return reverse("documents:scans_detail", args=[job.pk])

    return form_page(
        request,
        form,
        save,
        title="Сканы подписанных документов",
        lead="Пропустите подписанные листы через сканер подряд. Чей это скан, узнаем по QR-коду на первом листе.",
        done="Сканы загружены, читаем листы.",
        back=(reverse("documents:list"), "Документы"),
        button="Загрузить сканы",
    )


@require_safe
def scans_detail(request, pk):
    """What became of each sheet; while the pile is read, how far the reading is."""
    me = request.membership
    require(can_add_pile(me))
    job = get_object_or_404(Job.objects.visible_to(me), pk=pk)
    if job.kind != KIND:
        raise Http404
    if job.is_over and request.htmx:  # the page that was waiting opens anew, with the answer
        return HttpResponse(headers={"HX-Refresh": "true"})
    template = "documents/_scans_progress.html" if request.htmx else "documents/scans.html"
    return render(request, template, {"job": job, "outcome": job.payload.get("outcome")})
