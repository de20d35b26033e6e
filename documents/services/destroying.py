"""Destruction carried out: the data go, the act with the extract of the log goes into the register, all or nothing."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from audit.models import Entry
from audit.services import record
from documents.models import Document
from documents.papers import destruction_act
from documents.permissions import can_confirm_destruction
from documents.services.registering import register_made
from people.models import Person
from people.services.destroying import check_confirmer, check_proposal, erase_person, locked_open
from people.services.persons import lock_people


@transaction.atomic
def destroy(destruction, *, by):
    """Another person confirms: everything about the person goes, and the numbered act says so. Returns the act."""
    if not can_confirm_destruction(by, destruction):
        raise PermissionDenied
    lock_people(destruction.organization)
    destruction = locked_open(destruction)
    check_confirmer(destruction, by)
    persons = Person.objects.select_for_update(of=("self",), no_key=True).select_related("organization")
    person = persons.get(pk=destruction.person_id)
    check_proposal(person, destruction.reason)
    facts = destruction_act.facts_of(destruction, by)
    about = entries_about(person)
    destruction.erased = erase_person(person, by=by)
    destruction.confirmed_by, destruction.done_at = by, timezone.now()
    destruction.full_clean()
    destruction.save(update_fields=["erased", "confirmed_by", "done_at"])
    record("destruction.done", destruction, by=by, person=person.pk, erased=sum(destruction.erased.values()))
    return make_act(destruction, facts, about | entries_of(destruction), by=by)


def make_act(destruction, facts, entries, *, by):
    entries = Entry.objects.filter(pk__in=entries).select_related("user").order_by("number")
    document = Document(
        organization=destruction.organization,
        kind=Document.Kind.DESTRUCTION_ACT,
        title="Об уничтожении персональных данных",
        content=destruction_act.build(destruction, facts, entries=entries),
        destruction=destruction,
        created_by=destruction.proposed_by,
    )
    return register_made(document, by=by)


def entries_about(person):
    """Journal entries about the card, its consents and withdrawals: read before the rows go."""
    rows = [person, *person.consents.all(), *person.withdrawals.all(), *person.destructions.all()]
    rows += [*person.mentee_entries.all(), *person.mentor_entries.all()]
    mine = Q()
    for row in rows:
        mine |= Q(subject_type=row._meta.label_lower, subject_id=row.pk)
    entries = Entry.objects.filter(mine, organization=person.organization)
    return set(entries.values_list("pk", flat=True))


def entries_of(destruction):
    return set(Entry.objects.about(destruction).values_list("pk", flat=True))
