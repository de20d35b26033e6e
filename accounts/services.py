"""Personal links and the end of sessions. Who may give a link is known above: memberships are not seen from here."""

import datetime as dt

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from accounts.models import Invitation, User
from common.codes import digest, link_secret


@transaction.atomic
def invite(user: User, *, by, days: int = 14) -> tuple[Invitation, str]:
    """Make a new personal link and revoke the earlier ones; its secret is told once and never stored.

    `by` is the acting membership; the journal line is written by the room above, which knows the institution.
    """
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if not user.is_active:
        raise ValidationError("Вход этого человека закрыт. Сначала откройте доступ.")
    revoke_invitations(user, by=by)
    secret = link_secret()
    expires_at = timezone.now() + dt.timedelta(days=days)
    invitation = Invitation.objects.create(user=user, token_hash=digest(secret), expires_at=expires_at)
    return invitation, secret


def revoke_invitations(user: User, *, by) -> int:
    """Close all open links of a person."""
    now = timezone.now()
    return Invitation.objects.open(now).filter(user=user).update(revoked_at=now)


@transaction.atomic
def accept_invitation(secret: str) -> User:
    """Let the owner of a link in; the first time is remembered, the link goes on until its day."""
    open_links = Invitation.objects.select_for_update(of=("self",)).select_related("user")
    invitation = open_links.for_secret(secret).first()
    if invitation is None:
        raise ValidationError("Ссылка больше не действует. Попросите куратора дать новую.")
    if invitation.used_at is None:
        invitation.used_at = timezone.now()
        invitation.save(update_fields=["used_at"])
    return invitation.user


def end_sessions(user: User, *, by) -> None:
    """Sign a person out everywhere at once."""
    User.objects.filter(pk=user.pk).update(session_round=F("session_round") + 1)


def invitation_url(secret: str) -> str:
    """The whole address of a personal link, as it stands in a letter or on a slip."""
    return settings.SITE_URL + reverse("accounts:invitation", args=[secret])
