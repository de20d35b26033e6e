"""What the room of people tells inside its transactions, and what it means for personal links of meetings."""

from django.dispatch import receiver

from meetings.services.links import revoke_links
from people.signals import consent_withdrawn, person_left


@receiver(consent_withdrawn)
def revoke_for_withdrawal(sender, *, person, kinds, on, by, **more):
    """Any consent of the programme: what is asked by the link rests on all of them."""
    revoke_links(person, by=by)


@receiver(person_left)
def revoke_for_leaving(sender, *, person, on, by, **more):
    revoke_links(person, by=by)
