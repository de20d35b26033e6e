"""The search for a mentor in the institutions of the district: whom one asks, who has answered."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.pages import deed, form_page, page_of, require
from support.call_rows import call_line, call_page, calls_of
from support.forms import CallForm
from support.models import SearchCall
from support.permissions import can_ask_for, can_close_call, can_see_calls
from support.queries import call_draft
from support.services import close_call, open_call
from support.views.cases import case_of


@require_safe
def call_list(request):
    me = request.membership
    require(can_see_calls(me))
    calls = calls_of(SearchCall.objects.visible_to(me), me)
    page = page_of(request, calls)
    context = {
        "page": page,
        "rows": [call_line(call, me) for call in page],
        "is_above": me.organization.is_above,
        "is_lone": me.organization.parent_id is None and not me.organization.is_above,
        "tabs": not me.organization.is_above,
    }
    return render(request, "support/call_list.html", context)


@require_safe
def call_detail(request, pk):
    me = request.membership
    call = get_object_or_404(calls_of(SearchCall.objects.visible_to(me), me), pk=pk)
    return render(request, "support/call_detail.html", call_page(call, me))


@require_http_methods(["GET", "POST"])
def call_add(request, pk):
    me, case = request.membership, case_of(request, pk)
    require(can_ask_for(me, case))
    form = CallForm(request.POST or None, membership=me, initial={"text": call_draft(case)})
    return form_page(
        request,
        form,
        lambda: open_call(case, by=me, **form.cleaned_data),
        title=f"Спросить соседей: {case.person}",
        lead="Проверьте, чтобы по словам нельзя было узнать человека.",
        done="Запрос отправлен соседям. Когда кто-то ответит, дело появится на рабочем столе.",
        back=(case.get_absolute_url(), str(case)),
        button="Отправить соседям",
    )


@require_POST
def call_close(request, pk):
    me = request.membership
    call = get_object_or_404(SearchCall.objects.visible_to(me), pk=pk)
    require(can_close_call(me, call))
    to = reverse("support:call", args=[pk])
    return deed(request, lambda: close_call(call, by=me), done="Поиск закончен.", to=to)
