"""How far the banks are, counted from facts."""

from django.db.models import Count
from django.urls import reverse

from common.facts import read_once
from people.models import MenteeEntry, MentorEntry, Person
from roadmap.progress import Missing, Progress, counter


@read_once
def mentees(organization):
    """Open entries of the bank of mentees with their people and the number of requests."""
    return entries_of(MenteeEntry, organization, "requests")


@read_once
def mentors(organization):
    """Open entries of the bank of mentors with their people and the number of competences."""
    return entries_of(MentorEntry, organization, "competences")


def entries_of(bank, organization, relation):
    entries = bank.objects.open().filter(organization=organization).select_related("person")
    return list(entries.annotate(count=Count(relation)))


@counter("mentee_bank", "Банк наставляемых")
def mentee_bank(roadmap):
    """Those in the bank; the young teachers outside it are what may be missing."""
    inside = {entry.person_id for entry in mentees(roadmap.organization)}
    young = Person.objects.present().filter(
        organization=roadmap.organization,
        kind=Person.Kind.EMPLOYEE,
        experience_years__lte=roadmap.organization.young_teacher_years,
    )
    outside = [person for person in young if person.pk not in inside]
    missing = [Missing(f"{who}: молодой педагог, не в банке", who.get_absolute_url()) for who in outside]
    total = len(inside) + len(outside)
    return Progress(len(inside), total, missing, reverse("people:mentees"), "в банке наставляемых")


@counter("mentor_bank", "Банк наставников")
def mentor_bank(roadmap):
    """Mentors with their strong sides named, and room enough for every mentee."""
    entries = mentors(roadmap.organization)
    missing = unfilled(entries, "не указаны компетенции", "people:mentor_edit")
    done, total = len(entries) - len(missing), len(entries)
    lacking = len(mentees(roadmap.organization)) - sum(entry.capacity for entry in entries)
    if lacking > 0:
        words = f"У наставников не хватает мест для наставляемых: {lacking}"
        missing.append(Missing(words, reverse("people:mentors_add")))
        total += 1
    return Progress(done, total, missing, reverse("people:mentors"), "наставников готовы")


@counter("requests", "Запросы наставляемых")
def requests(roadmap):
    """Mentees whose request is known."""
    entries = mentees(roadmap.organization)
    missing = unfilled(entries, "запрос не записан", "people:mentee_edit")
    done = len(entries) - len(missing)
    return Progress(done, len(entries), missing, reverse("people:mentees"), "запросов записано")


def unfilled(entries, words, page):
    return [
        Missing(f"{row.person}: {words}", reverse(page, args=[row.pk])) for row in entries if not row.count
    ]
