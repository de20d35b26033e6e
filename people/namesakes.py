"""Full namesakes: people of one institution whose whole names are alike. They are shown, never merged by themselves."""

from django.db.models import Count, Exists, OuterRef, Value
from django.db.models.functions import StrIndex, Substr

from common.russian import normalise_search
from people.models import Person

# The part of `identity` before the bar: the whole name as search compares it.
NAME = Substr("identity", 1, StrIndex("identity", Value("|")) - 1)


def name_key(person):
    """The whole name of one person as search compares it; the bar parts it from the position."""
    return normalise_search(person.full_name).partition("|")[0]


def namesakes_of(person):
    """Other cards of the institution with the same whole name; the person need not be saved yet."""
    same = Person.objects.filter(organization=person.organization_id).kept().alias(name_key=NAME)
    return same.filter(name_key=name_key(person)).exclude(pk=person.pk)


def has_namesake():
    """Whether a row of Person has a full namesake: an annotation for one card."""
    same = Person.objects.filter(organization=OuterRef("organization")).kept().alias(name_key=NAME)
    return Exists(same.filter(name_key=OuterRef("name_key")).exclude(pk=OuterRef("pk")))


def repeated(everybody):
    """The name keys that more than one card of a query set bears."""
    names = everybody.annotate(name_key=NAME).order_by().values("name_key")
    return names.annotate(cards=Count("pk")).filter(cards__gt=1).values("name_key")


def namesakes_in(everybody):
    """Those of a query set who share the whole name with another one of it."""
    return everybody.alias(name_key=NAME).filter(name_key__in=repeated(everybody))


def repeated_among(everybody, persons):
    """The name keys of these persons that more than one card of `everybody` bears; one query."""
    keys = {name_key(person) for person in persons}
    rows = repeated(everybody.alias(own_key=NAME).filter(own_key__in=keys))
    return set(rows.values_list("name_key", flat=True))
