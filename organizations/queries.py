"""Read-outs of this room."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.utils import timezone

from common.russian import date_words
from organizations.models import Membership
from organizations.permissions import can_manage_member


@dataclass(frozen=True)
class MemberRow:
    """One access with its state as a mark and words, and whether the reader manages it."""

    membership: Membership
    mark: str
    words: str
    is_managed: bool


def member_rows(memberships, me) -> list[MemberRow]:
    """Rows of the list of accesses, in two queries whatever their number."""
    memberships = list(memberships)
    prefetch_related_objects(memberships, "user__invitations")
    return [
        MemberRow(
            each,
            *member_state(each, me.organization),
            can_manage_member(me, each) and each.user_id != me.user_id,
        )
        for each in memberships
    ]


def member_state(membership, organization) -> tuple[str, str]:
    """How far a person has come in: the mark and the words of the column "Вход"."""
    user = membership.user
    if not membership.is_active:
        return "none", "доступ закрыт"
    if user.last_login:
        return "done", f"последний вход {day(user.last_login, organization)}"
    return invitation_state(list(user.invitations.all()), organization)


def invitation_state(invitations, organization):
    now = timezone.now()
    open_until = [i.expires_at for i in invitations if i.revoked_at is None and i.expires_at > now]
    if open_until:
        return "wait", f"ссылка выдана, до {day(max(open_until), organization)}"
    if invitations:
        return "late", "не вошёл, ссылка истекла"
    return "miss", "ссылка ещё не выдана"


def day(moment, organization):
    return date_words(moment.astimezone(organization.zone).date())
