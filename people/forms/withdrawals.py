from django import forms

from common.forms import ScanField
from people.forms.dates import date_input
from people.models import ConsentKind, Destruction
from people.services.closing import GROUNDS


class WithdrawForm(forms.Form):
    """A withdrawal that came as a letter: what, when, who asked; only what can be withdrawn is offered."""

    kinds = forms.MultipleChoiceField(
        label="Что отзывают",
        widget=forms.CheckboxSelectMultiple,
        help_text="С обработкой данных прекращается всё участие в программе и распространение данных.",
    )
    asked_by = forms.ChoiceField(label="Кто обратился")
    received_on = forms.DateField(
        label="Дата получения заявления",
        widget=date_input(),
        help_text="С этого дня считаются сроки: 10 рабочих дней и 30 дней.",
    )
    letter = ScanField(
        label="Скан заявления",
        required=False,
        help_text="PDF, JPEG или PNG до 15 МБ. Заявление можно не прикладывать.",
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.ties = {str(row.representative_id): row for row in open_ties(person)} if person.is_minor else {}
        given = set(person.consents.open().values_list("kind", flat=True))
        self.fields["kinds"].choices = [
            (kind.value, kind.label.capitalize())
            for kind in ConsentKind
            if kind in given or (kind == ConsentKind.PROCESSING and not person.processing_stopped_on)
        ]
        self.fields["asked_by"].choices = [
            *(
                (pk, f"{tie.representative.full_name}, {tie.get_relation_display()}")
                for pk, tie in self.ties.items()
            ),
            ("", f"{person.full_name}, сам(а)"),
        ]
        self.fields["asked_by"].required = False
        if not self.ties:
            self.fields["asked_by"].widget = forms.HiddenInput()
        self.fields["received_on"].initial = person.organization.today

    @property
    def facts(self):
        """What the deed asks for."""
        tie = self.ties.get(self.cleaned_data["asked_by"])
        names = ("kinds", "received_on", "letter")
        return {name: self.cleaned_data[name] for name in names} | {
            "representative": tie.representative if tie else None
        }


def open_ties(person):
    return person.representations.open().select_related("representative")


class KeepForm(forms.Form):
    """Why the data are kept although the consent was withdrawn."""

    ground = forms.ChoiceField(
        label="Основание хранения",
        choices=[(words, words) for words in GROUNDS],
        widget=forms.RadioSelect,
        help_text="Хранить можно только те данные, которых требует это основание.",
    )


class ProposeForm(forms.Form):
    """Why the data are to be destroyed, and what of them lies on paper."""

    reason = forms.ChoiceField(label="Причина", choices=Destruction.Reason)
    paper_media = forms.CharField(
        label="Бумажные носители",
        required=False,
        max_length=300,
        help_text="Какие бумаги уничтожены вручную: анкета, копия диплома. Если их нет, оставьте пустым.",
    )
    paper_sheets = forms.IntegerField(label="Листов", required=False, min_value=0, max_value=9999)

    def clean(self):
        data = super().clean()
        data["paper_sheets"] = data.get("paper_sheets") or 0
        if bool(data.get("paper_media")) != bool(data["paper_sheets"]) and not self.errors:
            self.add_error("paper_sheets", "Укажите и бумаги, и число листов, или оставьте оба поля пустыми.")
        return data
