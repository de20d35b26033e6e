"""The person's own pages: by a personal link without an account, or signed in. One question a screen."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.files import scan_type
from common.pages import file_response
from people.consent_jobs import draw, draw_receipt
from people.electronic_paper import final, masked, offered
from people.forms.personal import AskCodeForm, PublishingForm, SignCodeForm, answers_of
from people.models import Consent
from people.personal import (
    CONSEQUENCES,
    closed_link_of_secret,
    link_of_print,
    link_of_secret,
    obstacle,
    signer_of,
)
from people.personal_cookies import CHOICE, COOKIE, KNOCK, KNOCK_SECONDS, hand_cookie, read_cookie
from people.services.links import find_own_link, in_order, open_link
from people.services.signing_by_link import (
    OVER,
    ask_code,
    decline_consent,
    sign_by_link,
    withdraw_by_person,
)


def open_to_all(view):
    """No login is asked; nothing of the page is kept by a browser of a shared computer."""
    return login_not_required(never_cache(view))


def signer_page(view):
    """A page of whoever came by a link or is signed in with a card; others read how to get a link."""

    @open_to_all
    @wraps(view)
    def page(request, **kwargs):
        signer = signer_of(request)
        return view(request, signer, **kwargs) if signer else link_is_over(request)

    return page


def link_is_over(request, link=None):
    context = {"institution": link and link.organization}
    response = render(request, "people/personal_over.html", context, status=404)
    response["Referrer-Policy"] = "no-referrer"  # the address may still hold the secret
    return response


@require_safe
@open_to_all
def personal_link(request, link_secret):
    """Take the secret out of the address bar (AUT-3); mail scanners open links too, so nothing is used up here."""
    link = link_of_secret(link_secret)
    if link is None:
        return link_is_over(request, closed_link_of_secret(link_secret))
    response = redirect("personal:open")
    response["Referrer-Policy"] = "no-referrer"
    path = reverse("personal:open")
    return hand_cookie(response, request, KNOCK, link.token_hash, path=path, seconds=KNOCK_SECONDS)


@require_http_methods(["GET", "POST"])
@open_to_all
def personal_open(request):
    """The clean page of a link: one button, and only the button opens what the link is for (AUT-2)."""
    link = link_of_print(read_cookie(request, KNOCK, seconds=KNOCK_SECONDS))
    if link is None:
        return link_is_over(request)
    if request.method == "GET":
        return render(request, "people/personal_open.html", {"link": link, "institution": link.organization})
    open_link(link)
    response = redirect("personal:home")
    response.delete_cookie(KNOCK, path=reverse("personal:open"))
    return hand_cookie(response, request, COOKIE, link.token_hash, path=reverse("personal:home"))


@require_POST
@open_to_all
def personal_close(request):
    """Whoever read on somebody else's phone leaves nothing open behind."""
    response = render(request, "people/personal_closed.html")
    response.delete_cookie(COOKIE, path=reverse("personal:home"))
    return response


@require_safe
@signer_page
def personal_home(request, signer):
    """What is asked, what is given, what has ended."""
    consents = list(signer.consents())
    context = {
        "asked": in_order(consent for consent in consents if signer.signs(consent)),
        "given": in_order(consent for consent in consents if consent.state == "signed"),
        "ended": [consent for consent in consents if consent.ended_on],
        "withdrawals": list(signer.withdrawals()),
    }
    return render(request, "people/personal_home.html", with_signer(context, signer))


def with_signer(context, signer):
    return context | {"signer": signer, "institution": signer.organization, "masked": masked(signer.email)}


@require_http_methods(["GET", "POST"])
@signer_page
def personal_consent(request, signer, consent_pk):
    """The whole text; to publish, each category is answered. The button mails the code that signs."""
    consent = get_object_or_404(signer.consents(), pk=consent_pk)
    data = request.POST if request.method == "POST" else None
    form = (PublishingForm if consent.kind == Consent.Kind.DISTRIBUTION else AskCodeForm)(data)
    if form.is_valid():
        try:
            ask_code(consent, signer=signer, **form.choice)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            return to_sign(request, consent, form.choice)
    context = {
        "consent": consent,
        "paper": offered(consent) if consent.state == "asked" else final_of(consent),
        "form": form,
        "signs": signer.signs(consent),
        "obstacle": obstacle(consent),
        "withdraws": signer.withdraws(consent),
    }
    status = 422 if data is not None else 200
    return render(request, "people/personal_consent.html", with_signer(context, signer), status=status)


def final_of(consent):
    """What was given out, or signed on a screen; answers written by hand on a sheet stand on its scan."""
    return consent.content or offered(consent)


def to_sign(request, consent, choice):
    """The answers travel to the page of the code in a cookie of their own: a phone may load that page again."""
    path = reverse("personal:sign", args=[consent.pk])
    return hand_cookie(redirect(path), request, CHOICE, [consent.pk, choice], path=path)


def choice_of(request, consent):
    """The answers given on the page before, or None when there are none of this paper."""
    pk, choice = read_cookie(request, CHOICE) or (None, None)
    return choice if pk == consent.pk else None


@require_http_methods(["GET", "POST"])
@signer_page
def personal_sign(request, signer, asked_pk):
    """The code from the letter signs what was shown; pressed twice it signs once."""
    consent = get_object_or_404(signer.consents(), pk=asked_pk)
    choice = choice_of(request, consent)
    link = signer.link or find_own_link(signer.person, signer.me)
    if request.method == "GET" and (choice is None or not link or not signer.signs(consent)):
        return redirect("personal:consent", consent.pk)
    form = SignCodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            sign_chosen(consent, link, form.cleaned_data["code"], choice)
        except ValidationError as refused:
            form.add_error("code", refused.messages)
        else:
            messages.success(request, f"Подписано: согласие {consent.get_kind_display()}.")
            return redirect("personal:home")
    choice = choice or AskCodeForm.choice
    context = {
        "consent": consent,
        "form": form,
        "paper": final(consent, **choice),
        "choice": choice,
        "answers": answers_of(choice) if consent.kind == Consent.Kind.DISTRIBUTION else [],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "people/personal_sign.html", with_signer(context, signer), status=status)


def sign_chosen(consent, link, code, choice):
    if link is None or choice is None:
        raise ValidationError(OVER)
    sign_by_link(consent, link=link, code=code, **choice)


@require_http_methods(["GET", "POST"])
@signer_page
def personal_decline(request, signer, asked_pk):
    """Not to agree is as easy as to agree."""
    consent = get_object_or_404(signer.consents(), pk=asked_pk)
    if not signer.signs(consent):
        return redirect("personal:consent", consent.pk)
    if request.method == "GET":
        return render(request, "people/personal_decline.html", with_signer({"consent": consent}, signer))
    try:
        decline_consent(consent, signer=signer, by=signer.me)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, "Записали: вы не согласны. Больше ничего делать не нужно.")
    return redirect("personal:home")


@require_http_methods(["GET", "POST"])
@signer_page
def personal_withdraw(request, signer, consent_pk):
    """What stops with the consent, in plain words, and one button."""
    consent = get_object_or_404(signer.consents(), pk=consent_pk)
    if not signer.withdraws(consent):
        return redirect("personal:consent", consent.pk)
    if request.method == "GET":
        context = {"consent": consent, "consequences": CONSEQUENCES[consent.kind]}
        return render(request, "people/personal_withdraw.html", with_signer(context, signer))
    try:
        withdrawal = withdraw_by_person(consent, signer=signer, by=signer.me)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("personal:consent", consent.pk)
    return redirect("personal:receipt", withdrawal.pk)


@require_safe
@signer_page
def personal_file(request, signer, consent_pk):
    """The paper as a file: what was signed, or the text to take home."""
    consent = get_object_or_404(signer.consents(), pk=consent_pk)
    data = read(consent.scan) if consent.scan else draw(consent)
    extension, content_type = scan_type(data[:16]) or ("bin", "application/octet-stream")
    name = f"{consent}.{extension}"
    return file_response(data, name=name, content_type=content_type, inline=content_type == "application/pdf")


def read(stored):
    with stored.open() as file:
        return file.read()


@require_safe
@signer_page
def personal_receipt(request, signer, withdrawal_pk):
    """The receipt of a withdrawal: number, day, what has stopped, until when data are destroyed."""
    withdrawal = get_object_or_404(signer.withdrawals(), pk=withdrawal_pk)
    context = {"withdrawal": withdrawal}
    return render(request, "people/personal_receipt.html", with_signer(context, signer))


@require_safe
@signer_page
def personal_receipt_file(request, signer, withdrawal_pk):
    withdrawal = get_object_or_404(signer.withdrawals(), pk=withdrawal_pk)
    name = f"Расписка № {withdrawal.number}.pdf"
    return file_response(draw_receipt(withdrawal), name=name, content_type="application/pdf", inline=True)
