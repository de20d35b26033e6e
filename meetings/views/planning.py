"""Meetings ahead: in a rhythm, for one pair or several, and one by one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from common.pages import deed, form_page, require
from common.russian import counted, date_words
from meetings.forms.planning import (
    AddMeetingForm,
    ChangeSeriesForm,
    MoveMeetingForm,
    PlanForm,
    PlanManyForm,
)
from meetings.models import Meeting, MeetingSeries
from meetings.permissions import can_keep_meetings, can_plan_for_all
from meetings.services import (
    add_meeting,
    cancel_meeting,
    change_series,
    move_meeting,
    plan_many,
    plan_of,
    plan_series,
    restore_meeting,
    stop_series,
)
from pairs.models import Pair

RHYTHM = ["weekday", "rhythm", "starts_on", "until"]


def of_pair(pair):
    return reverse("meetings:of_pair", args=[pair.pk])


def pair_to_keep(request, pk):
    me = request.membership
    pairs = Pair.objects.visible_to(me).select_related("mentor").prefetch_related("members__person")
    pair = get_object_or_404(pairs, pk=pk)
    require(can_keep_meetings(me, pair))
    return pair


def meeting_to_keep(request, pk):
    me = request.membership
    meeting = get_object_or_404(Meeting.objects.visible_to(me).select_related("pair"), pk=pk)
    require(can_keep_meetings(me, meeting.pair))
    return meeting


def series_to_keep(request, pk):
    me = request.membership
    series = get_object_or_404(MeetingSeries.objects.visible_to(me).select_related("pair"), pk=pk)
    require(can_keep_meetings(me, series.pair))
    return series


@require_http_methods(["GET", "POST"])
def plan(request, pk):
    """A rhythm with its days below it; «Показать дни» and a change of the form count them anew without saving."""
    me, pair = request.membership, pair_to_keep(request, pk)
    today = me.organization.today
    initial = first_answers(today) | {"starts_on": max(today, pair.starts_on), "until": pair.ends_on}
    form = PlanForm(request.POST or None, initial=initial)
    return plan_page(
        request,
        form,
        lambda: [plan_series(pair, by=me, **form.cleaned_data)],
        title="Расписание встреч",
        lead=str(pair),
        back=(of_pair(pair), "Встречи пары"),
        to=of_pair(pair),
    )


@require_http_methods(["GET", "POST"])
def plan_several(request):
    """One rhythm for the ticked pairs, each until its own end."""
    me = request.membership
    require(can_plan_for_all(me))
    today = me.organization.today
    last = today.replace(year=me.organization.school_year + 1, month=5, day=26)
    initial = first_answers(today) | {"starts_on": today, "until": last}
    form = PlanManyForm(request.POST or None, membership=me, initial=initial)
    return plan_page(
        request,
        form,
        lambda: plan_many(by=me, **form.cleaned_data),
        title="Расписание для нескольких пар",
        lead="У каждой пары встречи закончатся не позже её собственного срока.",
        back=(reverse("meetings:list"), "Встречи"),
        to=reverse("meetings:list"),
    )


def first_answers(today):
    return {"weekday": today.weekday() if today.weekday() < 5 else 0, "rhythm": 1}


def plan_page(request, form, save, *, to, **context):
    """Whatever htmx or «Показать дни» asks for only shows; the other button saves."""
    me, is_part = request.membership, "HX-Request" in request.headers
    is_fine = request.method != "POST" or form.is_valid()
    if request.method == "POST" and is_fine and not is_part and "show" not in request.POST:
        try:
            made = save()
        except ValidationError as error:
            form.add_error(None, error.messages)
            is_fine = False
        else:
            number = Meeting.objects.visible_to(me).filter(series__in=made).count()
            messages.success(request, f"Назначено: {counted(number, 'встреча', 'встречи', 'встреч')}.")
            return redirect(to)
    context |= {"form": form, "plan": shown_plan(form, me.organization)}
    template = "meetings/_plan_days.html" if is_part else "meetings/plan.html"
    return render(request, template, context, status=200 if is_fine or is_part else 422)


def shown_plan(form, organization):
    """The days of what the form says now, or None while it says nothing whole."""
    answers = form.cleaned_data if form.is_bound else form.initial
    if not all(answers.get(name) is not None for name in RHYTHM):
        return None
    try:
        return plan_of(organization, **{name: answers[name] for name in RHYTHM})
    except ValidationError:
        return None


@require_http_methods(["GET", "POST"])
def series_edit(request, pk):
    me, series = request.membership, series_to_keep(request, pk)
    names = ["weekday", "rhythm", "starts_at", "minutes", "place", "until"]
    form = ChangeSeriesForm(request.POST or None, initial={name: getattr(series, name) for name in names})
    return form_page(
        request,
        form,
        lambda: of_pair(change_series(series, by=me, **form.cleaned_data).pair),
        title="Изменить расписание",
        lead="Прошедшие встречи останутся как есть. Встречи впереди будут назначены заново.",
        done="Расписание изменено.",
        back=(of_pair(series.pair), "Встречи пары"),
    )


@require_POST
def series_stop(request, pk):
    series = series_to_keep(request, pk)
    return deed(
        request,
        lambda: stop_series(series, by=request.membership),
        done="Расписание остановлено: встреч впереди по нему нет, журнал остался.",
        to=of_pair(series.pair),
    )


@require_http_methods(["GET", "POST"])
def meeting_add(request, pk):
    me, pair = request.membership, pair_to_keep(request, pk)
    form = AddMeetingForm(request.POST or None, initial={"on": me.organization.today})
    return form_page(
        request,
        form,
        lambda: of_pair(add_meeting(pair, by=me, **form.cleaned_data).pair),
        title="Назначить встречу",
        lead=str(pair),
        done="Встреча назначена.",
        back=(of_pair(pair), "Встречи пары"),
        button="Назначить",
    )


@require_http_methods(["GET", "POST"])
def meeting_move(request, pk):
    me, meeting = request.membership, meeting_to_keep(request, pk)
    form = MoveMeetingForm(request.POST or None, initial={"on": meeting.on, "starts_at": meeting.starts_at})
    return form_page(
        request,
        form,
        lambda: of_pair(move_meeting(meeting, by=me, **form.cleaned_data).pair),
        title="Перенести встречу",
        lead=f"Сейчас она назначена на {date_words(meeting.on)}.",
        done="Встреча перенесена.",
        back=(of_pair(meeting.pair), "Встречи пары"),
        button="Перенести",
    )


@require_POST
def meeting_cancel(request, pk):
    meeting = meeting_to_keep(request, pk)
    done = f"Встреча {date_words(meeting.on)} отменена. Её можно вернуть в план."
    return deed(request, lambda: cancel_meeting(meeting, by=request.membership), done=done, to=meeting)


@require_POST
def meeting_restore(request, pk):
    meeting = meeting_to_keep(request, pk)
    done = f"Встреча {date_words(meeting.on)} снова в плане."
    return deed(request, lambda: restore_meeting(meeting, by=request.membership), done=done, to=meeting)
