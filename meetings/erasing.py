"""What of a person the journal keeps (people/destruction.py)."""

from django.db.models import Q

from meetings.models import Meeting
from pairs.models import Pair
from people.destruction import cards_of, step
from people.redacting import redact

TEXTS = ["topic", "outcome"]


@step("Встречи: о чём говорили, что решили")
def erase_meetings(person, strings):
    """The words about a pair of two go with the person; in those of others the person is not named any more."""
    cards = cards_of(person)
    rows = Meeting.objects.filter(organization=person.organization)
    mine = Pair.objects.filter(organization=person.organization).prefetch_related("members")
    pairs = [pair.pk for pair in mine.filter(Q(mentor__in=cards) | Q(members__person__in=cards)).distinct()
             if pair.mentor_id in {card.pk for card in cards} or not pair.is_group]  # fmt: skip
    own = rows.filter(pair__in=pairs).exclude(topic="", outcome="")
    return own.update(topic="", outcome="") + redact(rows, TEXTS, strings)
