from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.forms import JournalFilter
from audit.models import Entry
from audit.permissions import can_read_journal
from common.pages import page_of, require


@require_safe
def entry_list(request):
    """The journal of the institution, the newest deed first."""
    me = request.membership
    require(can_read_journal(me))
    form = JournalFilter(request.GET, membership=me)
    entries = form.narrow(Entry.objects.visible_to(me).select_related("user").order_by("-number"))
    context = {"form": form, "page": page_of(request, entries), "zone": me.organization.zone}
    return render(request, "audit/entry_list.html", context)
