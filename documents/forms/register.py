"""What is asked about the register and about getting acquainted."""

from django import forms

from common.forms import ScanField

FORMATS = [("xlsx", "XLSX"), ("pdf", "PDF"), ("zip", "ZIP")]


class RegisterExportForm(forms.Form):
    """The register under the filter of its page, in which format."""

    format = forms.ChoiceField(choices=FORMATS)
    query = forms.CharField(required=False, max_length=2000)


class InForceForm(forms.Form):
    in_force_from = forms.DateField(
        label="Вступает в силу с",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Пусто – со дня подписания.",
    )


class KnowersForm(forms.Form):
    """The term for those who are asked; who they are is ticked in the list beside it."""

    due_on = forms.DateField(
        label="Ознакомиться до",
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "form-control w-35"}, format="%Y-%m-%d"),
    )


class KnownScanForm(forms.Form):
    """One scan of the signed list for everybody whose line is ticked."""

    scan = ScanField(label="Скан листа с подписями", help_text="PDF, JPEG или PNG, до 15 МБ.")
