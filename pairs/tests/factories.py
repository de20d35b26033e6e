import datetime as dt

import factory

from pairs.models import Pair, PairMember
from people.tests.factories import ConsentFactory, PersonFactory


class PairFactory(factory.django.DjangoModelFactory):
    """A pair of a mentor and one mentee; `consents=True` gives both all the consents they need."""

    class Meta:
        model = Pair
        skip_postgeneration_save = True

    mentor = factory.SubFactory(
        PersonFactory, last_name="Ермолова", first_name="Лариса", patronymic="Викторовна"
    )
    organization = factory.SelfAttribute("mentor.organization")
    starts_on = dt.date(2026, 10, 5)
    ends_on = dt.date(2027, 5, 28)

    @factory.post_generation
    def mentees(self, create, extracted, **kwargs):
        mentees = extracted or [PersonFactory(organization=self.organization)]
        for person in mentees:
            PairMember.objects.create(organization=self.organization, pair=self, person=person)

    @factory.post_generation
    def consents(self, create, extracted, **kwargs):
        if not extracted:
            return
        sides = [
            (self.mentor, "mentor_duty"),
            *((member.person, "mentee_duty") for member in self.members.all()),
        ]
        for person, duty in sides:
            for kind in ("processing", duty):
                ConsentFactory(person=person, kind=kind)
