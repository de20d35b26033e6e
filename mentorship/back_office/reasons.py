"""Why a row is corrected: chosen from a list, with the number of a paper; the journal takes no free text."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models


class Reason(models.TextChoices):
    TYPO = "typo", "опечатка"
    REQUEST = "request", "по заявлению человека"
    FAILURE = "failure", "после сбоя"
    OTHER = "other", "другое"


# "12-од", "45/2-р", "181-О": one word with a digit in it. A sentence about somebody does not fit.
PAPER_NUMBER = RegexValidator(
    r"^(?=.*\d)[0-9A-Za-zА-Яа-яЁё./-]{1,20}$",
    "Впишите только номер документа, без пробелов и слов: например 12-од или 45/2.",
)
NAMES = ("reason", "basis")


class ReasonForm(forms.Form):
    """Asked for before anything is added, changed or deleted here."""

    reason = forms.ChoiceField(
        label="Причина исправления", choices=[("", "Выберите причину"), *Reason.choices]
    )
    basis = forms.CharField(
        label="Номер документа-основания",
        required=False,
        max_length=20,
        validators=[PAPER_NUMBER],
        help_text="Если есть: заявление, приказ, служебная записка. Только номер.",
    )

    @property
    def told(self):
        """What the journal keeps of it."""
        return {name: self.cleaned_data.get(name, "") for name in NAMES}


class ReasonedForm(ReasonForm, forms.ModelForm):
    """A row with its reason; all rules of the row are asked, those of the columns that are not shown too."""

    field_order = None

    @property
    def touched(self):
        return [name for name in self.changed_data if name not in NAMES]

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and not self.touched:
            raise ValidationError("Вы ничего не изменили. Исправьте запись или вернитесь к списку.")
        return cleaned

    def _post_clean(self):
        """The model form checks only what it shows."""
        super()._post_clean()
        if self.errors:
            return
        try:
            self.instance.full_clean()
        except ValidationError as error:
            self.add_error(None, error.messages)
