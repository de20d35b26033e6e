"""One run: its page, the check, running again, putting aside, creating the pairs."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.pages import deed, form_page, page_of, require
from pairs.queries import open_rows
from people.models import Person
from selection.comparing import family_of, other_goal
from selection.forms import ApplyForm, RulesForm, stamp_of, to_be_paired, usual_term
from selection.models import MatchRun, Proposal
from selection.permissions import can_see_selection, can_select
from selection.rules import Rules
from selection.services.applying import apply_run
from selection.services.deciding import undo_change
from selection.services.runs import drop_run, repeat, rerun
from selection.showing import show
from selection.views.stale import told_when_stale

ROWS = 100


def run_of(request, pk):
    me = request.membership
    require(can_see_selection(me))
    runs = MatchRun.objects.visible_to(me).select_related("source", "made_by", "organization")
    return get_object_or_404(runs, pk=pk)


def draft_of(request, pk):
    """The run for whoever may change it."""
    run = run_of(request, pk)
    require(can_select(request.membership))
    return run


@require_safe
def run_detail(request, pk):
    run = run_of(request, pk)
    me, rules, shown = request.membership, Rules.of(run), show(run, request.membership)
    is_draft = run.status == MatchRun.Status.DRAFT
    initial = {"goal": run.goal, "limit": rules.limit, "wishes": rules.wishes}
    context = {
        "run": run,
        "rules": rules,
        "shown": shown,
        "page": page_of(request, shown.lines, size=ROWS),
        "running": open_rows(me.organization),
        "changes": run.changes.select_related("mentee", "before", "after", "made_by"),
        "variants": family_of(MatchRun.objects.visible_to(me), run).count(),
        "form": RulesForm(initial=initial),
        "can_select": can_select(me),
        "can_decide": can_select(me) and is_draft and not rules.erased,
    }
    return render(request, "selection/run_detail.html", context)


@require_safe
def run_check(request, pk):
    """What takes another calculation: does it repeat, and what would the other rule give."""
    run = run_of(request, pk)
    context = {"run": run, "is_same": repeat(run), "can_select": can_select(request.membership)}
    if context["is_same"] is not None:
        context["other"] = other_goal(run, Person.objects.visible_to(request.membership))
    part = request.headers.get("HX-Request") == "true"
    return render(request, "selection/_run_check.html" if part else "selection/run_check.html", context)


@require_POST
@told_when_stale
def run_again(request, pk):
    run = draft_of(request, pk)
    form, stamp = RulesForm(request.POST), stamp_of(request.POST)
    if not form.is_valid():
        for sentences in form.errors.values():
            messages.error(request, " ".join(sentences))
        return redirect(run)
    goal, me = form.cleaned_data["goal"], request.membership
    act = lambda: rerun(run, goal=goal, rules=form.rules, stamp=stamp, by=me)  # noqa: E731  (a deed of one line)
    return deed(request, act, done="Подобрано заново по сегодняшним банкам. Закреплённое осталось.", to=run)


@require_POST
@told_when_stale
def run_undo(request, pk):
    run, stamp = draft_of(request, pk), stamp_of(request.POST)
    return deed(
        request,
        lambda: undo_change(run, stamp=stamp, by=request.membership),
        done="Последнее изменение отменено.",
        to=run,
    )


@require_POST
@told_when_stale
def run_drop(request, pk):
    run, stamp = draft_of(request, pk), stamp_of(request.POST)
    return deed(
        request,
        lambda: drop_run(run, stamp=stamp, by=request.membership),
        done="Подбор отложен.",
        to="selection:list",
    )


@require_http_methods(["GET", "POST"])
@told_when_stale
def run_apply(request, pk):
    run, me = draft_of(request, pk), request.membership
    proposed = to_be_paired(Proposal.objects.visible_to(me).filter(run=run))
    initial = {
        "proposals": proposed.values_list("pk", flat=True),
        "stamp": run.stamp,
        **usual_term(me.organization),
    }
    form = ApplyForm(request.POST or None, membership=me, run=run, initial=initial)
    return form_page(
        request,
        form,
        lambda: apply_run(run, by=me, **form.cleaned_data),
        title="Создать пары",
        lead="Пары появятся в списке предложенных. Дальше нужны согласия участников и приказ.",
        done="Пары созданы. Дальше нужны согласия участников и приказ.",
        back=(run.get_absolute_url(), run.name),
        button="Создать пары",
    )
