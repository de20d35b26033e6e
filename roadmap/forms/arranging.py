"""Forms of the order of a roadmap: which lines and stages, where to, how; the rules live in the services."""

from django import forms

from roadmap.models import Activity, Stage
from roadmap.renumbering import Style

STEPS = [("-1", "выше"), ("1", "ниже")]
NOBODY = "Отметьте хотя бы одно мероприятие."


class MoveForm(forms.Form):
    """One place up or down, or a place (from 0) that a row was dragged to."""

    step = forms.TypedChoiceField(choices=STEPS, coerce=int, required=False, empty_value=None)
    position = forms.IntegerField(min_value=0, required=False)

    def clean(self):
        data = super().clean()
        if data.get("step") is None and data.get("position") is None:
            raise forms.ValidationError("Выберите, куда переставить.")
        return data


class MoveLineForm(MoveForm):
    """A dragged line also says into which stage."""

    stage = forms.ModelChoiceField(Stage.objects.none(), required=False)

    def __init__(self, *args, roadmap, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stage"].queryset = roadmap.stages.all()


class LinesForm(forms.Form):
    """Ticked lines of one roadmap; a ticked stage stands for all its lines."""

    lines = forms.ModelMultipleChoiceField(Activity.objects.none(), required=False)
    stages = forms.ModelMultipleChoiceField(Stage.objects.none(), required=False)

    def __init__(self, *args, roadmap, **kwargs):
        super().__init__(*args, **kwargs)
        self.roadmap = roadmap
        self.fields["lines"].queryset = roadmap.activities.all()
        self.fields["stages"].queryset = roadmap.stages.all()

    def clean(self):
        data = super().clean()
        ticked = {row.pk for row in data.get("lines", [])}
        stages = {stage.pk for stage in data.get("stages", [])}
        rows = self.roadmap.activities.select_related("stage")
        data["activities"] = [row for row in rows if row.pk in ticked or row.stage_id in stages]
        if not data["activities"] and not self.errors:
            raise forms.ValidationError(NOBODY)
        return data


class MoveLinesForm(LinesForm):
    """Ticked lines go to the end of a stage."""

    to_stage = forms.ModelChoiceField(
        Stage.objects.none(), error_messages={"required": "Выберите, в какой этап перенести."}
    )

    def __init__(self, *args, roadmap, **kwargs):
        super().__init__(*args, roadmap=roadmap, **kwargs)
        self.fields["to_stage"].queryset = roadmap.stages.all()


class AddStageForm(forms.ModelForm):
    class Meta:
        model = Stage
        fields = ["title", "is_continuous"]
        widgets = {"title": forms.Textarea(attrs={"rows": 2})}
        labels = {"is_continuous": "Идёт весь год, рядом с остальными этапами"}


class StageForm(AddStageForm):
    class Meta(AddStageForm.Meta):
        fields = ["title", "number", "lead", "is_continuous"]
        help_texts = {
            "lead": "Печатаются в ячейке этапа перед списком его мероприятий. Обычно пусто.",
            "number": "По номеру этапы идут по порядку.",
        }


class RemoveStageForm(forms.Form):
    with_activities = forms.BooleanField(label="Вместе с мероприятиями", required=False)


class SplitForm(forms.Form):
    """Which content items become lines of their own, by their places from 0."""

    items = forms.TypedMultipleChoiceField(
        label="Станут отдельными мероприятиями",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте пункты, которые станут отдельными мероприятиями."},
    )

    def __init__(self, *args, content, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = list(enumerate(content))


class RenumberForm(forms.Form):
    style = forms.ChoiceField(
        label="Как нумеровать мероприятия",
        widget=forms.RadioSelect,
        choices=[
            (Style.BY_STAGE, "по этапам: 1.1, 1.2, 2.1"),
            (Style.THROUGH, "подряд: 1, 2, 3 до конца таблицы"),
            (Style.NONE, "без номеров"),
        ],
    )


class TermsForm(LinesForm):
    """What happens to the terms of the ticked lines: new words, so much later, or new days.

    Without `way` only the choice of lines is meant; `is_sure` comes with the page that shows what would change.
    """

    WAYS = [("shift", "Сдвинуть"), ("words", "Записать словами"), ("dates", "Указать даты")]
    UNITS = [("days", "дн."), ("weeks", "нед."), ("months", "мес.")]
    way = forms.ChoiceField(choices=WAYS, required=False)
    number = forms.IntegerField(min_value=1, max_value=400, required=False, initial=1)
    unit = forms.ChoiceField(choices=UNITS, required=False, initial="weeks")
    direction = forms.TypedChoiceField(
        choices=[("1", "позже"), ("-1", "раньше")], coerce=int, required=False, initial="1"
    )
    term = forms.CharField(max_length=300, required=False)
    starts_on = forms.DateField(required=False)
    due_on = forms.DateField(required=False)
    is_sure = forms.BooleanField(required=False)

    NEEDED = {
        "shift": ["number", "unit", "direction"],
        "words": ["term"],
        "dates": ["due_on"],
    }
    ASKED = {
        "number": "Напишите, на сколько сдвинуть: от 1 до 400.",
        "term": "Напишите срок, например: «Август-сентябрь 2026».",
        "due_on": "Укажите крайний день.",
    }

    def clean(self):
        data = super().clean()
        for name in self.NEEDED.get(data.get("way"), []):
            if data.get(name) in (None, "") and name not in self.errors:
                self.add_error(name, self.ASKED.get(name, "Выберите из списка."))
        first, last = data.get("starts_on"), data.get("due_on")
        if data.get("way") == "dates" and first and last and first > last:
            self.add_error("due_on", "Срок не может кончиться раньше, чем начался.")
        return data

    @property
    def sent(self):
        """(name, value) of all that was sent, so that the page of the preview sends it once more."""
        names = [name for name in self.fields if name != "is_sure"]
        return [(name, value) for name in names for value in self.data.getlist(name)] if self.is_bound else []

    @property
    def change(self):
        """The chosen change, as the services take it."""
        data = self.cleaned_data
        if data["way"] == "shift":
            return {"way": "shift", "number": data["number"] * data["direction"], "unit": data["unit"]}
        names = ["term"] if data["way"] == "words" else ["starts_on", "due_on"]
        return {"way": data["way"], **{name: data[name] for name in names}}
