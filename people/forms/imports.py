from django import forms


class RosterForm(forms.Form):
    file = forms.FileField(
        label="Файл со списком",
        help_text="XLSX, XLS, ODS или CSV, до 10 МБ.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.txt"}),
    )
