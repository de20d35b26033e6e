"""Whom to ask, until when, with names or without; what may still be changed while a campaign runs."""

import datetime as dt

from django import forms

from people.filters import ListFilter, select
from people.models import MentoringForm, Person
from surveys.audience import Group, usual_audience
from surveys.models import Campaign

DAY = {"type": "date"}
USUAL_DAYS = 14
NOBODY = "Отметьте, кого спросить: группу или людей поимённо."
NAMES = [
    ("", "С именами: видно, кто что ответил"),
    ("1", "Без имён: видно, кто ответил, но ответы ни с кем не связаны"),
]


class RunningForm(forms.Form):
    """What a campaign that was begun still lets one change."""

    title = forms.CharField(label="Название", max_length=200)
    closes_on = forms.DateField(label="Последний день", widget=forms.DateInput(DAY, format="%Y-%m-%d"))
    reminds = forms.BooleanField(
        label="Напоминать тем, кто не ответил: за неделю, накануне и в последний день", required=False
    )
    accepts_late = forms.BooleanField(label="Принимать ответы и после последнего дня", required=False)

    @classmethod
    def of(cls, campaign, data):
        """The form of a campaign; the last day of a closed one is changed by opening it again."""
        form = cls(data, initial={name: getattr(campaign, name) for name in cls.base_fields})
        if campaign.status == Campaign.Status.CLOSED:
            del form.fields["closes_on"]
        return form


class PeopleField(forms.ModelMultipleChoiceField):
    """Everybody who is here, to be ticked by name."""

    widget = forms.CheckboxSelectMultiple({"data-pick": ""})

    def __init__(self, **more):
        super().__init__(Person.objects.none(), **more)

    def label_from_instance(self, person):
        return f"{person.full_name}, {person.position}" if person.position else person.full_name

    def offer(self, me):
        rows = Person.objects.visible_to(me).present().filter(processing_stopped_on=None)
        self.queryset = rows.order_by("search", "pk")


class CampaignForm(RunningForm):
    """A campaign in preparation."""

    groups = forms.MultipleChoiceField(
        label="Кого спросить", required=False, choices=Group.choices, widget=forms.CheckboxSelectMultiple
    )
    form = forms.ChoiceField(
        label="Форма наставничества", required=False, choices=[("", "все формы"), *MentoringForm.choices]
    )
    subject = forms.CharField(label="Предмет, группа", required=False, max_length=200)
    young = forms.BooleanField(label="Только молодых педагогов", required=False)
    people = PeopleField(label="Люди поимённо", required=False)
    is_anonymous = forms.TypedChoiceField(
        label="Как отвечают", choices=NAMES, coerce=bool, empty_value=False, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip

    AUDIENCE = ("groups", "form", "subject", "young", "people")

    def __init__(self, *args, membership, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].offer(membership)

    def clean(self):
        data = super().clean()
        if not data.get("groups") and not data.get("people"):
            self.add_error("groups", NOBODY)
        return data

    @property
    def audience(self):
        """What was said so far, also of a form that is not whole yet; what says nothing is left out."""
        said = {name: self.cleaned_data.get(name) for name in self.AUDIENCE}
        said["people"] = [person.pk for person in said["people"] or ()]
        return {name: value for name, value in said.items() if value}

    @property
    def values(self):
        """The columns of the campaign."""
        columns = ("title", "closes_on", "reminds", "accepts_late", "is_anonymous")
        return {name: self.cleaned_data[name] for name in columns} | {"audience": self.audience}


def first_answers(source, today):
    """What the form says before anything was typed; `source` is a questionnaire or a ready-made one."""
    return usual_audience(source) | {
        "title": source.title,
        "closes_on": today + dt.timedelta(days=USUAL_DAYS),
        "reminds": True,
        "is_anonymous": "",
    }


def answers_of(campaign):
    columns = ("title", "closes_on", "reminds", "accepts_late")
    said = {name: getattr(campaign, name) for name in columns}
    return campaign.audience | said | {"is_anonymous": "1" if campaign.is_anonymous else ""}


class ReopenForm(forms.Form):
    closes_on = forms.DateField(label="Новый последний день", widget=forms.DateInput(DAY, format="%Y-%m-%d"))


class InviteForm(forms.Form):
    """More people of a running campaign: those who are not among the invited yet."""

    people = PeopleField(
        label="Кого ещё спросить", error_messages={"required": "Отметьте хотя бы одного человека."}
    )

    def __init__(self, *args, membership, campaign, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].offer(membership)
        invited = campaign.invitations.standing().values("person")
        self.fields["people"].queryset = self.fields["people"].queryset.exclude(pk__in=invited)


class CampaignFilter(ListFilter):
    """The list of campaigns."""

    q = forms.CharField(label="Название", required=False, max_length=200)
    status = select("Состояние", "все", Campaign.Status.choices)

    def narrow(self, campaigns):
        if status := self.chosen("status"):
            campaigns = campaigns.filter(status=status)
        if words := self.chosen("q"):
            campaigns = campaigns.filter(title__icontains=words)
        return campaigns


class InvitedFilter(ListFilter):
    """The people of one campaign. Of an anonymous one nothing is known but who has answered."""

    q = forms.CharField(label="ФИО", required=False, max_length=200)
    state = select(
        "Ответ", "все", [("none", "не ответили"), ("half", "начали и не закончили"), ("done", "ответили")]
    )

    def __init__(self, data, *, campaign):
        super().__init__(data)
        if campaign.is_anonymous:
            self.fields["state"].choices = [
                choice for choice in self.fields["state"].choices if choice[0] != "half"
            ]

    def narrow(self, invitations, *, done, half):
        state = self.chosen("state")
        if state == "done":
            invitations = invitations.filter(pk__in=done)
        elif state == "half":
            invitations = invitations.filter(pk__in=half)
        elif state == "none":
            invitations = invitations.exclude(pk__in=done)
        if words := self.chosen("q"):
            invitations = invitations.filter(person__in=Person.objects.search(words))
        return invitations
