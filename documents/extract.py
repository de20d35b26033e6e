"""The papers that name a person, for the extract and for "Кто видит мои данные" (people/extract.py)."""

from django.db.models import Q

from documents.models import Acknowledgement, Document
from people.extract import facts, part


@part("Приказы, где назван человек")
def papers(person):
    """Papers about the person's pairs, papers to get acquainted with, acts on destruction."""
    in_pairs = Q(pairs__mentor=person) | Q(pairs__members__person=person)
    named = in_pairs | Q(acknowledgements__person=person) | Q(destruction__person=person)
    rows = Document.objects.filter(named, organization=person.organization_id).distinct()
    return [
        {
            "документ": row.get_kind_display(),
            "номер": row.number,
            "дата": row.dated or "",
            "состояние": row.get_status_display(),
        }
        for row in rows.defer("content")
    ]


@part("Ознакомление с документами")
def acknowledgements(person):
    rows = Acknowledgement.objects.filter(person=person).select_related("document")
    return [facts(row, but=("person",)) for row in rows]
