"""The list of people as a page shows it: sorted by a head, a page at a time, in a fixed number of queries."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Case, F, FilteredRelation, Q, Value, When
from django.db.models.functions import Replace, StrIndex, Substr
from django.utils.functional import cached_property

from people.models import Consent, Person
from people.namesakes import name_key, repeated_among
from people.stays import absences_on

PAGE = 50
SHOWN = (
    *("organization", "kind", "last_name", "first_name", "patronymic", "position", "subject", "workplace"),
    *("experience_years", "category", "left_on", "processing_stopped_on"),
)
# The position as search compares it, spaces and hyphens before letters: alike on both databases.
POSITION = Replace(
    Replace(Substr("identity", StrIndex("identity", Value("|")) + 1), Value(" "), Value("0")),
    Value("-"),
    Value("1"),
)


def begins(*words):
    """A category that starts with one of the words; a database knows no letter case of Russian."""
    return [
        Q(category__startswith=letters)
        for word in words
        for letters in (word, word.capitalize(), word.upper())
    ]


def any_of(conditions):
    return Q(*conditions, _connector=Q.OR)


CATEGORY = Case(
    When(category="", then=4),
    When(any_of(begins("высш")), then=0),
    When(any_of(begins("перв", "i ", "1")), then=1),
    When(any_of(begins("соответ", "сзд")), then=2),
    default=3,
)
ORDERS = {"name": [], "position": [POSITION], "experience": [F("experience_years")], "category": [CATEGORY]}
HEADS = {
    "name": ("ФИО", ""),
    "position": ("Должность, предмет", "w-5"),
    "experience": ("Стаж", "num w-1"),
    "category": ("Категория", "w-3"),
}


@dataclass(frozen=True)
class Head:
    """The head of a column: its words, what its link asks for, and which way the list stands by it."""

    words: str
    css: str
    asks: str
    turned: str = ""


@dataclass(frozen=True)
class Sorting:
    """By which head a list stands, from the address: `-experience` is from the longest down."""

    head: str = "name"
    is_down: bool = False

    @classmethod
    def of(cls, text):
        head = text.removeprefix("-")
        return cls(head, text.startswith("-")) if head in ORDERS else cls()

    def __str__(self):
        return f"-{self.head}" if self.is_down else self.head

    def sort(self, persons):
        """People without the thing asked for stand last either way; equals stand by name."""
        order = [
            by.desc(nulls_last=True) if self.is_down else by.asc(nulls_last=True) for by in ORDERS[self.head]
        ]
        by_name = ["-search", "-pk"] if self.is_down and self.head == "name" else ["search", "pk"]
        return persons.order_by(*order, *by_name)

    @property
    def heads(self):
        """The heads of the table; a press on the one in use turns the list round."""
        for name, (words, css) in HEADS.items():
            if name == self.head:
                turned = "descending" if self.is_down else "ascending"
                yield Head(words, css, name if self.is_down else f"-{name}", turned)
            else:
                yield Head(words, css, name)


class PersonPages(Paginator):
    """Pages of people: the keys of a page are found first, so that a late page reads no more than an early one."""

    def __init__(self, persons, everybody, *, today):
        super().__init__(persons, PAGE)
        self.everybody, self.today = everybody, today

    @cached_property
    def count(self):
        return self.object_list.order_by().count()

    def page(self, number):
        page = super().page(number)
        page.object_list = self.rows(list(page.object_list.values_list("pk", flat=True)))
        return page

    def rows(self, ids):
        found = {person.pk: person for person in with_states(Person.objects.filter(pk__in=ids))}
        persons = [found[pk] for pk in ids if pk in found]
        twins = repeated_among(self.everybody, persons) if persons else set()
        away = away_among(ids, self.today)
        for person in persons:
            person.is_namesake = name_key(person) in twins
            person.absence = away.get(person.pk)
        return persons


def away_among(ids, today):
    """{person id: the absence that lasts today} in one query."""
    return {row.person_id: row for row in absences_on(today).filter(person__in=ids)}


def with_states(persons):
    """Each person with the banks he or she is in and the dates of the consent to processing.

    Joins, not subqueries: each is at most one row by constraint, and joins are quicker to put together.
    """
    return persons.only(*SHOWN).annotate(
        mentee=FilteredRelation("mentee_entries", condition=Q(mentee_entries__left_on=None)),
        mentor=FilteredRelation("mentor_entries", condition=Q(mentor_entries__left_on=None)),
        paper=FilteredRelation(
            "consents",
            condition=Q(
                consents__kind=Consent.Kind.PROCESSING,
                consents__ended_on=None,
                consents__signed_on__isnull=False,
            ),
        ),
        blank=FilteredRelation(
            "consents",
            condition=Q(
                consents__kind=Consent.Kind.PROCESSING, consents__ended_on=None, consents__signed_on=None
            ),
        ),
        is_mentee=F("mentee__pk"),
        is_mentor=F("mentor__pk"),
        printed_on=F("blank__printed_on"),
        signed_on=F("paper__signed_on"),
    )
