from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from common.forms import ScanField
from people.forms.dates import DateForm
from people.models import PublishedField


class SignForm(DateForm):
    scan = ScanField(
        label="Скан подписанного бланка",
        required=False,
        help_text="PDF, JPEG или PNG до 15 МБ. Можно приложить позже.",
    )

    @property
    def facts(self):
        """What the deed takes: the day, the file and, where asked, the answers."""
        return {"on": self.cleaned_data["on"], "scan": self.cleaned_data["scan"]}


class AnswersForm(forms.Form):
    """What a person marked on a consent to distribution: each category is answered, nothing is chosen beforehand."""

    limits = forms.CharField(
        label="Условия и запреты, которые вписал человек",
        max_length=500,
        required=False,
        help_text="Перепишите с бланка слово в слово. Если ничего не вписано, оставьте пустым.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        answers = [("yes", "разрешено"), ("no", "запрещено")]
        for value, label in PublishedField.choices:
            self.fields[f"field_{value}"] = forms.ChoiceField(
                label=label[:1].upper() + label[1:], choices=answers, widget=forms.RadioSelect,
                error_messages={"required": "Отметьте, что выбрал человек. Если на бланке пусто, это запрет."},
            )  # fmt: skip
        self.order_fields([*(f"field_{value}" for value in PublishedField.values), "limits", "on", "scan"])

    @property
    def answers(self):
        chosen = [value for value in PublishedField.values if self.cleaned_data[f"field_{value}"] == "yes"]
        return {"fields": chosen, "limits": self.cleaned_data["limits"]}


class SignDistributionForm(AnswersForm, SignForm):
    """The paper of a consent to distribution comes back: the marks on it, the day and the scan."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["on", *(f"field_{value}" for value in PublishedField.values), "limits", "scan"])

    @property
    def facts(self):
        return super().facts | self.answers


class ScanForm(forms.Form):
    scan = ScanField(label="Скан подписанного бланка", help_text="PDF, JPEG или PNG до 15 МБ.")


class PagesForm(forms.Form):
    """Where data of the chosen people are to be shown: whole addresses, a line each."""

    addresses = forms.CharField(
        label="Страницы, на которых разместят данные",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Полный адрес каждой страницы с новой строки, например https://school.example/nastavnichestvo/.",
    )

    def clean_addresses(self):
        lines = self.cleaned_data["addresses"].split()
        for line in lines:
            try:
                URLValidator(["http", "https"])(line)
            except ValidationError as error:
                raise ValidationError(
                    f"«{line[:80]}» не похоже на адрес страницы. Он начинается с https://."
                ) from error
        return "\n".join(dict.fromkeys(lines))
