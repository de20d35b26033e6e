"""Answers that wait to be written into the banks: the curator looks, ticks and writes, one answer or all of them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from common.pages import deed, page_of, require
from common.russian import counted
from surveys.models import Response
from surveys.permissions import can_run_surveys
from surveys.services.flowing import decline_answer, return_answer, take_answer, take_answers
from surveys.taking import looked_at, takings, waiting

PAGE = "surveys:taking"


@require_safe
def taking(request):
    me = request.membership
    require(can_run_surveys(me))
    is_over = request.GET.get("looked") == "1"
    rows, other = waiting(me.organization), looked_at(me.organization)
    page = page_of(request, other if is_over else rows, size=30)
    found = [] if is_over else takings(page.object_list, me.organization)
    context = {
        "page": page,
        "rows": found,
        "new": sum(bool(one.lines or one.entry is None) for one in found),
        "is_over": is_over,
        "looked": page.paginator.count if is_over else other.count(),
        "me": me,
    }
    return render(request, "surveys/flow/taking.html", context)


@require_POST
def take_all(request):
    """All that stood on the page: what came in since then is looked at first."""
    me = request.membership
    require(can_run_surveys(me))
    seen = dict(map(number_pair, request.POST.getlist("answer")))
    rows = Response.objects.visible_to(me).filter(pk__in=seen)
    taken, refused = take_answers([(row, seen[row.pk]) for row in rows], by=me)
    for sentence in refused:
        messages.error(request, sentence)
    if taken:
        messages.success(request, f"Внесено в банки: {counted(len(taken), 'ответ', 'ответа', 'ответов')}.")
    return redirect(PAGE)


def number_pair(text):
    """«12:3», an answer and the revision that was seen; anything else is a row that does not exist."""
    try:
        pk, revision = map(int, text.split(":"))
    except ValueError as error:
        raise Http404 from error
    return pk, revision


@require_POST
def take(request, pk):
    response, revision = asked_row(request, pk)

    def act():
        take_answer(response, lines=request.POST.getlist("line"), revision=revision, by=request.membership)

    return deed(request, act, done=f"{response}: ответы внесены в банк.", to=PAGE)


@require_POST
def decline(request, pk):
    response, revision = asked_row(request, pk)

    def act():
        decline_answer(response, revision=revision, by=request.membership)

    return deed(request, act, done=f"{response}: решено не вносить. Ответ остаётся в опросе.", to=PAGE)


@require_POST
def give_back(request, pk):
    response, _revision = asked_row(request, pk)

    def act():
        return_answer(response, by=request.membership)

    return deed(request, act, done=f"{response}: ответ снова среди ожидающих.", to=PAGE)


def asked_row(request, pk):
    me = request.membership
    response = get_object_or_404(Response.objects.visible_to(me).select_related("invitation__person"), pk=pk)
    require(can_run_surveys(me))
    revision = request.POST.get("revision", "")
    return response, int(revision) if revision.isascii() and revision.isdigit() and len(
        revision
    ) < 10 else None
