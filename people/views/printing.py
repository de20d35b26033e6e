"""Printing consent forms: the rows are the ledger of people, the paper is made here."""

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from common.pages import file_response, require
from common.pdf import render_pdf
from people.consent_paper import content_of
from people.models import Consent
from people.permissions import can_edit_people
from people.services.printing import forms_wanted, print_forms


@require_http_methods(["GET", "POST"])
def consents_print(request):
    """GET says what would be printed for whom; POST makes the forms and goes to the job that joins them."""
    me = request.membership
    require(can_edit_people(me))
    data = request.POST if request.method == "POST" else request.GET
    wanted = forms_wanted(me, data)
    people = len({need.person.pk for need in wanted})
    context = {"wanted": wanted, "people": people, "error": ""}
    if request.method == "POST":
        try:
            return redirect(print_forms(wanted, by=me))
        except ValidationError as error:
            context["error"] = " ".join(error.messages)
    return render(request, "people/consents_print.html", context)


@require_safe
def consent_pdf(request, pk):
    """One form again: a lost sheet is printed with the same code."""
    me = request.membership
    require(can_edit_people(me))
    rows = Consent.objects.visible_to(me).select_related("person", "organization", "text", "representative")
    consent = get_object_or_404(rows, pk=pk)
    pdf = render_pdf("papers/consent.html", content_of(consent))
    return file_response(
        pdf, name=f"{consent}, {consent.person}.pdf", content_type="application/pdf", inline=True
    )
