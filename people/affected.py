"""Whose data somebody had in hands: the list of subjects for Roskomnadzor after a leak (152-ФЗ ст. 21 ч. 3.1; PDN-8).

From the reading journal, the exports and the extracts. Lists of names are not noted at each look, so on demand
everybody whom the account could see in a list is named too.
"""

import datetime as dt

from audit.models import Entry, Sight
from organizations.models import Membership
from people.models import Person
from people.visibility import REGISTERS, STAFF

HEADER = [
    *("№", "Учреждение", "Субъект", "Номер карточки", "Телефон", "Электронная почта"),
    *("Откуда известно", "Впервые", "В последний раз", "Кто"),
]
CARD, EXTRACT, LIST = "открывал карточку", "получил выписку", "мог видеть в общем списке"
TAKEN, FILE = "забрал файл выгрузки", "jobs.job"


def affected(*, since, until=None, users=None, lists=False):
    """Lines of the table, one for each person and way; `users` None: whoever it was."""
    seen = {}
    for who, card, way, day in found(since, until or dt.date.max, users, lists):
        seen.setdefault((card, way), []).append((day, who))
    persons = Person.objects.select_related("organization", "merged_into").in_bulk({card for card, _ in seen})
    known = [(persons[card], way, times) for (card, way), times in seen.items() if card in persons]
    known.sort(key=lambda line: (line[0].organization_id, line[0].search, line[0].pk, line[1]))
    return [row(number, *line) for number, line in enumerate(known, 1)]


def found(since, until, users, lists):
    """(who, number of the card, way, day) of all that the journals know."""
    sights = narrowed(Sight.objects.filter(day__gte=since, day__lte=until), users)
    for sight in sights.filter(subject_type=Person._meta.label_lower).select_related("user"):
        yield str(sight.user), sight.subject_id, CARD, sight.day
    entries = narrowed(Entry.objects.filter(action__in=["people.exported", "person.extracted"]), users)
    for entry in entries.select_related("user", "organization").order_by("at_us"):
        day = entry.at.astimezone(entry.organization.zone).date()
        if since <= day <= until:
            yield from carried(entry, day)
    yield from opened(since, until, users)
    if lists:
        yield from listed(since, users)


def carried(entry, day):
    """Those who stood in a file."""
    who = str(entry.user or "система")
    if entry.action == "person.extracted":
        yield who, entry.subject_id, EXTRACT, day
        return
    register = entry.details.get("register", "")
    for card in entry.details.get("persons", []):
        yield who, card, f"выгрузил: {REGISTERS.get(register, register)}", day


def opened(since, until, users):
    """Those who stood in a file that somebody took, asked for by whomever."""
    files = narrowed(Sight.objects.filter(day__gte=since, day__lte=until, subject_type=FILE), users)
    files = list(files.select_related("user"))
    entries = Entry.objects.filter(action="people.exported") if files else []
    persons = {entry.details.get("job"): entry.details.get("persons", []) for entry in entries}
    for sight in files:
        for card in persons.get(sight.subject_id, []):
            yield str(sight.user), card, TAKEN, sight.day


def listed(since, users):
    """Everybody whom the staff could see in the lists of their institutions."""
    members = narrowed(Membership.objects.filter(role__in=STAFF), users).select_related("user")
    for member in members:
        for card in Person.objects.visible_to(member).values_list("pk", flat=True):
            yield str(member.user), card, LIST, since


def narrowed(rows, users):
    return rows if users is None else rows.filter(user__in=users)


def row(number, person, way, times):
    card = person.merged_into or person
    days, names = [day for day, _ in times], dict.fromkeys(who for _, who in times)
    name = "данные уничтожены" if card.destroyed_on else card.full_name
    return [
        *(number, person.organization.short_name, name, person.pk, card.phone, card.email, way),
        *(f"{min(days):%d.%m.%Y}", f"{max(days):%d.%m.%Y}", ", ".join(names)),
    ]
