"""The case of a mentee without a pair: its page and its deeds."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.services import note_sight
from common.pages import deed, form_page, require
from organizations.models import Role
from people.models import Person
from support.forms import CloseForm, ContactForm, PlanForm, SpecialistForm
from support.models import SearchCall, SupportCase, SupportContact
from support.permissions import (
    can_ask_for,
    can_edit_case,
    can_hand_over,
    can_read_notes,
    can_remove_contact,
    can_support,
)
from support.queries import rows_of, with_facts
from support.services import (
    add_contact,
    close_case,
    hand_over_case,
    open_case,
    plan_case,
    remove_contact,
    take_case,
)


def case_of(request, pk):
    cases = SupportCase.objects.visible_to(request.membership).select_related("person", "organization")
    return get_object_or_404(cases, pk=pk)


@require_POST
def support_open(request, pk):
    """By hand, before the number of days is over."""
    me = request.membership
    person = get_object_or_404(Person.objects.visible_to(me), pk=pk)
    require(can_support(me))
    try:
        case = open_case(person, by=me)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("support:list")
    messages.success(request, f"Поддержка открыта: {case.person}.")
    return redirect(case)


@require_safe
def support_detail(request, pk):
    me = request.membership
    case = get_object_or_404(with_facts(SupportCase.objects.visible_to(me)), pk=pk)
    note_sight(case.person, by=me)
    today = me.organization.today
    contacts = SupportContact.objects.visible_to(me).filter(case=case).select_related("made_by__user")
    can_edit = can_edit_case(me, case) and case.is_open
    context = {
        "case": case,
        "row": rows_of([case], today)[0],
        "contacts": [(row, can_edit and can_remove_contact(me, row)) for row in contacts],
        "calls": SearchCall.objects.visible_to(me).filter(case=case),
        "form": ContactForm(membership=me, initial={"on": today}),
        "can_edit": can_edit,
        "can_take": can_edit and case.specialist_id is None,
        "can_hand_over": case.is_open and can_hand_over(me, case),
        "can_read": can_read_notes(me),
        "can_search": can_edit and me.role == Role.CURATOR,
        "can_ask": case.is_open and can_ask_for(me, case) and not case.is_asked,
    }
    return render(request, "support/support_detail.html", context)


@require_POST
def support_take(request, pk):
    me, case = request.membership, case_of(request, pk)
    require(can_edit_case(me, case))
    return deed(request, lambda: take_case(case, by=me), done="Теперь поддержку ведёте вы.", to=case)


@require_http_methods(["GET", "POST"])
def support_hand_over(request, pk):
    me, case = request.membership, case_of(request, pk)
    require(can_hand_over(me, case))
    form = SpecialistForm(request.POST or None, instance=case, membership=me)
    return form_page(
        request,
        form,
        lambda: hand_over_case(case, specialist=form.cleaned_data["specialist"], by=me),
        title=f"Кто ведёт поддержку: {case.person}",
        done="Специалист записан.",
        back=(case.get_absolute_url(), str(case)),
    )


@require_http_methods(["GET", "POST"])
def support_plan(request, pk):
    me, case = request.membership, case_of(request, pk)
    require(can_edit_case(me, case))
    form = PlanForm(request.POST or None, instance=case, membership=me)
    return form_page(
        request,
        form,
        lambda: plan_case(case, by=me, **form.cleaned_data),
        title=f"Что дальше: {case.person}",
        done="Записано.",
        back=(case.get_absolute_url(), str(case)),
    )


@require_http_methods(["GET", "POST"])
def support_close(request, pk):
    me, case = request.membership, case_of(request, pk)
    require(can_edit_case(me, case))
    form = CloseForm(request.POST or None, initial={"on": me.organization.today})
    return form_page(
        request,
        form,
        lambda: close_case(case, by=me, **form.cleaned_data),
        title=f"Закрыть поддержку: {case.person}",
        lead="Когда человек начинает работать в паре, поддержка закрывается сама. Поиск у соседей закончится с ней.",
        done="Поддержка закрыта.",
        back=(case.get_absolute_url(), str(case)),
        button="Закрыть поддержку",
    )


@require_http_methods(["GET", "POST"])
def contact_add(request, pk):
    me, case = request.membership, case_of(request, pk)
    require(can_edit_case(me, case))
    form = ContactForm(request.POST or None, membership=me, initial={"on": me.organization.today})
    return form_page(
        request,
        form,
        lambda: add_contact(case, by=me, **form.written) and case,
        title=f"Записать встречу: {case.person}",
        done="Встреча записана.",
        back=(case.get_absolute_url(), str(case)),
        button="Записать",
    )


@require_POST
def contact_remove(request, pk):
    me = request.membership
    rows = SupportContact.objects.visible_to(me).select_related("case__person")
    contact = get_object_or_404(rows, pk=pk)
    require(can_remove_contact(me, contact))
    return deed(request, lambda: remove_contact(contact, by=me), done="Запись удалена.", to=contact.case)
