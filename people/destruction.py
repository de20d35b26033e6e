"""What must be destroyed when a person's data are: the registry of steps, and the words that tell the person.

A room registers `function(person, strings) -> int` in `AppConfig.ready` by importing its `erasing` module; the number
goes to the act. Steps run in one transaction; each may run more than once and rests on no other.
"""

import re
from collections.abc import Callable

from common.russian import (
    Case,
    decline_name,
    decline_surname_initials,
    initials_surname,
    normalise_search,
    short_name,
)
from people.models import Person

STEPS: list[tuple[str, Callable]] = []


def step(title):
    """Register a function as a part of destruction; `title` is its line in the act."""

    def add(function):
        STEPS.append((title, function))
        STEPS.sort(key=lambda known: not known[1].__module__.startswith("people."))  # the card stands first
        return function

    return add


def strings_of(person):
    """All that tells the person in a text: the name in every case and order, phone, mail. Long ones come first.

    The family name alone counts when nobody else of the institution bears it: a namesake's papers are not touched.
    """
    found = set()
    for card in cards_of(person):
        found |= {card.phone, card.email, *map(str, card.name_forms.values()), *names_of(card)}
        if not bears_another(card):
            found |= {decline_name(card.name, case, card.name_forms).split()[0] for case in Case}
            found.add(card.last_name)
    if person.membership_id:
        found |= {person.membership.user.email, person.membership.user.name}
    return tuple(sorted({text for text in found if len(text) > 1}, key=lambda text: (-len(text), text)))


def cards_of(person):
    """The card and those that were merged into it."""
    cards = [person]
    for card in cards:
        cards += Person.objects.filter(merged_into=card)
    return cards


def names_of(card):
    yield from (card.full_name, f"{card.first_name} {card.last_name}", short_name(card.name))
    yield initials_surname(card.name)
    for case in Case:
        yield decline_name(card.name, case, card.name_forms)
        yield decline_surname_initials(card.name, case)


def bears_another(card):
    others = Person.objects.filter(organization=card.organization, last_name=card.last_name)
    return others.kept().exclude(pk=card.pk).exists()


def mentions(text, strings):
    """Whether a text names the person: whole words only, so that Ли is not found in every sentence.

    Spaces of any kind are one, and a stop after an initial may stand with or without a space.
    """
    return bool(text) and bool(pattern_of(strings).search(text))


def pattern_of(strings):
    parts = "|".join(_loose(text) for text in strings) or r"(?!)"
    return re.compile(rf"(?<!\w)(?:{parts})(?!\w)")


def _loose(text):
    escaped = re.escape(re.sub(r"\s+", " ", text)).replace(r"\ ", r"\s+")
    return re.sub(r"\\\.(?:\\s\+)?", r"\\.\\s*", escaped)


def asks_for(query, person):
    """Whether a typed search (normalised) is for this person's name."""
    words = set(normalise_search(query).split())
    return bool(words & set(normalise_search(" ".join(card.last_name for card in cards_of(person))).split()))
