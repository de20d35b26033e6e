"""How far the banks are, counted from facts."""

from django.db.models import Count
from django.urls import reverse

from people.models import MenteeEntry, MentorEntry, Person
from roadmap.progress import Missing, Progress, counter


@counter("mentee_bank", "Банк наставляемых")
def mentee_bank(roadmap):
    """Those in the bank; the young teachers outside it are what may be missing."""
    inside = set(open_entries(MenteeEntry, roadmap).values_list("person_id", flat=True))
    young = Person.objects.present().filter(
        organization=roadmap.organization_id,
        kind=Person.Kind.EMPLOYEE,
        experience_years__lte=roadmap.organization.young_teacher_years,
    )
    outside = [person for person in young if person.pk not in inside]
    missing = [
        Missing(f"{person}: молодой педагог, не в банке", person.get_absolute_url()) for person in outside
    ]
    return Progress(
        len(inside), len(inside) + len(outside), missing, reverse("people:mentees"), "в банке наставляемых"
    )


@counter("mentor_bank", "Банк наставников")
def mentor_bank(roadmap):
    """Mentors with their strong sides named, and room enough for every mentee."""
    entries = list(with_count(open_entries(MentorEntry, roadmap), "competences"))
    missing = [
        Missing(f"{entry.person}: не указаны компетенции", reverse("people:mentor_edit", args=[entry.pk]))
        for entry in entries
        if not entry.count
    ]
    lacking = open_entries(MenteeEntry, roadmap).count() - sum(entry.capacity for entry in entries)
    done, total = len(entries) - len(missing), len(entries)
    if lacking > 0:
        missing.append(
            Missing(f"Наставникам не хватает мест для наставляемых: {lacking}", reverse("people:mentors_add"))
        )
        total += 1
    return Progress(done, total, missing, reverse("people:mentors"), "наставников готовы")


@counter("requests", "Запросы наставляемых")
def requests(roadmap):
    entries = list(with_count(open_entries(MenteeEntry, roadmap), "requests"))
    missing = [
        Missing(f"{entry.person}: запрос не записан", reverse("people:mentee_edit", args=[entry.pk]))
        for entry in entries
        if not entry.count
    ]
    return Progress(
        len(entries) - len(missing), len(entries), missing, reverse("people:mentees"), "запросов записано"
    )


def open_entries(bank, roadmap):
    return bank.objects.open().filter(organization=roadmap.organization_id)


def with_count(entries, relation):
    return entries.select_related("person").annotate(count=Count(relation))
