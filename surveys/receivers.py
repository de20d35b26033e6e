"""What the room of people tells inside its transactions, and what it means for invitations to questionnaires."""

from django.dispatch import receiver

from people.gate import STOPPED_BY, Deed
from people.signals import consent_withdrawn, person_left
from surveys.services.inviting import withdraw_all


@receiver(consent_withdrawn)
def withdraw_for_withdrawal(sender, *, person, kinds, on, by, **more):
    if STOPPED_BY[Deed.SURVEY] & set(kinds):
        withdraw_all(person, by=by)


@receiver(person_left)
def withdraw_for_leaving(sender, *, person, on, by, **more):
    withdraw_all(person, by=by)
