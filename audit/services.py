"""Writing to the journal: the only door."""

import secrets
import time

from django.db import transaction

from audit.chain import details_hash, entry_hash
from audit.models import ChainHead, Entry
from organizations.models import Organization


def record(action, subject, *, by, **details):
    """Write one journal line about `subject`; call it inside the change's transaction.

    `by` is the acting membership or None for the system; `details` holds facts and ids, never free text about a person.
    """
    organization_id = subject.pk if isinstance(subject, Organization) else subject.organization_id
    with transaction.atomic():
        ChainHead.objects.get_or_create(organization_id=organization_id)
        head = ChainHead.objects.select_for_update().get(organization_id=organization_id)
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


@transaction.atomic
def save_form(form, action, *, by):
    """Save a plain edit and journal which fields it touched, not their values."""
    row = form.save(commit=False)
    row.full_clean()  # the form skips constraints on fields it does not show
    row.save()
    form.save_m2m()
    record(action, row, by=by, fields=form.changed_data)
    return row
