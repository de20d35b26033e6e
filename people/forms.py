from django import forms
from django.core.exceptions import ValidationError
from django.forms import inlineformset_factory

from common.forms import ScanField
from common.russian import Case, clean_text, decline_name, decline_phrase, guess_gender
from organizations.forms import OwnedModelForm
from people.models import Competence, MenteeEntry, MentorEntry, Person, Request

QUESTIONS = {
    Case.GENITIVE: "кого? чего?",
    Case.DATIVE: "кому? чему?",
    Case.ACCUSATIVE: "кого? что?",
    Case.INSTRUMENTAL: "кем? чем?",
    Case.PREPOSITIONAL: "о ком? о чём?",
}


def date_input():
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class PersonForm(OwnedModelForm):
    class Meta:
        model = Person
        fields = [
            *("last_name", "first_name", "patronymic", "gender", "kind", "position", "subject"),
            *("experience_years", "category", "education", "phone", "email", "birth_date"),
        ]
        widgets = {"birth_date": date_input()}
        help_texts = {
            "gender": "Можно не выбирать: определим по имени и отчеству.",
            "position": "Как в трудовом договоре, с маленькой буквы: учитель математики.",
        }

    def clean(self):
        data = super().clean()
        for name, value in data.items():
            if isinstance(value, str):
                data[name] = clean_text(value)
        if not data.get("gender") and data.get("first_name"):
            written = Person(
                **{part: data.get(part, "") for part in ("last_name", "first_name", "patronymic")}
            )
            data["gender"] = guess_gender(written.name)
        if (born := data.get("birth_date")) and born >= self.membership.organization.today:
            self.add_error("birth_date", "Дата рождения должна быть в прошлом.")
        return data


class NameFormsForm(forms.Form):
    """A field for each case of the name and of the position; an empty one leaves the system's own form."""

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        for case, question in QUESTIONS.items():
            for what, kept in (("name", person.name_forms), ("position", person.position_forms)):
                label = f"{'Имя' if what == 'name' else 'Должность'}, {question}"
                self.fields[f"{what}_{case}"] = forms.CharField(
                    label=label, max_length=300, required=False, initial=kept.get(case, "")
                )

    def rows(self):
        """(question, the system's name, field, the system's position, field) for each case."""
        for case, question in QUESTIONS.items():
            made = decline_name(self.person.name, case), decline_phrase(self.person.position, case)
            yield question, made[0], self[f"name_{case}"], made[1], self[f"position_{case}"]

    def forms_of(self, what):
        """{case: text} of the forms that were written and differ from the system's own."""
        decline = {
            "name": lambda case: decline_name(self.person.name, case),
            "position": lambda case: decline_phrase(self.person.position, case),
        }[what]
        written = {str(case): clean_text(self.cleaned_data[f"{what}_{case}"]) for case in QUESTIONS}
        return {case: text for case, text in written.items() if text and text != decline(case)}


class DateForm(forms.Form):
    """One date: of leaving, of signing."""

    on = forms.DateField(label="Дата", widget=date_input())

    def __init__(self, *args, label, today, help_text="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].label, self.fields["on"].help_text, self.fields["on"].initial = (
            label,
            help_text,
            today,
        )


class AccessForm(forms.Form):
    email = forms.EmailField(
        label="Электронная почта",
        max_length=254,
        help_text="На неё придут дела и напоминания. Входить можно по коду из письма или по личной ссылке.",
    )


class RosterForm(forms.Form):
    file = forms.FileField(
        label="Файл со списком",
        help_text="XLSX, XLS, ODS или CSV, до 10 МБ.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.txt"}),
    )


class MenteeForm(OwnedModelForm):
    class Meta:
        model = MenteeEntry
        fields = ["entered_on"]
        widgets = {"entered_on": date_input()}


class RequestForm(OwnedModelForm):
    class Meta:
        model = Request
        fields = ["text", "source", "made_on", "competences"]
        widgets = {"made_on": date_input(), "competences": forms.CheckboxSelectMultiple}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["competences"].queryset = Competence.objects.visible_to(self.membership)
        self.fields["made_on"].initial = self.membership.organization.today

    def has_changed(self):
        """A new request without words is no request, whatever stands beside it."""
        text = self["text"].data if self.is_bound else ""
        return super().has_changed() and not (
            self.instance._state.adding and not (text or "").strip() and not self.ticked
        )

    @property
    def ticked(self):
        return bool(self.is_bound and self.data.getlist(self.add_prefix("competences")))


RequestFormSet = inlineformset_factory(
    MenteeEntry, Request, form=RequestForm, extra=1, max_num=20, can_delete_extra=False
)


class MentorForm(OwnedModelForm):
    class Meta:
        model = MentorEntry
        fields = ["competences", "capacity", "achievements", "time_resource", "entered_on"]
        widgets = {"competences": forms.CheckboxSelectMultiple, "entered_on": date_input()}
        help_texts = {"time_resource": "Например: 2 часа в неделю, по средам после уроков."}


class CompetenceForm(OwnedModelForm):
    class Meta:
        model = Competence
        fields = ["name"]

    def clean_name(self):
        return clean_text(self.cleaned_data["name"])


class SignForm(DateForm):
    scan = ScanField(
        label="Скан подписанного бланка",
        required=False,
        help_text="PDF, JPEG или PNG до 15 МБ. Можно приложить позже.",
    )


class ScanForm(forms.Form):
    scan = ScanField(label="Скан подписанного бланка", help_text="PDF, JPEG или PNG до 15 МБ.")


class BulkDateForm(forms.Form):
    """The date of a deed over many rows; today when the list does not ask for one."""

    on = forms.DateField(required=False)

    def date_or(self, today):
        if not self.is_valid():
            raise ValidationError("Дата не понята. Выберите день в календаре.")
        return self.cleaned_data["on"] or today
