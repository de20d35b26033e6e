from crispy_forms.layout import HTML, Div, Fieldset
from django import forms

from common.russian import clean_text, guess_gender
from organizations.forms import OwnedModelForm, sections
from people.forms.choosing import PersonChoiceField
from people.models import Person, Representation

NEW = ("last_name", "first_name", "patronymic", "phone", "email")


class RepresentativeForm(OwnedModelForm):
    """Who signs for a learner: somebody of the list by name, or a new card typed in place."""

    representative = PersonChoiceField(
        label="Уже есть в списке",
        required=False,
        kinds=(Person.Kind.PARENT,),
        help_text="Начните вводить фамилию: представитель мог быть записан у брата или сестры.",
    )
    last_name = forms.CharField(label="Фамилия", max_length=80, required=False)
    first_name = forms.CharField(label="Имя", max_length=80, required=False)
    patronymic = forms.CharField(label="Отчество", max_length=80, required=False)
    phone = forms.CharField(label="Телефон", max_length=40, required=False)
    email = forms.EmailField(label="Электронная почта", max_length=254, required=False)
    is_namesake = forms.BooleanField(label="Это другой человек, полный тёзка", required=False)

    class Meta:
        model = Representation
        fields = ["relation", "basis", "representative"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["representative"].queryset = self.fields["representative"].queryset.present()

    @property
    def helper(self):
        new = [
            Div(*(Div(name, css_class="col-md") for name in NEW[:3]), css_class="row align-items-end"),
            Div(*(Div(name, css_class="col-md") for name in NEW[3:]), css_class="row align-items-end"),
        ]
        asked = "is_namesake" if self.is_bound and self.cleaned_new() else HTML("")
        return sections(
            "relation",
            "basis",
            "representative",
            Fieldset('<span class="h2">Или новый человек</span>', *new, asked, css_class="section"),
        )

    def cleaned_new(self):
        data = getattr(self, "cleaned_data", {})
        return {name: data[name] for name in NEW if data.get(name)}

    def clean(self):
        data = super().clean()
        for name in (*NEW, "basis"):
            data[name] = clean_text(data.get(name) or "")
        named = any(data[name] for name in NEW)
        if data.get("representative") and named:
            self.add_error("representative", "Выберите из списка или впишите нового: не то и другое сразу.")
        elif not data.get("representative") and "representative" not in self.errors:
            for name in ("last_name", "first_name"):
                if not data[name]:
                    self.add_error(name, "Впишите или выберите представителя из списка выше.")
        return data

    def chosen(self):
        """What the deed needs, by its words."""
        chosen = {
            name: self.cleaned_data[name] for name in ("relation", "basis", "representative", "is_namesake")
        }
        return chosen | {"new": self.new_card()}

    def new_card(self):
        """The card of somebody who is not in the list yet, not saved; None when one was chosen."""
        if self.cleaned_data.get("representative"):
            return None
        card = Person(kind=Person.Kind.PARENT, **{name: self.cleaned_data[name] for name in NEW})
        card.organization = self.membership.organization
        card.gender = guess_gender(card.name)
        return card
