"""What of a person wishes and meetings of choice keep (people/destruction.py)."""

from django.db.models import Q

from people.destruction import cards_of, step
from people.redacting import redact
from selection.models import ChoiceMeeting, ChoiceSeat, Wish


@step("Пожелания о работе в паре и листы встреч выбора")
def erase_wishes(person, strings):
    """What the person said of others and what others said of the person."""
    cards = cards_of(person)
    erased = Wish.objects.filter(Q(person__in=cards) | Q(about__in=cards)).delete()[0]
    erased += ChoiceSeat.objects.filter(person__in=cards).delete()[0]
    return erased + redact(ChoiceMeeting.objects.filter(organization=person.organization), ["place"], strings)
