"""Destruction of a person's data up to its confirmation: proposed, looked at, called off."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.pages import deed, form_page, page_of, require
from people.destruction import STEPS
from people.forms.withdrawals import ProposeForm
from people.lawful import LAWFUL
from people.models import Destruction, Person
from people.permissions import can_cancel_destruction, can_edit_person, can_see_destructions
from people.registers import people_counts
from people.services.destroying import cancel_destruction, is_open, propose_destruction


@require_safe
def destruction_list(request):
    me = request.membership
    require(can_see_destructions(me))
    rows = Destruction.objects.visible_to(me).select_related("person", "act", "proposed_by__user")
    context = {"page": page_of(request, rows), "counts": people_counts(me)}
    return render(request, "people/destruction_list.html", context)


@require_safe
def destruction_detail(request, pk):
    me = request.membership
    require(can_see_destructions(me))
    rows = Destruction.objects.visible_to(me).select_related(
        "person__membership", "act", "withdrawal", "proposed_by__user", "confirmed_by__user"
    )
    destruction = get_object_or_404(rows, pk=pk)
    context = {
        "destruction": destruction,
        "act": getattr(destruction, "act", None),
        "steps": [title for title, _ in STEPS],
        "kept": [kept.words for kept in LAWFUL],
        "is_open": is_open(destruction),
        "can_cancel": can_cancel_destruction(me, destruction),
        "is_mine": destruction.proposed_by.user_id == me.user_id,
        "confirms": me.role in {"head", "administrator"},
    }
    return render(request, "people/destruction_detail.html", context)


@require_http_methods(["GET", "POST"])
def person_destroy(request, pk):
    me = request.membership
    person = get_object_or_404(Person.objects.visible_to(me), pk=pk)
    require(can_edit_person(me, person))
    reason = Destruction.Reason.WITHDRAWN if person.processing_stopped_on else Destruction.Reason.REACHED
    form = ProposeForm(request.POST or None, initial={"reason": reason})
    return form_page(
        request,
        form,
        lambda: propose_destruction(person, by=me, **form.cleaned_data),
        title=f"Предложить уничтожение данных: {person}",
        lead="Пока ничего не меняется. Уничтожит данные второй человек: руководитель или администратор.",
        done="Предложено. Теперь подтвердить должен руководитель или администратор.",
        back=(person.get_absolute_url(), str(person)),
        button="Предложить",
    )


@require_POST
def destruction_cancel(request, pk):
    me = request.membership
    require(can_see_destructions(me))
    destruction = get_object_or_404(Destruction.objects.visible_to(me), pk=pk)
    require(can_cancel_destruction(me, destruction))
    return deed(
        request, lambda: cancel_destruction(destruction, by=me), done="Предложение отменено.", to=destruction
    )
