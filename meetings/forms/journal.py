from django import forms

from meetings.forms.planning import day_field, hour_field, minutes_field, place_field
from meetings.queries import programme_rows
from meetings.reading import readers_line
from programmes.permissions import can_mark_rows

CHIPS = 6
NO_ROW = ""


class LineForm(forms.Form):
    """A line of the journal: everything in it may stay as the plan says."""

    minutes = minutes_field()
    place = place_field()
    row = forms.TypedChoiceField(
        label="По какой строке программы", required=False, coerce=int, empty_value=None,
        widget=forms.RadioSelect({"class": "btn-check"}),
    )  # fmt: skip
    row_done = forms.BooleanField(label="Эта строка программы выполнена", required=False)
    topic = forms.CharField(label="О чём говорили?", required=False, max_length=300)
    outcome = forms.CharField(label="Что решили?", required=False, max_length=500)

    def __init__(self, *args, pair, me, row=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topic"].help_text = self.fields["outcome"].help_text = readers_line(pair, me)
        self.rows = rows_to_choose(pair, row)
        if self.rows:
            self.fields["row"].choices = [(NO_ROW, "другое"), *((one.pk, one.activity) for one in self.rows)]
        else:
            del self.fields["row"]
        if not any(can_mark_rows(me, one.programme) for one in self.rows if not one.is_done):
            del self.fields["row_done"]

    @property
    def chosen_row(self):
        pk = self.cleaned_data.get("row")
        return next((row for row in self.rows if row.pk == pk), None)

    @property
    def line(self):
        """What the services take."""
        data = {name: self.cleaned_data[name] for name in ("minutes", "place", "topic", "outcome")}
        return data | {"row": self.chosen_row, "row_done": self.cleaned_data.get("row_done", False)}


class EditLineForm(LineForm):
    stamp = forms.IntegerField(widget=forms.HiddenInput)


class TellForm(LineForm):
    """A meeting that stood in no plan."""

    on = day_field("Когда встретились")
    starts_at = hour_field()

    field_order = ["on", "starts_at", "minutes", "place", "row", "row_done", "topic", "outcome"]


def rows_to_choose(pair, row):
    """The next lines of the programme, and the one that is chosen already."""
    rows = list(programme_rows(pair))
    for one in rows:
        one.programme.pair = pair
    undone = [one for one in rows if not one.is_done][:CHIPS]
    chosen = [one for one in rows if row and one.pk == row.pk and one not in undone]
    return chosen + undone
