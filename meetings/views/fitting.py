"""«Подходите друг другу?»: one tap of a participant; the curator's and the psychologist's page of what was said."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.pages import deed, file_response, require
from meetings.fits import fit_lines
from meetings.forms.answering import FitForm
from meetings.models import Fit
from meetings.permissions_answers import can_look_for_another, can_print_links, can_see_fits, own_side
from meetings.questions import people_of_fit
from meetings.services.fitting import say_fit, settle_fit
from meetings.services.links import print_slips
from pairs.models import Pair


@require_http_methods(["GET", "POST"])
def fit(request, pk):
    """One question, three buttons; what was answered earlier may be changed here."""
    me = request.membership
    pairs = Pair.objects.visible_to(me).select_related("mentor").prefetch_related("members__person")
    pair = get_object_or_404(pairs, pk=pk)
    person = own_side(me, people_of_fit(pair))
    require(person is not None)
    form = FitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            say_fit(pair, person, by=me, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            return redirect("meetings:fit", pair.pk)
    said = Fit.objects.visible_to(me).filter(pair=pair, person=person).first()
    context = {
        "pair": pair,
        "form": form,
        "said": said,
        "person": person,
        "others": [one for one in people_of_fit(pair) if one != person],
    }
    return render(request, "meetings/fit.html", context, status=422 if request.method == "POST" else 200)


@require_safe
def fits(request):
    """Pairs that do not suit somebody, or perhaps: who said so, since when, what to do."""
    me = request.membership
    require(can_see_fits(me))
    lines = fit_lines(Fit.objects.visible_to(me))
    context = {"lines": lines, "can_look": can_look_for_another(me), "unsure": Fit.Word.UNSURE}
    return render(request, "meetings/fits.html", context)


@require_POST
def fit_settle(request, pk):
    me = request.membership
    row = get_object_or_404(Fit.objects.visible_to(me), pk=pk)
    require(can_see_fits(me))
    done = "Записали: поговорили, пара продолжает работу. Через три встречи спросим ещё раз."
    return deed(request, lambda: settle_fit(row, by=me), done=done, to="meetings:fits")


@require_POST
def link_slip(request, pk):
    """Slips with personal links for those of the pair who have no account; earlier links stop."""
    me = request.membership
    pair = get_object_or_404(Pair.objects.visible_to(me), pk=pk)
    require(can_print_links(me, pair))
    try:
        sheet = print_slips(pair, by=me)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect(pair)
    return file_response(sheet, name="Листки «Встретились».pdf", content_type="application/pdf", inline=True)
