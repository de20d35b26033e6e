import re

from django import forms
from django.core.exceptions import ValidationError

from people.models import Person
from selection.forms_wishes import with_position
from selection.models import ChoiceMeeting, ChoiceSeat
from selection.sheets import spelled
from selection.wishing import MOST_WANTED, people_of

TORN = "Таблица пришла не целиком. Обновите страницу и внесите листы ещё раз."
PLACES = range(1, MOST_WANTED + 1)


class PeopleOfSide(forms.ModelMultipleChoiceField):
    def __init__(self, label):
        widget = forms.CheckboxSelectMultiple({"data-pick": ""})
        super().__init__(Person.objects.none(), label=label, widget=widget)

    label_from_instance = staticmethod(with_position)


class ChoiceForm(forms.ModelForm):
    """When and where people meet, and who: both banks, all ticked beforehand."""

    mentors = PeopleOfSide("Наставники")
    mentees = PeopleOfSide("Наставляемые")

    class Meta:
        model = ChoiceMeeting
        fields = ["held_on", "starts_at", "round_minutes", "place"]
        widgets = {
            "held_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "starts_at": forms.TimeInput({"type": "time"}, format="%H:%M"),
        }
        help_texts = {"round_minutes": "Вместе с переходом к следующему столу. Обычно 5–10 минут."}

    def __init__(self, *args, membership, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.organization = membership.organization
        for name, side in (("mentors", ChoiceSeat.Side.MENTOR), ("mentees", ChoiceSeat.Side.MENTEE)):
            self.fields[name].queryset = rows = people_of(membership.organization, side)
            if not self.instance._state.adding:
                rows = rows.filter(choice_seats__in=self.instance.seats.filter(side=side))
            self.initial.setdefault(name, [person.pk for person in rows])

    def _post_clean(self):
        """The service checks and saves the row: the form only says what was typed."""


class SheetsForm(forms.Form):
    """A line of numbers for each sheet: the choices 1, 2, 3 and those not to be put together with.

    `typed` are the lines that differ from what the page showed: {seat id: (was, wanted, avoided, is handed in)}.
    """

    def __init__(self, *args, rows, is_closed=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = rows
        for row in rows:
            self.add_row(row)
        for field in self.fields.values():
            field.disabled = is_closed

    def add_row(self, row):
        key, who, most = row.seat.pk, row.seat.person, max(row.others, default=1)
        for place, number in zip(PLACES, [*row.wanted, None, None, None], strict=False):
            self.fields[f"w{place}-{key}"] = forms.IntegerField(
                label=f"{who}: выбор {place}", required=False, min_value=1, max_value=most, initial=number,
                widget=number_input(),
            )  # fmt: skip
        self.fields[f"a-{key}"] = forms.CharField(
            label=f"{who}: не ставить", required=False, max_length=200, widget=number_input(),
            initial=" ".join(map(str, sorted(row.avoided))),
        )  # fmt: skip
        tick = forms.CheckboxInput({"class": "form-check-input"})
        label = f"{who}: лист сдан"
        self.fields[f"h-{key}"] = forms.BooleanField(
            label=label, required=False, initial=row.is_handed_in, widget=tick
        )
        self.fields[f"was-{key}"] = forms.CharField(
            required=False, initial=row.words, widget=forms.HiddenInput
        )

    @property
    def lines(self):
        """[(row, the three choices, those not wanted, the tick, what was)] as the page draws them."""
        for row in self.rows:
            wanted = [self[f"w{place}-{row.seat.pk}"] for place in PLACES]
            rest = [self[f"{name}-{row.seat.pk}"] for name in ("a", "h", "was")]
            yield (row, wanted, *rest)

    def clean(self):
        data = super().clean()
        self.typed = {}
        if not self.rows or any(f"was-{row.seat.pk}" not in self.data for row in self.rows):
            raise ValidationError(TORN)
        for row in self.rows:
            self.take(row, data)
        return data

    def take(self, row, data):
        """A line that differs from what the page showed, checked against the printed list."""
        key, was = row.seat.pk, self.data[f"was-{row.seat.pk}"]
        wanted = [number for place in PLACES if (number := data.get(f"w{place}-{key}"))]
        parts = [part for part in re.split(r"[\s,;]+", data.get(f"a-{key}") or "") if part]
        if not all(part.isascii() and part.isdigit() and len(part) < 5 for part in parts):
            self.add_error(f"a-{key}", "Напишите номера через пробел.")
            return
        avoided, said = list(map(int, parts)), [*wanted, *map(int, parts)]
        handed_in = bool(data.get(f"h-{key}"))
        if spelled(wanted, avoided, handed_in) == was:
            return
        if unknown := set(said) - row.others.keys():
            self.add_error(f"a-{key}", f"Нет такого номера: {', '.join(map(str, sorted(unknown)))}.")
        elif len(set(said)) < len(said):
            self.add_error(f"a-{key}", "Один номер стоит дважды.")
        else:
            self.typed[key] = (was, wanted, avoided, handed_in)


def number_input():
    look = {"inputmode": "numeric", "autocomplete": "off", "class": "form-control form-control-sm"}
    return forms.TextInput(look)
