"""Consents whose term has passed end by themselves, a day later, every day."""

from django.db import transaction

from audit.services import record
from jobs.daily import daily
from people.models import Consent
from people.services.consents import end_blanks
from people.services.persons import lock_people


@daily("expire_consents", title="Согласия, срок которых истёк", hour=1)
def expire_consents(organization, today):
    """End what was signed for a term that is over; blanks of that term cannot be signed any more. How many ended."""
    return expire(organization, today, by=None)


@transaction.atomic
def expire(organization, today, *, by):
    lock_people(organization)
    past = Consent.objects.filter(organization=organization, expires_on__lt=today).open()
    signed = list(past.in_force().select_for_update(of=("self",)))
    for consent in signed:
        consent.ended_on, consent.ending = consent.expires_on, Consent.Ending.EXPIRED
    Consent.objects.bulk_update(signed, ["ended_on", "ending"], batch_size=200)
    end_blanks(past.asked(), today)
    if signed:
        record("consents.expired", organization, by=by, consents=sorted(row.pk for row in signed))
    return len(signed)
