"""The support of a person and the search for a mentor, for the extract (people/extract.py)."""

from django.db.models import Q

from people.extract import facts, part
from support.models import SearchCall, SearchOffer, SupportCase, SupportContact


@part("Поддержка без пары")
def support(person):
    cases = SupportCase.objects.filter(person=person).select_related("specialist__user")
    return [facts(case, but=("person",)) for case in cases]


@part("Встречи со специалистом")
def contacts(person):
    rows = SupportContact.objects.filter(case__person=person).select_related("made_by__user")
    return [facts(row, but=("case",)) for row in rows]


@part("Поиск наставника в других учреждениях")
def calls(person):
    rows = SearchCall.objects.filter(case__person=person).select_related("opened_by__user")
    return [facts(row, but=("case",)) for row in rows]


@part("Предложения быть наставником в другом учреждении")
def offers(person):
    """What was offered of the person as a mentor, and where the name of the person as a mentee was told."""
    rows = SearchOffer.objects.filter(
        Q(person=person) | Q(call__case__person=person, mentee_allowed_on__isnull=False)
    )
    of_others = ("person", "made_by", "call", "text")
    return [
        facts(row, but=("person", "call") if row.person_id == person.pk else of_others)
        for row in rows.select_related("made_by__user")
    ]
