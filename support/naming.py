"""Names between institutions: none stands in what is sent, and a name is told only when the person has allowed it."""

from django.core.exceptions import ValidationError

from people import gate
from people.destruction import mentions, strings_of
from people.models import Consent, Person

NAMED = "В тексте названо имя: {}. Соседям до согласия имён не называют: напишите должность, предмет, стаж."


def require_nameless(text, persons):
    """Refuse a text in which one of these people can be told by name, phone or mail, in any case and spelling."""
    for person in persons:
        strings = {*strings_of(person), person.last_name}
        if mentions(plain(text), [plain(told) for told in strings if told]):
            raise ValidationError(NAMED.format(person))


def plain(text):
    return text.lower().replace("ё", "е")


def may_be_named(persons):
    """Those of a query set whose name may be handed on (gate: DISTRICT): the consent is there and stands."""
    given = Consent.objects.in_force().filter(kind=Consent.Kind.PROCESSING).values("person")
    return gate.allowed(persons, gate.Deed.DISTRICT).filter(pk__in=given)


def require_may_be_named(person):
    if not may_be_named(Person.objects.filter(pk=person.pk)).exists():
        raise ValidationError(
            f"Назвать {person} нельзя: нет действующего согласия на обработку данных. Сначала оформите его."
        )


def told(person, allowed_on):
    """The name and the work of a person for the other side; nothing before the permission and after a withdrawal."""
    if person is None or allowed_on is None:
        return ""
    if not may_be_named(Person.objects.filter(pk=person.pk)).exists():
        return ""
    return ", ".join(filter(None, [person.full_name, person.position]))
