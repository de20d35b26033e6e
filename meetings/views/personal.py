"""«Встретились?» by a personal link: no account, the questions of one person, one tap each."""

from functools import wraps

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from common.guessing import count_miss, is_guessing, open_to_all
from meetings.forms.answering import FitForm, MetForm
from meetings.personal import questions_of
from meetings.services.answering import answer_met
from meetings.services.fitting import say_fit
from meetings.services.links import closed_link_of_secret, link_of_print, link_of_secret
from people.personal_cookies import hand_cookie, read_cookie

COOKIE, PATH = "meetings_met", "/m/"


def link_page(view):
    """A page of the holder of a link that is open today; others read how to get one."""

    @open_to_all
    @wraps(view)
    def page(request, **kwargs):
        link = link_of_print(read_cookie(request, COOKIE))
        return view(request, link, **kwargs) if link else link_is_over(request)

    return page


def link_is_over(request, link=None, status=404):
    context = {"institution": link and link.organization, "is_too_often": status == 429}
    response = render(request, "meetings/personal_over.html", context, status=status)
    response["Referrer-Policy"] = "no-referrer"  # the address may still hold the secret
    return response


@require_safe
@open_to_all
def met_link(request, met_secret):
    """Take the secret out of the address bar (AUT-3); scanners of mail open links too, so nothing is used up here."""
    if is_guessing(request, "met"):
        return link_is_over(request, status=429)
    link = link_of_secret(met_secret)
    if link is None:
        count_miss(request, "met")
        return link_is_over(request, closed_link_of_secret(met_secret))
    response = redirect("met_home")
    response["Referrer-Policy"] = "no-referrer"
    return hand_cookie(response, request, COOKIE, link.token_hash, path=PATH)


@require_safe
@link_page
def met_home(request, link):
    return show(request, link)


@require_POST
@link_page
def met_said(request, link, met_pk):
    """One of the own meetings: yes or no."""
    meeting = next((row for row in questions_of(link.person).meetings if row.pk == met_pk), None)
    form = MetForm(request.POST)
    return answered(
        request, link, form, meeting,
        lambda: answer_met(meeting, link.person, is_yes=form.cleaned_data["answer"], by=None),
    )  # fmt: skip


@require_POST
@link_page
def met_fit(request, link, judged_pk):
    """One of the own pairs: does it suit."""
    pair = next((pair for pair in questions_of(link.person).pairs if pair.pk == judged_pk), None)
    form = FitForm(request.POST)
    return answered(
        request, link, form, pair, lambda: say_fit(pair, link.person, word=form.cleaned_data["word"], by=None)
    )


def answered(request, link, form, row, save):
    """The page again; what is not the holder's own does not exist."""
    if row is None:
        raise Http404
    if not form.is_valid():
        return show(request, link, error="Нажмите одну из кнопок.")
    try:
        save()
    except ValidationError as refused:
        return show(request, link, error=" ".join(refused.messages))
    return redirect("met_home")


def show(request, link, error=""):
    context = {"link": link, "institution": link.organization, "error": error}
    context["questions"] = questions_of(link.person)
    return render(request, "meetings/personal.html", context, status=422 if error else 200)


@require_POST
@open_to_all
def met_close(request):
    """Whoever answered on somebody else's phone leaves nothing open behind."""
    response = render(request, "meetings/personal_closed.html")
    response.delete_cookie(COOKIE, path=PATH)
    return response
