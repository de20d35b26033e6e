"""Lines of a plan: edited in place, added, moved, removed, marked as done."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from common.pages import deed, form_page, require
from programmes.forms import AddRowForm, DoneForm, PickForm, ReportForm, RowForm, StepForm
from programmes.library import recognised
from programmes.models import ProgrammeRow
from programmes.permissions import can_edit_programme, can_mark_rows
from programmes.proposing import WHO, audience_of, requests_of
from programmes.services import (
    add_library_rows,
    add_row,
    edit_row,
    mark_row,
    move_row,
    remove_row,
    report_row,
)
from programmes.views.conflict import with_conflict
from programmes.views.context import programme_or_404, row_or_404, row_part, stopped, works_on


@require_http_methods(["GET", "POST"])
def row_edit(request, pk):
    """The words of a line: opened in the table by htmx, or on a page of its own."""
    me = request.membership
    row = row_or_404(me, pk)
    require(works_on(me, row.programme))
    if not can_edit_programme(me, row.programme):
        return stopped(request, row.programme)
    form = RowForm(request.POST or None, instance=row)
    return row_page(
        request, row, form, lambda: edit_row(row, by=me, **form.cleaned_data), title="Строка плана"
    )


@require_http_methods(["GET", "POST"])
def row_report(request, pk):
    """What came of a line: the day, the actual result, the mentor's mark."""
    me = request.membership
    row = row_or_404(me, pk)
    require(works_on(me, row.programme))
    if not can_mark_rows(me, row.programme):
        messages.error(request, "Отметить выполнение можно в утверждённой программе, пока она не завершена.")
        return redirect(row.programme)
    form = ReportForm(request.POST or None, instance=row)
    return row_page(
        request, row, form, lambda: report_row(row, by=me, **form.cleaned_data), title="Выполнение"
    )


def row_page(request, row, form, save, *, title):
    if request.method == "GET" and request.headers.get("HX-Request"):
        is_open = "closed" not in request.GET
        return row_part(request, row, form=form if is_open else None, form_title=title)
    return with_conflict(
        request,
        form,
        save,
        title=title,
        lead=row.activity,
        done="Строка сохранена.",
        back=(row.get_absolute_url(), str(row.programme)),
    )


@require_POST
def row_done(request, pk):
    """One tap; by htmx the line alone comes back."""
    me = request.membership
    row = row_or_404(me, pk)
    require(works_on(me, row.programme))
    form = DoneForm(request.POST)
    done = form.is_valid() and form.cleaned_data["done"]
    if not request.headers.get("HX-Request"):
        words = "Отмечено выполнение." if done else "Отметка о выполнении снята."
        return deed(request, lambda: mark_row(row, done=done, by=me), done=words, to=row)
    try:
        mark_row(row, done=done, by=me)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return HttpResponse(headers={"HX-Redirect": row.programme.get_absolute_url()})
    return row_part(request, row)


@require_POST
def row_move(request, pk):
    me = request.membership
    row = row_or_404(me, pk)
    require(works_on(me, row.programme))
    form = StepForm(request.POST)
    step = form.cleaned_data["step"] if form.is_valid() else 0
    return deed(request, lambda: move_row(row, step=step, by=me), done="Строка переставлена.", to=row)


@require_POST
def row_remove(request, pk):
    me = request.membership
    row = row_or_404(me, pk)
    require(works_on(me, row.programme))
    done = f"Убрано из плана: {row.activity[:80]}"
    return deed(request, lambda: remove_row(row, by=me), done=done, to=row.programme)


@require_http_methods(["GET", "POST"])
def row_add(request, pk):
    """A line by hand."""
    me = request.membership
    programme = programme_or_404(me, pk)
    require(works_on(me, programme))
    if not can_edit_programme(me, programme):
        return stopped(request, programme)
    last = programme.rows.last()
    blank = ProgrammeRow(responsible=WHO["both"], section=last.section if last else "")
    form = AddRowForm(request.POST or None, instance=blank)
    return form_page(
        request,
        form,
        lambda: add_row(programme, by=me, **form.cleaned_data),
        title="Новая строка плана",
        lead=str(programme),
        done="Строка добавлена.",
        back=(programme.get_absolute_url(), str(programme)),
        button="Добавить строку",
    )


@require_http_methods(["GET", "POST"])
def rows_pick(request, pk):
    """Activities of the library, those about the mentee's requests first."""
    me = request.membership
    programme = programme_or_404(me, pk)
    require(works_on(me, programme))
    if not can_edit_programme(me, programme):
        return stopped(request, programme)
    requests = requests_of(programme.pair)
    texts = [text for one in requests for text in (one.text, *(row.name for row in one.competences.all()))]
    first = recognised(texts, audience_of(programme.pair))
    form = PickForm(request.POST if request.method == "POST" else None, programme=programme, first=first)
    return form_page(
        request,
        form,
        lambda: add_library_rows(programme, by=me, **form.cleaned_data),
        title="Мероприятия из библиотеки",
        lead=f"{programme}. Сначала то, что отвечает запросам наставляемого.",
        done="Мероприятия добавлены в план.",
        back=(programme.get_absolute_url(), str(programme)),
        template="programmes/rows_pick.html",
    )
