"""Forms around signing and checking papers."""

import datetime as dt

from django import forms

from common.files import SCAN_MAX_BYTES
from common.forms import ScanField
from documents.forms.paper import DayField
from documents.models import Substitute

DAYS_BACK = 60  # a substitution that is over may still have to sign a paper of its days


class SubstituteField(forms.ModelChoiceField):
    def label_from_instance(self, row):
        return f"{row.post} {row.membership.user}"


class RegisterPaperForm(forms.Form):
    """The day of a paper signed by hand, its number when it is not the next one, who signs for the head;
    `shown` is the fingerprint of what stood on the screen.
    """

    on = DayField(label="Дата документа")
    number = forms.CharField(
        label="Номер, если он уже есть",
        max_length=22,
        required=False,
        help_text="Оставьте пустым: система даст следующий. Впишите, если номер отложен или выдан раньше.",
    )
    substitute = SubstituteField(
        Substitute.objects.none(), label="Кто подпишет", required=False, empty_label="Руководитель"
    )
    shown_sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args, me, by_head, **kwargs):
        super().__init__(*args, **kwargs)
        recent = me.organization.today - dt.timedelta(days=DAYS_BACK)
        rows = Substitute.objects.visible_to(me).filter(until__gte=recent, since__lte=me.organization.today)
        if by_head and rows.exists():
            self.fields["substitute"].queryset = rows.select_related("membership__user")
            self.order_fields(["on", "substitute", "number"])
        else:
            del self.fields["substitute"]


class ReturnForm(forms.Form):
    note = forms.CharField(
        label="Что исправить",
        max_length=500,
        widget=forms.Textarea({"rows": 4}),
        help_text="Замечание увидит куратор.",
    )


class ScanForm(forms.Form):
    scan = ScanField(
        label="Скан подписанного документа",
        help_text="PDF, JPEG или PNG, до 15 МБ. Все листы одним файлом.",
    )


class CheckFileForm(forms.Form):
    """A file that somebody got and wants to compare with the register."""

    file = forms.FileField(
        label="Файл, который вы получили", help_text="PDF или скан, до 15 МБ. Файл не сохраняется."
    )

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload.size > SCAN_MAX_BYTES:
            raise forms.ValidationError(
                "Файл больше 15 МБ. Наши документы меньше: проверьте, тот ли это файл."
            )
        return upload


class NumbersForm(forms.Form):
    """A series of this year: how its numbers look, the last one that was given outside the system."""

    pattern = forms.CharField(
        label="Образец номера",
        max_length=40,
        required=False,
        help_text="Вместо {n} встанет порядковый номер: {n}-л даст 12-л. Пустое поле вернёт обычный образец.",
    )
    last = forms.IntegerField(
        label="Последний выданный номер",
        min_value=0,
        max_value=100_000,
        help_text="Только порядковое число: для приказа 46-од введите 46. Следующий документ получит 47.",
    )


class ReserveForm(forms.Form):
    """Numbers kept back: the counter passes them by."""

    first = forms.IntegerField(label="С номера", min_value=1, max_value=100_000)
    last = forms.IntegerField(label="По номер", min_value=1, max_value=100_000)
    note = forms.CharField(
        label="Для чего", max_length=200, help_text="Например: приказы, которые издаст вышестоящий орган."
    )
