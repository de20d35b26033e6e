"""The representative that a list names beside a learner: the same parent of two children is one person."""

from collections import defaultdict
from functools import lru_cache

from common.russian import normalise_search
from people.roster_fields import LEARNER, NAMES, PARENT
from people.roster_values import phone_digits

normalised = lru_cache(maxsize=8192)(normalise_search)
CONTACTS = ("phone", "email")
SEVERAL = "Представителей с таким именем несколько: напишите телефон или почту, по которым они отличаются."


def settle_parents(lines, known):
    """Find each learner's representative among the known, else among those above in the list, else a new one."""
    found = Parents(known)
    for line in lines:
        is_told = line.verdict != "bad" and line.kind == LEARNER and line.values.get("representative")
        if is_told and not (line.person and known.by_pk[line.person].left_on):
            found.settle(line, line.values["representative"])


class Parents:
    """Who of the representatives is known, and what this list has said of each so far."""

    def __init__(self, known):
        self.known = known
        self.known_by_name = defaultdict(list)
        for person in known.by_pk.values():
            if person.kind == PARENT and not person.merged_into:
                self.known_by_name[person.name].append(person)
        self.said = {}  # person id or key of a new one: contacts with what the list has added
        self.new_by_name = defaultdict(list)

    def settle(self, line, parent):
        name = key_of(parent)
        person, several = self.find_known(line, parent, name)
        if person is None and not several:
            key, several = self.find_new(parent, name, line.number)
        if several or (person and person.stopped_on):
            line.verdict, line.problems = "bad", [SEVERAL if several else STOPPED]
            return
        linked = person is not None and person.pk in self.known.links.get(line.person, ())
        changes = {} if linked else {"representative": ["", words(parent)]}
        if person is not None:
            changes |= self.changed_contacts(person, parent)
            self.say(person.pk, self.contacts(person), parent)
        line.parent = {"person": person and person.pk, "key": None if person else key, "linked": linked}
        line.changes |= changes
        if line.verdict == "same" and changes:
            line.verdict = "updated"

    def find_known(self, line, parent, name):
        """(the person or None, whether there are several): linked already, by a contact, by the name alone."""
        linked = self.known.links.get(line.person, ()) if line.person else ()
        everybody = self.known_by_name.get(name, ())
        for test in (
            lambda person: person.pk in linked and not self.is_said_otherwise(person, parent),
            lambda person: (
                alike(parent, self.contacts(person)) and not self.is_said_otherwise(person, parent)
            ),
            lambda person: not apart(parent, self.contacts(person)),
        ):
            fitting = [person for person in everybody if test(person)]
            if fitting:
                return fitting[0], len(fitting) > 1
        return None, False

    def find_new(self, parent, name, number):
        """(key of a new representative, whether several fit)."""
        fitting = [key for key in self.new_by_name[name] if not apart(parent, self.said[key])]
        if len(fitting) > 1:
            certain = [key for key in fitting if alike(parent, self.said[key])]
            if len(certain) != 1:
                return None, True
            fitting = certain
        key = fitting[0] if fitting else f"{number}"
        if not fitting:
            self.new_by_name[name].append(key)
        self.say(key, self.said.get(key, {}), parent)
        return key, False

    def contacts(self, person):
        return self.said.get(person.pk) or {name: person.values[name] for name in CONTACTS}

    def say(self, whom, before, parent):
        self.said[whom] = {name: parent[name] or before.get(name, "") for name in CONTACTS}

    def is_said_otherwise(self, person, parent):
        """Whether a row above has said another contact of the same person."""
        return person.pk in self.said and apart(parent, self.said[person.pk])

    def changed_contacts(self, person, parent):
        return {
            f"representative_{name}": [person.values[name], parent[name]]
            for name in CONTACTS
            if parent[name] and not same_contact(name, parent[name], person.values[name])
        }


STOPPED = "Законный представитель отозвал согласие: его данные не обрабатываются. Укажите другого или никого."


def key_of(parent):
    return " ".join(filter(None, (normalised(parent[name]) for name in NAMES)))


def words(parent):
    return " ".join(filter(None, (parent[name] for name in NAMES)))


def same_contact(name, new, old):
    if name == "phone":
        return new == old or (bool(phone_digits(old)) and phone_digits(old) == phone_digits(new))
    return new.casefold() == old.casefold()


def alike(parent, contacts):
    return any(
        parent[name] and contacts[name] and same_contact(name, parent[name], contacts[name])
        for name in CONTACTS
    )


def apart(parent, contacts):
    """Another phone or e-mail, and nothing that is equal."""
    differs = any(
        parent[name] and contacts[name] and not same_contact(name, parent[name], contacts[name])
        for name in CONTACTS
    )
    return differs and not alike(parent, contacts)
