"""What of a person the pairs keep (people/destruction.py)."""

from django.db.models import Q

from audit.services import record
from pairs.models import Pair, PairMember
from people.destruction import cards_of, step
from people.redacting import redact


@step("Пары: тема программы, участие в группе")
def erase_pairs(person, strings):
    """A pair of two ends with the person; a group goes on without the mentee, and its theme stays the others'."""
    cards = cards_of(person)
    mine = Pair.objects.filter(organization=person.organization)
    groups = [pair.pk for pair in mine.filter(members__person__in=cards) if pair.is_group]
    own = mine.filter(Q(mentor__in=cards) | Q(members__person__in=cards)).exclude(pk__in=groups)
    own = mine.filter(pk__in=own.values_list("pk", flat=True))
    end_pairs(own.open())
    left = PairMember.objects.filter(pair__in=groups, person__in=cards).delete()[0]
    return left + own.exclude(theme="").update(theme="") + redact(mine, ["theme"], strings)


def end_pairs(pairs):
    for pair in pairs.select_for_update(of=("self",)):
        pair.status, pair.paused_on, pair.paused_for = Pair.Status.ENDED, None, ""
        pair.save(update_fields=["status", "paused_on", "paused_for"])
        record("pair.ended", pair, by=None)
