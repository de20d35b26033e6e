"""Phrases that several papers need: the school year in its cases, who drew up, percent, a receipt."""

from common.russian import date_dots, gendered, initials_surname, lower_first
from documents.papers import pieces
from documents.papers.blocks import person_in
from documents.papers.order_pairs import listed

HAND_DATE = "«____» ____________ 20___ г."


def year_span(start):
    return f"{start}/{start + 1}"


def year_in(start):
    """ "в 2026/2027 учебном году"."""
    return f"в {year_span(start)} учебном году"


def year_of(start):
    """ "2026/2027 учебного года"."""
    return f"{year_span(start)} учебного года"


def curator_signer(subject):
    """Who drew up a report; in a body above the institutions there is no curator, its methodologist signs."""
    post = subject.curator.position
    if subject.organization.is_above:
        return pieces.signer(post or "Методист", subject.curator.name)
    words = f"{post}, куратор наставничества" if post else "Куратор наставничества"
    return pieces.signer(words, subject.curator.name)


def mentees_in(row, case):
    """ "учителя математики Гриценко Артёма Павловича и учителя химии Жук Анны Игоревны"."""
    return listed([person_in(person, case) for person in row.mentees])


def pair_words(pair):
    """ "«педагог – педагог», традиционное"."""
    return f"«{pair.get_form_display()}», {pair.get_kind_display()}"


def pair_facts(row, *more):
    """The rows of a table that says who works with whom; `more` are further rows."""
    mentor, mentees = row.pair.mentor, row.mentees
    people = [full_line(person) for person in mentees]
    return [
        ("Наставник", full_line(mentor)),
        (
            "Наставляемые" if len(mentees) > 1 else "Наставляемый",
            people if len(people) < 4 else "; ".join(people),
        ),
        ("Форма и вид", pair_words(row.pair)),
        *((("Тема программы", row.pair.theme),) if row.pair.theme else ()),
        *more,
    ]


def full_line(person):
    return ", ".join(filter(None, [person.full_name, lower_first(person.position)]))


def receipt(what, gender, name):
    """The two last lines, by which somebody writes with the own hand that a copy came, and when."""
    received = gendered(gender, "получил", "получила")
    return [
        pieces.text(
            "receipt", f"{what} {received} _______________ {initials_surname(name)}", look="flat gap"
        ),
        pieces.text("receipt-date", HAND_DATE, look="flat"),
    ]


def percent(done, total):
    """A whole percent, halves upwards."""
    return (200 * done + total) // (2 * total)


def period(since, until):
    """ "с 10.05.2027 по 21.05.2027"; one day alone where the other is not known."""
    if since and until:
        return f"с {date_dots(since)} по {date_dots(until)}"
    return date_dots(since or until) if since or until else ""
