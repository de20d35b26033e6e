"""Meetings of choice: who is invited, the rounds, the prints, the sheets."""

import datetime as dt

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.pages import deed, file_response, form_page, page_of, require
from common.pdf import render_pdf
from selection.forms_choosing import ChoiceForm, SheetsForm
from selection.models import ChoiceMeeting, ChoiceSeat
from selection.permissions_choosing import can_keep_wishes, can_see_choices
from selection.prints import schedule_print
from selection.schedule import schedule_of
from selection.services.choosing import (
    StaleSheets,
    close_choice,
    create_choice,
    delete_choice,
    edit_choice,
    reopen_choice,
    type_sheets,
)
from selection.services.printing import print_sheets
from selection.sheets import rows_of

BACK = "Встречи выбора"
STALE = "Пока вы вносили, эти листы изменил кто-то другой. Ваши ответы ниже: сверьте и сохраните ещё раз."


@require_safe
def choice_list(request):
    me = request.membership
    require(can_see_choices(me))
    handed_in = Count("seats", filter=Q(seats__handed_in_on__isnull=False))
    meetings = ChoiceMeeting.objects.visible_to(me).annotate(invited=Count("seats"), handed_in=handed_in)
    context = {"page": page_of(request, meetings), "can_edit": can_keep_wishes(me)}
    return render(request, "selection/choice_list.html", context)


@require_http_methods(["GET", "POST"])
def choice_add(request):
    me = request.membership
    require(can_keep_wishes(me))
    week = me.organization.today + dt.timedelta(days=7)
    initial = {"held_on": week, "starts_at": dt.time(14, 30)}
    form = ChoiceForm(request.POST or None, membership=me, initial=initial)
    return form_page(
        request,
        form,
        lambda: create_choice(me.organization, by=me, **form.cleaned_data),
        title="Новая встреча выбора",
        lead="Каждый наставник коротко поговорит с каждым наставляемым, потом обе стороны заполнят листы.",
        done="Встреча назначена, расписание готово.",
        back=(reverse("selection:choices"), BACK),
        button="Назначить встречу",
    )


@require_http_methods(["GET", "POST"])
def choice_edit(request, pk):
    me = request.membership
    meeting = get_object_or_404(ChoiceMeeting.objects.visible_to(me), pk=pk)
    require(can_keep_wishes(me))
    form = ChoiceForm(request.POST or None, membership=me, instance=meeting)
    return form_page(
        request,
        form,
        lambda: edit_choice(meeting, by=me, **form.cleaned_data),
        title="Изменить встречу выбора",
        lead="Если меняется состав, меняются и номера в листах: напечатайте их заново.",
        done="Встреча изменена, расписание пересчитано.",
        back=(meeting.get_absolute_url(), str(meeting)),
    )


@require_safe
def choice_detail(request, pk):
    me = request.membership
    meeting = get_object_or_404(ChoiceMeeting.objects.visible_to(me), pk=pk)
    require(can_see_choices(me))
    schedule = schedule_of(meeting)
    ways = [(seat, schedule.way_of(seat)) for seat in [*schedule.mentees, *schedule.mentors]]
    seats = [seat for seat, _ in ways]
    context = {
        "meeting": meeting,
        "schedule": schedule,
        "ways": ways,
        "handed_in": sum(seat.handed_in_on is not None for seat in seats),
        "invited": len(seats),
        "can_edit": can_keep_wishes(me),
    }
    return render(request, "selection/choice_detail.html", context)


@require_POST
def choice_delete(request, pk):
    me = request.membership
    meeting = get_object_or_404(ChoiceMeeting.objects.visible_to(me), pk=pk)
    require(can_keep_wishes(me))
    try:
        delete_choice(meeting, by=me)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(meeting)
    messages.success(request, "Встреча выбора удалена.")
    return redirect("selection:choices")


@require_POST
def choice_close(request, pk):
    me = request.membership
    meeting = get_object_or_404(ChoiceMeeting.objects.visible_to(me), pk=pk)
    require(can_keep_wishes(me))
    done = "Листы собраны. Ответы учтёт следующий подбор."
    return deed(request, lambda: close_choice(meeting, by=me), done=done, to=meeting)


@require_POST
def choice_reopen(request, pk):
    me = request.membership
    meeting = get_object_or_404(ChoiceMeeting.objects.visible_to(me), pk=pk)
    require(can_keep_wishes(me))
    return deed(request, lambda: reopen_choice(meeting, by=me), done="Приём листов снова открыт.", to=meeting)


@require_http_methods(["GET", "POST"])
def choice_sheets(request, pk):
    """The sheets as a table of numbers; a stale line is answered 409 and stays as it was typed."""
    me = request.membership
    meeting = get_object_or_404(ChoiceMeeting.objects.visible_to(me), pk=pk)
    require(can_keep_wishes(me))
    rows = rows_of(meeting)
    form, status = SheetsForm(request.POST or None, rows=rows, is_closed=meeting.is_closed), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                type_sheets(meeting, form.typed, by=me)
            except StaleSheets as error:
                form, status = shown_anew(request.POST, rows_of(meeting), error.messages), 409
            except ValidationError as error:
                form.add_error(None, error.messages)
            else:
                messages.success(request, "Листы внесены.")
                return redirect("selection:choice_sheets", pk)
    sides = {side: [row.seat for row in rows if row.seat.side == side] for side in ChoiceSeat.Side.values}
    context = {"meeting": meeting, "form": form, "sides": sides}
    return render(request, "selection/choice_sheets.html", context, status=status)


def shown_anew(posted, rows, sentences):
    """The same answers over the sheets as they are now: the next save overwrites, knowingly."""
    data = posted.copy()
    for row in rows:
        data[f"was-{row.seat.pk}"] = row.words
    form = SheetsForm(data, rows=rows)
    form.add_error(None, [STALE, *sentences])
    return form


@require_safe
def choice_schedule_pdf(request, pk):
    """The schedule for the wall."""
    me = request.membership
    meeting = get_object_or_404(ChoiceMeeting.objects.visible_to(me), pk=pk)
    require(can_see_choices(me))
    pdf = render_pdf("papers/choice.html", schedule_print(meeting))
    name = f"Расписание встречи выбора {meeting.held_on:%d.%m.%Y}.pdf"
    return file_response(pdf, name=name, content_type="application/pdf", inline=True)


@require_POST
def choice_sheets_print(request, pk):
    """Leads to the job that draws a sheet for each person."""
    me = request.membership
    meeting = get_object_or_404(ChoiceMeeting.objects.visible_to(me), pk=pk)
    require(can_keep_wishes(me))
    try:
        return redirect(print_sheets(meeting, by=me))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(meeting)
