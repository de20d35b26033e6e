import datetime as dt

import factory

from organizations.models import Role
from organizations.tests.factories import MembershipFactory
from people.tests.factories import PersonFactory
from support.models import SearchCall, SearchOffer, SupportCase, SupportContact


class SupportCaseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SupportCase

    person = factory.SubFactory(PersonFactory)
    organization = factory.SelfAttribute("person.organization")
    opened_on = dt.date(2026, 9, 20)


class SupportContactFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SupportContact

    case = factory.SubFactory(SupportCaseFactory)
    organization = factory.SelfAttribute("case.organization")
    on = dt.date(2026, 9, 25)
    made_by = factory.LazyAttribute(
        lambda row: MembershipFactory(organization=row.organization, role=Role.PSYCHOLOGIST)
    )


class SearchCallFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SearchCall

    case = factory.SubFactory(SupportCaseFactory)
    organization = factory.SelfAttribute("case.organization")
    form = "pedagogue_pedagogue"
    text = "Ищем наставника. Кому нужен: воспитатель логопедической группы, стаж 1 год."
    opened_on = dt.date(2026, 10, 1)
    opened_by = factory.LazyAttribute(lambda row: MembershipFactory(organization=row.organization))


class SearchOfferFactory(factory.django.DjangoModelFactory):
    """By default of the institution of `made_by`."""

    class Meta:
        model = SearchOffer

    call = factory.SubFactory(SearchCallFactory)
    made_by = factory.SubFactory(MembershipFactory)
    organization = factory.SelfAttribute("made_by.organization")
    text = "Учитель-логопед, высшая категория, стаж 14 лет"
    made_on = dt.date(2026, 10, 5)
