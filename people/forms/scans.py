from django import forms
from django.core.exceptions import ValidationError

from common.files import scan_type
from common.sheet_limits import MAX_PILE_BYTES, NO_SCAN, TOO_BIG
from people.consents import SHORT
from people.forms.dates import date_input
from people.models import Consent

MAX_FILES = 100


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class PileField(forms.FileField):
    """Several files as they come from the scanner; each is a PDF, JPEG or PNG by its first bytes."""

    widget = FilesInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"})

    def clean(self, data, initial=None):
        files = list(data) if isinstance(data, (list, tuple)) else [data] if data else []
        files = [super(PileField, self).clean(file, initial) for file in files or [None]]
        if len(files) > MAX_FILES:
            raise ValidationError("Не больше 100 файлов за раз. Соберите страницы в один PDF.")
        if sum(file.size for file in files) > MAX_PILE_BYTES:
            raise ValidationError(TOO_BIG)
        for file in files:
            file.seek(0)
            if scan_type(file.read(16)) is None:
                raise ValidationError(NO_SCAN if len(files) == 1 else f"{file.name[-80:]}: {NO_SCAN}")
        return files


class PileForm(forms.Form):
    files = PileField(
        label="Сканы подписанных бланков",
        help_text="Один PDF со всей пачкой или несколько файлов PDF, JPEG, PNG. До 300 листов, до 100 МБ. "
        "Порядок и поворот листов не важны.",
    )
    on = forms.DateField(
        label="Дата подписи на бланках",
        widget=date_input(),
        help_text="Одна для всей пачки. Если даты разные, разделите пачку.",
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today


class BlankField(forms.ModelChoiceField):
    def label_from_instance(self, consent):
        return f"{consent.person}, {SHORT[consent.kind]}, {consent.code}"


class SheetForm(forms.Form):
    """Whose blank a sheet is: chosen from those that wait, or by the code printed on it."""

    consent = BlankField(
        queryset=Consent.objects.none(),
        label="Чей это бланк",
        required=False,
        empty_label="Выберите из бланков, которые ждут подписи",
    )
    code = forms.CharField(
        label="Или код с бланка", max_length=20, required=False, help_text="Внизу слева, например 7K3M-9QTD."
    )

    def __init__(self, *args, membership, **kwargs):
        super().__init__(*args, **kwargs)
        waiting = Consent.objects.visible_to(membership).without_scan().select_related("person")
        self.fields["consent"].queryset = waiting.defer("content").order_by("person__search", "kind")

    def clean(self):
        data = super().clean()
        code = "".join(letter for letter in (data.get("code") or "").upper() if letter.isalnum())
        if code:
            rows = self.fields["consent"].queryset
            data["consent"] = rows.filter(code=f"{code[:4]}-{code[4:]}").first()
            if data["consent"] is None:
                self.add_error("code", "Среди бланков, которые ждут подписи, такого кода нет. Проверьте его.")
        elif not self.errors and data.get("consent") is None:
            raise ValidationError("Выберите, чей это бланк, или введите код.")
        return data
