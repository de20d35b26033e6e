from django import forms

from surveys.models import SwotNote

CELLS = SwotNote.Cell.choices
WHERE = {"required": "Выберите, куда отнести.", "invalid_choice": "Выберите, куда отнести."}


class SortForm(forms.Form):
    campaign = forms.IntegerField(min_value=1, max_value=2**31)
    question = forms.CharField(max_length=40)
    answer = forms.CharField(max_length=40)
    cell = forms.ChoiceField(choices=CELLS, error_messages=WHERE)


class MoveForm(forms.Form):
    """Into a cell, at a place; or one step up or down."""

    cell = forms.ChoiceField(choices=CELLS, required=False, error_messages=WHERE)
    position = forms.IntegerField(required=False, min_value=0, max_value=10_000)
    step = forms.TypedChoiceField(choices=[(-1, ""), (1, "")], coerce=int, required=False, empty_value=None)

    def clean(self):
        data = super().clean()
        if not data.get("cell") and not data.get("step"):
            raise forms.ValidationError(WHERE["required"])
        return data


class WordsForm(forms.Form):
    text = forms.CharField(max_length=600, error_messages={"required": "Напишите текст строки."})
    was = forms.CharField(max_length=600, required=False, strip=False)


class AddForm(forms.Form):
    year = forms.IntegerField(min_value=2000, max_value=2100)
    text = forms.CharField(max_length=600, error_messages={"required": "Напишите, что добавить в таблицу."})
    cell = forms.ChoiceField(choices=CELLS, error_messages=WHERE)
