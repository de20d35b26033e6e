"""A pile of scanned blanks: sent in, read by a job, put right sheet by sheet, recorded in one go."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.pages import deed, file_response, form_page, page_of, require
from jobs.models import Job
from people.forms.consents import AnswersForm
from people.forms.scans import PileForm, SheetForm
from people.models import ConsentKind, ScanBatch
from people.permissions import can_edit_people
from people.scans import pile_of
from people.services.scans import (
    answer_sheet,
    assign_sheet,
    drop_rest,
    job_key,
    record_pile,
    skip_sheet,
    take_pile,
)


@require_http_methods(["GET", "POST"])
def scan_add(request):
    me = request.membership
    require(can_edit_people(me))
    form = PileForm(request.POST or None, request.FILES or None, today=me.organization.today)
    return form_page(
        request,
        form,
        lambda: take_pile(form.cleaned_data["files"], on=form.cleaned_data["on"], by=me),
        title="Пачка сканов",
        lead="Пропустите подписанные бланки через сканер и загрузите файл. Чей бланк, узнаем по QR-коду на листе.",
        done="Пачка загружена, читаем листы.",
        back=(reverse("people:consents"), "Согласия"),
        button="Загрузить пачку",
        template="people/scan_add.html",
        batches=ScanBatch.objects.visible_to(me).defer("pages")[:10],
    )


@require_safe
def scan_batch(request, pk):
    """The pile sheet by sheet; while it is read, how far the reading is."""
    me = request.membership
    require(can_edit_people(me))
    batch = batch_of(me, pk)
    if batch.status == ScanBatch.Status.READING:
        job = Job.objects.visible_to(me).filter(key=job_key(batch)).first()
        template = "people/_scan_progress.html" if request.htmx else "people/scan_batch.html"
        return render(request, template, {"batch": batch, "job": job})
    if request.htmx:  # the page that was waiting opens anew, with the sheets
        return HttpResponse(headers={"HX-Refresh": "true"})
    pile = pile_of(batch)
    shown = sorted(pile.lines, key=lambda line: (line not in pile.open, line.is_settled, line.number))
    return render(
        request, "people/scan_batch.html", {"batch": batch, "pile": pile, "page": page_of(request, shown)}
    )


def batch_of(me, pk):
    return get_object_or_404(ScanBatch.objects.visible_to(me), pk=pk)


def line_of(batch, sheet):
    """One sheet that is still there to decide about."""
    found = [line for line in pile_of(batch).lines if line.number == sheet and line.page.get("file")]
    if not found:
        raise Http404
    return found[0]


@require_http_methods(["GET", "POST"])
def scan_sheet(request, pk, sheet):
    me = request.membership
    require(can_edit_people(me))
    batch = batch_of(me, pk)
    line = line_of(batch, sheet)
    form = SheetForm(request.POST or None, membership=me)
    return form_page(
        request,
        form,
        lambda: assign_sheet(batch, sheet, consent=form.cleaned_data["consent"], by=me),
        title=f"Лист {sheet}",
        lead=f"{line.words[:1].upper()}{line.words[1:]}.",
        done=f"Лист {sheet} разобран.",
        back=(batch.get_absolute_url(), "Пачка сканов"),
        button="Это бланк этого человека",
        template="people/scan_sheet.html",
        batch=batch,
        line=line,
    )


@require_http_methods(["GET", "POST"])
def scan_answers(request, pk, sheet):
    """What a person marked on the blank of a consent to distribution, with the blank beside it."""
    me = request.membership
    require(can_edit_people(me))
    batch = batch_of(me, pk)
    line = line_of(batch, sheet)
    if line.consent is None or line.consent.kind != ConsentKind.DISTRIBUTION or line.page["problem"]:
        raise Http404
    form = AnswersForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: answer_sheet(batch, sheet, **form.answers, by=me),
        title="Что разрешено публиковать",
        lead=f"{line.consent.person.full_name}: перенесите отметки с бланка.",
        done="Отметки записаны.",
        back=(batch.get_absolute_url(), "Пачка сканов"),
        button="Записать отметки",
        template="people/scan_sheet.html",
        batch=batch,
        line=line,
        is_answers=True,
    )


@require_POST
def scan_skip(request, pk, sheet):
    me = request.membership
    require(can_edit_people(me))
    batch = batch_of(me, pk)
    return deed(request, lambda: skip_sheet(batch, sheet, by=me), done=f"Лист {sheet} убран.", to=batch)


@require_POST
def scan_record(request, pk):
    me = request.membership
    require(can_edit_people(me))
    batch = batch_of(me, pk)
    return deed(request, lambda: record_pile(batch, by=me), done="Подписи и сканы записаны.", to=batch)


@require_POST
def scan_finish(request, pk):
    me = request.membership
    require(can_edit_people(me))
    batch = batch_of(me, pk)
    return deed(
        request, lambda: drop_rest(batch, by=me), done="Пачка закрыта, оставшиеся листы удалены.", to=batch
    )


@require_safe
def scan_file(request, pk, sheet):
    """One sheet as a file, or its picture with `?picture`."""
    me = request.membership
    require(can_edit_people(me))
    line = line_of(batch_of(me, pk), sheet)
    is_picture = "picture" in request.GET
    file = ScanBatch.file.field.storage.open(line.page["picture" if is_picture else "file"])
    with file:
        data = file.read()
    kind = ("jpg", "image/jpeg") if is_picture else ("pdf", "application/pdf")
    return file_response(data, name=f"Лист {sheet}.{kind[0]}", content_type=kind[1], inline=True)
