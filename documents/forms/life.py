"""Forms on the way of a paper: who agrees, who stands in for the head."""

from django import forms

from documents.forms.paper import DayField
from documents.models import Step
from documents.permissions import HEADS
from organizations.models import Membership, Role


class MemberField(forms.ModelChoiceField):
    def label_from_instance(self, membership):
        return f"{membership.user}, {membership.get_role_display()}"


def members_of(me, *, with_papers=False):
    """Open memberships of the own institution; `with_papers`: those who see all its papers, without its head."""
    rows = Membership.objects.visible_to(me).open().select_related("user").order_by("user__name", "role")
    return rows.exclude(role__in=[*HEADS, Role.PARTICIPANT]) if with_papers else rows


class StepForm(forms.Form):
    """One who agrees to a draft."""

    who = forms.CharField(
        label="Кто согласует",
        max_length=120,
        help_text="Например: юрист, профсоюзный комитет, педагогический совет.",
    )
    kind = forms.ChoiceField(label="Как отметить", choices=Step.Kind.choices, initial=Step.Kind.VISA)
    whom_by = forms.CharField(
        label="Кем (для грифа)",
        max_length=150,
        required=False,
        help_text="Например: профсоюзным комитетом. Пустое поле система просклоняет сама.",
    )
    membership = MemberField(
        Membership.objects.none(),
        label="Кто ответит в системе",
        required=False,
        empty_label="Никто, решение запишу я",
        help_text="Этому работнику придёт письмо, документ появится у него в делах.",
    )

    def __init__(self, *args, me, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["membership"].queryset = members_of(me)


class AgreeForm(forms.Form):
    """Consent to a draft; a body names its protocol."""

    protocol_number = forms.CharField(label="Номер протокола", max_length=40, required=False)
    protocol_on = DayField(label="Дата протокола", required=False)


class RefuseForm(forms.Form):
    remark = forms.CharField(
        label="Что исправить", max_length=300, widget=forms.Textarea({"rows": 4}),
        help_text="Замечание увидит куратор, документ снова станет черновиком.",
    )  # fmt: skip


class SubstituteForm(forms.Form):
    """Who signs for the head, and on which days."""

    membership = MemberField(Membership.objects.none(), label="Кто замещает")
    post = forms.CharField(
        label="Как печатать должность",
        max_length=150,
        help_text="Так она встанет в подписи, без дроби перед должностью.",
    )
    since = DayField(label="С какого дня")
    until = DayField(label="По какой день")
    basis = forms.CharField(
        label="Основание", max_length=200, required=False, help_text="Например: приказ от 01.07.2026 № 98-од."
    )

    def __init__(self, *args, me, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["membership"].queryset = members_of(me, with_papers=True)
