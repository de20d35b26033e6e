from crispy_forms.layout import HTML, Div, Fieldset
from django import forms

from common.russian import Case, clean_text, decline_name, decline_phrase, guess_gender
from organizations.forms import OwnedModelForm, sections
from people.forms.choosing import PersonChoiceField
from people.forms.dates import date_input
from people.models import Person
from people.services.changes import CHANGEABLE

Kind = Person.Kind
QUESTIONS = {
    Case.GENITIVE: "кого? чего?",
    Case.DATIVE: "кому? чему?",
    Case.ACCUSATIVE: "кого? что?",
    Case.INSTRUMENTAL: "кем? чем?",
    Case.PREPOSITIONAL: "о ком? о чём?",
}
# Rows of each part of a card; only what fits the kind of person is asked for.
NAME = [["last_name", "first_name", "patronymic"], ["gender", "birth_date"]]
WORK = {
    Kind.EMPLOYEE: [
        ["position"],
        ["subject"],
        ["experience_years", "experience_here_years"],
        ["category", "category_on"],
        ["education"],
        ["awards"],
        ["manager", "joined_on"],
    ],
    Kind.LEARNER: [["position", "subject"], ["awards"], ["joined_on"]],
    Kind.PARTNER: [["workplace"], ["position"], ["experience_years", "education"], ["awards"]],
    Kind.PARENT: [["workplace"], ["position"]],
}
CONTACTS = [["phone", "email"]]
WORK_TITLES = {
    Kind.EMPLOYEE: "Работа",
    Kind.LEARNER: "Учёба",
    Kind.PARTNER: "Работа",
    Kind.PARENT: "Работа",
}
LABELS = {
    Kind.EMPLOYEE: {"position": "Должность", "subject": "Предмет, группа"},
    Kind.LEARNER: {
        "position": "Класс или курс",
        "subject": "Группа, профиль",
        "joined_on": "Учится здесь с",
    },
    Kind.PARTNER: {
        "workplace": "Организация",
        "position": "Должность",
        "experience_years": "Стаж, полных лет",
    },
    Kind.PARENT: {"workplace": "Место работы", "position": "Должность"},
}
HINTS = {
    Kind.EMPLOYEE: {"position": "Как в трудовом договоре, с маленькой буквы: учитель математики."},
    Kind.LEARNER: {
        "position": "Например: 9 «А» класс, студент 2 курса.",
        "birth_date": "До 18 лет согласия подписывает законный представитель, поэтому дата нужна.",
    },
    Kind.PARTNER: {"position": "Например: главный технолог."},
    Kind.PARENT: {},
}
LONGEST_WORK = 80  # years


def fields_of(kind):
    """Names of the fields that a card of this kind has."""
    rows = [*NAME, *WORK[Kind(kind)], *CONTACTS]
    return [name for row in rows for name in row]


class CardForm(OwnedModelForm):
    """What the forms of a card share: fields of the kind, clean text, days and numbers that can be."""

    manager = PersonChoiceField(
        label="Непосредственный руководитель",
        required=False,
        kinds=(Kind.EMPLOYEE,),
        help_text="Начните вводить фамилию. Руководителя не предлагают в наставники его подчинённым.",
    )

    def fit_to(self, kind, also=()):
        """Leave the fields of the kind, in its words."""
        kept = {*fields_of(kind), *also}
        for name in set(self.fields) - kept:
            del self.fields[name]
        for name, words in LABELS[kind].items():
            if name in self.fields:
                self.fields[name].label = words
        for name, words in HINTS[kind].items():
            if name in self.fields:
                self.fields[name].help_text = words

    def parts(self, kind):
        """The parts of a card as the page draws them: fields that belong together stand side by side."""
        yield self.part("Имя", NAME)
        yield self.part(WORK_TITLES[kind], WORK[kind])
        yield self.part("Связь", CONTACTS)

    def part(self, title, rows):
        rows = [[name for name in row if name in self.fields] for row in rows]
        drawn = [
            Div(*(Div(name, css_class="col-md") for name in row), css_class="row align-items-end")
            if len(row) > 1
            else row[0]
            for row in rows
            if row
        ]
        return Fieldset(f'<span class="h2">{title}</span>', *drawn, css_class="section") if drawn else Div()

    def clean(self):
        data = super().clean()
        for name, value in data.items():
            if isinstance(value, str):
                data[name] = clean_text(value)
        self.check_days(data)
        for name in ("experience_years", "experience_here_years"):
            if (data.get(name) or 0) > LONGEST_WORK:
                self.add_error(name, f"Стаж не бывает больше {LONGEST_WORK} лет. Проверьте число.")
        if data.get("manager") and data["manager"].pk == self.instance.pk:
            self.add_error("manager", "Человек не может быть руководителем самому себе.")
        return data

    def check_days(self, data):
        today = self.membership.organization.today
        for name, words in {
            "category_on": "Дата присвоения категории не может быть в будущем.",
            "joined_on": "Этот день ещё не наступил. Поставьте день, с которого человек здесь.",
        }.items():
            if data.get(name) and data[name] > today:
                self.add_error(name, words)
        if data.get("birth_date") and data["birth_date"] >= today:
            self.add_error("birth_date", "Дата рождения должна быть в прошлом.")
        if data.get("category_on") and not data.get("category"):
            self.add_error("category", "Указана дата присвоения, а категории нет. Впишите категорию.")


class PersonForm(CardForm):
    """A whole card: somebody new, or the correction of a mistake. The kind comes first and settles the fields."""

    is_namesake = forms.BooleanField(label="Это другой человек, полный тёзка", required=False)

    class Meta:
        model = Person
        fields = ["kind", *dict.fromkeys(name for kind in Kind for name in fields_of(kind))]
        widgets = dict.fromkeys(("birth_date", "category_on", "joined_on"), date_input())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.namesake = None
        self.card_kind = self.chosen_kind()
        self.fit_to(self.card_kind, also=("kind", "is_namesake"))
        self.fields["gender"].choices = [("", "по имени и отчеству"), *Person.Gender.choices]
        if self.instance._state.adding:
            self.fields["kind"].widget = forms.HiddenInput()
            self.initial["kind"] = self.card_kind

    def chosen_kind(self):
        written = self.data.get(self.add_prefix("kind")) if self.is_bound else self.initial.get("kind")
        return Kind(written) if written in Kind.values else Kind(self.instance.kind)

    @property
    def helper(self):
        """Drawn anew each time: the question about a namesake appears with the answer to the first try."""
        asked = "is_namesake" if self.namesake else HTML("")
        return sections("kind", *self.parts(self.card_kind), asked)

    def ask_about(self, namesake):
        self.namesake = namesake

    @property
    def is_renamed(self):
        return not {"last_name", "first_name", "patronymic"}.isdisjoint(self.changed_data)

    def clean(self):
        data = super().clean()
        if not data.get("gender") and data.get("first_name"):
            written = {part: data.get(part, "") for part in ("last_name", "first_name", "patronymic")}
            data["gender"] = guess_gender(Person(**written).name)
        return data


class ChangeForm(CardForm):
    """What became different on a day: the fields as they are now, to be written over."""

    on = forms.DateField(
        label="С какого дня",
        widget=date_input(),
        help_text="День, с которого стало иначе: по приказу или со слов.",
    )

    class Meta:
        model = Person
        fields = [name for name in PersonForm.Meta.fields if name in CHANGEABLE]
        widgets = {"category_on": date_input()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.card_kind = Kind(self.instance.kind)
        self.fit_to(self.card_kind, also=("on",))
        del self.fields["manager"]
        self.helper = sections("on", *self.parts(self.card_kind))

    def values(self):
        """What was changed on the page, by field."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name != "on"}


class NameFormsForm(forms.Form):
    """A field for each case of the name and of the position; an empty one leaves the system's own form."""

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        for case, question in QUESTIONS.items():
            for what, kept in (("name", person.name_forms), ("position", person.position_forms)):
                label = f"{'Имя' if what == 'name' else 'Должность'}, {question}"
                self.fields[f"{what}_{case}"] = forms.CharField(
                    label=label, max_length=300, required=False, initial=kept.get(case, "")
                )

    def rows(self):
        """(question, the system's name, field, the system's position, field) for each case."""
        for case, question in QUESTIONS.items():
            made = decline_name(self.person.name, case), decline_phrase(self.person.position, case)
            yield question, made[0], self[f"name_{case}"], made[1], self[f"position_{case}"]

    def forms_of(self, what):
        """{case: text} of the forms that were written and differ from the system's own."""
        decline = {
            "name": lambda case: decline_name(self.person.name, case),
            "position": lambda case: decline_phrase(self.person.position, case),
        }[what]
        written = {str(case): clean_text(self.cleaned_data[f"{what}_{case}"]) for case in QUESTIONS}
        return {case: text for case, text in written.items() if text and text != decline(case)}


class AccessForm(forms.Form):
    email = forms.EmailField(
        label="Электронная почта",
        max_length=254,
        help_text="На неё придут дела и напоминания. Входить можно по коду из письма или по личной ссылке.",
    )
