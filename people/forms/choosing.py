"""A person chosen by typing: the name is looked up as one writes, and without scripts when the form is sent."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from people.models import Person

LIMIT = 12  # lines of a proposal
NUMBERED = re.compile(r"№\s*(\d{1,18})\s*$")


def label_of(person):
    """How a person stands in a proposal: the whole name and what tells namesakes apart."""
    return ", ".join(filter(None, [person.full_name, person.position]))


class PersonInput(forms.TextInput):
    """A line to type a name into, with proposals under it."""

    template_name = "people/_person_input.html"

    def __init__(self, *, kinds=(), attrs=None):
        super().__init__(attrs={"autocomplete": "off", "maxlength": 300, **(attrs or {})})
        self.kinds = kinds

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        listed = f"{context['widget']['attrs'].get('id', name)}-people"
        kinds = "&".join(f"kind={kind}" for kind in self.kinds)
        context["widget"]["attrs"] |= {
            "list": listed,
            "hx-get": f"{reverse('people:options')}?{kinds}",
            "hx-trigger": "input changed delay:200ms",
            "hx-target": f"#{listed}",
            "hx-sync": "this:replace",
        }
        return context | {"list": listed}


class PersonChoiceField(forms.ModelChoiceField):
    """One of the people the actor sees, told by name; OwnedModelForm narrows the choice like any other."""

    def __init__(self, *args, kinds=(), queryset=None, **kwargs):
        rows = Person.objects.all() if queryset is None else queryset
        rows = rows.filter(kind__in=kinds) if kinds else rows
        super().__init__(rows, *args, widget=PersonInput(kinds=kinds), **kwargs)

    def prepare_value(self, value):
        if isinstance(value, int):
            value = self.queryset.filter(pk=value).first() or ""
        return label_of(value) if isinstance(value, Person) else value

    def to_python(self, value):
        text = str(value or "").strip()
        if not text or isinstance(value, Person):
            return value or None
        number = text if text.isascii() and text.isdigit() and len(text) < 19 else ""
        if found := NUMBERED.search(text):
            number = found[1]
        if number:
            return super().to_python(number)
        return self.only_one(text)

    def only_one(self, text):
        found = list(self.queryset.search(text[:300].replace(",", " "))[: LIMIT + 1])
        exact = [person for person in found if label_of(person) == text]
        if len(exact) == 1 or len(found) == 1:
            return (exact or found)[0]
        if not found:
            raise ValidationError(
                "Такого человека в списке нет. Начните вводить фамилию и выберите из подсказки."
            )
        if exact:
            numbers = ", ".join(f"№ {person.pk}" for person in exact)
            raise ValidationError(f"Таких карточек несколько. Допишите в конце номер карточки: {numbers}.")
        names = "; ".join(label_of(person) for person in found[:3])
        raise ValidationError(f"Подходят несколько: {names}. Допишите имя, отчество или должность.")


def proposals(persons, typed, *, kinds=()):
    """Labels of the people of a query set whose name begins to be typed; those that are alike carry their number."""
    kinds = [kind for kind in kinds if kind in Person.Kind.values]
    persons = persons.present().filter(kind__in=kinds) if kinds else persons
    words = typed.strip()[:300].replace(",", " ")
    if not words:
        return []
    found = list(persons.search(words)[:LIMIT])
    labels = [label_of(person) for person in found]
    return [
        f"{label} № {person.pk}" if labels.count(label) > 1 else label
        for person, label in zip(found, labels, strict=True)
    ]
