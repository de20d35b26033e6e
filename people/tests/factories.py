import datetime as dt

import factory

from organizations.tests.factories import OrganizationFactory
from people.models import Consent, MenteeEntry, MentorEntry, Person
from people.texts import ensure_texts


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person
        skip_postgeneration_save = True

    organization = factory.SubFactory(OrganizationFactory)
    last_name = factory.Sequence(lambda n: ["Лебедева", "Шевченко", "Бегун-Петрова", "Соколова"][n % 4])
    first_name = "Ольга"
    patronymic = "Николаевна"
    gender = "female"
    position = "учитель математики"

    @factory.post_generation
    def columns(self, create, extracted, **kwargs):
        self.fill_search()
        if create:
            self.save(update_fields=["search", "identity"])


class MenteeEntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MenteeEntry

    person = factory.SubFactory(PersonFactory)
    organization = factory.SelfAttribute("person.organization")
    entered_on = dt.date(2026, 9, 1)


class MentorEntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MentorEntry

    person = factory.SubFactory(PersonFactory)
    organization = factory.SelfAttribute("person.organization")
    entered_on = dt.date(2026, 9, 1)
    capacity = 3


def text_of(organization, kind):
    """The current text of an institution for adults."""
    return ensure_texts(organization)[kind, False]


class ConsentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Consent

    person = factory.SubFactory(PersonFactory)
    organization = factory.SelfAttribute("person.organization")
    kind = Consent.Kind.PROCESSING
    text = factory.LazyAttribute(lambda new: text_of(new.organization, new.kind))
    printed_on = dt.date(2026, 9, 1)
    signed_on = dt.date(2026, 9, 2)
