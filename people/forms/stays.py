"""Forms about where a person is: back in the institution, away for a time."""

from django import forms

from organizations.forms import OwnedModelForm
from people.forms.dates import date_input
from people.models import Absence


class ReturnForm(forms.Form):
    with_banks = forms.BooleanField(
        label="Вернуть и в банки, из которых человек вышел в день выбытия",
        required=False,
        help_text="Снимите отметку, если человек вернулся спустя время и в программе пока не участвует.",
    )


class AbsenceForm(OwnedModelForm):
    class Meta:
        model = Absence
        fields = ["reason", "starts_on", "ends_on"]
        widgets = {"starts_on": date_input(), "ends_on": date_input()}
        labels = {"starts_on": "Первый день", "ends_on": "Последний день"}
        help_texts = {"ends_on": "Пусто, если неизвестно, когда человек вернётся."}

    def clean(self):
        data = super().clean()
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "Последний день раньше первого. Исправьте одну из дат.")
        return data
