import re

from django import forms

from organizations.forms import OwnedModelForm
from people.consent_paper import DISTRIBUTION_PLACES, MINOR_PLACES, PLACE, PLACES
from people.models import ConsentKind, ConsentText

WORDS = ["title", "body", "closing"]


class TextForm(OwnedModelForm):
    """The words of a draft; what stands in braces is a place that the program knows how to fill."""

    class Meta:
        model = ConsentText
        fields = [*WORDS, "valid_months"]
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "body": forms.Textarea(attrs={"rows": 22}),
            "closing": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "body": "Абзац с новой строки. «1. Цель: …» станет пунктом, подчёркивания – местом для записи от руки.",
        }

    def clean(self):
        data = super().clean()
        for name in WORDS:
            if wrong := wrong_places(self.instance, data.get(name) or ""):
                self.add_error(name, wrong)
        months = data.get("valid_months")
        if months is not None and not 1 <= months <= 120:
            self.add_error("valid_months", "Укажите от 1 до 120 месяцев или оставьте пустым: до отзыва.")
        if self.instance.kind == ConsentKind.DISTRIBUTION and data.get("body"):
            self.clean_distribution(data["body"])
        return data

    def clean_distribution(self, body):
        """РКН № 18: the pages and every category on its own belong to the paper."""
        if "{fields_table}" not in [line.strip() for line in body.splitlines()]:
            self.add_error("body", "Верните строку {fields_table}: каждую категорию разрешают отдельно.")
        if "{addresses}" not in body:
            self.add_error("body", "Верните {addresses}: в согласии называют страницы, где будут данные.")


def places_for(text):
    """{place: what it means} that this kind of text may use."""
    hidden = set() if text.for_minors else MINOR_PLACES
    if text.kind != ConsentKind.DISTRIBUTION:
        hidden = hidden | DISTRIBUTION_PLACES
    return {name: meaning for name, meaning in PLACES.items() if name not in hidden}


def wrong_places(text, words):
    """Sentences about what stands in braces and cannot be filled."""
    known = places_for(text)
    wrong = [
        f"Места {{{name}}} нет. Выберите место из списка под текстом."
        if name not in PLACES
        else f"Место {{{name}}} ({PLACES[name]}) в этом согласии заполнить нечем. Уберите его."
        for name in dict.fromkeys(PLACE.findall(words))
        if name not in known
    ]
    if re.search(r"[{}]", PLACE.sub("", words)):
        wrong.append(
            "Лишняя фигурная скобка. Место пишется так: {full_name}, без пробелов и русских букв внутри."
        )
    inner = re.sub(r"(?m)^\s*\{fields_table\}\s*$", "", words)
    if "{fields_table}" in inner:
        wrong.append("Таблица {fields_table} стоит на отдельной строке.")
    return wrong


class PublishForm(forms.Form):
    """What happens to the papers signed before: nothing is chosen beforehand."""

    effect = forms.ChoiceField(
        label="Что будет с подписанными согласиями",
        choices=[
            ("keep", "Остаются в силе. Новый текст подпишут те, кто даёт согласие впервые"),
            ("again", "Спросить всех заново. Прежние версии уходят в архив, их бланки отменяются"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, что будет с подписанными согласиями."},
    )
