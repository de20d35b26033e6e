"""How far the banks are, counted from facts; each bank is read once a request."""

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse

from common.facts import read_once
from people.models import Consent, MenteeEntry, MentorEntry
from roadmap.progress import Missing, Progress, counter


@read_once
def mentees(organization):
    """Open entries of the bank of mentees with `has_processing` and the `count` of requests."""
    return entries_of(MenteeEntry, organization, "requests")


@read_once
def mentors(organization):
    """Open entries of the bank of mentors with `has_processing` and the `count` of competences."""
    return entries_of(MentorEntry, organization, "competences")


def entries_of(bank, organization, relation):
    consent = Consent.objects.in_force().filter(person=OuterRef("person"), kind=Consent.Kind.PROCESSING)
    entries = bank.objects.open().filter(organization=organization).select_related("person")
    entries = entries.annotate(has_processing=Exists(consent), count=Count(relation))
    return list(entries.order_by("person__search", "pk"))


@counter("mentee_bank", "Банк наставляемых с согласиями")
def mentee_bank(roadmap):
    return bank_with_consents(mentees(roadmap.organization), "people:mentees", "в банке наставляемых")


@counter("mentor_bank", "Банк наставников с согласиями")
def mentor_bank(roadmap):
    return bank_with_consents(mentors(roadmap.organization), "people:mentors", "в банке наставников")


def bank_with_consents(entries, page, words):
    """A bank is formed by those who let their data be processed (152-ФЗ ст. 9)."""
    missing = [
        Missing(f"{entry.person}: нет согласия на обработку данных", entry.get_absolute_url())
        for entry in entries
        if not entry.has_processing
    ]
    return Progress(len(entries) - len(missing), len(entries), missing, reverse(page), words)


@counter("requests", "Запросы наставляемых")
def requests(roadmap):
    """Mentees whose request is known."""
    entries = mentees(roadmap.organization)
    missing = [
        Missing(f"{entry.person}: запрос не записан", entry.get_absolute_url())
        for entry in entries
        if not entry.count
    ]
    done = len(entries) - len(missing)
    return Progress(done, len(entries), missing, reverse("people:mentees"), "запросов записано")
