"""Writing to the journal: the only door."""

import secrets
import time

from django.db import transaction
from django.db.models import Exists
from django.utils import timezone

from audit.chain import details_hash, entry_hash
from audit.models import ChainHead, Entry, Sight
from organizations.models import Membership, Organization


def record(action, subject, *, by, **details):
    """Write one journal line about `subject`; call it inside the change's transaction.

    `by` is the acting membership or None for the system; `details` holds facts and ids, never free text about a person.
    """
    organization_id = subject.pk if isinstance(subject, Organization) else subject.organization_id
    with transaction.atomic():
        head = locked_head(organization_id)
        entry = Entry(
            organization_id=organization_id,
            number=head.number + 1,
            at_us=time.time_ns() // 1000,
            user_id=by.user_id if by else None,
            action=action,
            subject_type=subject._meta.label_lower,
            subject_id=subject.pk,
            details=details,
            salt=secrets.token_hex(16),
            previous_hash=head.hash,
        )
        entry.details_hash = details_hash(details, entry.salt)
        entry.hash = entry_hash(entry, head.hash)
        entry.save(force_insert=True)
        head.number, head.hash = entry.number, entry.hash
        head.save(update_fields=["number", "hash"])
    return entry


def locked_head(organization_id):
    """The end of the institution's chain, locked; the first entry of all makes it."""
    heads = ChainHead.objects.select_for_update().filter(organization_id=organization_id)
    head = heads.first()
    if head is None:
        ChainHead.objects.get_or_create(organization_id=organization_id)
        head = heads.get()
    return head


@transaction.atomic
def save_form(form, action, *, by):
    """Save a plain edit and journal which fields it touched, not their values."""
    row = form.save(commit=False)
    row.full_clean()  # the form skips constraints on fields it does not show
    row.save()
    form.save_m2m()
    record(action, row, by=by, fields=form.changed_data)
    return row


def note_sight(subject, *, by):
    """Remember that somebody opened a row of personal data: once a day for each reader, never for the own card.

    The one thing a page writes when it is only read (152-ФЗ ст. 14; PDN-8). What belongs to a person says so by its
    `membership_id`. Usually one query: it is written at the first look of the day only.
    """
    looked = {"subject_type": subject._meta.label_lower, "subject_id": subject.pk, "user_id": by.user_id}
    looked["day"] = by.organization.today
    owner = Membership.objects.filter(pk=getattr(subject, "membership_id", None), user=by.user_id)
    known = Membership.objects.filter(pk=by.pk).values_list(
        Exists(Sight.objects.filter(**looked)), Exists(owner)
    )
    if not any(known.get()):
        row = Sight(organization_id=subject.organization_id, **looked)
        Sight.objects.bulk_create([row], ignore_conflicts=True)  # two windows at once leave one row


def erase_details(entries):
    """Destroy what entries say besides who, when and what; the chain still verifies (PAP-7). How many there were."""
    ids = [entry.pk for entry in entries]
    return Entry.objects.filter(pk__in=ids).update(details={}, salt="", erased_at=timezone.now())
