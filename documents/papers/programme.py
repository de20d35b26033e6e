"""What the papers of one pair share: who takes part (a pair, or typed names), the title sheet, the signatures."""

import datetime as dt
from dataclasses import dataclass

from django import forms

from common.russian import Name, date_words, school_year_words, upper_first
from documents.forms.paper import DayField, LinesField, PairField, PaperForm, ProgrammeField
from documents.papers import pieces
from documents.papers.blocks import nominative_line
from documents.papers.office import written
from documents.papers.order_pairs import category, experience
from documents.papers.system import plain
from pairs.models import Pair
from people.models import MentoringForm, MentoringKind, Person

SHORTEST, LONGEST = 3, 12  # months of a personalised programme (domain 3.8)
SIGN_BY_LINES = 3  # mentees that sign each on a line of their own; more of them sign in a table
# A pair that is paused waits for a consent or for its people: nothing is drawn up for it meanwhile.
WORKING = [Pair.Status.PROPOSED, Pair.Status.READY, Pair.Status.ORDERED, Pair.Status.ACTIVE]
DATE_BLANK = "«___» ________ 20___ г."
LEARNER_FORMS = {
    MentoringForm.STUDENT_STUDENT,
    MentoringForm.COLLEGE_STUDENT_PUPIL,
    MentoringForm.EMPLOYER_PUPIL,
    MentoringForm.EMPLOYER_STUDENT,
}


@dataclass(frozen=True)
class Party:
    """Mentor, mentees and the frame of their work, from a pair or as typed."""

    mentor: Person
    mentees: list
    form: str
    kind: str
    theme: str
    starts_on: dt.date
    ends_on: dt.date

    @property
    def has_learners(self):
        return self.form in LEARNER_FORMS or any(one.kind == Person.Kind.LEARNER for one in self.mentees)

    @property
    def form_words(self):
        return f"«{plain(MentoringForm(self.form).label)}»"

    @property
    def kind_words(self):
        return plain(MentoringKind(self.kind).label)

    @property
    def term(self):
        return f"{date_words(self.starts_on)} – {date_words(self.ends_on)}"

    @property
    def mentee_word(self):
        return "Наставляемый" if len(self.mentees) == 1 else "Наставляемые"


def party_of(subject):
    """The pair of the fact "pair"; without one, what was typed. A programme has a theme and a term of its own."""
    theme = subject.text("theme")
    if (row := subject.one("pair")) and (programme := subject.one("programme")):
        pair = row.pair
        return Party(
            pair.mentor,
            row.mentees,
            pair.form,
            pair.kind,
            programme.title,
            programme.starts_on,
            programme.ends_on,
        )
    if row := subject.one("pair"):
        pair = row.pair
        return Party(
            pair.mentor, row.mentees, pair.form, pair.kind, theme or pair.theme, pair.starts_on, pair.ends_on
        )
    house = subject.organization
    return Party(
        mentor=written(subject.text("mentor_typed"), house),
        mentees=[written(line, house) for line in subject.lines("mentees_typed")],
        form=subject.text("mentoring_form"), kind=subject.text("mentoring_kind"), theme=theme,
        starts_on=subject.day("starts_on"), ends_on=subject.day("ends_on"),
    )  # fmt: skip


TYPED = ("mentor_typed", "mentees_typed", "mentoring_form", "mentoring_kind", "starts_on", "ends_on")


class PairPaperForm(PaperForm):
    """A pair to choose, or the names and terms of one that has no row; of a programme nearly all is known."""

    BESIDE_PROGRAMME = ()  # what is asked when the paper prints a programme
    programme = ProgrammeField(required=False)
    pair = PairField(
        label="Пара или группа", required=False, empty_label="впишу участников сам", statuses=WORKING
    )
    mentor_typed = forms.CharField(
        label="Наставник, если пары нет в списке", max_length=300, required=False,
        help_text="Фамилия Имя Отчество, должность.",
    )  # fmt: skip
    mentees_typed = LinesField(
        label="Наставляемые, если пары нет в списке", rows=2, required=False,
        help_text="Каждый с новой строки: Фамилия Имя Отчество, должность (класс, группа).",
    )  # fmt: skip
    mentoring_form = forms.ChoiceField(
        label="Форма наставничества, если пары нет в списке",
        choices=[(form.value, plain(form.label)) for form in MentoringForm],
    )
    mentoring_kind = forms.ChoiceField(
        label="Вид наставничества, если пары нет в списке",
        choices=[(kind.value, plain(kind.label)) for kind in MentoringKind],
    )
    starts_on = DayField(label="Начало, если пары нет в списке", required=False)
    ends_on = DayField(label="Окончание, если пары нет в списке", required=False)

    def __init__(self, *args, me, **kwargs):
        super().__init__(*args, me=me, **kwargs)
        if self.initial.get("programme"):
            self.keep_only("programme", "pair", *self.BESIDE_PROGRAMME)
            self.fields["programme"].required = True
            self.fields["pair"].widget = forms.HiddenInput()
            return
        del self.fields["programme"]
        if self.initial.get("pair"):  # from the page of a pair: what it knows is not typed anew
            for name in TYPED:
                del self.fields[name]
            self.fields["pair"].required, self.fields["pair"].empty_label = True, None

    def keep_only(self, *names):
        for name in [name for name in self.fields if name not in names]:
            del self.fields[name]

    def clean(self):
        cleaned = super().clean()
        if programme := cleaned.get("programme"):
            return cleaned | {"pair": programme.pair}
        if cleaned.get("pair") is None and "pair" not in self.errors:
            for name in TYPED:
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, "Выберите пару из списка выше или заполните это поле.")
        source = cleaned.get("pair")
        first = source.starts_on if source else cleaned.get("starts_on")
        last = source.ends_on if source else cleaned.get("ends_on")
        if first and last and (words := self.term_refused(first, last)):
            self.add_error("pair" if source else "ends_on", words)
        return cleaned

    def term_refused(self, first, last):
        """Why these terms will not do, or ""."""
        return "" if last > first else "Окончание должно быть позже начала."


def months_later(day, months):
    """The same day some months later; the last of a shorter month."""
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    for number in range(day.day, 27, -1):
        try:
            return dt.date(year, month, number)
        except ValueError:  # no such day in that month
            continue
    return dt.date(year, month, day.day)


def programme_term_refused(first, last):
    """A personalised programme takes from three months to a year."""
    if last <= first:
        return "Окончание должно быть позже начала."
    if last < months_later(first, SHORTEST) - dt.timedelta(days=1) or last > months_later(first, LONGEST):
        return "Программа рассчитана на срок от трёх месяцев до одного года. Исправьте срок пары или впишите другой."
    return ""


def person_cell(person):
    return nominative_line(person, category(person), experience(person))


def cover(organization, *, lines=(), people=(), year):
    """The foot of a title sheet; its head, stamps and title are those of the paper itself."""
    return {
        "lines": list(lines),
        "people": [list(one) for one in people],
        "foot": [organization.city, f"{year} г."],
    }


def agreed_stamp(organization, whom_by, protocol):
    """СОГЛАСОВАНО, by whom in the instrumental, the protocol; without a number a hand writes it.

    The blank says № first: "от … № …" would be filled with the number of the paper itself at registration.
    """
    reference = protocol or "№ ____ от _________"
    return {
        "word": "СОГЛАСОВАНО",
        "lines": [upper_first(whom_by), organization.short_name, f"(протокол {reference})"],
    }


def years_of(first, last):
    """ "на 2026/2027 учебный год" of the school year in which the work begins; "" when it spans two."""
    year = first.year if first.month >= 8 else first.year - 1
    return f"на {school_year_words(year)}" if last <= dt.date(year + 1, 8, 31) else ""


def signed_by(post, name):
    """A signature by hand with a date beside it; `name` is a Name or a text."""
    return pieces.signer(post, name) | {"date_blank": DATE_BLANK}


def signature_blocks(party, curator=None):
    """Mentor, mentees, curator; a large group signs in a table that may go over to the next sheet."""
    rows = [signed_by("Наставник", party.mentor.name)]
    table = []
    if len(party.mentees) <= SIGN_BY_LINES:
        rows += [signed_by("Наставляемый", person.name) for person in party.mentees]
    else:
        columns = [("№ п/п", 7), ("Наставляемый", 53), ("Подпись", 20), ("Дата", 20)]
        lines = [pieces.row(f"signs-{n}", str(n), {"name": person.full_name, "rest": ""}, "", "")
                 for n, person in enumerate(party.mentees, 1)]  # fmt: skip
        table = [pieces.table("signs", columns, lines, title="Подписи наставляемых")]
    if curator is not None:
        name = curator.name if curator.last_name else Name("", "")
        rows.append(signed_by("Куратор наставничества", name))
    return [pieces.signatures("signatures", rows), *table]


def through(uid, title_lines, body, *, landscape=True):
    """A part on its own sheets that is no appendix: pages are counted on."""
    return {
        "uid": uid, "label": "", "head_lines": [], "title_lines": list(title_lines), "body": list(body),
        "landscape": landscape, "through": True,
    }  # fmt: skip
