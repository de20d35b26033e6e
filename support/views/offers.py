"""Offers to a call, and the names after an agreement."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST

from common.pages import deed, form_page, require
from support.forms import NameForm, NameMentorForm, OfferForm
from support.models import SearchCall, SearchOffer
from support.permissions import can_answer_offer, can_name, can_offer, can_withdraw_offer
from support.services import accept_offer, decline_offer, make_offer, name_person, withdraw_offer


def offer_of(request, pk):
    offers = SearchOffer.objects.visible_to(request.membership).select_related("call", "person")
    return get_object_or_404(offers, pk=pk)


@require_http_methods(["GET", "POST"])
def offer_add(request, pk):
    me = request.membership
    call = get_object_or_404(SearchCall.objects.visible_to(me), pk=pk)
    require(can_offer(me, call))
    form = OfferForm(request.POST or None, membership=me)
    return form_page(
        request,
        form,
        lambda: make_offer(call, by=me, **form.cleaned_data),
        title="Предложить наставника",
        lead=call.text,
        done="Предложение отправлено. Когда на него ответят, вы увидите это здесь.",
        back=(call.get_absolute_url(), str(call)),
        button="Предложить",
    )


@require_POST
def offer_accept(request, pk):
    me, offer = request.membership, offer_of(request, pk)
    require(can_answer_offer(me, offer))
    done = "Предложение принято. Свяжитесь с куратором: его контакты ниже."
    return deed(request, lambda: accept_offer(offer, by=me), done=done, to=offer)


@require_POST
def offer_decline(request, pk):
    me, offer = request.membership, offer_of(request, pk)
    require(can_answer_offer(me, offer))
    return deed(request, lambda: decline_offer(offer, by=me), done="Отказ отправлен.", to=offer)


@require_POST
def offer_withdraw(request, pk):
    me, offer = request.membership, offer_of(request, pk)
    require(can_withdraw_offer(me, offer))
    return deed(request, lambda: withdraw_offer(offer, by=me), done="Предложение отозвано.", to=offer)


@require_http_methods(["GET", "POST"])
def offer_name(request, pk):
    """Each side names its own person."""
    me, offer = request.membership, offer_of(request, pk)
    require(can_name(me, offer))
    if offer.organization_id == me.organization_id:
        form = NameMentorForm(request.POST or None, instance=offer, membership=me)
    else:
        form = NameForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: name_person(offer, by=me, **form.cleaned_data),
        title="Назвать имя",
        lead=f"{offer.text}. Имя и должность увидит только куратор второго учреждения.",
        done="Имя названо.",
        back=(offer.get_absolute_url(), str(offer.call)),
        button="Назвать",
    )
