"""Forms of roadmaps: shape only, the rules live in the services and models."""

from django import forms
from django.utils.html import format_html

from common.russian import lower_first, school_year_words
from organizations.forms import OwnedModelForm
from roadmap.models import Activity, Roadmap
from roadmap.progress import COUNTERS
from roadmap.samples import samples_for

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AddRoadmapForm(forms.Form):
    """Which built-in roadmap, for which school year."""

    template = forms.ChoiceField(label="Образец", widget=forms.RadioSelect)
    start_year = forms.TypedChoiceField(label="Учебный год", coerce=int)

    def __init__(self, *args, organization, **kwargs):
        super().__init__(*args, **kwargs)
        fitting = samples_for(organization)
        self.fields["template"].choices = [(sample.key, _choice(sample)) for sample in fitting]
        self.fields["template"].initial = proposed(fitting, organization)
        year = organization.school_year
        self.fields["start_year"].choices = [
            (start, school_year_words(start)) for start in (year, year + 1, year - 1)
        ]


def proposed(fitting, organization):
    """The sample of the institution's own kind; without one the person chooses."""
    return next((sample.key for sample in fitting if organization.kind in sample.kinds), None)


def _choice(sample):
    return format_html("<strong>{}</strong><br><span class='muted'>{}</span>", sample.name, sample.about)


class RoadmapForm(OwnedModelForm):
    class Meta:
        model = Roadmap
        fields = ["title", "intro", "stamp", "approved_on", "approval_number"]
        widgets = {
            "title": forms.Textarea(attrs={"rows": 4}),
            "intro": forms.Textarea(attrs={"rows": 3}),
            "approved_on": DATE,
        }
        help_texts = {
            "title": "Каждая строка печатается отдельной строкой.",
            "approved_on": "Оставьте пустым, пока руководитель не утвердил.",
            "approval_number": "Для грифа с приказом: например, 98-од.",
        }

    def clean_title(self):
        return "\n".join(lines_of(self.cleaned_data["title"]))


class LinesField(forms.CharField):
    """A list of short texts, one a line."""

    widget = forms.Textarea

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value):
        return lines_of(super().clean(value))

    def has_changed(self, initial, data):
        return (initial or []) != lines_of(data or "")


def lines_of(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


class ActivityForm(OwnedModelForm):
    content = LinesField(
        label="Содержание, по пунктам",
        required=False,
        help_text="Каждый пункт с новой строки, без номеров.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    counter = forms.ChoiceField(label="Чем закрывается", required=False)

    class Meta:
        model = Activity
        fields = ["title", "content", "term", "starts_on", "due_on", "responsible", "counter", "result_paper"]
        widgets = {"title": forms.Textarea(attrs={"rows": 3}), "starts_on": DATE, "due_on": DATE}
        labels = {"starts_on": "Начало", "due_on": "Крайний день"}
        help_texts = {
            "term": "Так срок печатается: «Август-сентябрь 2026», «В течение периода».",
            "due_on": "По этому дню система напоминает и считает просрочку.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        facts = [(key, f"по данным: {lower_first(label)}") for key, (label, _) in COUNTERS.items()]
        own = self.instance.counter
        kept = [] if own in {"", *COUNTERS} else [(own, "по другим данным")]
        self.fields["counter"].choices = [("", "вручную"), *facts, *kept]


class AddActivityForm(ActivityForm):
    """A new line also says which stage it belongs to."""

    stage = forms.TypedChoiceField(label="Этап", required=False)

    def __init__(self, *args, stages, **kwargs):
        super().__init__(*args, **kwargs)
        self.stages = {str(stage.pk): stage for stage in stages}
        self.fields["stage"].choices = [(pk, str(stage)) for pk, stage in self.stages.items()]
        self.fields["stage"].required = bool(self.stages)
        if self.stages:
            self.order_fields(["stage", *self.Meta.fields])
        else:
            del self.fields["stage"]

    def clean_stage(self):
        return self.stages[self.cleaned_data["stage"]]


class CloseActivityForm(forms.Form):
    note = forms.CharField(
        label="Чем подтверждается",
        max_length=300,
        help_text="Например: протокол педсовета от 30 августа № 1, лежит в папке наставничества.",
    )
