from django import forms

from meetings.models import Meeting, MeetingSeries, Vacation
from organizations.forms import OwnedModelForm
from pairs.models import Pair

LESS, MORE = 5, 480
DAY = {"type": "date"}


def day_field(label, **more):
    return forms.DateField(label=label, widget=forms.DateInput(DAY, format="%Y-%m-%d"), **more)


def hour_field():
    widget = forms.TimeInput({"type": "time"}, format="%H:%M")
    return forms.TimeField(label="Время", required=False, widget=widget)


def minutes_field():
    return forms.IntegerField(label="Сколько минут", min_value=LESS, max_value=MORE, initial=45)


def place_field():
    choices = Meeting._meta.get_field("place").choices
    return forms.ChoiceField(label="Как встречаетесь", choices=choices, initial="in_person")


def number(choices, label, **more):
    return forms.TypedChoiceField(label=label, choices=choices, coerce=int, **more)


class ChangeSeriesForm(forms.Form):
    """A rhythm that goes on: what can be changed from today."""

    weekday = number(MeetingSeries.Weekday.choices, "День недели")
    rhythm = number(MeetingSeries.Rhythm.choices, "Как часто")
    starts_at = hour_field()
    minutes = minutes_field()
    place = place_field()
    until = day_field("Последняя встреча не позже")

    def clean(self):
        data = super().clean()
        since, until = data.get("starts_on"), data.get("until")
        if since and until and until < since:
            self.add_error("until", "Последний день не раньше первого.")
        return data


class PlanForm(ChangeSeriesForm):
    """A new rhythm; the page shows its days before they are saved."""

    starts_on = day_field("Первая встреча не раньше")

    field_order = ["weekday", "rhythm", "starts_on", "until", "starts_at", "minutes", "place"]


class PlanManyForm(PlanForm):
    """One rhythm for several running pairs."""

    pairs = forms.ModelMultipleChoiceField(
        Pair.objects.none(),
        label="Пары и группы",
        widget=forms.CheckboxSelectMultiple({"data-pick": ""}),
        error_messages={"required": "Отметьте хотя бы одну пару."},
    )

    field_order = ["pairs", *PlanForm.field_order]

    def __init__(self, *args, membership, **kwargs):
        super().__init__(*args, **kwargs)
        running = Pair.objects.visible_to(membership).filter(status=Pair.Status.ACTIVE)
        self.fields["pairs"].queryset = running.select_related("mentor").prefetch_related("members__person")


class AddMeetingForm(forms.Form):
    on = day_field("День")
    starts_at = hour_field()
    minutes = minutes_field()
    place = place_field()


class MoveMeetingForm(forms.Form):
    on = day_field("Новый день")
    starts_at = hour_field()


class VacationForm(OwnedModelForm):
    class Meta:
        model = Vacation
        fields = ["name", "starts_on", "ends_on"]
        widgets = {name: forms.DateInput(DAY, format="%Y-%m-%d") for name in ("starts_on", "ends_on")}
        labels = {"name": "Название", "starts_on": "Первый день", "ends_on": "Последний день"}


class VacationYearForm(forms.Form):
    """The holidays of a school year: the usual days are filled in, the order of the institution corrects them."""

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.names = [name for name, *_ in rows]
        for place, (_, starts_on, ends_on) in enumerate(rows):
            self.fields[f"since_{place}"] = day_field("с", initial=starts_on, required=False)
            self.fields[f"until_{place}"] = day_field("по", initial=ends_on, required=False)
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"  # the page lays them out itself

    def clean(self):
        data = super().clean()
        for place in range(len(self.names)):
            since, until = data.get(f"since_{place}"), data.get(f"until_{place}")
            if bool(since) != bool(until):
                self.add_error(f"until_{place}", "Заполните обе даты или оставьте обе пустыми.")
            elif since and until < since:
                self.add_error(f"until_{place}", "Окончание не раньше начала.")
        return data

    @property
    def lines(self):
        """(name, field of the first day, field of the last) for the page."""
        return [
            (name, self[f"since_{place}"], self[f"until_{place}"]) for place, name in enumerate(self.names)
        ]

    @property
    def rows(self):
        data = self.cleaned_data
        found = [
            (name, data[f"since_{place}"], data[f"until_{place}"]) for place, name in enumerate(self.names)
        ]
        return [row for row in found if row[1]]
