"""What the room of people tells inside its transactions, and what it means for pairs."""

from django.db.models import Q
from django.dispatch import receiver

from pairs.models import Pair
from pairs.services import pause_pair
from pairs.services.substituting import end_substitutions_of
from people.models import ConsentKind
from people.signals import consent_withdrawn, person_left

AS_MENTOR, AS_MENTEE = "mentor", "members__person"
PRESENT = {AS_MENTEE: {"members__left_on__isnull": True}}  # a group goes on without those who left it
SIDES = {
    ConsentKind.PROCESSING: [AS_MENTOR, AS_MENTEE],
    ConsentKind.MENTOR_DUTY: [AS_MENTOR],
    ConsentKind.MENTEE_DUTY: [AS_MENTEE],
}


@receiver(consent_withdrawn)
def pause_for_withdrawal(sender, *, person, kinds, on, by, **more):
    """A side without its consent: its pairs stop at once. The other side of the same person goes on."""
    sides = {side for kind in kinds for side in SIDES.get(kind, [])}
    pause(person, sides, reason=Pair.Pausing.WITHDRAWN, on=on, by=by)
    if AS_MENTOR in sides:
        end_substitutions_of(person, on=on, by=by)


@receiver(person_left)
def pause_for_leaving(sender, *, person, on, by, **more):
    pause(person, {AS_MENTOR, AS_MENTEE}, reason=Pair.Pausing.LEFT, on=on, by=by)
    end_substitutions_of(person, on=on, by=by)


def pause(person, sides, *, reason, on, by):
    """All open pairs of a person on these sides, in one order so that two deeds never wait for each other."""
    mine = Q()
    for side in sides:
        mine |= Q(**{side: person}, **PRESENT.get(side, {}))
    for pair in Pair.objects.open().filter(mine).distinct().order_by("pk") if sides else []:
        pause_pair(pair, reason=reason, on=on, by=by)
