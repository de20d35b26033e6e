"""Letter of thanks (papers.md 07)."""

from django import forms
from django.core.exceptions import ValidationError

from documents.forms.paper import LinesField
from documents.models.kinds import PaperKind
from documents.papers import pieces
from documents.papers.kind import FIVE_YEARS, RESULTS, Kind
from documents.papers.letters import OWN_WORDS, LettersForm, addressee_of, letter
from documents.papers.phrases import year_in
from documents.papers.year_form import year_of_paper

MENTOR, PARTNER, LEARNER, MENTEE, HELP, OWN = "mentor", "partner", "learner", "mentee", "help", "own"
REASONS = [
    (MENTOR, "наставнику-педагогу: за работу с коллегами"),
    (PARTNER, "наставнику с предприятия, партнёру"),
    (LEARNER, "наставнику-обучающемуся"),
    (MENTEE, "наставляемому: за активное участие"),
    (HELP, "за помощь в организации наставничества"),
    (OWN, "своими словами"),
]
WORDS = {
    MENTOR: "Благодарим Вас за плодотворную работу наставника {year}, за внимание к молодым коллегам и щедрость, "
    "с которой Вы делитесь опытом.",
    PARTNER: "Благодарим Вас за плодотворную работу наставника {year}, за внимание к будущей профессии {learners} и "
    "щедрость, с которой Вы делитесь опытом.",
    LEARNER: "Благодарим Вас за работу наставника {year}, за отзывчивость, ответственность и готовность прийти на "
    "помощь товарищам.",
    MENTEE: "Благодарим Вас за активное участие в программе наставничества {year}, за стремление к профессиональному "
    "росту и открытость новому.",
    HELP: "Благодарим Вас за помощь в организации наставничества {year}, за внимание и неравнодушие к общему делу.",
}
LEARNERS = {"kindergarten": "наших воспитанников", "college": "наших студентов"}
LEARNERS |= dict.fromkeys(("methodical_centre", "department"), "обучающихся")
WISH = "Желаем Вам здоровья, благополучия и новых успехов."
WISHES = {
    PARTNER: f"{WISH} Надеемся на дальнейшее сотрудничество.",
    LEARNER: "Желаем Вам успехов в учебе и новых достижений.",
}


class Form(LettersForm):
    reason = forms.ChoiceField(label="За что", choices=REASONS)
    words = LinesField(
        label="Свои слова",
        required=False,
        rows=4,
        help_text="Вместо готовых или в добавление к ним, до 600 знаков. О других людях здесь не пишут.",
    )

    field_order = ["people", "others", "school_year", "reason", "words", "order"]

    def clean_words(self):
        if len(self.cleaned_data["words"]) > OWN_WORDS:
            raise ValidationError(f"Письмо должно остаться на одном листе: не больше {OWN_WORDS} знаков.")
        return self.cleaned_data["words"]

    def clean(self):
        data = super().clean()
        if data.get("reason") == OWN and not data.get("words"):
            self.add_error("words", "Напишите, за что благодарите.")
        return data


def build(subject):
    addressee, reason = addressee_of(subject), subject.facts.get("reason")
    learners = LEARNERS.get(subject.organization.kind, "наших учеников")
    ready = WORDS.get(reason, "").format(year=year_in(year_of_paper(subject)), learners=learners)
    texts = [*filter(None, [ready]), *subject.lines("words"), WISHES.get(reason, WISH)]
    greeting = pieces.text("greeting", addressee.greeting, look="c gap")
    body = [greeting, *(pieces.text(f"text{n}", words) for n, words in enumerate(texts, 1))]
    return letter(subject, "БЛАГОДАРСТВЕННОЕ ПИСЬМО", addressee, body)


KIND = Kind(
    PaperKind.THANKS,
    series="letters",
    keep=FIVE_YEARS,
    group=RESULTS,
    lead="На листе с рамкой, каждому своё. Можно выбрать сразу до двухсот человек.",
    build=build,
    form=Form,
    template="papers/letter.html",
    body="papers/_letter_body.html",
)
