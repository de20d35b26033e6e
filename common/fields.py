"""Model fields that both databases keep and search alike."""

from django import forms
from django.db import models


class ChoiceSetField(models.CharField):
    """Several of the choices as a list; kept as " one two ", so that one value is found by a plain LIKE.

    `rows.filter(field__contains=" one ")` works on both databases, which a JSON list does not on SQLite.
    """

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 400)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value, expression, connection):
        return self.to_python(value)

    def to_python(self, value):
        return value.split() if isinstance(value, str) else list(value or [])

    def get_prep_value(self, value):
        if isinstance(value, str):  # a lookup gives its own text
            return value
        return f" {' '.join(value)} " if value else ""

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))

    def validate(self, value, model_instance):
        for one in value:
            super().validate(one, model_instance)
        if not value:
            super().validate("", model_instance)

    def run_validators(self, value):
        super().run_validators(self.get_prep_value(value))

    def formfield(self, **kwargs):
        defaults = {
            "choices": self.choices,
            "label": self.verbose_name,
            "required": not self.blank,
            "help_text": self.help_text,
            "widget": forms.CheckboxSelectMultiple,
        }
        return forms.MultipleChoiceField(**{**defaults, **kwargs})

    def words(self, row):
        """The labels of what is chosen, in the order of the choices."""
        chosen = getattr(row, self.attname)
        return [label for value, label in self.flatchoices if value in chosen]
