"""Forms of a questionnaire as a whole: its head, sections, levels of the score, details of options and rows."""

from django import forms
from django.db.models import Exists, OuterRef

from common.russian_dates import normalise_search
from people.filters import ListFilter, select
from surveys.models import Purpose, Questionnaire
from surveys.sheet import Band

TONES = [("", "—"), ("good", "хорошо"), ("fair", "средне"), ("poor", "плохо")]
BANDS = 6
STATES = [
    (Questionnaire.Status.DRAFT, "черновики"),
    (Questionnaire.Status.FROZEN, "открывались для ответов"),
    (Questionnaire.Status.ARCHIVED, "в архиве"),
    ("all", "все редакции"),
]


class QuestionnaireFilter(ListFilter):
    q = forms.CharField(label="Название", required=False, max_length=200)
    purpose = select("Назначение", "любое", Purpose.choices)
    state = select("Состояние", "действующие", STATES)

    def narrow(self, rows):
        """Without a choice of the state: what is in use, of each questionnaire its newest version."""
        state, newer = self.chosen("state"), rows.usable().filter(line=OuterRef("line"))
        if state and state != "all":
            rows = rows.filter(status=state)
        elif not state:
            rows = rows.usable().exclude(Exists(newer.filter(version__gt=OuterRef("version"))))
        if purpose := self.chosen("purpose"):
            rows = rows.filter(purpose=purpose)
        return self.named(rows, normalise_search(self.chosen("q")))

    @staticmethod
    def named(rows, words):
        """By a part of the title, whatever the case: SQLite knows no capital letters of Russian."""
        if not words:
            return rows
        titles = rows.values_list("pk", "title")
        return rows.filter(pk__in=[pk for pk, title in titles if words in normalise_search(title)])


class RevisionForm(forms.Form):
    """A deed on what was read in this revision."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class HeadForm(forms.ModelForm):
    """What a questionnaire is for and what is said around its questions."""

    class Meta:
        model = Questionnaire
        fields = ["title", "purpose", "side", "form", "greeting", "about", "how_counted"]
        widgets = {name: forms.Textarea({"rows": 3}) for name in ("greeting", "about", "how_counted")}
        help_texts = {
            "side": "Пусто: могут отвечать разные люди.",
            "form": "Пусто: для любой формы.",
            "greeting": "Зачем спрашиваем, сколько это займёт минут. Согласие на обработку данных здесь не пишут.",
            "about": "Видит только администрация.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["side"].choices = [("", "кто угодно"), *self.fields["side"].choices[1:]]
        self.fields["form"].choices = [("", "любая"), *self.fields["form"].choices[1:]]

    @property
    def head(self):
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class EditHeadForm(HeadForm):
    revision = forms.IntegerField(widget=forms.HiddenInput)


class SectionForm(RevisionForm):
    """One screen on the phone."""

    title = forms.CharField(label="Название раздела", max_length=200, required=False)
    words = forms.CharField(
        label="Пояснение к разделу", max_length=800, required=False, widget=forms.Textarea({"rows": 3})
    )


class AddSectionForm(SectionForm):
    title = forms.CharField(label="Название раздела", max_length=200)


class MoveForm(RevisionForm):
    """One place up or down, or a place (from 0) where a line was dragged; a question also names the section."""

    step = forms.TypedChoiceField(
        choices=[("-1", "выше"), ("1", "ниже")], coerce=int, required=False, empty_value=None
    )
    position = forms.IntegerField(min_value=0, max_value=1000, required=False)
    stage = forms.CharField(max_length=40, required=False)

    def clean(self):
        data = super().clean()
        if data.get("step") is None and data.get("position") is None:
            raise forms.ValidationError("Выберите, куда переставить.")
        return data


class PasteForm(RevisionForm):
    """Several questions as lines."""

    text = forms.CharField(label="Вопросы", max_length=40_000, widget=forms.Textarea({"rows": 14}))
    section = forms.ChoiceField(label="В раздел", required=False)

    def __init__(self, *args, sheet, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["section"].choices = [
            (one.key, one.title or f"Раздел {number}") for number, one in enumerate(sheet.sections, 1)
        ]


class BandsForm(RevisionForm):
    """What a score means: rows of from, to, words and how good that is; an empty row is none."""

    def __init__(self, *args, bands, **kwargs):
        super().__init__(*args, **kwargs)
        for number in range(BANDS):
            band = bands[number] if number < len(bands) else Band(None, None, "", "")
            self.fields[f"low_{number}"] = score_field("От", band.low)
            self.fields[f"high_{number}"] = score_field("До", band.high)
            self.fields[f"words_{number}"] = forms.CharField(
                label="Что это значит", max_length=200, required=False, initial=band.words
            )
            self.fields[f"tone_{number}"] = forms.ChoiceField(
                label="Это", choices=TONES, required=False, initial=band.tone
            )

    @property
    def rows(self):
        return [
            [self[f"{name}_{number}"] for name in ("low", "high", "words", "tone")] for number in range(BANDS)
        ]

    def clean(self):
        data = super().clean()
        for number in range(BANDS):
            row = [data.get(f"{name}_{number}") for name in ("low", "high", "words")]
            is_empty = row[0] is None and row[1] is None and not row[2]
            if not is_empty and (row[0] is None or row[1] is None or not row[2]):
                self.add_error(f"words_{number}", "Заполните строку целиком: от, до и что это значит.")
            elif not is_empty and row[0] > row[1]:
                self.add_error(f"low_{number}", "«От» больше, чем «до».")
        return data

    @property
    def bands(self):
        found = []
        for number in range(BANDS):
            data = {name: self.cleaned_data[f"{name}_{number}"] for name in ("low", "high", "words", "tone")}
            if data["words"]:
                found.append(Band(**{**data, "tone": data["tone"] or "fair"}))
        return tuple(sorted(found, key=lambda band: band.low))


def score_field(label, initial=None):
    return ScoreField(label=label, required=False, initial=initial, min_value=-10_000, max_value=10_000)


class ScoreField(forms.FloatField):
    """Points: whole ones are kept as whole numbers."""

    def clean(self, value):
        found = super().clean(value)
        return int(found) if found is not None and found.is_integer() else found


class ItemsForm(RevisionForm):
    """Points and competences of options; of rows also whether they count from the other end and what they measure."""

    def __init__(self, *args, question, competences, measures, **kwargs):
        super().__init__(*args, **kwargs)
        self.question = question
        known = {measure for _, pairs in measures for measure, _ in pairs}
        for one in question.options:
            self.fields[f"score_{one.key}"] = score_field("Баллы", one.score)
            self.add_competence(one, competences)
        for one in question.rows:
            self.fields[f"is_reversed_{one.key}"] = forms.BooleanField(
                label="Обратный счёт", required=False, initial=one.is_reversed
            )
            self.add_competence(one, competences)
            self.fields[f"measure_{one.key}"] = forms.ChoiceField(
                label="Парный вопрос",
                choices=[("", "нет пары"), *measures],
                required=False,
                initial=one.measure if one.measure in known else "",
            )
        self.known = known

    def add_competence(self, one, competences):
        names = dict.fromkeys([*competences, *([one.competence] if one.competence else [])])
        self.fields[f"competence_{one.key}"] = forms.ChoiceField(
            label="Компетенция",
            choices=[("", "не указана"), *((name, name) for name in names)],
            required=False,
            initial=one.competence,
        )

    @property
    def items(self):
        """[(words, [fields])] for the page."""
        names = ("score", "is_reversed", "competence", "measure")
        return [
            (one.words, [self[f"{name}_{one.key}"] for name in names if f"{name}_{one.key}" in self.fields])
            for one in (*self.question.options, *self.question.rows)
        ]

    def values_of(self, one):
        names = [
            name for name in ("score", "is_reversed", "competence") if f"{name}_{one.key}" in self.fields
        ]
        values = {name: self.cleaned_data[f"{name}_{one.key}"] for name in names}
        if f"measure_{one.key}" in self.fields:
            chosen = self.cleaned_data[f"measure_{one.key}"]
            values["measure"] = chosen or ("" if one.measure in self.known else one.measure)
        return values
