from django import forms

from meetings.models import Fit
from meetings.queries import programme_rows

CHIPS = 4
MET = [("yes", "Да"), ("no", "Нет")]
HELD = [("yes", "Состоялась"), ("no", "Не состоялась")]
PRESS = {"required": "Нажмите одну из кнопок.", "invalid_choice": "Нажмите одну из кнопок."}


class MetForm(forms.Form):
    """One question, two buttons."""

    answer = forms.TypedChoiceField(
        label="Встретились?", choices=MET, coerce=lambda value: value == "yes", error_messages=PRESS
    )


class FitForm(forms.Form):
    word = forms.ChoiceField(label="Подходите друг другу?", choices=Fit.Word, error_messages=PRESS)


class TopicForm(forms.Form):
    """What was talked about: a few words, or a line of the programme by one press."""

    topic = forms.CharField(label="О чём говорили?", required=False, max_length=300)
    row = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    stamp = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, pair, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = [row for row in programme_rows(pair) if not row.is_done][:CHIPS]
        self.fields["row"].choices = [(row.pk, row.activity) for row in self.rows]

    def clean(self):
        data = super().clean()
        if not data.get("topic") and data.get("row") is None and not self.errors:
            self.add_error("topic", "Напишите тему или нажмите на строку программы.")
        return data

    @property
    def chosen_row(self):
        return next((row for row in self.rows if row.pk == self.cleaned_data["row"]), None)
