from django.shortcuts import render
from django.views.decorators.http import require_safe

from common.pages import page_of, require
from support.filters import SupportFilter
from support.models import SupportCase
from support.permissions import can_ask, can_see_cases, can_support
from support.queries import longest_words, rows_alone, rows_of, with_facts


@require_safe
def support_list(request):
    """Everybody in the bank who has no pair: with a case, and those for whom one will open by itself."""
    me = request.membership
    require(can_see_cases(me))
    chosen = SupportFilter(request.GET)
    today = me.organization.today
    rows = rows_of(with_facts(chosen.narrow(SupportCase.objects.visible_to(me), me)), today)
    if chosen.with_alone:
        rows += rows_alone(me.organization, chosen.chosen("q"))
    rows.sort(key=lambda row: (-row.days, row.person.search))
    context = {
        "page": page_of(request, rows),
        "filter": chosen,
        "today": today,
        "total": len(rows),
        "free": sum(row.case is None or row.case.specialist_id is None for row in rows),
        "longest": longest_words(rows),
        "can_support": can_support(me),
        "can_ask": can_ask(me),
    }
    return render(request, "support/support_list.html", context)
