"""Who sees which data of a person: said once as a table, shown to the person, and held against the pages by a test.

152-ФЗ ст. 14 ч. 7: a person may know who has access to the data and what was done with them.
"""

import datetime as dt
from dataclasses import dataclass

from audit.models import Entry
from audit.sights import YEAR, readers_of
from organizations.models import Membership, Role
from people.extract import PARTS
from people.models import Consent, Person, PublishedField, Withdrawal
from people.pairings import pairs_of

STAFF = (Role.CURATOR, Role.HEAD, Role.PSYCHOLOGIST, Role.ADMINISTRATOR)
ANSWERING = (Role.CURATOR, Role.HEAD, Role.ADMINISTRATOR)
# Readers of a person's data, in the order of the columns. `PARTNER`: the other side of the pair, whoever stands in
# the same order; `ABOVE`: bodies above the institution; `PUBLIC`: anybody on the internet.
PARTNER, ABOVE, PUBLIC = "partner", "above", "public"
READERS = {
    Role.CURATOR: "Куратор",
    Role.HEAD: "Руководитель",
    Role.PSYCHOLOGIST: "Психолог",
    Role.ADMINISTRATOR: "Администратор",
    PARTNER: "В одной паре",
    ABOVE: "Методцентр, управление",
    PUBLIC: "Все в интернете",
}


@dataclass(frozen=True)
class Group:
    """A group of fields that the same people see."""

    key: str
    title: str
    what: str
    readers: frozenset


def group(key, title, what, *readers):
    return Group(key, title, what, frozenset(readers))


FIELDS_BY_ROLE = [
    group("name", "Имя и должность", "ФИО, должность, класс или группа", *STAFF, PARTNER),
    group("contacts", "Контакты", "телефон, электронная почта", *STAFF),
    group("birth", "Дата рождения", "", *STAFF),
    group("work", "Работа и учёба", "предмет, стаж, категория, образование, награды, место работы", *STAFF),
    group(
        "stay", "Выбытие и отсутствия", "с какого дня в учреждении, когда выбыли, когда отсутствуете", *STAFF
    ),
    group(
        "banks", "Банк наставляемых или наставников", "запросы, компетенции, пожелания, достижения", *STAFF
    ),
    group("pairs", "Пары и группы", "с кем, в какой форме, на какую тему, сроки", *STAFF, PARTNER),
    group("meetings", "Журнал встреч пары", "о чём говорили, что решили", Role.CURATOR, PARTNER),
    group(
        "support",
        "Поддержка без пары",
        "кто помогает, когда и как встречались",
        Role.CURATOR,
        Role.HEAD,
        Role.PSYCHOLOGIST,
    ),
    group(
        "support_notes",
        "Записи специалиста",
        "о чём говорили на этих встречах",
        Role.CURATOR,
        Role.PSYCHOLOGIST,
    ),
    group(
        "search",
        "Поиск наставника у соседей",
        "с чем нужен наставник, без имени; также соседним кураторам",
        Role.CURATOR,
        Role.HEAD,
        Role.PSYCHOLOGIST,
        ABOVE,
    ),
    group("consents", "Согласия", "какие подписаны и отозваны, скан бланка, условия", *STAFF),
    group("orders", "Приказы о парах", "приказ, где вы названы, и отметка об ознакомлении", *STAFF, PARTNER),
    group("access", "Вход в систему", "адрес почты для входа, когда выдан доступ", *ANSWERING),
    group("reading", "Кто смотрел ваши данные", "эта страница", *ANSWERING),
]


@dataclass(frozen=True)
class Export:
    """A file in which the person stood by name."""

    at: dt.datetime
    who: str
    register: str
    format: str


REGISTERS = {
    "people": "участники",
    "mentees": "база наставляемых",
    "mentors": "база наставников",
    "consents": "согласия",
    "coverage": "согласия",
    "hours": "часы наставников",
    "admin": "участники, служебный раздел",
}


def cards_of(person):
    """Ids of the card and of those that were merged into it: what was noted about them is about this person."""
    return [person.pk, *Person.objects.filter(merged_into=person).values_list("pk", flat=True)]


def exports_of(person, *, since=None, cards=None):
    """Files of the institution in which the person stood, by the journal, the latest first."""
    cards = set(cards or cards_of(person))
    entries = Entry.objects.filter(organization=person.organization_id, action="people.exported")
    if since:
        entries = entries.filter(at_us__gte=int(since.timestamp()) * 1_000_000)
    found = []
    for entry in entries.select_related("user").order_by("-number"):
        told = entry.details
        if cards & set(told.get("persons", [])):
            register = REGISTERS.get(told.get("register"), told.get("register", ""))
            found.append(
                Export(entry.at, str(entry.user or "система"), register, told.get("format", "").upper())
            )
    return found


def table():
    """The rows of the table: a group with yes or no for each reader."""
    return [
        {"group": one, "cells": [(words, role in one.readers) for role, words in READERS.items()]}
        for one in FIELDS_BY_ROLE
    ]


def holders(person):
    """{role in words: names of those who hold it now} in the institution of the person."""
    members = Membership.objects.open().filter(organization=person.organization_id, role__in=STAFF)
    found = {role: [] for role in STAFF}
    for member in members.select_related("user").order_by("user__name", "pk"):
        found[Role(member.role)].append(str(member.user))
    return [(READERS[role], names) for role, names in found.items()]


def partners_of(person):
    """Names of the other side of the open pairs."""
    rows = [row for row in pairs_of(person) if row.left_on is None and row.pair.status != "ended"]
    others = [other for row in rows for other in (row.pair.mentor, row.person) if other.pk != person.pk]
    return list(dict.fromkeys(str(other) for other in others))


def privacy_context(person):
    """All that the page "Кто видит мои данные" says of a person (templates/people/_privacy.html)."""
    today, cards = person.organization.today, cards_of(person)
    since = today - YEAR
    midnight = dt.datetime.combine(since, dt.time(), tzinfo=person.organization.zone)
    papers = list(
        Consent.objects.filter(person=person, signed_on__isnull=False).order_by("-signed_on", "-pk")
    )
    given = [paper for paper in papers if paper.ended_on is None]
    return {
        "person": person,
        "readers": list(READERS.values()),
        "groups": table(),
        "holders": holders(person),
        "partners": partners_of(person),
        "looked": readers_of(Person, cards, since=since),
        "exports": exports_of(person, since=midnight, cards=cards),
        "orders": PARTS["Приказы, где назван человек"](person),
        "consents": given,
        "published": published(given),
        "withdrawals": list(Withdrawal.objects.filter(person=person)),
        "since": since,
    }


def published(given):
    """What may stand on which pages, or None: without this consent nothing is published."""
    paper = next((paper for paper in given if paper.kind == Consent.Kind.DISTRIBUTION), None)
    if paper is None:
        return None
    fields = [field.label for field in PublishedField if field in paper.fields]
    return {"paper": paper, "fields": fields, "addresses": paper.addresses.split()}
