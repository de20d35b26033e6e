"""What a person answers on the own pages: each category of a publication, the code from a letter."""

import re

from django import forms

from people.models import PublishedField

ANSWERS = [("yes", "Разрешаю"), ("no", "Запрещаю")]


class AskCodeForm(forms.Form):
    """Nothing to answer: the paper is signed as it reads."""

    choice = {"fields": [], "limits": ""}


class PublishingForm(AskCodeForm):
    """Each category is answered yes or no; none is chosen beforehand (152-ФЗ ст. 10.1 ч. 8, 9)."""

    limits = forms.CharField(
        label="Условия и запреты, если они есть",
        help_text="Например: фотографию только до конца учебного года. Можно оставить пустым.",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in PublishedField:
            self.fields[field.value] = forms.ChoiceField(
                label=field.label[0].upper() + field.label[1:],
                choices=ANSWERS,
                widget=forms.RadioSelect(attrs={"class": "btn-check"}),
                error_messages={"required": "Ответьте: разрешаете или нет."},
            )
        self.order_fields([*PublishedField.values, "limits"])

    @property
    def categories(self):
        return [self[field.value] for field in PublishedField]

    @property
    def choice(self):
        """What the answers mean for the paper: {"fields": allowed ones, "limits": words}."""
        allowed = [field.value for field in PublishedField if self.cleaned_data[field.value] == "yes"]
        return {"fields": allowed, "limits": " ".join(self.cleaned_data["limits"].split())}


class SignCodeForm(forms.Form):
    code = forms.CharField(
        label="Код из письма",
        help_text="Шесть цифр.",
        max_length=20,
        error_messages={"required": "Введите шесть цифр из письма."},
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "form-control"}
        ),
    )

    def clean_code(self):
        digits = re.sub(r"\D", "", self.cleaned_data["code"])
        if not re.fullmatch(r"[0-9]{6}", digits):
            raise forms.ValidationError("В коде шесть цифр. Проверьте письмо и введите ещё раз.")
        return digits


def answers_of(choice):
    """Each category with its answer, for the page where the choice is signed: (name, label, "yes" or "no")."""
    allowed = choice["fields"]
    return [(field.value, field.label, "yes" if field.value in allowed else "no") for field in PublishedField]
