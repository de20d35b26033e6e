"""The papers that name a person, for the extract and for "Кто видит мои данные" (people/extract.py)."""

from django.db.models import Q

from documents.models import Acknowledgement, Document, Step, Substitute
from people.extract import facts, part


@part("Приказы, где назван человек")
def papers(person):
    """Papers that name the person or the own pairs, papers to get acquainted with, acts on destruction."""
    in_pairs = Q(pairs__mentor=person) | Q(pairs__members__person=person)
    named = in_pairs | Q(people=person) | Q(people__merged_into=person) | Q(acknowledgements__person=person)
    named |= Q(destruction__person=person)
    rows = Document.objects.filter(named, organization=person.organization_id).distinct()
    return [
        {
            "документ": row.get_kind_display(),
            "номер": row.number,
            "дата": row.dated or "",
            "состояние": row.get_status_display(),
        }
        for row in rows.defer("content", "facts", "search")
    ]


@part("Замещение руководителя и согласования")
def offices(person):
    """When the person stood in for the head, and drafts he or she was asked to agree to."""
    if not person.membership_id:
        return []
    stood = Substitute.objects.filter(membership=person.membership_id)
    asked = Step.objects.filter(membership=person.membership_id).select_related("document")
    return [
        *(facts(row, but=("membership",)) for row in stood),
        *(facts(row, but=("membership", "decided_by")) for row in asked),
    ]


@part("Ознакомление с документами")
def acknowledgements(person):
    rows = Acknowledgement.objects.filter(person=person).select_related("document")
    return [facts(row, but=("person",)) for row in rows]
