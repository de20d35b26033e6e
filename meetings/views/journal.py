"""One meeting: its line of the journal, in a tap or completed later."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.pages import deed, form_page, require
from common.russian import date_words
from meetings.forms.journal import EditLineForm, TellForm
from meetings.models import Meeting
from meetings.permissions import can_edit_line, can_keep_meetings, can_read_lines
from meetings.services import (
    StaleMeeting,
    edit_line,
    hold_meeting,
    meet_today,
    miss_meeting,
    tell_meeting,
)
from meetings.views.planning import meeting_to_keep, of_pair, pair_to_keep

LINE = ("minutes", "place", "topic", "outcome", "row")


@require_safe
def meeting_detail(request, pk):
    me = request.membership
    meeting = seen(me, pk)
    can_edit = can_edit_line(me, meeting)
    context = {
        "meeting": meeting,
        "today": me.organization.today,
        "can_keep": can_keep_meetings(me, meeting.pair),
        "can_edit": can_edit,
        "can_read": can_read_lines(me),
        "answers": meeting.answers.select_related("person") if can_read_lines(me) else [],
        "form": line_form(meeting, me) if can_edit and meeting.is_held else None,
    }
    return render(request, "meetings/meeting_detail.html", context)


def seen(me, pk):
    rows = Meeting.objects.visible_to(me).select_related("pair__mentor", "row", "author", "series")
    return get_object_or_404(rows.prefetch_related("pair__members__person"), pk=pk)


def line_form(meeting, me, data=None):
    initial = {name: getattr(meeting, name) for name in LINE[:-1]} | {
        "row": meeting.row_id,
        "stamp": meeting.stamp,
    }
    return EditLineForm(data, initial=initial, pair=meeting.pair, me=me, row=meeting.row)


@require_http_methods(["GET", "POST"])
def meeting_edit(request, pk):
    """The line of a meeting; one that was saved meanwhile answers 409 with both texts (CON-2)."""
    me = request.membership
    meeting = seen(me, pk)
    require(can_edit_line(me, meeting))
    form, stale = line_form(meeting, me, request.POST or None), []

    def save():
        try:
            return edit_line(meeting, stamp=form.cleaned_data["stamp"], by=me, **form.line)
        except StaleMeeting:
            stale.append(meeting.refresh_from_db())
            form.data = form.data.copy()
            form.data["stamp"] = meeting.stamp  # the next save overwrites, knowingly
            raise

    answer = form_page(
        request,
        form,
        save,
        title=f"Встреча {date_words(meeting.on)}",
        done="Запись сохранена.",
        template="meetings/meeting_edit.html",
        back=(meeting.get_absolute_url(), "Встреча"),
        meeting=meeting,
        stale=stale,
    )
    if stale:
        answer.status_code = 409
    return answer


@require_http_methods(["GET", "POST"])
def meeting_tell(request, pk):
    """A meeting of an earlier day that stood in no plan."""
    me, pair = request.membership, pair_to_keep(request, pk)
    form = TellForm(request.POST or None, pair=pair, me=me, initial={"on": me.organization.today})

    def save():
        data = form.cleaned_data
        return tell_meeting(pair, on=data["on"], starts_at=data["starts_at"], by=me, **form.line)

    return form_page(
        request,
        form,
        save,
        title="Записать встречу",
        lead=str(pair),
        done="Встреча записана в журнал.",
        template="meetings/meeting_edit.html",
        back=(of_pair(pair), "Встречи пары"),
        button="Записать",
    )


@require_POST
def meeting_hold(request, pk):
    me, meeting = request.membership, meeting_to_keep(request, pk)
    done = f"Записали встречу {date_words(meeting.on)}, {meeting.minutes} минут."
    return deed(request, lambda: hold_meeting(meeting, by=me), done=done, to=way_back(request, meeting))


@require_POST
def meeting_miss(request, pk):
    me, meeting = request.membership, meeting_to_keep(request, pk)
    done = f"Отметили: встреча {date_words(meeting.on)} не состоялась."
    return deed(request, lambda: miss_meeting(meeting, by=me), done=done, to=way_back(request, meeting))


def way_back(request, meeting):
    """Lists of many meetings are gone through one by one: their buttons say where they stand."""
    places = {"list": reverse("meetings:list"), "pair": of_pair(meeting.pair)}
    return places.get(request.POST.get("back"), meeting)


@require_POST
def met_today(request, pk):
    """«Встретились сегодня»: one tap, then the line may be completed."""
    me, pair = request.membership, pair_to_keep(request, pk)
    made = []
    done = "Записали сегодняшнюю встречу."
    answer = deed(request, lambda: made.append(meet_today(pair, by=me)), done=done, to=of_pair(pair))
    return redirect(made[0]) if made else answer
