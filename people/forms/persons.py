from django import forms

from common.russian import Case, clean_text, decline_name, decline_phrase, guess_gender
from organizations.forms import OwnedModelForm
from people.forms.dates import date_input
from people.models import Person

QUESTIONS = {
    Case.GENITIVE: "кого? чего?",
    Case.DATIVE: "кому? чему?",
    Case.ACCUSATIVE: "кого? что?",
    Case.INSTRUMENTAL: "кем? чем?",
    Case.PREPOSITIONAL: "о ком? о чём?",
}


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


class AccessForm(forms.Form):
    email = forms.EmailField(
        label="Электронная почта",
        max_length=254,
        help_text="На неё придут дела и напоминания. Входить можно по коду из письма или по личной ссылке.",
    )
