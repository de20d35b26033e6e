"""Order that changes a pair: ends it before the term, replaces its mentor, prolongs it, names a substitute.

ТК ст. 351.8 ч. 4, 5; papers.md 07. What goes on (order_going_on.py) has items of its own.
"""

from common.russian import Case, date_dots, date_words
from documents.forms.order_change import (
    CANCELLED,
    COMPLETED,
    LEFT,
    MENTEE,
    PROLONGED,
    REFUSAL,
    REPLACED,
    SUBSTITUTED,
    WITHDRAWN,
    Form,
)
from documents.models import Link
from documents.models.kinds import PaperKind
from documents.papers import order_going_on, order_pairs, pieces
from documents.papers.items import control, item, numbered
from documents.papers.kind import ORDERS, PERMANENT, Kind
from documents.papers.office import cards, curator_to, in_accordance, preamble, quoted, reference, whole
from documents.papers.order_pairs import listed, places
from pairs.queries import people_of
from people.models import Person


def build(subject):
    order, new = subject.one("amends"), subject.one("new_pair")
    what = (
        "О замене наставника" if new else HEADINGS.get(subject.text("ground"), "О прекращении наставничества")
    )
    change = f" и внесении изменений в {pieces_word(order)}" if order else ""
    rows, appendices = ITEMS.get(subject.text("ground"), items)(subject)
    rows += [known(subject), control()]
    return pieces.order(
        subject,
        heading=what + change,
        preamble=grounds(subject),
        items=numbered(rows),
        appendices=appendices,
    )


def pieces_word(order):
    return f"приказ {reference(order)}"


def grounds(subject):
    row, new, day = subject.one("pair"), subject.one("new_pair"), subject.day("notice_on")
    mentor = row.pair.mentor
    notice = f" (уведомление от {date_dots(day)})" if day else ""
    ground = subject.text("ground")
    why = {
        REFUSAL: f"досрочным отказом {mentor.decline(Case.GENITIVE)} от работы по наставничеству{notice}",
        CANCELLED: "досрочной отменой поручения о выполнении работы по наставничеству, данного "
        f"{mentor.decline(Case.DATIVE)}{notice}",
        COMPLETED: "досрочным выполнением персонализированной программы наставничества",
        LEFT: f"выбытием {who_left(row)}",
        WITHDRAWN: "отзывом письменного согласия участника наставничества",
        MENTEE: f"отказом {mentees_of(row)} от участия в наставничестве",
        REPLACED: "необходимостью замены наставника",
        PROLONGED: "необходимостью завершить персонализированную программу наставничества",
        SUBSTITUTED: f"временным отсутствием {mentor.decline(Case.GENITIVE)}",
    }[ground]
    agreed = new.pair.mentor if new else subject.one("substitute")
    basis = [f"письменного согласия {agreed.decline(Case.GENITIVE)}"] if agreed else []
    basis += [subject.text("basis")] if subject.text("basis") else []
    return preamble(
        f"В связи с {subject.text('reason') or why}",
        in_accordance(subject.on, "labour_code_351_8") if among_employees(row) else "",
        f"на основании {listed(basis)}" if basis else "",
    )


def mentees_of(row):
    return listed([person.decline(Case.GENITIVE) for person in row.mentees])


def who_left(row):
    """ "учителя математики Гриценко Артёма Павловича"; before the card says so, just "участника наставничества"."""
    gone = [whole(person, Case.GENITIVE) for person in people_of(row.pair) if person.left_on]
    return listed(gone) if gone else "участника наставничества"


def among_employees(row):
    """ТК ст. 351.8 is about employees who help employees."""
    return all(person.kind == Person.Kind.EMPLOYEE for person in people_of(row.pair))


def items(subject):
    """The items and the appendices with the table row that changed."""
    row, new, day = subject.one("pair"), subject.one("new_pair"), subject.day("effective_on")
    mentor, since = row.pair.mentor, date_words(subject.day("effective_on"))
    duty = "выполнение" if mentor.kind == Person.Kind.EMPLOYEE else "осуществление"
    changes, appendices = amending(subject, row, new, since)
    rows = [
        item("stop", f"Прекратить с {since} {duty} {whole(mentor, Case.INSTRUMENTAL)} работы по наставничеству "
             f"в отношении {listed([whole(person, Case.GENITIVE) for person in row.mentees])}"),
        *changes,
    ]  # fmt: skip
    if new and (by := subject.day("programme_by")):
        rows.append(item("programme", programme(new, by), who=new.pair.mentor.full_name, until=by))
    if accountant := subject.one("accountant"):
        rows.append(item("pay", f"{_upper(whole(accountant, Case.DATIVE))} {pay(mentor, new, since)}",
                         who=accountant.full_name, until=day))  # fmt: skip
    return rows, appendices


def known(subject):
    """Whom the order names reads it before its day."""
    by = max(filter(None, [subject.day("effective_on"), subject.on]))
    doer = f"{curator_to(subject)} ознакомить с приказом под подпись указанных в нем работников"
    return item("known", f"{doer} в срок до {date_words(by)}", who=subject.curator.full_name, until=by)


def _upper(words):
    return words[:1].upper() + words[1:]


def programme(new, by):
    mentees = listed([person.decline(Case.INSTRUMENTAL) for person in new.mentees])
    return (
        f"{_upper(new.pair.mentor.decline(Case.DATIVE))} совместно с {mentees} уточнить персонализированную "
        f"программу наставничества в срок до {date_words(by)}"
    )


def pay(mentor, new, since):
    words = f"с {since} прекратить выплату за работу по наставничеству {mentor.decline(Case.DATIVE)}"
    if not new:
        return words
    other = new.pair.mentor.decline(Case.DATIVE)
    return f"{words} и производить ее {other} в размере, установленном дополнительным соглашением"


def amending(subject, row, new, since):
    """What changes in the order that fixed the pair: its own item and its row of the appendix, found by the pair."""
    order = subject.one("amends")
    if order is None:
        return [], []
    number, line = places(order.content, row.pair.pk)
    into = f"Внести с {since} в {quoted(order)} следующие изменения:"
    if not number:
        words = f"Внести с {since} соответствующие изменения в {quoted(order)}"
        return [item("change", words), *started(new)], []
    rows = [item("change", into)]
    if new is None:
        rows.append(item("text", f"Подпункт {number} признать утратившим силу", level=2))
        return [*rows, *([item("row", f"Строку {line} приложения исключить", level=2)] if line else [])], []
    fixed = order_pairs.pair_item(new, new.pair.starts_on, new.pair.ends_on)
    rows.append(
        item("text", f"Подпункт {number} изложить в следующей редакции: «{number}. {fixed}.»", level=2)
    )
    if not line:
        return rows, []
    rows.append(
        item(
            "row",
            f"Строку {line} приложения изложить в редакции согласно приложению к настоящему приказу",
            level=2,
        )
    )
    return rows, [appendix(subject.organization, new, line)]


def started(new):
    """An order made outside the system names its pairs in words we do not know: the new pair is fixed here."""
    if new is None:
        return []
    return [
        item(
            "fix",
            order_pairs.pair_item(new, new.pair.starts_on, new.pair.ends_on).replace("За", "Закрепить за", 1),
        )
    ]


def appendix(organization, new, line):
    """The row as it reads from now on, in the columns of the order that fixed the pairs."""
    made = order_pairs.appendix(organization, [new], new.pair.starts_on, new.pair.ends_on)
    made["body"][0]["rows"][0]["cells"][0] = line
    return made | {"title_lines": ["Изменение, вносимое в состав", "наставнических пар и групп"]}


def acquaint(subject):
    rows = [row for name in ("pair", "new_pair") if (row := subject.one(name))]
    return cards(
        subject.curator,
        *(person for row in rows for person in people_of(row.pair)),
        subject.one("substitute"),
        subject.one("accountant"),
    )


def links(subject):
    order = subject.one("amends")
    return [(Link.Kind.AMENDS, order)] if order else []


HEADINGS = {
    PROLONGED: "О продлении наставничества",
    SUBSTITUTED: "О замещении наставника на время отсутствия",
}
ITEMS = {PROLONGED: order_going_on.prolonged, SUBSTITUTED: order_going_on.substituted}

KIND = Kind(
    PaperKind.ORDER_CHANGE,
    series="core",
    keep=PERMANENT,
    group=ORDERS,
    lead="Прекращает наставничество раньше срока, заменяет наставника, продлевает пару или назначает замещающего.",
    build=build,
    form=Form,
    acquaint=acquaint,
    links=links,
    in_bodies=False,
)
