"""Decisions over one proposal: lock, refuse, choose another mentor, swap; what each would do before it is done."""

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.pages import deed, form_page, require
from people.models import Person
from selection.candidates import candidates_of
from selection.forms import EffectForm, ReasonForm, ReplaceForm, SwapForm, stamp_of
from selection.models import Proposal
from selection.permissions import can_see_selection, can_select
from selection.services.deciding import (
    assign_mentor,
    assigning,
    effect_of,
    lock_proposal,
    refuse_proposal,
    swap_mentors,
    swapping,
    unlock_proposal,
)
from selection.views.stale import told_when_stale


def proposal_of(request, pk):
    me = request.membership
    require(can_see_selection(me))
    rows = Proposal.objects.visible_to(me).select_related("run__organization", "mentee", "mentor")
    proposal = get_object_or_404(rows, pk=pk)
    require(can_select(me))
    return proposal


@require_POST
@told_when_stale
def lock(request, pk):
    row, stamp = proposal_of(request, pk), stamp_of(request.POST)
    return deed(
        request,
        lambda: lock_proposal(row, stamp=stamp, by=request.membership),
        done="Закреплено.",
        to=row.run,
    )


@require_POST
@told_when_stale
def unlock(request, pk):
    row, stamp = proposal_of(request, pk), stamp_of(request.POST)
    return deed(
        request,
        lambda: unlock_proposal(row, stamp=stamp, by=request.membership),
        done="Закрепление снято.",
        to=row.run,
    )


@require_http_methods(["GET", "POST"])
@told_when_stale
def refuse(request, pk):
    row = proposal_of(request, pk)
    form = ReasonForm(request.POST or None, initial={"stamp": row.run.stamp})
    return form_page(
        request,
        form,
        lambda: refuse_proposal(row, by=request.membership, **form.cleaned_data),
        title="Отклонить предложение",
        lead=f"{row}. Этому наставляемому будет найден другой наставник, закреплённые пары останутся.",
        done="Предложение отклонено, подбор пересчитан.",
        back=(row.run.get_absolute_url(), row.run.name),
        button="Отклонить",
    )


@require_http_methods(["GET", "POST"])
@told_when_stale
def replace(request, pk):
    row, me = proposal_of(request, pk), request.membership
    initial = {"stamp": row.run.stamp, "mentor": request.GET.get("mentor")}
    form = ReplaceForm(request.POST or None, membership=me, initial=initial)
    return form_page(
        request,
        form,
        lambda: assign_mentor(row, by=me, **form.cleaned_data),
        title="Выбрать наставника",
        done="Наставник выбран и закреплён, подбор пересчитан.",
        template="selection/replace.html",
        candidates=candidates_of(row, Person.objects.visible_to(me)),
        **effect_context(request, row),
    )


@require_http_methods(["GET", "POST"])
@told_when_stale
def swap(request, pk):
    row, me = proposal_of(request, pk), request.membership
    initial = {"stamp": row.run.stamp, "other": request.GET.get("other")}
    form = SwapForm(request.POST or None, membership=me, proposal=row, initial=initial)
    return form_page(
        request,
        form,
        lambda: swap_mentors(row, by=me, **form.cleaned_data),
        title="Обменять наставниками",
        done="Наставники обменены и закреплены, подбор пересчитан.",
        template="selection/swap.html",
        **effect_context(request, row),
    )


@require_safe
def effect(request, pk):
    """The effect alone, as soon as somebody is chosen."""
    return render(request, "selection/_effect.html", effect_context(request, proposal_of(request, pk)))


def effect_context(request, row):
    """What the chosen mentor or swap would do; nothing while nobody is chosen."""
    form = EffectForm(request.GET, membership=request.membership, run=row.run)
    if not form.is_valid() or not any(form.cleaned_data.values()):
        return {"proposal": row}
    mentor, other = form.cleaned_data["mentor"], form.cleaned_data["other"]
    try:
        found = effect_of(row.run, assigning(row, mentor) if mentor else swapping(row, other))
    except ValidationError as error:
        return {"proposal": row, "refused": error.messages}
    ids = {pk for line in found.moved for pk in line if pk}
    people = {
        person.pk: person for person in Person.objects.visible_to(request.membership).filter(pk__in=ids)
    }
    moved = [tuple(people.get(pk) for pk in line) for line in found.moved]
    return {"proposal": row, "effect": found, "moved": moved}
