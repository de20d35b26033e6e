"""Ready-made questionnaires: the list, one of them in full, taking it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from common.pages import require
from people.models import MentoringForm
from surveys.builtin import ready, set_of
from surveys.filters_ready import ReadyFilter
from surveys.offer import line_of, offers_of, own_by_origin
from surveys.permissions import can_run_surveys, can_see_results
from surveys.services.adopting import take_ready, take_set


@require_safe
def ready_list(request):
    me = request.membership
    require(can_see_results(me))
    chosen, own = ReadyFilter(request.GET), own_by_origin(me)
    suiting, others = offers_of(me, chosen, own)
    context = {"filter": chosen, "offer": suiting, "others": others, "can_take": can_run_surveys(me)}
    return render(request, "surveys/ready/list.html", context)


@require_safe
def ready_one(request, ready_key):
    me = request.membership
    require(can_see_results(me))
    one, own = found(ready_key), own_by_origin(me)
    whole_set = [line_of(each, own) for each in set_of(one.form)] if one.form else []
    context = {
        "line": line_of(one, own),
        "one": one,
        "sheet": one.sheet,
        "whole_set": whole_set,
        "is_set_taken": all(line.own for line in whole_set),
        "can_take": can_run_surveys(me),
    }
    return render(request, "surveys/ready/one.html", context)


@require_POST
def ready_take(request, ready_key):
    me = request.membership
    require(can_run_surveys(me))
    row = take_ready(found(ready_key), by=me)
    messages.success(request, "Анкета взята. Её можно править, пока по ней не начат опрос.")
    return redirect(row)


@require_POST
def ready_take_set(request, ready_form):
    me = request.membership
    require(can_run_surveys(me))
    if ready_form not in MentoringForm.values:
        raise Http404
    take_set(ready_form, by=me)
    words = MentoringForm(ready_form).label
    messages.success(request, f"Взяты четыре анкеты «{words}»: входные и итоговые для обеих сторон.")
    return redirect("surveys:questionnaires")


def found(key):
    one = ready(key)
    if one is None:
        raise Http404
    return one
