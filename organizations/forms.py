from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.contrib.auth.password_validation import validate_password

from accounts.models import User
from common.russian import Case, decline_phrase, lower_first
from organizations.models import Membership, Organization, Role
from organizations.permissions import can_manage_role
from organizations.services import roles_of
from organizations.zones import ZONES


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
    "support_after_days",
    "silence_days",
    "satisfaction_from",
]


SIDE_BY_SIDE = [["head_last_name", "head_first_name", "head_patronymic"], ["inn", "ogrn"], ["phone", "email"]]


def section(title, *names):
    """A part of a long form; short fields that belong together stand side by side where there is room."""
    rows, rest = [], list(names)
    while rest:
        group = next((group for group in SIDE_BY_SIDE if rest[: len(group)] == group), rest[:1])
        rest = rest[len(group) :]
        cells = [Div(name, css_class="col-md") for name in group]
        rows.append(Div(*cells, css_class="row") if len(group) > 1 else group[0])
    return Fieldset(f'<span class="h2">{title}</span>', *rows, css_class="section")


def sections(*parts):
    """How crispy draws a form of several sections inside the form tag of the page."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = Layout(*parts)
    return helper


class CardForm(forms.ModelForm):
    """What both forms of the card do: cases of the name proposed, the zone chosen from those of the country."""

    time_zone = forms.ChoiceField(label="Часовой пояс", choices=ZONES.items(), initial="Europe/Moscow")
    CASES = {"full_name_genitive": Case.GENITIVE, "full_name_dative": Case.DATIVE}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = self.instance.time_zone
        if own not in ZONES:
            self.fields["time_zone"].choices = [(own, own), *ZONES.items()]
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


class OrganizationForm(CardForm):
    class Meta:
        model = Organization
        fields = NAMES + HEAD + REQUISITES + RULES

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = sections(
            section("Наименование", *NAMES),
            section("Руководитель", *HEAD),
            section("Реквизиты", *REQUISITES),
            section("Правила учреждения", *RULES),
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


FIRST_RUN = [*NAMES[:3], "short_name", "city", "time_zone", *HEAD, "address", "inn", "ogrn", "site"]


class FirstRunForm(CardForm):
    """Everything an empty system needs, asked once: the administrator, the institution, the curator."""

    administrator_name = forms.CharField(label="Фамилия, имя, отчество", max_length=200)
    administrator_email = forms.EmailField(label="Электронная почта")
    administrator_password = forms.CharField(
        label="Пароль",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="Не короче 12 знаков. Подойдут три-четыре слова подряд.",
    )
    curator_name = forms.CharField(label="Фамилия, имя, отчество", max_length=200)
    curator_email = forms.EmailField(
        label="Электронная почта", help_text="Если куратор – вы сами, укажите ту же почту, что и выше."
    )

    class Meta:
        model = Organization
        fields = FIRST_RUN

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        administrator = ["administrator_name", "administrator_email", "administrator_password"]
        self.helper = sections(
            section("1. Администратор: это вы", *administrator),
            section("2. Учреждение", *FIRST_RUN),
            section("3. Куратор наставничества", "curator_name", "curator_email"),
        )

    def clean_administrator_password(self):
        password = self.cleaned_data["administrator_password"]
        known = User(
            email=self.data.get("administrator_email", ""), name=self.data.get("administrator_name", "")
        )
        validate_password(password, known)
        return password

    def clean_kind(self):
        kind = self.cleaned_data["kind"]
        if Organization(kind=kind).is_above:
            raise forms.ValidationError(
                "Начните с учреждения: методический центр и отдел добавляют к нему позже."
            )
        return kind

    def people(self):
        """What the founding service needs besides the institution."""
        data = self.cleaned_data
        return {
            "administrator": {key: data[f"administrator_{key}"] for key in ("name", "email", "password")},
            "curator": {key: data[f"curator_{key}"] for key in ("name", "email")},
        }


class RemindersForm(forms.Form):
    """Whether reminders of terms come by mail."""

    wanted = forms.BooleanField(required=False)
