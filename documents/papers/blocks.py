"""Parts that several papers share: the letterhead, the head's signature, names in their cases."""

import re

from common.russian import (
    Case,
    decline_name,
    decline_phrase,
    decline_surname_initials,
    initials_surname,
    upper_first,
)


def name_lines(full_name):
    """The full name in the lines of a letterhead: the words before «», the quoted name, the rest."""
    parts = re.split(r"\s*(«.+»)\s*", full_name, maxsplit=1)
    return [part.strip(" ,") for part in parts if part.strip(" ,")]


def letterhead(organization):
    return {
        "founder": organization.founder,
        "name_lines": name_lines(organization.full_name),
        "short": organization.short_name,
    }


def house_in(organization, case):
    """The short name in a case: «МБОУ «СОШ № 12»» stays, «Отдел образования» and «Гимназия № 5» decline."""
    name = organization.short_name
    first = name.split()[0] if name.split() else ""
    return name if first.isupper() or sum(map(str.isupper, first)) > 1 else decline_phrase(name, case)


def head_signature(organization):
    return {
        "post": upper_first(organization.head_title),
        "name": initials_surname(organization.head_name),
        "mark": None,
    }


def person_in(person, case):
    """ "учителя математики Лебедеву Ольгу Николаевну": position and name in one case, overrides used."""
    name = decline_name(person.name, case, person.name_forms)
    if not person.position:
        return name
    return f"{decline_phrase(person.position, case, person.position_forms)} {name}"


def nominative_line(person, *facts):
    """ "Лебедева Ольга Николаевна" and after a comma what is known: for tables."""
    rest = [fact for fact in (person.position, *facts) if fact]
    return {"name": person.full_name, "rest": "".join(f", {fact}" for fact in rest)}


def line_with_initials(person):
    """ "Лебедева О.Н., учитель математики": for the list of those to be acquainted."""
    name = decline_surname_initials(person.name, Case.NOMINATIVE)
    return ", ".join(filter(None, [name, person.position]))
