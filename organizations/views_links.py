"""Personal links: one on a page, many on slips. A link is told once, in the answer to the deed that made it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.emails import mail_goes_out
from accounts.services import invitation_url
from common.pages import chosen_ids, file_response, require
from common.qr import qr_svg
from organizations.forms import ChosenMembersForm
from organizations.permissions import can_manage_member, can_see_members
from organizations.services import invite_member
from organizations.slips import print_slips
from organizations.views import managed_member


@never_cache
@require_POST
def member_invite(request, pk):
    membership = managed_member(request, pk)
    try:
        invitation, secret = invite_member(membership, by=request.membership)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("organizations:members")
    url = invitation_url(secret)
    qr = qr_svg(url, label="QR-код личной ссылки")
    context = {
        "membership": membership,
        "invitation": invitation,
        "url": url,
        "qr": qr,
        "mailed": mail_goes_out(),
    }
    return render(request, "organizations/member_invite.html", context)


@never_cache
@require_POST
def slips(request):
    """A sheet of slips to cut: name, link, QR code. The links are new, earlier ones stop."""
    me = request.membership
    require(can_see_members(me))
    chosen_ids(request.POST.getlist("members"))
    form = ChosenMembersForm(request.POST, membership=me)
    if not form.is_valid():
        messages.error(request, " ".join(form.errors.get("members", [])))
        return redirect("organizations:members")
    chosen = list(form.cleaned_data["members"])
    require(all(can_manage_member(me, membership) for membership in chosen))
    try:
        sheet = print_slips(chosen, by=me)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("organizations:members")
    return file_response(sheet, name="Личные листки.pdf", content_type="application/pdf")
