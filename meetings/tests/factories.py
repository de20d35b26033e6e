import datetime as dt

import factory

from meetings.models import Meeting, MeetingSeries, Vacation
from pairs.tests.factories import PairFactory


class MeetingFactory(factory.django.DjangoModelFactory):
    """A planned meeting of a running pair; `pair` from PairFactory says otherwise."""

    class Meta:
        model = Meeting

    pair = factory.SubFactory(PairFactory, status="active")
    organization = factory.SelfAttribute("pair.organization")
    on = dt.date(2026, 11, 20)


class MeetingSeriesFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MeetingSeries

    pair = factory.SubFactory(PairFactory, status="active")
    organization = factory.SelfAttribute("pair.organization")
    weekday = 0
    starts_on = dt.date(2026, 11, 2)
    until = dt.date(2027, 5, 25)


class VacationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Vacation

    name = "Осенние каникулы"
    starts_on = dt.date(2026, 10, 26)
    ends_on = dt.date(2026, 11, 3)
