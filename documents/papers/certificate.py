"""Certificate of taking part in mentoring, on the sheet of the letters (papers.md 07)."""

from django import forms
from django.core.exceptions import ValidationError

from common.russian import counted
from documents.forms.paper import LinesField
from documents.models.kinds import PaperKind
from documents.papers import pieces
from documents.papers.items import sentence
from documents.papers.kind import FIVE_YEARS, RESULTS, Kind
from documents.papers.letters import OWN_WORDS, LettersForm, addressee_of, letter
from documents.papers.phrases import year_in
from documents.papers.year_form import year_of_paper

MENTOR, MENTEE, TRAINED, OWN = "mentor", "mentee", "trained", "own"
PROVES = [
    (MENTOR, "работу наставника"),
    (MENTEE, "участие наставляемым"),
    (TRAINED, "обучение наставников"),
    (OWN, "своими словами"),
]
WORDS = {
    MENTOR: "Подтверждает выполнение обязанностей наставника {year}.",
    MENTEE: "Подтверждает участие в программе наставничества {year} в качестве наставляемого.",
    TRAINED: "Подтверждает обучение по программе подготовки наставников {year}{hours}.",
}


class Form(LettersForm):
    proves = forms.ChoiceField(label="Что подтверждает", choices=PROVES)
    hours = forms.IntegerField(
        label="Часов обучения", required=False, min_value=1, max_value=999, help_text="Только для обучения."
    )
    words = LinesField(
        label="Свои слова",
        required=False,
        rows=3,
        help_text="Например: Подтверждает выступление на круглом столе наставников 26 мая 2027 г.",
    )

    field_order = ["people", "others", "school_year", "proves", "hours", "words", "order"]

    def clean_words(self):
        if len(self.cleaned_data["words"]) > OWN_WORDS:
            raise ValidationError(f"Сертификат должен остаться на одном листе: не больше {OWN_WORDS} знаков.")
        return self.cleaned_data["words"]

    def clean(self):
        data = super().clean()
        if data.get("proves") == OWN and not data.get("words"):
            self.add_error("words", "Напишите, что подтверждает сертификат.")
        return data


def build(subject):
    number = subject.number("hours")
    hours = f" в объеме {counted(number, 'часа', 'часов', 'часов')}" if number else ""
    year = year_in(year_of_paper(subject))
    ready = WORDS.get(subject.facts.get("proves"), "").format(year=year, hours=hours)
    texts = [*filter(None, [ready]), *(sentence(line) for line in subject.lines("words"))]
    body = [pieces.text(f"text{n}", words, look="c gap") for n, words in enumerate(texts, 1)]
    return letter(subject, "СЕРТИФИКАТ", addressee_of(subject), body)


KIND = Kind(
    PaperKind.CERTIFICATE,
    series="letters",
    keep=FIVE_YEARS,
    group=RESULTS,
    lead="Подтверждает участие или обучение. Можно выбрать сразу до двухсот человек.",
    build=build,
    form=Form,
    template="papers/letter.html",
    body="papers/_letter_body.html",
)
