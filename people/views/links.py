"""The curator's side of personal links: whom to write to, what has gone, taking a link back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.pages import deed, page_of, require
from common.russian import counted
from people.link_plan import NO_MAIL, mail_works, plan_links
from people.links import LinkFilter, chosen_persons, is_named, link_rows, links_seen
from people.models import ConsentLink
from people.permissions import can_edit_people
from people.registers import people_counts
from people.services.links import revoke_link, send_links


@require_safe
def link_list(request):
    """Links that are open, with what still waits; over ones by the filter."""
    me = request.membership
    require(can_edit_people(me))
    chosen = LinkFilter(request.GET)
    page = page_of(request, chosen.narrow(links_seen(me)))
    page.object_list = link_rows(page.object_list)
    context = {"page": page, "filter": chosen, "counts": people_counts(me)}
    return render(request, "people/link_list.html", context)


@require_http_methods(["GET", "POST"])
def links_send(request):
    """First who would get which letter and who cannot; sent only when that page is confirmed."""
    me = request.membership
    require(can_edit_people(me))
    data = request.POST if request.method == "POST" else request.GET
    persons = chosen_persons(data, me)
    error = "" if mail_works() else NO_MAIL
    if "confirmed" in request.POST:
        try:
            plan = send_links(persons, by=me)
        except ValidationError as refused:
            error = " ".join(refused.messages)
        else:
            return sent(request, plan)
    context = {"plan": plan_links(persons, by=me, is_only_asking=not is_named(data)), "error": error}
    status = 422 if "confirmed" in request.POST else 200
    return render(request, "people/links_send.html", context, status=status)


def sent(request, plan):
    letters = counted(len(plan.letters), "письмо", "письма", "писем")
    messages.success(request, f"Отправляем {letters}. Здесь они появятся по мере отправки.")
    return redirect("people:links")


@require_POST
def link_revoke(request, pk):
    me = request.membership
    require(can_edit_people(me))
    link = get_object_or_404(ConsentLink.objects.visible_to(me), pk=pk)
    return deed(
        request, lambda: revoke_link(link, by=me), done="Ссылка отозвана.", to=reverse("people:links")
    )
