"""From the choice of a questionnaire to the end of a campaign."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from common.pages import chosen_ids, deed, form_page, require
from surveys.audience import asked_people
from surveys.builtin import Ready, all_ready, ready
from surveys.forms.campaigns import CampaignForm, ReopenForm, RunningForm, answers_of, first_answers
from surveys.models import Campaign, Purpose, Questionnaire
from surveys.permissions import can_run_surveys
from surveys.services.adopting import take_ready
from surveys.services.campaigns import (
    add_campaign,
    change_campaign,
    close_campaign,
    open_campaign,
    remove_campaign,
    reopen_campaign,
)
from surveys.services.letters import write_letters


def campaign_to_run(request, pk):
    rows = Campaign.objects.visible_to(request.membership).select_related("questionnaire", "organization")
    campaign = get_object_or_404(rows, pk=pk)
    require(can_run_surveys(request.membership))
    return campaign


@require_http_methods(["GET", "POST"])
def campaign_add(request):
    """Without a questionnaire in the address: which one. With it: whom to ask and until when."""
    me = request.membership
    require(can_run_surveys(me))
    source = source_of(request)
    if source is None:
        return choose_page(request)
    form = CampaignForm(
        request.POST or None, membership=me, initial=first_answers(source, me.organization.today)
    )
    return plan_page(
        request, form, lambda: planned(source, form, me), source=source, title="Новый опрос",
        back=(reverse("surveys:campaign_add"), "Выбор анкеты"),
    )  # fmt: skip


def source_of(request):
    """The questionnaire that the address names, an own one or a ready-made one; None when it names none."""
    if key := request.GET.get("ready"):
        found = ready(key)
        if found is None:
            raise Http404
        return found
    if number := request.GET.get("questionnaire"):
        rows = Questionnaire.objects.visible_to(request.membership).usable()
        return get_object_or_404(rows, pk=chosen_ids([number])[0])
    return None


def choose_page(request):
    me = request.membership
    purpose = request.GET.get("purpose", "")
    own = Questionnaire.objects.visible_to(me).usable()
    kind = me.organization.kind
    made = [one for one in all_ready().values() if one.suits(kind)]
    if purpose in Purpose.values:
        own, made = own.filter(purpose=purpose), [one for one in made if one.purpose == purpose]
    context = {"own": newest(own), "made": made, "purposes": Purpose.choices, "purpose": purpose}
    status = 200 if request.method == "GET" else 422
    return render(request, "surveys/campaigns/campaign_choose.html", context, status=status)


def newest(questionnaires):
    """The latest version of each; rows come with the latest first."""
    found = {}
    for row in questionnaires.order_by("title", "line", "-version"):
        found.setdefault(row.line, row)
    return list(found.values())


@transaction.atomic
def planned(source, form, me):
    """A campaign in preparation; a ready-made questionnaire becomes the institution's own first."""
    questionnaire = take_ready(source, by=me) if isinstance(source, Ready) else source
    return add_campaign(questionnaire, by=me, **form.values)


@require_http_methods(["GET", "POST"])
def campaign_edit(request, pk):
    me, campaign = request.membership, campaign_to_run(request, pk)
    back = (campaign.get_absolute_url(), campaign.title)
    if campaign.status != Campaign.Status.DRAFT:
        form = RunningForm.of(campaign, request.POST or None)
        return form_page(
            request, form, lambda: change_campaign(campaign, by=me, **form.cleaned_data),
            title="Изменить опрос", done="Сохранено.", back=back,
        )  # fmt: skip
    form = CampaignForm(request.POST or None, membership=me, initial=answers_of(campaign))
    return plan_page(
        request, form, lambda: change_campaign(campaign, by=me, **form.values),
        source=campaign.questionnaire, title="Изменить опрос", back=back,
    )  # fmt: skip


def plan_page(request, form, save, *, source, **context):
    """Whatever htmx or «Показать список» asks for only shows who will be asked; the other button saves."""
    is_part = "HX-Request" in request.headers
    is_fine = request.method != "POST" or form.is_valid()
    if request.method == "POST" and is_fine and not is_part and "show" not in request.POST:
        try:
            return redirect(save())
        except ValidationError as error:
            form.add_error(None, error.messages)
            is_fine = False
    context |= {"form": form, "source": source, "asked": asked_by(form, request.membership, source)}
    template = "surveys/campaigns/_asked.html" if is_part else "surveys/campaigns/campaign_form.html"
    return render(request, template, context, status=200 if is_fine or is_part else 422)


def asked_by(form, me, source):
    """Who would be asked by what the form says now."""
    if form.is_bound:
        form.is_valid()
    audience = form.audience if form.is_bound else form.initial
    return asked_people(me.organization, audience, side=source.side)


@require_POST
def campaign_open(request, pk):
    me, campaign = request.membership, campaign_to_run(request, pk)
    writes = bool(request.POST.get("letters"))
    try:
        open_campaign(campaign, by=me)
    except ValidationError as refused:
        for sentence in refused.messages:
            messages.error(request, sentence)
    else:
        messages.success(request, f"Опрос начат. {letters_told(campaign, me) if writes else ''}".strip())
    return redirect(campaign)


def letters_told(campaign, me):
    """The campaign is open whether or not there is anybody to write to."""
    try:
        return f"Писем отправляется: {write_letters(campaign, by=me)}."
    except ValidationError:
        return "Почты нет ни у кого: раздайте листки с кодом."


@require_POST
def campaign_close(request, pk):
    campaign = campaign_to_run(request, pk)
    done = "Опрос закрыт. Открыть его снова можно в любой день."
    return deed(request, lambda: close_campaign(campaign, by=request.membership), done=done, to=campaign)


@require_http_methods(["GET", "POST"])
def campaign_reopen(request, pk):
    campaign = campaign_to_run(request, pk)
    form = ReopenForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: reopen_campaign(campaign, by=request.membership, **form.cleaned_data),
        title="Открыть опрос снова",
        lead=f"«{campaign.title}»: прежние ссылки и листки снова заработают.",
        done="Опрос снова идёт.",
        back=(campaign.get_absolute_url(), campaign.title),
        button="Открыть",
    )


@require_POST
def campaign_remove(request, pk):
    campaign = campaign_to_run(request, pk)
    done = f"Черновик опроса «{campaign.title}» удалён."
    try:
        remove_campaign(campaign, by=request.membership)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect(campaign)
    messages.success(request, done)
    return redirect("surveys:campaigns")
