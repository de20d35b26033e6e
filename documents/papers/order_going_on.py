"""Items of an order of change by which the pair goes on: a longer term, a substitute for a time."""

from common.russian import Case, date_words, upper_first
from documents.papers import order_pairs
from documents.papers.items import item
from documents.papers.office import quoted, whole
from documents.papers.order_pairs import listed, places
from people.models import Person


def prolonged(subject):
    row, order, until = subject.one("pair"), subject.one("amends"), subject.day("new_ends_on")
    pair = row.pair
    rows = [
        item("prolong", f"Продлить до {date_words(until)} {duty(pair.mentor)} {whole(pair.mentor, Case.INSTRUMENTAL)} "
             f"работы по наставничеству в отношении {mentees(row)}"),
    ]  # fmt: skip
    if order is None:
        return rows, []
    number, _ = places(order.content, pair.pk)
    if not number:
        return [*rows, item("change", f"Внести соответствующие изменения в {quoted(order)}")], []
    fixed = order_pairs.pair_item(row, pair.starts_on, pair.ends_on)
    term = f"с {date_words(pair.starts_on)} по {date_words(until)}"
    text = f"Подпункт {number} изложить в следующей редакции: «{number}. {fixed} ({term}).»"
    change = item("change", f"Внести в {quoted(order)} следующее изменение:")
    return [*rows, change, item("text", text, level=2)], []


def substituted(subject):
    row, person = subject.one("pair"), subject.one("substitute")
    since, until = date_words(subject.day("effective_on")), date_words(subject.day("until"))
    mentor = row.pair.mentor
    who = whole(person, Case.ACCUSATIVE) if person else "_" * 20
    rows = [
        item("substitute", f"На период отсутствия {whole(mentor, Case.GENITIVE)} возложить с {since} по {until} "
             f"{duty(mentor)} работы по наставничеству в отношении {mentees(row)} на {who}"),
    ]  # fmt: skip
    accountant = subject.one("accountant")
    if accountant and person:
        words = (
            f"{upper_first(whole(accountant, Case.DATIVE))} производить выплату за работу по наставничеству "
            f"с {since} по {until} {person.decline(Case.DATIVE)}"
        )
        rows.append(item("pay", words, who=accountant.full_name, until=subject.day("until")))
    return rows, []


def duty(mentor):
    return "выполнение" if mentor.kind == Person.Kind.EMPLOYEE else "осуществление"


def mentees(row):
    return listed([whole(person, Case.GENITIVE) for person in row.mentees])
