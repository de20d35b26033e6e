"""Questionnaires on paper: blanks to print, answers to type in, who has handed a nameless sheet in."""

import math
import secrets

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from common.pages import chosen_ids, file_response, require
from common.russian import counted
from surveys.models import Campaign, Questionnaire, Side
from surveys.permissions import can_run_surveys
from surveys.services.answering import Wrong
from surveys.services.paper import (
    SHEETS,
    draw_blank,
    mark_handed_in,
    print_blanks,
    type_answers,
    type_sheet,
)
from surveys.turnout import sides_asked, still_asked
from surveys.typing_in import fields, read

CHOOSE = "Выберите, чьи ответы вносите."


@require_safe
def blank(request, pk):
    """One blank without a name; with ?unsigned=1 it asks to leave the name out."""
    questionnaire = get_object_or_404(
        Questionnaire.objects.visible_to(request.membership).select_related("organization"), pk=pk
    )
    pdf = draw_blank(questionnaire, is_unsigned=request.GET.get("unsigned") == "1")
    return file_response(
        pdf, name=f"{questionnaire.title}, бланк.pdf", content_type="application/pdf", inline=True
    )


@require_http_methods(["GET", "POST"])
def blanks(request, pk):
    """What can be printed for a campaign; POST draws blanks with names, a part of the people at a time."""
    campaign = campaign_to_run(request, pk)
    if request.method == "POST":
        return named_blanks(request, campaign)
    number = still_asked(campaign).count()
    parts = [
        {"number": part + 1, "first": part * SHEETS + 1, "last": min(number, (part + 1) * SHEETS)}
        for part in range(math.ceil(number / SHEETS))
    ]
    context = {
        "campaign": campaign,
        "number": number,
        "parts": parts,
        "takes": campaign.takes_answers(campaign.organization.today),
    }
    return render(request, "surveys/paper/blanks.html", context)


def named_blanks(request, campaign):
    part = request.POST.get("part", "1")
    part = int(part) if part.isascii() and part.isdigit() and 0 < len(part) < 5 else 1
    try:
        pdf = print_blanks(campaign, part=max(part, 1), by=request.membership)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("surveys:blanks", campaign.pk)
    return file_response(
        pdf, name=f"{campaign.title}, бланки.pdf", content_type="application/pdf", inline=True
    )


@require_http_methods(["GET", "POST"])
def type_in(request, pk):
    """A sheet of paper becomes an answer: who (unless unsigned), then digits from question to question."""
    campaign = campaign_to_run(request, pk)
    people = None if campaign.is_anonymous else list(still_asked(campaign).select_related("person"))
    sides, refused, errors = sides_asked(campaign), [], {}
    side = chosen_side(request, sides)
    is_sent, typed = request.method == "POST", request.POST
    if is_sent:
        raw, errors = read(campaign.questionnaire.sheet, typed)
        try:
            words = None if errors else typed_in(campaign, people, side, raw, request)
        except Wrong as error:
            errors = error.errors
        except ValidationError as error:
            refused = error.messages
        else:
            if words:
                messages.success(request, words)
                return redirect("surveys:type_in", campaign.pk)
    context = {
        "campaign": campaign,
        "people": people,
        "sides": [(one, Side(one).label) for one in sides] if len(sides) > 1 else [],
        "chosen": {"who": typed.get("who", ""), "side": side},
        "lines": fields(campaign.questionnaire.sheet, "" if len(sides) > 1 else side, typed, errors),
        "refused": refused,
        "is_wrong": bool(errors),
        "nonce": typed.get("nonce") or secrets.token_hex(16),
        "takes": campaign.takes_answers(campaign.organization.today),
    }
    return render(request, "surveys/paper/type_in.html", context, status=422 if is_sent else 200)


def typed_in(campaign, people, side, raw, request):
    """Carry the deed out; what is told about it."""
    me = request.membership
    if people is None:
        type_sheet(campaign, raw, side=side, nonce=request.POST.get("nonce", ""), by=me)
        return "Лист внесён. Возьмите следующий."
    invitation = next((one for one in people if str(one.pk) == request.POST.get("who")), None)
    if invitation is None:
        raise ValidationError(CHOOSE)
    type_answers(invitation, raw, by=me)
    left = len(people) - 1
    return f"{invitation.person}: ответы внесены. " + (
        f"Ещё не ответили: {counted(left, 'человек', 'человека', 'человек')}." if left else "Ответили все."
    )


def chosen_side(request, sides):
    if len(sides) == 1:
        return sides[0]
    return request.POST.get("side", "") if request.POST.get("side") in sides else ""


@require_http_methods(["GET", "POST"])
def handed_in(request, pk):
    """Who has handed a nameless sheet in: ticked apart from the sheets, so that none belongs to a name."""
    campaign = campaign_to_run(request, pk, is_anonymous=True)
    rows, error = list(still_asked(campaign).select_related("person")), ""
    ticked = chosen_ids(request.POST.getlist("who"))
    if request.method == "POST":
        try:
            number = mark_handed_in(
                campaign, [row for row in rows if row.pk in ticked], by=request.membership
            )
        except ValidationError as refusal:
            error = " ".join(refusal.messages)
        else:
            messages.success(request, f"Отмечено: {counted(number, 'человек', 'человека', 'человек')}.")
            return redirect("surveys:handed_in", campaign.pk)
    context = {"campaign": campaign, "rows": rows, "ticked": ticked, "error": error}
    return render(request, "surveys/paper/handed_in.html", context, status=422 if error else 200)


def campaign_to_run(request, pk, **which):
    rows = Campaign.objects.visible_to(request.membership).select_related("questionnaire", "organization")
    campaign = get_object_or_404(rows, pk=pk, **which)
    require(can_run_surveys(request.membership))
    return campaign
