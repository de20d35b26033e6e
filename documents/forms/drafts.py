from django import forms
from django.core.exceptions import ValidationError

from pairs.models import Pair

LEVELS = [(1, "пункт"), (2, "подпункт")]


class ChoosePairsForm(forms.Form):
    """Which of the ready pairs the order names."""

    pairs = forms.ModelMultipleChoiceField(
        Pair.objects.none(), label="Пары и группы, готовые к приказу", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, pairs, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pairs"].queryset = pairs
        self.initial.setdefault("pairs", [pair.pk for pair in pairs])


class DraftForm(forms.Form):
    """Heading and preamble of an order; its items come as rows of `item_text` and `item_level`."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    heading = forms.CharField(
        label="Заголовок", max_length=300, help_text="Отвечает на вопрос «о чём?», без точки в конце."
    )
    preamble = forms.CharField(label="Преамбула", max_length=4000, widget=forms.Textarea({"rows": 5}))

    def clean(self):
        texts, levels = self.data.getlist("item_text"), self.data.getlist("item_level")
        if len(texts) != len(levels) or len(texts) > 300 or not set(levels) <= {"1", "2"}:
            raise ValidationError("Пункты приказа пришли не целиком. Обновите страницу и повторите правку.")
        if any(len(text) > 4000 for text in texts):
            raise ValidationError("Пункт длиннее 4000 знаков. Разбейте его на подпункты.")
        self.cleaned_data["items"] = [(int(level), text) for text, level in zip(texts, levels, strict=True)]
        return self.cleaned_data
