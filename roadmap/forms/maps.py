"""Forms of roadmaps: shape only, the rules live in the services and models."""

from django import forms
from django.utils.html import format_html

from common.russian import date_words, school_year_words
from organizations.forms import OwnedModelForm
from roadmap.models import Activity, Roadmap
from roadmap.periods import contradiction
from roadmap.samples import samples_for

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AddRoadmapForm(forms.Form):
    """Which built-in roadmap, for which school year, for one year or two."""

    template = forms.ChoiceField(label="Образец", widget=forms.RadioSelect)
    start_year = forms.TypedChoiceField(label="Начинается в учебном году", coerce=int)
    years = forms.TypedChoiceField(
        label="На сколько лет",
        coerce=int,
        choices=[(1, "1 год"), (2, "2 года")],
        required=False,
        empty_value=1,
    )

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
        fields = ["title", "intro", "stamp", "appendix_number", "adopted", "agreed"]
        widgets = {
            "title": forms.Textarea(attrs={"rows": 4}),
            "intro": forms.Textarea(attrs={"rows": 3}),
            "adopted": forms.Textarea(attrs={"rows": 2}),
            "agreed": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "title": "Каждая строка печатается отдельной строкой.",
            "appendix_number": "Для грифа «УТВЕРЖДЕНА приказом»: Приложение № 2.",
            "adopted": "Например: Педагогическим советом, протокол от 30.08.2026 № 1. Пусто – гриф не печатается.",
            "agreed": "Например: Профсоюзным комитетом, протокол от 29.08.2026 № 5. Пусто – гриф не печатается.",
        }

    def clean_title(self):
        return "\n".join(lines_of(self.cleaned_data["title"]))


class ApproveRoadmapForm(forms.ModelForm):
    """What the head has approved on paper: the date, the order, and who that was if not the head of today."""

    class Meta:
        model = Roadmap
        fields = ["approved_on", "approval_number", "approver_position", "approver_name"]
        widgets = {"approved_on": DATE}
        help_texts = {
            "approval_number": "Если утверждена приказом: например, 98-од.",
            "approver_position": "Заполните, если утвердил не нынешний руководитель.",
            "approver_name": "Например: М.С. Ковалёва.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["approved_on"].required = True


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
    """The words of a line. Days follow the words of the term by themselves, unless somebody sets them here."""

    content = LinesField(
        label="Содержание, по пунктам",
        required=False,
        help_text="Каждый пункт с новой строки, без номеров.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    class Meta:
        model = Activity
        fields = ["title", "content", "term", "starts_on", "due_on", "responsible", "result_paper"]
        widgets = {
            "title": forms.Textarea(attrs={"rows": 3}),
            "starts_on": DATE,
            "due_on": DATE,
            "responsible": forms.Textarea(attrs={"rows": 2}),
        }
        labels = {"starts_on": "Начало", "due_on": "Крайний день"}
        help_texts = {
            "term": "Так срок печатается: «Август-сентябрь 2026», «В течение периода». Даты подставятся сами.",
            "starts_on": "Оставьте даты как есть, если они следуют из слов срока.",
            "due_on": "По этому дню система напоминает и считает просрочку.",
            "responsible": "Так ответственные печатаются, каждый с новой строки.",
        }

    def clean_responsible(self):
        return "\n".join(lines_of(self.cleaned_data["responsible"]))

    def clean(self):
        """Days set by hand must lie inside the words of the term."""
        data = super().clean()
        if {"starts_on", "due_on"} & {*self.changed_data} and (day := contradiction(self.instance, data)):
            self.add_error(
                "due_on" if day == data.get("due_on") else "starts_on",
                f"По словам срока «{data['term']}» день {date_words(day)} не подходит. Исправьте слова или день.",
            )
        return data


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
