"""The columns of the printed table: a usual table at one choice, or any columns by hand."""

from django import forms

from roadmap.columns import FIELDS, PRESET_NAMES, PRESETS, preset_of

MOST = 8
OWN = "own"


class ColumnsForm(forms.Form):
    """`cleaned_data["columns"]` is [[field, heading], …]."""

    preset = forms.ChoiceField(
        label="Таблица",
        widget=forms.RadioSelect,
        choices=[*PRESET_NAMES.items(), (OWN, "своя: столбцы ниже")],
    )

    def __init__(self, *args, columns, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["preset"].initial = preset_of(columns) or OWN
        choices = [("", "нет столбца"), *FIELDS.items()]
        for n in range(1, MOST + 1):
            field, heading = columns[n - 1] if n <= len(columns) else ("", "")
            self.fields[f"field_{n}"] = forms.ChoiceField(
                label=f"Столбец {n}: что в нём",
                choices=choices,
                required=False,
                initial=field,
                widget=forms.Select({"class": "form-select"}),
            )
            self.fields[f"heading_{n}"] = forms.CharField(
                label=f"Столбец {n}: заголовок",
                max_length=120,
                required=False,
                initial=heading,
                widget=forms.TextInput({"class": "form-control"}),
            )

    @property
    def rows(self):
        """(what, heading) of each column, for the table of the page."""
        return [(self[f"field_{n}"], self[f"heading_{n}"]) for n in range(1, MOST + 1)]

    def clean(self):
        cleaned = super().clean()
        letter = cleaned.get("preset")
        if letter is None:
            return cleaned
        columns = self._own() if letter == OWN else [list(column) for column in PRESETS[letter]]
        cleaned["columns"] = columns
        fields = [field for field, _ in columns]
        if len(set(fields)) < len(fields):
            raise forms.ValidationError("Один и тот же столбец выбран дважды. Оставьте его один раз.")
        if not {"activity", "content"} & set(fields):
            raise forms.ValidationError("В таблице должен быть столбец с мероприятием или с содержанием.")
        return cleaned

    def _own(self):
        pairs = [
            (self.cleaned_data.get(f"field_{n}"), self.cleaned_data.get(f"heading_{n}"))
            for n in range(1, MOST + 1)
        ]
        return [[field, heading or FIELDS[field]] for field, heading in pairs if field]
