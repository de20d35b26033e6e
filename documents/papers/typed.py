"""Lines that a person types for a table, its parts between bars, and people named by a line: a form checks them, a
paper reads them again."""

import re
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError

from common.russian import Case, Name, decline_name, decline_phrase, decline_surname_initials, lower_first
from documents.forms.paper import LinesField

INITIALS = re.compile(r"^([А-ЯЁA-Z]\.)-?([А-ЯЁA-Z]\.)?$")


def parts(line, count):
    """Exactly `count` parts of "a | b | c"; what was not typed is empty."""
    found = [part.strip() for part in line.split("|")]
    return (found + [""] * count)[:count]


class PartsField(LinesField):
    """One row of a table a line: `names` of its parts, the first `needed` of them must be there."""

    def __init__(self, *, names, needed=1, **kwargs):
        self.names, self.needed = names, needed
        super().__init__(**kwargs)

    def clean(self, value):
        value = super().clean(value)
        for number, line in enumerate(filter(str.strip, value.splitlines()), 1):
            self.check_line(number, line)
        return value

    def check_line(self, number, line):
        found = [part.strip() for part in line.split("|")]
        if len(found) > len(self.names) or not all(parts(line, len(self.names))[: self.needed]):
            order = " | ".join(self.names)
            raise ValidationError(f"Строка {number}: напишите её так: {order}.")


@dataclass(frozen=True)
class TypedPerson:
    """Somebody named by a line: "Астахова Ирина Викторовна, заместитель директора"."""

    name: Name
    post: str = ""

    def full(self, case):
        return decline_name(self.name, case)

    def short(self, case):
        """ "Астахову И.В."."""
        return decline_surname_initials(self.name, case)

    def post_in(self, case):
        return decline_phrase(self.post, case) if self.post else ""

    @property
    def line(self):
        """ "Астахова И.В., заместитель директора"."""
        return ", ".join(filter(None, [self.short(Case.NOMINATIVE), lower_first(self.post)]))


def person_of(line):
    """The person of a line: surname, first name, patronymic or initials; after a comma the post."""
    words, _, post = line.partition(",")
    last, first, patronymic = [*words.split(None, 2), "", "", ""][:3]
    if found := INITIALS.match(first + patronymic.replace(" ", "")):
        first, patronymic = found[1], found[2] or ""
    return TypedPerson(Name(last, first, " ".join(patronymic.split())), post.strip())


class PersonLineField(forms.CharField):
    """A line for one person who may have no card: surname, first name, patronymic, after a comma the post."""

    def __init__(self, **kwargs):
        help_text = "Фамилия имя отчество, после запятой – должность."
        super().__init__(**{"max_length": 300, "help_text": help_text} | kwargs)

    def clean(self, value):
        value = super().clean(value)
        if value:
            require_name(value)
        return value


def require_name(line, *, place=""):
    if not person_of(line).name.first:
        raise ValidationError(
            f"{place}Напишите фамилию, имя и отчество полностью: по ним система ставит нужный падеж."
        )
