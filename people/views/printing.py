"""Printing consent forms: the rows are the ledger of people, the paper is made here."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from common.pages import chosen_ids, file_response, require
from common.pdf import render_pdf
from people.consent_paper import content_of
from people.forms.consents import PagesForm
from people.models import Consent, Person
from people.permissions import can_edit_people
from people.services.printing import forms_wanted, print_forms, print_release


@require_http_methods(["GET", "POST"])
def consents_print(request):
    """GET says what would be printed for whom; POST makes the forms and goes to the job that joins them."""
    me = request.membership
    require(can_edit_people(me))
    data = request.POST if request.method == "POST" else request.GET
    wanted = forms_wanted(me, data)
    people = len({need.person.pk for need in wanted})
    blocked = [need for need in wanted if need.state == "representative"]
    context = {"wanted": wanted, "people": people, "error": "", "blocked": blocked}
    if request.method == "POST":
        try:
            return redirect(print_forms(wanted, by=me))
        except ValidationError as error:
            context["error"] = " ".join(error.messages)
    return render(request, "people/consents_print.html", context)


@require_http_methods(["GET", "POST"])
def consents_release(request):
    """Who is asked to let data be published, and on which pages; then the forms, as any others."""
    me = request.membership
    require(can_edit_people(me))
    persons = persons_named(request.POST if request.method == "POST" else request.GET, me)
    is_sent = "addresses" in request.POST
    form = PagesForm(request.POST if is_sent else None, initial={"addresses": me.organization.site})
    if is_sent and form.is_valid():
        try:
            return redirect(print_release(persons, addresses=form.cleaned_data["addresses"], by=me))
        except ValidationError as error:
            form.add_error(None, error.messages)
    context = {"form": form, "persons": persons}
    return render(request, "people/consent_release.html", context, status=422 if is_sent else 200)


def persons_named(data, me):
    ids = chosen_ids(data.getlist("person"))
    persons = list(Person.objects.visible_to(me).filter(pk__in=ids))
    if len(persons) != len(ids):
        raise Http404
    return persons


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
