"""A running pair changes: prolonged, its mentor replaced, ended before the term, all with their papers."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.pages import deed, form_page, require
from common.working_days import working_days_note
from pairs.change_steps import steps_of
from pairs.forms_changing import PairChangeForm
from pairs.models import Pair, PairChange
from pairs.permissions import can_change_pair, can_see_changes
from pairs.queries import with_people
from pairs.services import drop_change, plan_change

Kind = PairChange.Kind
TITLES = {
    Kind.PROLONG: "Продлить наставничество",
    Kind.REPLACE: "Заменить наставника",
    Kind.REFUSAL: "Наставник отказывается досрочно",
    Kind.CANCELLATION: "Отменить поручение досрочно",
    Kind.MENTEE: "Наставляемый отказывается от пары",
    Kind.LEFT: "Участник выбыл",
    Kind.COMPLETE: "Завершить раньше срока",
}


@require_http_methods(["GET", "POST"])
def change_add(request, pk):
    """One form for each kind, asked for in the address; its papers are drawn up with it."""
    me = request.membership
    pair = get_object_or_404(with_people(Pair.objects.visible_to(me)), pk=pk)
    require(can_change_pair(me, pair))
    kind = request.GET.get("kind") or Kind.REPLACE
    if kind not in TITLES:
        raise Http404
    form = PairChangeForm(request.POST or None, kind=kind, pair=pair, membership=me)
    return form_page(
        request,
        form,
        lambda: plan_change(pair, kind=kind, by=me, **form.answers),
        title=TITLES[kind],
        lead=" ".join(filter(None, [working_days_note(me.organization.today), f"Пара: {pair}"])),
        done="Изменение готовится. Ниже – что ещё нужно, чтобы оно вступило в силу.",
        back=(pair.get_absolute_url(), str(pair)),
        button="Подготовить документы",
    )


@require_safe
def change(request, pk):
    """The steps of a change, each with who does it and how far it is."""
    me = request.membership
    rows = PairChange.objects.visible_to(me).select_related("pair__mentor", "new_pair__mentor")
    row = get_object_or_404(rows, pk=pk)
    require(can_see_changes(me, row))
    is_mine = can_change_pair(me, row)
    context = {
        "change": row,
        "pair": row.pair,
        "steps": steps_of(row) if row.status != PairChange.Status.DROPPED else [],
        "can_change": is_mine,
        "can_drop": is_mine and row.status == PairChange.Status.PLANNED,
    }
    return render(request, "pairs/change.html", context)


@require_POST
def change_drop(request, pk):
    me = request.membership
    row = get_object_or_404(PairChange.objects.visible_to(me), pk=pk)
    require(can_change_pair(me, row))
    done = "Изменение отменено, черновики убраны."
    return deed(request, lambda: drop_change(row, by=me), done=done, to=row.pair)
