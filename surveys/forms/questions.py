"""The form of one question: the page shows only what its kind has, and only that is kept."""

from django import forms

from surveys.checking import CLOSED, of_marks, of_number, of_options, of_range, of_rows
from surveys.editing import measured_question, new_key
from surveys.models import Side
from surveys.outline import answers_of
from surveys.sheet import KIND_WORDS, OF_MARKS, OF_OPTIONS, Kind, Option, Question, Row, ShowIf

LONGEST_LINE, MOST_LINES = 250, 40
#: What the form shows for each kind, besides what every question has.
BLOCKS = {
    Kind.NUMBER: ("range",),
    Kind.SINGLE: ("options",),
    Kind.SINGLE_OTHER: ("options",),
    Kind.SEVERAL: ("options", "several"),
    Kind.RANKING: ("options",),
    Kind.SCALE: ("range", "ends", "scale"),
    Kind.GRID: ("rows", "range", "ends"),
}
CHECKS = [(of_options, "options", OF_OPTIONS), (of_number, "least", {Kind.SEVERAL})]
CHECKS += [
    (of_range, "low", OF_MARKS | {Kind.NUMBER}),
    (of_marks, "labels", OF_MARKS),
    (of_rows, "rows", {Kind.GRID}),
]


def lines_field(label, rows, hint=""):
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, required=False, max_length=8000, widget=widget, help_text=hint)


def whole(label, hint=""):
    return forms.IntegerField(
        label=label, required=False, min_value=-1_000_000, max_value=1_000_000, help_text=hint
    )


def tick(label):
    return forms.BooleanField(label=label, required=False)


class QuestionForm(forms.Form):
    """One question with its place; `revision` says which state of the questionnaire was read."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(label="Вопрос", max_length=600, widget=forms.Textarea({"rows": 2}))
    hint = forms.CharField(
        label="Пояснение под вопросом",
        max_length=300,
        required=False,
        help_text="Если без него непонятно, как отвечать.",
    )
    kind = forms.ChoiceField(
        label="Как отвечают", choices=[(kind.value, words) for kind, words in KIND_WORDS.items()]
    )
    is_required = tick("Без ответа дальше нельзя")
    options = lines_field("Варианты ответа", 6, "По одному в строке, например: Каждую неделю.")
    least = whole("Выбрать не меньше")
    most = whole("Выбрать не больше", "Одинаковые числа: ровно столько.")
    rows = lines_field("Что оценивают", 6, "По одной строке на каждое утверждение.")
    low = whole("От")
    high = whole("До")
    low_words = forms.CharField(label="Первая отметка", max_length=80, required=False)
    high_words = forms.CharField(label="Последняя отметка", max_length=80, required=False)
    labels = lines_field(
        "Подпись каждой отметки", 3, "По одной в строке, начиная с первой; можно оставить пустым."
    )
    why_at = whole("Спросить «Почему?» при отметке не выше", "Пустое поле: не спрашивать.")
    is_reversed = tick("Обратный счёт: высокая отметка значит «плохо»")
    is_scored = tick("Входит в сумму баллов")
    pair = forms.ChoiceField(
        label="Парный вопрос", required=False,
        help_text="Тот же вопрос в другой анкете, например входной: ответы «до» и «после» сравнятся сами.",
    )  # fmt: skip
    condition = forms.ChoiceField(label="Показывать", required=False)
    only_for = forms.ChoiceField(
        label="Кому показывать", required=False, choices=[("", "всем"), *Side.choices]
    )
    competence = forms.ChoiceField(
        label="Компетенция", required=False, help_text="О чём вопрос: по ней складывается карта дефицитов."
    )
    section = forms.ChoiceField(label="Раздел", required=False)

    def __init__(self, *args, sheet, question=None, section="", competences=(), measures=(), **kwargs):
        self.sheet, self.question, self.groups = sheet, question, measures
        super().__init__(*args, initial=initial_of(question, sheet, section, measures), **kwargs)
        self.earlier = earlier_of(sheet, question)
        numbers = {one.key: number for number, one in enumerate(sheet.questions, 1)}
        self.fields["condition"].choices = [("", "всегда")] + [
            (one.key, f"по ответу на вопрос {numbers[one.key]}. {one.words[:70]}") for one in self.earlier
        ]
        self.fields["pair"].choices = [("", "нет пары"), *measures]
        self.fields["competence"].choices = competence_choices(competences, question)
        self.fields["section"].choices = [
            (one.key, one.title or f"Раздел {number}") for number, one in enumerate(sheet.sections, 1)
        ]
        for one in self.earlier:
            self.fields[answers_name(one)] = answers_field(one)
        for field in self.fields.values():
            field.label_suffix = ""  # nearly nothing is compulsory here: the page does not say it of each

    def initial_revision(self, revision):
        self.initial["revision"] = revision

    @property
    def blocks(self):
        """{kind: what it shows}, for the page."""
        return [(kind.value, words, " ".join(BLOCKS.get(kind, ()))) for kind, words in KIND_WORDS.items()]

    @property
    def shown(self):
        value = self["kind"].value()
        return BLOCKS.get(Kind(value), ()) if value in set(Kind) else ()

    @property
    def conditions(self):
        """[(key of an earlier question, its answers as a field)]."""
        return [(one.key, self[answers_name(one)]) for one in self.earlier]

    def clean_options(self):
        return checked_lines(self.cleaned_data["options"])

    def clean_rows(self):
        return checked_lines(self.cleaned_data["rows"])

    def clean_labels(self):
        return checked_lines(self.cleaned_data["labels"])

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        built = self.built()
        for check, name, kinds in CHECKS:
            if built.kind in kinds:
                for words in check(built):
                    self.add_error(name, words)
        if built.show_if and not built.show_if.answers:
            self.add_error("condition", "Отметьте, при каком ответе показывать вопрос.")
        return data

    def built(self) -> Question:
        """The question as it was typed, with the keys of its options, rows and its own kept."""
        data, old = self.cleaned_data, self.question
        kind = Kind(data["kind"])
        common = {name: data[name] for name in ("words", "hint", "is_required", "only_for", "competence")}
        key = old.key if old else new_key("q", {one.key for one in self.sheet.questions})
        own = {name: value for name, value in self.own_of(kind, old).items() if value is not None}
        return measured_question(Question(key=key, kind=kind, show_if=self.show_if(), **common, **own))

    def own_of(self, kind, old):
        """What questions of this kind alone have."""
        data, blocks = self.cleaned_data, BLOCKS.get(kind, ())
        own = {}
        if "options" in blocks:
            own["options"] = kept(data["options"], old.options if old else (), Option, "o")
        if "rows" in blocks:
            own["rows"] = kept(data["rows"], old.rows if old else (), Row, "r")
        if "several" in blocks:
            own |= {"least": data["least"], "most": data["most"]}
        if "range" in blocks:
            own |= {"low": data["low"], "high": data["high"]}
        if "ends" in blocks:
            own |= {name: data[name] for name in ("low_words", "high_words", "is_scored")}
            own["labels"] = tuple(data["labels"])
        if "scale" in blocks:
            own |= {
                "why_at": data["why_at"],
                "is_reversed": data["is_reversed"],
                "measure": self.measure(old),
            }
        return own

    def measure(self, old):
        """The chosen pair's; without a pair the own one stays, unless it was a pair that is now undone."""
        chosen, was = self.cleaned_data["pair"], old.measure if old else ""
        return chosen or ("" if was in known_measures(self.groups) else was)

    def show_if(self):
        on = self.cleaned_data.get("condition")
        if not on:
            return None
        return ShowIf(on, tuple(self.cleaned_data.get(f"answers_{on}", ())))


def initial_of(question, sheet, section, measures):
    """What the form shows first; a new question begins as a scale from 1 to 10."""
    if question is None:
        return {"kind": Kind.SCALE, "low": 1, "high": 10, "is_scored": True, "section": section}
    plain = (
        "words",
        "hint",
        "kind",
        "is_required",
        "least",
        "most",
        "low",
        "high",
        "low_words",
        "high_words",
    )
    plain += ("why_at", "is_reversed", "is_scored", "only_for", "competence")
    found = {name: getattr(question, name) for name in plain}
    for name in ("options", "rows"):
        found[name] = "\n".join(one.words for one in getattr(question, name))
    found["labels"] = "\n".join(question.labels)
    found["pair"] = question.measure if question.measure in known_measures(measures) else ""
    found["section"] = section
    if question.show_if:
        found["condition"] = question.show_if.question
        found[f"answers_{question.show_if.question}"] = list(question.show_if.answers)
    return found


def known_measures(groups):
    return {measure for _, pairs in groups for measure, _ in pairs}


def earlier_of(sheet, question):
    """Questions above this one whose answer is chosen: a condition may hang on them."""
    rows = list(sheet.questions)
    if question is not None and question.key in [one.key for one in rows]:
        rows = rows[: [one.key for one in rows].index(question.key)]
    return [one for one in rows if one.kind in CLOSED]


def answers_name(question):
    return f"answers_{question.key}"


def answers_field(question):
    return forms.MultipleChoiceField(
        label="При ответе", required=False, choices=answers_of(question), widget=forms.CheckboxSelectMultiple
    )


def competence_choices(competences, question):
    """Names of the institution; a name that is not there any more stays as it is written."""
    names = list(competences)
    if question is not None and question.competence and question.competence not in names:
        names.append(question.competence)
    return [("", "не указана"), *((name, name) for name in names)]


def checked_lines(text):
    """Lines of a text area without the empty ones."""
    found = [line.strip() for line in text.splitlines() if line.strip()]
    if len(found) > MOST_LINES:
        raise forms.ValidationError(f"Слишком много строк: помещается {MOST_LINES}.")
    if any(len(line) > LONGEST_LINE for line in found):
        raise forms.ValidationError(f"Слишком длинная строка: помещается {LONGEST_LINE} знаков.")
    return found


def kept(lines, old, shape, letter):
    """Options or rows of the lines: the same words are the same one; when the rest is as many, it was reworded."""
    from_old = {}
    for one in old:
        from_old.setdefault(one.words, []).append(one)
    found = [from_old[words].pop(0) if from_old.get(words) else None for words in lines]
    left = [one for one in old if one not in found]
    if len(lines) == len(old):
        rest = iter(left)
        found = [one or next(rest) for one in found]
    taken = {one.key for one in old}
    made = []
    for words, one in zip(lines, found, strict=True):
        values = vars(one) if one else {"key": new_key(letter, taken)}
        made.append(shape(**{**values, "words": words}))
        taken.add(made[-1].key)
    return tuple(made)
