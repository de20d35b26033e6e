"""Letters of thanks and certificates (domain 3.12, papers.md 07): one person each, on an own sheet with a frame.

The addressee stands in the dative; no other person's data stand in the letter.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError

from common.russian import Case, Name, decline_name, decline_phrase, gendered, guess_gender
from documents.forms.paper import LinesField, PaperField, PeopleField
from documents.models import Document
from documents.papers import pieces
from documents.papers.typed import TypedPerson, person_of, require_name
from documents.papers.year_form import YearForm
from people.models import Person

MOST = 200  # letters of one batch
OWN_WORDS = 600  # signs: more would not stay on the sheet
LINE = 32  # signs of a name in 21 pt that one line of 150 mm holds


@dataclass(frozen=True)
class Addressee:
    """Whom a letter is for; `lines` stand below the name, in the dative."""

    name: Name
    dative: str
    lines: tuple = ()

    @property
    def greeting(self):
        """ "Уважаемый Павел Олегович!"; a name that does not say its gender is greeted by itself."""
        called = " ".join(filter(None, [self.name.first, self.name.patronymic]))
        gender = self.name.gender or guess_gender(self.name)
        return f"{gendered(gender, 'Уважаемый', 'Уважаемая')} {called}!" if gender else f"{called}!"

    @property
    def is_long(self):
        """Whether the name takes three lines: then it shrinks to 18 pt."""
        lines, room = 1, LINE
        for word in self.dative.split():
            if len(word) > room and room < LINE:
                lines, room = lines + 1, LINE
            room -= len(word) + 1
        return lines > 2


class LettersForm(YearForm):
    """Whom the letters are for: people of the institution and, by a line each, people without a card."""

    people = PeopleField(label="Кому", required=False)
    others = LinesField(
        label="Кому ещё, если нет карточки",
        required=False,
        rows=3,
        help_text="По одному в строке: Ремезов Павел Олегович, главный технолог ООО «Приборный завод».",
    )
    order = PaperField(
        label="Приказ о поощрении",
        required=False,
        kinds=[Document.Kind.ORDER_REWARD],
        statuses=[Document.Status.SIGNED],
        help_text="Если есть: его дата и номер встанут внизу.",
    )

    def clean_others(self):
        for number, line in enumerate(lines_of(self.cleaned_data["others"]), 1):
            require_name(line, place=f"Строка {number}. ")
        return self.cleaned_data["others"]

    def clean(self):
        data = super().clean()
        count = len(data.get("people") or ()) + len(lines_of(data.get("others") or ""))
        if not self.errors:
            require_count(count)
        if "version" in self.fields and count > 1:
            raise ValidationError("Этот черновик – письмо одному человеку. Оставьте одного.")
        return data


def require_count(count):
    if not count:
        raise ValidationError("Отметьте хотя бы одного человека или впишите его в поле ниже.")
    if count > MOST:
        raise ValidationError(f"За один раз – не больше {MOST} писем. Разделите список.")


def lines_of(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


def addressee_of(subject):
    """Of the one person of the facts or of the typed line; a card that is gone leaves a line for a hand."""
    if people := subject.several("people"):
        return of_person(people[0])
    typed = subject.lines("others")
    return of_line(person_of(typed[0])) if typed else Addressee(Name("", ""), "_" * 30)


def of_person(person):
    lines = [person.decline_position(Case.DATIVE)] if person.position else []
    if person.kind == Person.Kind.PARTNER and person.workplace and person.workplace not in person.position:
        lines.append(person.workplace)
    return Addressee(person.name, person.decline(Case.DATIVE), tuple(lines))


def of_line(typed: TypedPerson):
    post = decline_phrase(typed.post, Case.DATIVE) if typed.post else ""
    return Addressee(typed.name, decline_name(typed.name, Case.DATIVE), tuple(filter(None, [post])))


def letter(subject, kind, addressee, body):
    """The frame of both: the name is the title, the lines below it and the texts of `body` are the blocks."""
    order = subject.one("order")
    lines = [
        pieces.text(f"line{n}", words, look="c gap" if n == 1 else "c")
        for n, words in enumerate(addressee.lines, 1)
    ]
    return pieces.paper(
        subject,
        kind,
        title_lines=[addressee.dative],
        body=[*lines, *body],
        order_line=f"Приказ от {order.dated:%d.%m.%Y} № {order.number}" if order and order.number else "",
        small_name=addressee.is_long,
        one_sheet=True,
    )
