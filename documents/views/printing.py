"""One file for the printer."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from common.pages import chosen_ids, require
from documents.models import Document
from documents.permissions import can_see_papers
from documents.services.printing import print_papers


@require_POST
def papers_print(request):
    """The papers ticked in the register, in the order of the page; leads to the job with its progress."""
    me = request.membership
    require(can_see_papers(me))
    pks = chosen_ids(request.POST.getlist("paper"))
    found = Document.objects.visible_to(me).in_bulk(pks)
    try:
        return redirect(print_papers([found[pk] for pk in pks if pk in found], by=me))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("documents:list")
