"""Slips of paper with personal links: only hashes are kept, so each printing makes the links anew."""

from django.db import transaction

from accounts.services import invitation_url
from common.pdf import render_pdf
from common.russian import date_words
from organizations.services import invite_member


@transaction.atomic
def print_slips(memberships, *, by) -> bytes:
    """New links for these people on one sheet; all or none, so that no printed link is dead."""
    one_each = {
        membership.user_id: membership for membership in memberships
    }  # a second link would kill the first
    slips = [slip_of(membership, by=by) for membership in one_each.values()]
    return render_pdf("papers/slips.html", {"title": "Личные листки", "slips": slips})


def slip_of(membership, *, by):
    invitation, secret = invite_member(membership, by=by, letter=False)
    until = date_words(invitation.expires_at.astimezone(membership.organization.zone).date())
    return {
        "title": "Вход в систему «Наставничество»",
        "name": str(membership.user),
        "text": f"Наведите камеру телефона на рисунок или наберите адрес. Ссылка личная, действует до {until}",
        "url": invitation_url(secret),
    }
