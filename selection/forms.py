"""What the curator answers on the pages of a run."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError

from people.models import MenteeEntry, MentorEntry, Person
from selection.matching.criteria import CRITERIA, LEVELS
from selection.models import HandChange, MatchRun, Proposal
from selection.rules import Rules

LIMITS = [("", "сколько записано в банке"), *((str(n), f"не больше {n}") for n in range(1, 6))]
REASON = HandChange._meta.get_field("reason").max_length
NAME = MatchRun._meta.get_field("name").max_length
NEVER = -1  # no run was changed so many times: what came without a stamp is out of date


def date_field(label):
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))


def with_position(person):
    return f"{person.full_name}, {person.position}" if person.position else person.full_name


class StampForm(forms.Form):
    """How often the run was changed when the page was shown (CON-2)."""

    stamp = forms.IntegerField(widget=forms.HiddenInput)


def stamp_of(data):
    form = StampForm(data)
    return form.cleaned_data["stamp"] if form.is_valid() else NEVER


class RulesForm(forms.Form):
    """What matters more, and in which bounds."""

    goal = forms.ChoiceField(
        label="Что важнее", choices=[(g.value, g.label.capitalize()) for g in MatchRun.Goal][::-1]
    )
    limit = forms.TypedChoiceField(
        label="Наставляемых у наставника", choices=LIMITS, required=False, coerce=int, empty_value=None
    )
    wishes = forms.BooleanField(label="Учитывать пожелания и взаимный выбор", required=False, initial=True)

    @property
    def rules(self):
        return Rules(limit=self.cleaned_data["limit"], wishes=self.cleaned_data["wishes"])


class RunForm(RulesForm):
    """A new run: everybody who waits is ticked already."""

    name = forms.CharField(label="Название", max_length=NAME)
    mentees = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        label="Кому подобрать наставника",
        help_text="Отмечены все, кто ждёт. Тому, у кого наставник уже есть, можно подобрать ещё одного.",
        widget=forms.CheckboxSelectMultiple({"data-pick": ""}),
        error_messages={"required": "Отметьте хотя бы одного наставляемого."},
    )
    field_order = ["name", "goal", "limit", "wishes", "mentees"]

    def __init__(self, *args, membership, paired, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["limit"].help_text = "Меньше, чем записано в банке; больше не будет."
        entries = MenteeEntry.objects.visible_to(membership).active()
        people = Person.objects.visible_to(membership).filter(mentee_entries__in=entries).order_by("search")
        self.fields["mentees"].queryset = people
        self.fields["mentees"].label_from_instance = lambda person: (
            f"{with_position(person)} (наставник уже есть)" if person.pk in paired else with_position(person)
        )

    @property
    def rules(self):
        chosen = tuple(sorted(person.pk for person in self.cleaned_data["mentees"]))
        return Rules(limit=self.cleaned_data["limit"], wishes=self.cleaned_data["wishes"], chosen=chosen)


class ReasonForm(StampForm):
    reason = forms.CharField(
        label="Почему",
        max_length=REASON,
        help_text="Прочтут куратор, руководитель и психолог; причина стоит в протоколе подбора.",
        error_messages={"required": "Напишите, почему: причина стоит в протоколе подбора."},
    )


class ReplaceForm(ReasonForm):
    """Another mentor chosen by hand."""

    mentor = forms.ModelChoiceField(
        Person.objects.none(), label="Наставник", error_messages={"required": "Выберите наставника."}
    )
    field_order = ["mentor", "reason", "stamp"]

    def __init__(self, *args, membership, **kwargs):
        super().__init__(*args, **kwargs)
        entries = MentorEntry.objects.visible_to(membership).active()
        self.fields["mentor"].queryset = Person.objects.visible_to(membership).filter(
            mentor_entries__in=entries
        )


class SwapForm(ReasonForm):
    """With whom a mentee changes the mentor."""

    other = forms.ModelChoiceField(
        Proposal.objects.none(),
        label="С кем обменять",
        error_messages={"required": "Выберите, с кем обменять."},
    )
    field_order = ["other", "reason", "stamp"]

    def __init__(self, *args, membership, proposal, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Proposal.objects.visible_to(membership).filter(run=proposal.run_id, mentor__isnull=False)
        rows = rows.exclude(pk=proposal.pk).exclude(mentor=proposal.mentor_id)
        self.fields["other"].empty_label = "выберите наставляемого"
        self.fields["other"].queryset = rows.select_related("mentee", "mentor").order_by(
            "mentee__search", "pk"
        )
        self.fields["other"].label_from_instance = lambda row: f"{row.mentee} (сейчас {row.mentor})"


class EffectForm(forms.Form):
    """What is asked about in the address: another mentor, or a swap."""

    mentor = forms.ModelChoiceField(Person.objects.none(), required=False)
    other = forms.ModelChoiceField(Proposal.objects.none(), required=False)

    def __init__(self, *args, membership, run, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mentor"].queryset = Person.objects.visible_to(membership)
        self.fields["other"].queryset = Proposal.objects.visible_to(membership).filter(run=run)


class VariantForm(forms.Form):
    """What if: one thing is otherwise."""

    name = forms.CharField(label="Название", max_length=NAME)
    goal = forms.ChoiceField(
        label="Что важнее", choices=[(g.value, g.label.capitalize()) for g in MatchRun.Goal][::-1]
    )
    without = forms.ModelChoiceField(
        Person.objects.none(),
        label="Без наставника",
        required=False,
        empty_label="все наставники остаются",
        help_text="Что будет, если этот человек не сможет.",
    )
    mentor = forms.ModelChoiceField(
        Person.objects.none(),
        label="Другое число мест у наставника",
        required=False,
        empty_label="у всех как сейчас",
    )
    places = forms.IntegerField(
        label="Сколько наставляемых он сможет вести", required=False, min_value=0, max_value=20
    )  # fmt: skip

    def __init__(self, *args, membership, run, **kwargs):
        super().__init__(*args, **kwargs)
        self.run = run
        ids = [mentor["id"] for mentor in run.inputs["mentors"]]
        people = Person.objects.visible_to(membership).filter(pk__in=ids).order_by("search")
        for name in ("without", "mentor"):
            self.fields[name].queryset = people

    def clean(self):
        data = super().clean()
        if (data.get("mentor") is None) != (data.get("places") is None):
            raise ValidationError("Укажите и наставника, и сколько наставляемых он сможет вести.")
        if data.get("goal") == self.run.goal and not data.get("without") and not data.get("mentor"):
            raise ValidationError("Измените хотя бы одно: правило, наставника или число мест.")
        return data

    @property
    def change(self):
        data = self.cleaned_data
        capacity = (data["mentor"], data["places"]) if data["mentor"] else None
        return {"name": data["name"], "goal": data["goal"], "without": data["without"], "capacity": capacity}


class ApplyForm(StampForm):
    """Which proposals become pairs, and when they work."""

    proposals = forms.ModelMultipleChoiceField(
        Proposal.objects.none(),
        label="Какие пары создать",
        widget=forms.CheckboxSelectMultiple({"data-pick": ""}),
        error_messages={"required": "Отметьте хотя бы одно предложение."},
    )
    starts_on = date_field("Начало")
    ends_on = date_field("Окончание")
    in_groups = forms.BooleanField(
        label="Наставляемых одного наставника соединить в группу",
        required=False,
        help_text="Иначе у каждого наставляемого своя пара и своя программа.",
    )

    def __init__(self, *args, membership, run, **kwargs):
        super().__init__(*args, **kwargs)
        rows = to_be_paired(Proposal.objects.visible_to(membership).filter(run=run))
        rows = rows.select_related("mentee", "mentor").order_by("mentor__search", "mentee__search", "pk")
        self.fields["proposals"].queryset = rows
        self.fields["proposals"].label_from_instance = lambda row: (
            f"{row.mentor.full_name} – {row.mentee.full_name}"
        )

    def clean(self):
        data = super().clean()
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] <= data["starts_on"]:
            raise ValidationError({"ends_on": "Окончание должно быть позже начала."})
        return data


def to_be_paired(proposals):
    """Proposals with a mentor; who took the consent back meanwhile is not offered."""
    fine = {"mentee__processing_stopped_on": None, "mentor__processing_stopped_on": None}
    return proposals.filter(mentor__isnull=False, **fine)


def usual_term(organization):
    """From today or the first school day to the end of May, like a pair made by hand."""
    year = organization.school_year
    return {
        "starts_on": max(organization.today, dt.date(year, 9, 1)),
        "ends_on": dt.date(year + 1, 5, 31),
    }


class LevelInput(forms.NumberInput):
    """A slider of four steps; its words stand under it on the page, and are said by static/js/levels.js."""

    input_type = "range"


class WeightsForm(forms.Form):
    """How much each criterion matters."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for criterion in CRITERIA:
            self.fields[criterion.key] = forms.IntegerField(
                label=criterion.label,
                help_text=criterion.hint,
                min_value=min(LEVELS),
                max_value=max(LEVELS),
                initial=criterion.default,
                widget=LevelInput(
                    {"class": "form-range", "step": 1, "data-levels": ";".join(LEVELS.values())}
                ),
            )

    def clean(self):
        data = super().clean()
        if not self.errors and not any(data.values()):
            raise ValidationError("Хотя бы одно должно быть важно, иначе подбирать не по чему.")
        return data
