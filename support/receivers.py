"""What the room of people tells inside its transactions, and what it means for support."""

from django.db import transaction
from django.dispatch import receiver

from people.models import ConsentKind
from people.signals import consent_withdrawn, person_left
from support.models import SupportCase
from support.services.calls import withdraw_offers_of
from support.services.daily import settle

Closing = SupportCase.Closing
OF_MENTEE = {ConsentKind.PROCESSING, ConsentKind.MENTEE_DUTY}
OF_MENTOR = {ConsentKind.PROCESSING, ConsentKind.MENTOR_DUTY}


@receiver(consent_withdrawn)
def stop_for_withdrawal(sender, *, person, kinds, on, by, **more):
    """Support is work in the programme: it stops at once, and so does the search for this person."""
    if OF_MENTEE & set(kinds):
        close_cases_of(person, Closing.WITHDRAWN, on=on, by=by)
    if OF_MENTOR & set(kinds):
        withdraw_offers_of(person)


@receiver(person_left)
def stop_for_leaving(sender, *, person, on, by, **more):
    close_cases_of(person, Closing.LEFT, on=on, by=by)
    withdraw_offers_of(person)


@transaction.atomic
def close_cases_of(person, closing, *, on, by):
    for pk in SupportCase.objects.open().filter(person=person).values_list("pk", flat=True):
        settle(pk, closing, on=on, by=by)
