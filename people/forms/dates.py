"""Fields for a day that several pages ask for."""

from django import forms
from django.core.exceptions import ValidationError


def date_input():
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DateForm(forms.Form):
    """One date: of leaving, of signing."""

    on = forms.DateField(label="Дата", widget=date_input())

    def __init__(self, *args, label, today, help_text="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].label, self.fields["on"].help_text, self.fields["on"].initial = (
            label,
            help_text,
            today,
        )


class BulkDateForm(forms.Form):
    """The date of a deed over many rows; today when the list does not ask for one."""

    on = forms.DateField(required=False)

    def date_or(self, today):
        if not self.is_valid():
            raise ValidationError("Дата не понята. Выберите день в календаре.")
        return self.cleaned_data["on"] or today
