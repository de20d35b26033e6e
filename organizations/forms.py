from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms

from common.russian import Case, decline_phrase, lower_first
from organizations.models import Membership, Organization, Role
from organizations.permissions import can_manage_role
from organizations.services import roles_of


class OwnedModelForm(forms.ModelForm):
    """A form over one institution's row: every choice it offers is one the actor may see."""

    def __init__(self, *args, membership, **kwargs):
        super().__init__(*args, **kwargs)
        self.membership = membership
        if self.instance._state.adding:
            self.instance.organization = membership.organization
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = field.queryset.visible_to(membership)


NAMES = ["kind", "full_name", "full_name_genitive", "full_name_dative", "short_name", "founder", "city"]
HEAD = ["head_title", "head_last_name", "head_first_name", "head_patronymic", "head_gender"]
REQUISITES = ["address", "inn", "ogrn", "phone", "email", "site"]
RULES = [
    "order_number_pattern",
    "simple_signature_act",
    "time_zone",
    "young_teacher_years",
    "mentor_capacity",
]


class DeclinedNames:
    """Proposes the cases of the full name where they were left empty; a person reads them over afterwards."""

    CASES = {"full_name_genitive": Case.GENITIVE, "full_name_dative": Case.DATIVE}

    def leave_cases_open(self):
        for name in self.CASES.keys() & self.fields.keys():
            self.fields[name].required = False
            self.fields[name].help_text = "Оставьте пустым: система просклоняет сама, вы проверите."

    def clean(self):
        data = super().clean()
        full_name = data.get("full_name")
        for name, case in self.CASES.items():
            if full_name and name in self.fields and not data.get(name):
                data[name] = lower_first(decline_phrase(full_name, case))
        return data


class OrganizationForm(DeclinedNames, forms.ModelForm):
    class Meta:
        model = Organization
        fields = NAMES + HEAD + REQUISITES + RULES

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.leave_cases_open()
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Fieldset("Наименование", *NAMES),
            Fieldset("Руководитель", *HEAD),
            Fieldset("Реквизиты", *REQUISITES),
            Fieldset("Правила учреждения", *RULES),
        )


class AccessForm(forms.Form):
    """Who gets access: participants are let in from their own cards, so that the access belongs to a person."""

    name = forms.CharField(label="Фамилия, имя, отчество", max_length=200)
    email = forms.EmailField(label="Электронная почта", help_text="По ней человек входит в систему.")
    role = forms.ChoiceField(label="Роль")

    def __init__(self, *args, membership, **kwargs):
        super().__init__(*args, **kwargs)
        roles = [role for role in roles_of(membership.organization) if role != Role.PARTICIPANT]
        self.fields["role"].choices = [(r.value, r.label) for r in roles if can_manage_role(membership, r)]


class ChosenMembersForm(forms.Form):
    """The ticks of the list of accesses."""

    members = forms.ModelMultipleChoiceField(
        Membership.objects.none(), error_messages={"required": "Отметьте хотя бы одного человека."}
    )

    def __init__(self, *args, membership, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["members"].queryset = (
            Membership.objects.visible_to(membership).open().select_related("user")
        )
