"""Papers that come from outside: made without the system, signed by a file, scanned in a pile."""

from django import forms
from django.core.exceptions import ValidationError

from common.cms_reading import MAX_BYTES, NOT_CMS
from common.forms import ScanField
from documents.forms.paper import DayField, PaperField
from documents.models import Document, Link
from documents.papers.outside import TERMS
from documents.series import SERIES
from people.forms.scans import PileField

ACTS = [("", "Ничего не меняет"), (Link.Kind.AMENDS, "Изменяет"), (Link.Kind.CANCELS, "Отменяет")]


class OutsideForm(forms.Form):
    """A paper as it stands on the table, and its scan."""

    type = forms.CharField(
        label="Что это", max_length=60, help_text="Например: Приказ, Распоряжение, Протокол."
    )
    heading = forms.CharField(label="Заголовок", max_length=300, help_text="Как на документе: «О чём».")
    number = forms.CharField(label="Номер", max_length=40, help_text="Ровно как на документе.")
    dated = DayField(label="Дата")
    series = forms.ChoiceField(label="Серия", choices=[(key, one.label) for key, one in SERIES.items()])
    keep = forms.ChoiceField(label="Сколько хранить", choices=[(term, term) for term in TERMS])
    signed_by = forms.CharField(
        label="Кто подписал", max_length=150, required=False, help_text="Например: директор М.С. Ковалёва."
    )
    acts = forms.ChoiceField(label="Что делает с другим документом", choices=ACTS, required=False)
    target = PaperField(
        statuses=[Document.Status.SIGNED],
        label="С каким документом",
        required=False,
        empty_label="Ни с каким",
    )
    scan = ScanField(label="Скан", help_text="PDF, JPEG или PNG, до 15 МБ. Все листы одним файлом.")

    def __init__(self, *args, me, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["target"].queryset = self.fields["target"].rows_for(me)

    def clean(self):
        data = super().clean()
        if bool(data.get("acts")) != bool(data.get("target")) and not self.errors:
            raise ValidationError("Выберите и действие, и документ, либо ни того, ни другого.")
        return data


class SignatureFileField(forms.FileField):
    """A detached signature; what is in it, a child process tells."""

    widget = forms.FileInput(attrs={"accept": ".sig,.p7s,.pem,.sgn"})

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if upload.size > MAX_BYTES:
            raise ValidationError(NOT_CMS)
        return upload


class QualifiedForm(forms.Form):
    file = SignatureFileField(
        label="Файл усиленной подписи",
        help_text="Отсоединённая подпись .sig, .p7s или .pem, до 1 МБ, под файлом «для печати и подписи от руки».",
    )


class PaperPileForm(forms.Form):
    files = PileField(
        label="Сканы подписанных документов",
        help_text="Один PDF со всей пачкой или несколько файлов PDF, JPEG, PNG. До 300 листов, до 100 МБ. "
        "Листы одного документа идут подряд, первый – с QR-кодом.",
    )
