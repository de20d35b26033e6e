"""Who signs while the head is away: the signature reads "И.о. директора" (ГОСТ Р 7.0.97, requisite 22)."""

import copy
import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from audit.services import record
from common.facts import read_once
from common.russian import initials_surname, upper_first
from documents.models import Substitute
from documents.permissions import HEADS, can_appoint_substitute

HAND_APPROVAL = "УТВЕРЖДАЮ"


@transaction.atomic
def add_substitute(organization, *, membership, post, since, until, basis, by):
    """Somebody with an access signs for the head on these days; one at a time."""
    if not can_appoint_substitute(by, organization):
        raise PermissionDenied
    rows = Substitute.objects.select_for_update(of=("self",)).filter(organization=organization)
    if other := rows.filter(since__lte=until, until__gte=since).select_related("membership__user").first():
        raise ValidationError(f"В эти дни руководителя уже замещает другой работник: {other}.")
    if membership.role in HEADS or not membership.works_with_papers:
        raise ValidationError("Замещать может работник с доступом к документам, сам руководитель – нет.")
    row = Substitute(organization=organization, membership=membership, post=post, since=since, until=until)
    row.basis = basis
    row.full_clean()
    row.save()
    record("substitute.added", row, by=by, membership=membership.pk)
    return row


@transaction.atomic
def end_substitute(row, *, by):
    """From now on the head signs again; days that are over stay as they were."""
    row = Substitute.objects.select_for_update(of=("self",)).select_related("organization").get(pk=row.pk)
    if not can_appoint_substitute(by, row.organization):
        raise PermissionDenied
    yesterday = row.organization.today - dt.timedelta(days=1)
    if row.until <= yesterday:
        raise ValidationError("Это замещение уже закончилось.")
    record("substitute.ended", row, by=by, membership=row.membership_id)
    if row.since > yesterday:
        row.delete()
        return
    row.until = yesterday
    row.full_clean()
    row.save(update_fields=["until"])


def substitute_of(membership):
    """The appointment by which this member signs today, or None."""
    mine = Substitute.objects.filter(membership=membership, organization=membership.organization)
    return mine.on(membership.organization.today).select_related("membership__user").first()


@read_once
def standing_in(membership):
    """The same for pages: read once a request."""
    return substitute_of(membership)


@read_once
def substitutes_now(organization):
    """Whoever signs for the head of the institution today."""
    rows = Substitute.objects.filter(organization=organization).on(organization.today)
    return list(rows.select_related("membership__user"))


def with_signer(content, organization, substitute):
    """The content with the substitute where the draft names the head: the signature and the approval by hand.

    Pure: the same content comes back when nobody stands in.
    """
    if substitute is None:
        return content
    head, content = initials_surname(organization.head_name), copy.deepcopy(content)
    post, name = upper_first(substitute.post), initials_surname(substitute.name)
    signature, stamp = content.get("signature"), content.get("stamp")
    if signature and _same(signature["name"], head):
        signature |= {"post": post, "name": name}
    if stamp and stamp["word"] == HAND_APPROVAL and _same(stamp["lines"][-1], head):
        stamp["lines"] = [f"{post} {organization.short_name}", name]
    return content


def _same(name, other):
    return name.split() == other.split()  # a hand-made change may have lost the space that does not break
