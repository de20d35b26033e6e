"""Forms around signing and checking papers."""

from django import forms

from common.files import SCAN_MAX_BYTES
from common.forms import ScanField
from documents.series import SERIES


class RegisterPaperForm(forms.Form):
    """The day of a paper signed by hand; `shown` is the fingerprint of what stood on the screen."""

    on = forms.DateField(label="Дата приказа", widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    shown_sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)


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
    """The last number that was given outside the system."""

    series = forms.ChoiceField(
        label="Какие документы", choices=[(key, series.label) for key, series in SERIES.items()]
    )
    last = forms.IntegerField(
        label="Последний выданный номер",
        min_value=0,
        max_value=100_000,
        help_text="Только порядковое число: для приказа 46-од введите 46. Следующий приказ получит 47.",
    )
