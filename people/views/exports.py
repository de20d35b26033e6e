"""A register as a file: a job makes it, its page shows how far it is."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from common.pages import chosen_ids, require
from people.exports import REGISTERS
from people.forms.exports import ExportForm
from people.models import Person
from people.permissions import can_see_people
from people.services import ask_for_export


@require_POST
def export(request):
    """The list as its filter shows it, or only those who were ticked in it."""
    me = request.membership
    require(can_see_people(me))
    form = ExportForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Выберите, какой список и в каком виде выгрузить.")
        return redirect("people:list")
    asked = form.cleaned_data
    query = asked["query"]
    try:
        job = ask_for_export(
            asked["register"], file_format=asked["format"], query=query, persons=ticked(request), by=me
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        page = reverse(REGISTERS[asked["register"]].page)
        return redirect(f"{page}?{query}" if query else page)
    return redirect(job)


def ticked(request):
    """Ids of the ticked people; somebody from another institution does not exist here."""
    ids = chosen_ids(request.POST.getlist("person"))
    if Person.objects.visible_to(request.membership).filter(pk__in=ids).count() != len(ids):
        raise Http404
    return ids
