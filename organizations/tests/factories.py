import factory

from accounts.models import User
from organizations.models import Membership, Organization, Role


class OrganizationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organization

    kind = Organization.Kind.SCHOOL
    short_name = factory.Sequence(lambda n: f"МБОУ «СОШ № {n + 1}»")
    full_name = factory.LazyAttribute(
        lambda o: (
            f"Муниципальное бюджетное общеобразовательное учреждение {o.short_name.removeprefix('МБОУ ')}"
        )
    )
    full_name_genitive = factory.LazyAttribute(
        lambda o: (
            f"муниципального бюджетного общеобразовательного учреждения {o.short_name.removeprefix('МБОУ ')}"
        )
    )
    head_last_name, head_first_name, head_patronymic = "Ковалёва", "Марина", "Сергеевна"
    city = "г. Светлореченск"


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Петрова Анна Ильинична {n}")


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    organization = factory.SubFactory(OrganizationFactory)
    role = Role.CURATOR
