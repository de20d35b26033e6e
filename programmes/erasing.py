"""What of a person the programmes keep (people/destruction.py)."""

from django.db.models import Q

from pairs.models import Pair
from people.destruction import cards_of, step
from people.redacting import redact
from programmes.models import Programme, ProgrammeRow, ProgrammeTemplate, ProgrammeVersion, Remark
from programmes.versions import HEAD, LINE

TEXTS = [name for name in HEAD if name not in {"starts_on", "ends_on", "mode"}]
LINE_TEXTS = [name for name in LINE if name not in {"form", "due_on", "done_on"}]


@step("Программы и планы пар, замечания к ним, прежние версии")
def erase_programmes(person, strings):
    """The programme of a pair of two goes whole: it speaks of the person; in the others the person is not named."""
    house = {"organization": person.organization}
    cards = cards_of(person)
    mine = Pair.objects.filter(Q(mentor__in=cards) | Q(members__person__in=cards), **house).distinct()
    groups = [pair.pk for pair in mine.prefetch_related("members") if pair.is_group]
    own = Programme.objects.filter(pair__in=mine.values("pk"), **house).exclude(pair__in=groups)
    erased = own.count()
    own.delete()
    return erased + sum([
        redact(Programme.objects.filter(**house), TEXTS, strings),
        redact(ProgrammeRow.objects.filter(**house), LINE_TEXTS, strings),
        redact(Remark.objects.filter(**house), ["text"], strings),
        redact(ProgrammeVersion.objects.filter(**house), ["content"], strings),
        redact(ProgrammeTemplate.objects.filter(**house), ["name", "content"], strings),
    ])  # fmt: skip
