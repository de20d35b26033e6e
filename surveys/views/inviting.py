"""The people of a campaign: more of them, letters, slips, links, the common link and its poster."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.pages import chosen_ids, deed, file_response, form_page, require
from surveys.forms.campaigns import InviteForm
from surveys.models import Invitation
from surveys.permissions import can_run_surveys
from surveys.services.inviting import (
    invite_people,
    people_to_ask,
    renew_link,
    start_common_link,
    stop_common_link,
    withdraw_invitation,
)
from surveys.services.letters import write_letters
from surveys.services.slips import draw_poster, print_slips
from surveys.views.planning import campaign_to_run


def invitation_to_run(request, pk):
    rows = Invitation.objects.visible_to(request.membership).select_related("campaign", "person")
    invitation = get_object_or_404(rows, pk=pk)
    require(can_run_surveys(request.membership))
    return invitation


def ticked(request):
    """Invitations that were ticked, or None where everybody is asked for."""
    return None if "all" in request.POST else chosen_ids(request.POST.getlist("invitation"))


@require_http_methods(["GET", "POST"])
def campaign_invite(request, pk):
    me, campaign = request.membership, campaign_to_run(request, pk)
    form = InviteForm(request.POST or None, membership=me, campaign=campaign)

    def save():
        people = people_to_ask(campaign, form.cleaned_data["people"].select_related("organization"))
        invite_people(campaign, people, by=me)
        return campaign

    return form_page(
        request,
        form,
        save,
        title="Спросить ещё людей",
        lead=f"«{campaign.title}»: каждый получит свою ссылку.",
        done="Люди добавлены. Напишите им или напечатайте листки.",
        back=(campaign.get_absolute_url(), campaign.title),
        button="Добавить",
    )


@require_POST
def campaign_letters(request, pk):
    me, campaign = request.membership, campaign_to_run(request, pk)
    chosen = None if campaign.is_anonymous else ticked(request)  # no job says whom the letters went to
    done = "Письма отправляются: по одному каждому, кто не ответил и кому сегодня ещё не писали."
    return deed(request, lambda: write_letters(campaign, invitations=chosen, by=me), done=done, to=campaign)


@require_POST
def campaign_slips(request, pk):
    campaign = campaign_to_run(request, pk)
    try:
        sheet = print_slips(campaign, invitations=ticked(request), by=request.membership)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect(campaign)
    name = f"Листки, {campaign.title}.pdf"
    return file_response(sheet, name=name, content_type="application/pdf", inline=True)


@require_POST
def campaign_common(request, pk):
    """On with `on`, off without."""
    me, campaign = request.membership, campaign_to_run(request, pk)
    if request.POST.get("on"):
        done = "Общая ссылка работает. Ответы по ней приходят без имён."
        return deed(request, lambda: start_common_link(campaign, by=me), done=done, to=campaign)
    done = "Общая ссылка больше не работает, ответы по ней остались."
    return deed(request, lambda: stop_common_link(campaign, by=me), done=done, to=campaign)


@require_safe
def campaign_poster(request, pk):
    campaign = campaign_to_run(request, pk)
    try:
        sheet = draw_poster(campaign)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect(campaign)
    name = f"Плакат, {campaign.title}.pdf"
    return file_response(sheet, name=name, content_type="application/pdf", inline=True)


@require_POST
def invitation_withdraw(request, pk):
    row = invitation_to_run(request, pk)
    done = f"Приглашение отменено: {row.person}. Ссылка больше не работает."
    return deed(request, lambda: withdraw_invitation(row, by=request.membership), done=done, to=row.campaign)


@require_POST
def invitation_renew(request, pk):
    row = invitation_to_run(request, pk)
    done = f"Новая ссылка готова: {row.person}. Прежняя больше не работает, в письмах и на листках тоже."
    return deed(request, lambda: renew_link(row, by=request.membership), done=done, to=row.campaign)
