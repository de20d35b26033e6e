from django import forms

from common.forms import ScanField
from people.forms.dates import DateForm


class SignForm(DateForm):
    scan = ScanField(
        label="Скан подписанного бланка",
        required=False,
        help_text="PDF, JPEG или PNG до 15 МБ. Можно приложить позже.",
    )


class ScanForm(forms.Form):
    scan = ScanField(label="Скан подписанного бланка", help_text="PDF, JPEG или PNG до 15 МБ.")
