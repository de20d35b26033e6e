"""The one gate of purposes: before data are used for something, this module is asked (152-ФЗ ст. 5, 9, 10.1, 21).

Each deed belongs to one purpose. Work in the programme stops for a person whose consent to processing was
withdrawn; a role stops with its own consent; a publication needs a consent in force for the very field and page.
"""

from enum import StrEnum

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef

from people.models import Consent, ConsentKind


class Deed(StrEnum):
    """Something that is done with a person's data."""

    BANK = "bank"  # to be put into a bank and shown in it
    MATCHING = "matching"  # to be proposed for a pair
    PAIR = "pair"  # to work in a pair
    MAIL = "mail"  # letters of the programme
    REMINDER = "reminder"
    SURVEY = "survey"
    PAPER = "paper"  # to be named in a new paper, but for the one that ends the work
    EXPORT = "export"  # to stand in a file by name
    STATISTICS = "statistics"  # to be counted by name
    DISTRICT = "district"  # to be handed on by name
    PUBLIC_PAGE = "public_page"


DUTIES = {ConsentKind.MENTOR_DUTY, ConsentKind.MENTEE_DUTY}
# Purpose × deed: the withdrawal of which consents stops a deed. A duty stops the deeds of its own side only.
STOPPED_BY = {
    Deed.BANK: {ConsentKind.PROCESSING} | DUTIES,
    Deed.MATCHING: {ConsentKind.PROCESSING} | DUTIES,
    Deed.PAIR: {ConsentKind.PROCESSING} | DUTIES,
    Deed.STATISTICS: {ConsentKind.PROCESSING} | DUTIES,
    Deed.MAIL: {ConsentKind.PROCESSING},
    Deed.REMINDER: {ConsentKind.PROCESSING},
    Deed.SURVEY: {ConsentKind.PROCESSING},
    Deed.PAPER: {ConsentKind.PROCESSING},
    Deed.EXPORT: {ConsentKind.PROCESSING},
    Deed.DISTRICT: {ConsentKind.PROCESSING},
    Deed.PUBLIC_PAGE: {ConsentKind.PROCESSING, ConsentKind.DISTRIBUTION},
}


def allowed(persons, deed, *, role=None):
    """Those of a query set of persons with whom the deed may be done.

    `role` (ConsentKind.MENTOR_DUTY or MENTEE_DUTY) asks about a side too: who withdrew that consent is out.
    """
    if role and role not in STOPPED_BY[Deed(deed)]:
        raise ValueError(f"{deed} is not a deed of a side")
    if Deed(deed) == Deed.PUBLIC_PAGE:
        given = Consent.objects.in_force().filter(kind=ConsentKind.DISTRIBUTION, person=OuterRef("pk"))
        return persons.kept().filter(Exists(given), processing_stopped_on=None)
    persons = persons.kept().filter(processing_stopped_on=None)
    return persons.exclude(refused(role)) if role else persons


def refused(role):
    """Whether the last word of a person (OuterRef pk) about a role was to withdraw it."""
    papers = Consent.objects.filter(person=OuterRef("pk"), kind=role)
    withdrawn = papers.filter(ending=Consent.Ending.WITHDRAWN)
    return Exists(withdrawn) & ~Exists(papers.in_force())


def may(person, deed, *, role=None):
    return allowed(type(person).objects.filter(pk=person.pk), deed, role=role).exists()


def may_publish(person, field, *, address=""):
    """Whether this category of data may stand on this page (152-ФЗ ст. 10.1): silence is no consent."""
    given = person.consents.in_force().filter(kind=ConsentKind.DISTRIBUTION).first()
    if given is None or person.processing_stopped_on or person.destroyed_on:
        return False
    return field in given.fields and (not address or address in given.addresses.split())


def require_allowed(persons, deed, *, role=None, advice="Снимите с них отметки."):
    """Stop a deed over several people with a sentence that names those who withdrew their consent."""
    persons = list(persons)
    if not persons:
        return
    rows = type(persons[0]).objects.filter(pk__in=[person.pk for person in persons])
    fine = set(allowed(rows, deed, role=role).values_list("pk", flat=True))
    if stopped := [str(person) for person in persons if person.pk not in fine]:
        raise ValidationError(f"Согласие отозвано, данные не обрабатываются: {', '.join(stopped)}. {advice}")
