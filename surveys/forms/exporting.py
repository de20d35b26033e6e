from django import forms

from surveys.services.exporting import FORMATS


class ExportForm(forms.Form):
    file_format = forms.ChoiceField(
        label="Что скачать",
        choices=[(key, words) for key, (words, *_) in FORMATS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, что скачать."},
    )
    is_named = forms.BooleanField(
        label="С именами",
        required=False,
        help_text="Выгрузка с именами записывается в журнал.",
    )

    def __init__(self, *args, may_name, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_name:
            del self.fields["is_named"]
