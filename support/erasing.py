"""What of a person this room keeps (people/destruction.py)."""

from people.destruction import cards_of, step
from people.redacting import redact
from support.models import SearchCall, SearchOffer, SupportCase, SupportContact
from support.services.cases import end_call

GONE = "данные уничтожены"


@step("Поддержка без пары: встречи, записи о них, запросы соседним учреждениям и предложения им")
def erase_support(person, strings):
    """The case goes whole; what the neighbours were asked and offered stays without a word about the person."""
    cards = cards_of(person)
    calls = SearchCall.objects.filter(case__person__in=cards)
    for call in calls.open().select_related("organization"):
        end_call(call)
    asked = SearchCall.objects.filter(pk__in=calls.values_list("pk", flat=True)).update(text=GONE)
    offers = SearchOffer.objects.filter(person__in=cards)
    offered = offers.update(person=None, text=GONE, mentor_allowed_on=None)
    cases = SupportCase.objects.filter(person__in=cards)
    gone = cases.delete()[0]
    own = {"organization": person.organization}
    return sum([
        asked, offered, gone,
        redact(SupportContact.objects.filter(**own), ["note"], strings),
        redact(SearchCall.objects.filter(**own), ["text"], strings),
        redact(SearchOffer.objects.filter(**own), ["text"], strings),
    ])  # fmt: skip
