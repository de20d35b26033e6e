"""Forms of programmes. A hidden `stamp` says which state was read: a stale save is refused (CON-2)."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError

from people.models import MentoringForm
from programmes.library import for_audience
from programmes.models import Programme, ProgrammeRow
from programmes.proposing import audience_of
from programmes.services.editing import MOST_ROWS
from programmes.versions import HEAD

LONGEST = dt.timedelta(days=366)  # a programme takes up to a year (domain 3.8)
AREAS = {
    name: forms.Textarea({"rows": 3}) for name in ("relevance", "tasks", "results", "indicators", "reporting")
}
DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


def check_term(data):
    """The end after the beginning, within a year."""
    first, last = data.get("starts_on"), data.get("ends_on")
    if first and last and last <= first:
        raise ValidationError({"ends_on": "Окончание должно быть позже начала."})
    if first and last and last - first > LONGEST:
        raise ValidationError(
            {"ends_on": "Программа рассчитана не больше чем на год. Поставьте день раньше."}
        )


class NewProgrammeForm(forms.Form):
    """What of the proposal is taken; left as it is, the programme is ready."""

    title = forms.CharField(label="Тема программы", max_length=300)
    goal = forms.CharField(
        label="Цель своими словами", max_length=500, required=False, widget=forms.Textarea({"rows": 2}),
        help_text="Можно оставить пустым: цель сложится из шаблона и отмеченных запросов.",
    )  # fmt: skip
    starts_on = forms.DateField(label="Начало", widget=DAY)
    ends_on = forms.DateField(label="Окончание", widget=DAY)
    requests = forms.MultipleChoiceField(
        label="Запросы наставляемого", required=False, widget=forms.CheckboxSelectMultiple
    )
    rows = forms.MultipleChoiceField(
        label="Строки плана", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, pair, proposal, **kwargs):
        initial = {
            "title": pair.theme or proposal.content["title"], "starts_on": pair.starts_on, "ends_on": pair.ends_on,
            "requests": [str(request.pk) for request in proposal.requests],
            "rows": [row.key for row in proposal.rows],
        }  # fmt: skip
        super().__init__(*args, initial=initial, **kwargs)
        self.proposal = proposal
        self.fields["requests"].choices = [(str(one.pk), one.text) for one in proposal.requests]
        self.fields["rows"].choices = [(row.key, row.fields["activity"]) for row in proposal.rows]

    def clean(self):
        data = super().clean()
        check_term(data)
        if not data.get("rows") and "rows" not in self.errors:
            raise ValidationError({"rows": "Отметьте хотя бы одну строку плана."})
        return data

    @property
    def ticked(self):
        """[(row of the proposal, is ticked)] for the page."""
        chosen = set(self["rows"].value() or ())
        return [(row, row.key in chosen) for row in self.proposal.rows]


class _Stamped(forms.ModelForm):
    """A form over a part that several may save; the service checks and saves."""

    stamp = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["stamp"] = self.instance.stamp

    def _post_clean(self):
        """The instance stays as it is in the database: a conflict shows both."""


class ProgrammeForm(_Stamped):
    class Meta:
        model = Programme
        fields = HEAD
        widgets = AREAS | {"goal": forms.Textarea({"rows": 2}), "starts_on": DAY, "ends_on": DAY}

    def clean(self):
        data = super().clean()
        check_term(data)
        return data


class RowForm(_Stamped):
    class Meta:
        model = ProgrammeRow
        fields = ["activity", "form", "term", "due_on", "responsible", "result", "direction", "section"]
        widgets = {"due_on": DAY, "activity": forms.Textarea({"rows": 2})}
        labels = {"term": "Срок словами", "due_on": "Последний день"}


class AddRowForm(RowForm):
    """A row written by hand: nothing to overwrite yet."""

    stamp = None


class ReportForm(_Stamped):
    class Meta:
        model = ProgrammeRow
        fields = ["done_on", "fact", "mark"]
        widgets = {"done_on": DAY, "fact": forms.Textarea({"rows": 2})}
        help_texts = {"fact": "Что получилось; если не выполнено – почему."}


class DoneForm(forms.Form):
    done = forms.BooleanField(required=False)


class StepForm(forms.Form):
    step = forms.TypedChoiceField(choices=[("-1", "выше"), ("1", "ниже")], coerce=int)


class RemarkForm(forms.Form):
    text = forms.CharField(label="Что исправить", max_length=1000, widget=forms.Textarea({"rows": 3}))


class ReturnForm(forms.Form):
    text = forms.CharField(
        label="Замечание к программе в целом", max_length=1000, required=False, widget=forms.Textarea({"rows": 3}),
        help_text="Можно оставить пустым, если замечания уже стоят у строк плана.",
    )  # fmt: skip


class PickForm(forms.Form):
    """Activities of the library, by fields of difficulties; those of the mentee's requests stand first."""

    section = forms.ChoiceField(label="В какой раздел плана")
    keys = forms.MultipleChoiceField(label="Мероприятия", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, programme, first=(), **kwargs):
        super().__init__(*args, **kwargs)
        known = [row.section for row in programme.rows.all()]
        sections = list(dict.fromkeys(known)) or [""]
        self.fields["section"].choices = [(name, name or "без раздела") for name in sections]
        self.initial["section"] = sections[len(sections) // 2]
        taken = {row.activity for row in programme.rows.all()}
        names = [deficit.name for deficit in first]
        deficits = sorted(for_audience(audience_of(programme.pair)), key=lambda one: one.name not in names)
        groups = [
            (deficit, [one for one in deficit.activities if one.text not in taken]) for deficit in deficits
        ]
        self.groups = [(deficit, left, deficit.name in names) for deficit, left in groups if left]
        self.fields["keys"].choices = [(one.key, one.text) for _, left, _ in self.groups for one in left]
        self.room = MOST_ROWS - len(known)


class TemplateNameForm(forms.Form):
    name = forms.CharField(label="Название шаблона", max_length=200)


class TemplateForm(forms.Form):
    """An own template: its name, for which form, its words, and which rows stay."""

    name = forms.CharField(label="Название шаблона", max_length=200)
    form = forms.ChoiceField(label="Форма наставничества", choices=MentoringForm.choices)
    title = forms.CharField(label="Тема программы", max_length=300)
    relevance = forms.CharField(
        label="Актуальность", max_length=2000, required=False, widget=AREAS["relevance"]
    )
    goal = forms.CharField(label="Цель", max_length=500, widget=forms.Textarea({"rows": 2}))
    tasks = forms.CharField(label="Задачи", max_length=2000, required=False, widget=AREAS["tasks"])
    results = forms.CharField(
        label="Ожидаемые результаты", max_length=2000, required=False, widget=AREAS["results"]
    )
    indicators = forms.CharField(
        label="Показатели", max_length=1000, required=False, widget=AREAS["indicators"]
    )
    reporting = forms.CharField(
        label="Формы отчётности", max_length=1000, required=False, widget=AREAS["reporting"]
    )
    rows = forms.TypedMultipleChoiceField(
        label="Строки плана", coerce=int, widget=forms.CheckboxSelectMultiple, required=False,
        help_text="Снимите отметку, чтобы убрать строку из шаблона.",
    )  # fmt: skip

    def __init__(self, *args, template, **kwargs):
        content = template.content
        choices = [(number, row["activity"]) for number, row in enumerate(content["rows"])]
        texts = {
            name: content.get(name, "") for name in self.base_fields if name in content and name != "rows"
        }
        initial = texts | {
            "name": template.name,
            "form": template.form,
            "rows": [number for number, _ in choices],
        }
        initial["tasks"] = "\n".join(content["tasks"])
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["rows"].choices = choices
