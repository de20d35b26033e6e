"""What of a person the pairs keep (people/destruction.py)."""

from django.db.models import Q

from audit.services import record
from organizations.models import Membership
from pairs.models import Pair, PairMember, PairNote, Substitution
from people.destruction import cards_of, step
from people.redacting import redact

TEXTS = ["theme", "result", "pay_basis"]


@step("Пары: тема и итог программы, участие в группе, замещения")
def erase_pairs(person, strings):
    """A pair of two ends with the person; a group goes on without the mentee, and its theme stays the others'."""
    cards = cards_of(person)
    mine = Pair.objects.filter(organization=person.organization)
    own = own_pairs(person)
    groups = mine.filter(members__person__in=cards).exclude(pk__in=own)
    end_pairs(own.open())
    left = PairMember.objects.filter(pair__in=groups, person__in=cards).delete()[0]
    left += Substitution.objects.filter(person__in=cards).delete()[0]
    silent = own.exclude(theme="", result="", pay_basis="").update(theme="", result="", pay_basis="")
    return left + silent + redact(mine, TEXTS, strings)


@step("Заметки о парах")
def erase_notes(person, strings):
    """All notes about a pair of two and those that the person wrote; in others the person is no longer named."""
    notes = PairNote.objects.filter(organization=person.organization)
    users = Membership.objects.filter(person__in=cards_of(person)).values("user")
    gone = notes.filter(Q(pair__in=own_pairs(person)) | Q(author__in=users)).delete()[0]
    return gone + redact(notes, ["text"], strings)


def own_pairs(person):
    """Pairs of two with the person, and all pairs that the person mentors."""
    cards = cards_of(person)
    mine = Pair.objects.filter(organization=person.organization)
    groups = [pair.pk for pair in mine.filter(members__person__in=cards) if pair.is_group]
    own = mine.filter(Q(mentor__in=cards) | Q(members__person__in=cards)).exclude(pk__in=groups)
    return mine.filter(pk__in=own.values_list("pk", flat=True))


def end_pairs(pairs):
    for pair in pairs.select_for_update(of=("self",)):
        pair.status, pair.paused_on, pair.paused_for = Pair.Status.ENDED, None, ""
        pair.save(update_fields=["status", "paused_on", "paused_for"])
        record("pair.ended", pair, by=None)
