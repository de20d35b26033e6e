import datetime as dt

import factory

from organizations.tests.factories import OrganizationFactory
from roadmap.models import Activity, Roadmap


class RoadmapFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Roadmap

    organization = factory.SubFactory(OrganizationFactory)
    title = "Дорожная карта реализации системы наставничества"
    template = "set_b"
    starts_on = dt.date(2026, 9, 1)
    ends_on = dt.date(2027, 8, 31)


class ActivityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Activity

    roadmap = factory.SubFactory(RoadmapFactory)
    organization = factory.SelfAttribute("roadmap.organization")
    title = "Формирование банка наставников"
