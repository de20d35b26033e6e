"""Whose data the programme may use, told to the rooms below the room of people: it keeps the cards and the consents.

The gate of purposes is people/gate.py; this is its word about memberships, reached by the card's related name.
"""

from organizations.models import Role

STOPPED = {"role": Role.PARTICIPANT, "person__processing_stopped_on__isnull": False}


def worked_with(memberships):
    """Without the participants whose consent to processing was withdrawn; whoever works for the programme stays."""
    return memberships.exclude(**STOPPED)


def is_worked_with(membership):
    if membership.role != Role.PARTICIPANT:
        return True
    return not type(membership).objects.filter(pk=membership.pk, **STOPPED).exists()
