"""The forms by which a running pair changes: one question after another, days filled in beforehand."""

from django import forms
from django.core.exceptions import ValidationError

from pairs.forms import with_free_places, with_position
from pairs.models import Pair, PairChange
from pairs.rules import AT_THE_END, AWAY, REASONS, first_day_after
from people import gate
from people.models import ConsentKind, MenteeEntry, MentorEntry, Person

Kind = PairChange.Kind
FIELDS = {
    Kind.PROLONG: ["new_ends_on", "reason"],
    Kind.REPLACE: ["mentor", "reason", "notice_on", "effective_on"],
    Kind.REFUSAL: ["notice_on", "effective_on", "reason"],
    Kind.CANCELLATION: ["notice_on", "effective_on", "reason"],
    Kind.MENTEE: ["effective_on", "reason"],
    Kind.LEFT: ["effective_on", "reason"],
    Kind.COMPLETE: ["outcome", "effective_on"],
}


def labels_of(values, choices):
    return [(value, label) for value, label in choices if value in values]


class DayField(forms.DateField):
    def __init__(self, **kwargs):
        super().__init__(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **kwargs)


class PairChangeForm(forms.Form):
    """What one kind of change asks: who, from which day, why."""

    mentor = forms.ModelChoiceField(
        Person.objects.none(),
        label="Новый наставник",
        empty_label="Выберите",
        help_text="Кто в банке наставников и у кого хватает свободных мест; в скобках – сколько их. "
        "Человека из другой организации сначала внесите в банк как партнёра.",
    )
    outcome = forms.ChoiceField(label="Итог", choices=labels_of(AT_THE_END, Pair.Outcome.choices))
    new_ends_on = DayField(label="Продлить до")
    notice_on = DayField(label="Уведомление вручено")
    effective_on = DayField(label="С какого дня", required=False, help_text="Пусто – первый возможный день.")
    reason = forms.ChoiceField(label="Причина")

    def __init__(self, *args, kind, pair, membership, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind, self.pair, self.today = kind, pair, membership.organization.today
        self.fields = {name: self.fields[name] for name in FIELDS[kind]}
        if "reason" in self.fields:
            self.fields["reason"].choices = labels_of(REASONS[kind], PairChange.Reason.choices)
        if "mentor" in self.fields:
            offer_mentors(self.fields["mentor"], pair, membership)
        if kind == Kind.REPLACE:
            self.fields["notice_on"].required = False
            self.fields[
                "notice_on"
            ].help_text = "Если наставник отказался сам: предупреждают за три рабочих дня."
        elif "notice_on" in self.fields:
            self.fields["notice_on"].initial = self.today
            self.fields[
                "notice_on"
            ].help_text = "От этого дня считают три полных рабочих дня (статья 351.8 ТК РФ)."
        if "effective_on" in self.fields:
            self.fields["effective_on"].initial = self.first_day(self.fields.get("notice_on"))

    def first_day(self, notice):
        """The first day that the law and the term of the pair allow, if it begins today."""
        return first_day_after(self.today) if notice and notice.initial else self.today

    def clean(self):
        data = super().clean()
        if (
            "effective_on" in self.fields
            and "effective_on" not in self.errors
            and not data.get("effective_on")
        ):
            notice = data.get("notice_on")
            data["effective_on"] = first_day_after(notice) if notice else self.today
        return data

    @property
    def answers(self):
        """What the deed takes, the reason of a completion with it."""
        return {"reason": REASONS[self.kind][0], **self.cleaned_data}


def offer_mentors(field, pair, membership):
    """Those of the bank who have room for all the mentees of the pair, but for its mentor and its mentees."""
    entries = with_free_places(MentorEntry.objects.visible_to(membership).active())
    entries = entries.filter(free__gte=len(pair.present))
    inside = [pair.mentor_id, *(member.person_id for member in pair.present)]
    people = Person.objects.visible_to(membership).filter(mentor_entries__in=entries)
    people = gate.allowed(people, gate.Deed.MATCHING, role=ConsentKind.MENTOR_DUTY)
    field.queryset = people.exclude(pk__in=inside).order_by("search")
    free = {entry.person_id: entry.free for entry in entries}
    field.label_from_instance = lambda person: f"{with_place(person)} ({free[person.pk]})"


def with_place(person):
    """Where an outsider works is what one knows the outsider by."""
    return ", ".join(filter(None, [with_position(person), person.workplace]))


class SubstitutionForm(forms.Form):
    """Who stands in for the mentor, from when to when and why."""

    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="Кто замещает",
        empty_label="Выберите",
        help_text="Кто сейчас в банке наставников. Места в банке замещение не занимает.",
    )
    starts_on = DayField(label="С какого дня")
    ends_on = DayField(label="По какой день")
    reason = forms.ChoiceField(label="Причина", choices=labels_of(AWAY, PairChange.Reason.choices))

    def __init__(self, *args, pair, membership, **kwargs):
        super().__init__(*args, **kwargs)
        inside = [pair.mentor_id, *(member.person_id for member in pair.present)]
        entries = MentorEntry.objects.visible_to(membership).active()
        people = Person.objects.visible_to(membership).filter(mentor_entries__in=entries)
        people = gate.allowed(people, gate.Deed.PAIR, role=ConsentKind.MENTOR_DUTY)
        self.fields["person"].queryset = people.exclude(pk__in=inside).order_by("search")
        self.fields["person"].label_from_instance = with_place
        self.fields["starts_on"].initial = max(membership.organization.today, pair.starts_on)

    def clean(self):
        data = super().clean()
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            raise ValidationError({"ends_on": "Последний день не раньше первого."})
        return data


class LastDayForm(forms.Form):
    """The last day of somebody in a pair."""

    on = DayField(label="Последний день")


class JoinForm(forms.Form):
    """Who of the bank joins a running group."""

    person = forms.ModelChoiceField(Person.objects.none(), label="Кто присоединяется", empty_label="Выберите")
    on = DayField(label="С какого дня")

    def __init__(self, *args, pair, membership, **kwargs):
        super().__init__(*args, **kwargs)
        inside = [pair.mentor_id, *(member.person_id for member in pair.present)]
        entries = MenteeEntry.objects.visible_to(membership).active()
        people = Person.objects.visible_to(membership).filter(mentee_entries__in=entries)
        self.fields["person"].queryset = people.exclude(pk__in=inside).order_by("search")
        self.fields["person"].label_from_instance = with_position
        self.fields["on"].initial = max(membership.organization.today, pair.starts_on)


class PayForm(forms.Form):
    """What the mentor is paid a month: the agreement and the order take it from here."""

    pay = forms.ChoiceField(label="Выплата за месяц", choices=Pair.Pay.choices, required=False)
    amount = forms.IntegerField(
        label="Сколько процентов или рублей", required=False, min_value=1, max_value=999_999
    )
    basis = forms.CharField(
        label="Чем установлена",
        required=False,
        max_length=200,
        help_text="Например: Положением об оплате труда работников.",
    )

    def clean(self):
        data = super().clean()
        needs_amount = data.get("pay") in {Pair.Pay.PERCENT, Pair.Pay.ROUBLES}
        if needs_amount and not data.get("amount") and "amount" not in self.errors:
            self.add_error("amount", "Напишите размер выплаты числом.")
        if data.get("pay") == Pair.Pay.PERCENT and (data.get("amount") or 0) > 100:
            self.add_error("amount", "Больше 100 процентов не бывает. Для суммы выберите рубли.")
        return data


class OutcomeForm(forms.Form):
    """What a pair came to at the end of its term."""

    outcome = forms.ChoiceField(label="Итог", choices=labels_of(AT_THE_END, Pair.Outcome.choices))
    result = forms.CharField(
        label="Итог словами",
        required=False,
        max_length=300,
        help_text="Что получилось; прочтут куратор, руководитель и участники пары.",
    )


class CompletePairsForm(forms.Form):
    """Several pairs whose term is over, with one outcome."""

    pairs = forms.ModelMultipleChoiceField(
        Pair.objects.none(), label="Пары и группы", widget=forms.CheckboxSelectMultiple
    )
    outcome = forms.ChoiceField(label="Итог", choices=labels_of(AT_THE_END, Pair.Outcome.choices))

    def __init__(self, *args, pairs, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pairs"].queryset = pairs
        self.initial.setdefault("pairs", [pair.pk for pair in pairs])
