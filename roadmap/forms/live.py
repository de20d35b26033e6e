"""Forms of the work under way: closing by hand, evidence, notes, who answers. Shape only."""

from django import forms

from common.forms import AttachmentField
from organizations.forms import OwnedModelForm
from organizations.models import Role
from roadmap.models import Activity
from roadmap.progress import COUNTERS
from roadmap.recognising import ITEMS, PLANNED

OF_DISTRICT = "district_"
LINK = {
    "label": "или ссылка",
    "required": False,
    "max_length": 500,
    "assume_scheme": "https",
    "help_text": "На документ, запись на сайте, папку: https://…",
}
FILE = {
    "label": "Файл",
    "required": False,
    "help_text": "PDF, JPEG, PNG, DOCX, XLSX или PPTX, не больше 15 МБ.",
}


class EvidenceForm(forms.Form):
    """A file or a link."""

    file = AttachmentField(**FILE)
    url = forms.URLField(**LINK)
    title = forms.CharField(
        label="Что это",
        required=False,
        max_length=200,
        help_text="Например: протокол педсовета от 30 августа № 1. Пусто – возьмём имя файла.",
    )

    def clean(self):
        data = super().clean()
        if not self.errors and bool(data["file"]) == bool(data["url"]):
            raise forms.ValidationError("Приложите файл или укажите ссылку: что-нибудь одно.")
        return data


class CloseActivityForm(forms.Form):
    """Why a line is closed; `with_proof` also asks for the file or the link."""

    note = forms.CharField(
        label="Чем подтверждается",
        max_length=300,
        help_text="Например: протокол педсовета от 30 августа № 1, лежит в папке наставничества.",
    )
    file = AttachmentField(**FILE)
    url = forms.URLField(**LINK)


class NoteForm(forms.Form):
    text = forms.CharField(label="Заметка", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class AssignForm(OwnedModelForm):
    """Who answers for a line, as roles and as people with an access, and what closes it."""

    roles = forms.MultipleChoiceField(
        label="Роли",
        required=False,
        choices=[(role.value, role.label) for role in Role if role != Role.ADMINISTRATOR],
        widget=forms.CheckboxSelectMultiple,
    )
    counter = forms.ChoiceField(label="Чем закрывается", required=False)

    class Meta:
        model = Activity
        fields = ["roles", "members", "counter"]
        widgets = {"members": forms.CheckboxSelectMultiple}
        help_texts = {
            "members": "Тем, кого вы отметите, строка придёт на рабочий стол за две недели до срока."
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["members"].queryset = self.fields["members"].queryset.open().select_related("user")
        self.fields["counter"].choices = counter_choices(self.instance)


def counter_choices(activity):
    """By hand, by items, by each counter there is, and by those to come; the line's own one is always among them."""
    own, is_above = activity.counter, activity.organization.is_above
    later = [
        (key, label)
        for key, label in PLANNED.items()
        if key not in COUNTERS and (key == own or is_above or not key.startswith(OF_DISTRICT))
    ]
    if own not in {"", ITEMS, *COUNTERS, *PLANNED}:
        later.append((own, own))
    return [
        ("", "вручную"),
        (ITEMS, "по пунктам содержания"),
        ("по данным системы", [(key, label) for key, (label, _) in COUNTERS.items()]),
        ("закроется само, когда появится раздел", later),
    ]
