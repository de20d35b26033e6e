"""Order that fixes pairs and groups (domain 3.6): rows of pairs in, plain content out."""

import datetime as dt

from common.legal import cited
from common.russian import Case, counted, date_words, school_year_words, upper_first
from documents.models.kinds import PaperKind
from documents.papers import pieces
from documents.papers.blocks import line_with_initials, nominative_line, person_in
from documents.papers.items import control, item, numbered
from documents.papers.kind import ORDERS, PERMANENT, Kind
from documents.papers.money import percents, roubles
from pairs.queries import people_of
from people.models import Person


def build(subject):
    """Content of the order for the pairs of the fact "pairs" (pairs.queries.PairRow).

    Number, date, signature mark and verification are put in at signing.
    """
    organization, pairs = subject.organization, subject.several("pairs")
    first, last = min(row.pair.starts_on for row in pairs), max(row.pair.ends_on for row in pairs)
    return pieces.order(
        subject,
        heading=f"О закреплении наставнических пар и групп на {school_year_words(organization.school_year)}",
        preamble=preamble(organization, pairs),
        items=numbered(items(pairs, first, last, subject.curator)),
        appendices=[appendix(organization, pairs, first, last)],
    )


def acquaint(subject):
    """Everybody whom the order names, the curator too."""
    return [subject.curator, *(person for row in subject.several("pairs") for person in people_of(row.pair))]


def preamble(organization, pairs):
    """Grounds of the order: ТК 351.8 where employees mentor employees, Р-145 where learners take part."""
    people = [person for row in pairs for person in (row.pair.mentor, *row.mentees)]
    on = organization.today
    grounds = []
    if any(all(p.kind == Person.Kind.EMPLOYEE for p in (row.pair.mentor, *row.mentees)) for row in pairs):
        grounds.append(f"в соответствии {cited('labour_code_351_8', on)}")
    if any(person.kind == Person.Kind.LEARNER for person in people):
        grounds.append(cited("r_145", on))
    grounds.append(
        "на основании Положения о системе (целевой модели) наставничества, письменных согласий участников"
    )
    text = ", ".join(ground for ground in grounds if ground)
    return text[0].upper() + text[1:]


def items(pairs, first, last, curator):
    """The items; who and until say what the text says, for lists of tasks."""
    year = last.year
    programmes, interim = first + dt.timedelta(days=18), dt.date(year, 1, 29)
    final, known = dt.date(year, 5, 21), first + dt.timedelta(days=5)
    doer, name = person_in(curator, Case.DATIVE), curator.full_name
    rows = [
        item("pairs", f"Закрепить с {date_words(first)} по {date_words(last)} наставнические пары и группы "
             "согласно приложению к настоящему приказу:"),
        *(item(f"pair-{row.pair.pk}", pair_item(row, first, last), level=2) for row in pairs),
        item("programmes", "Наставникам совместно с наставляемыми разработать персонализированные программы "
             f"наставничества и представить их куратору в срок до {date_words(programmes)}", who="Наставники",
             until=programmes),
        item("curator", f"Куратору наставничества {doer}:", who=name),
        item("interim", "Организовать методическое сопровождение наставников, провести промежуточную оценку "
             f"реализации программ в срок до {date_words(interim)}", level=2, who=name, until=interim),
        item("final", f"Провести итоговый мониторинг реализации программ в срок до {date_words(final)}", level=2,
             who=name, until=final),
        item("known", "Ознакомить с приказом под подпись работников, указанных в приказе и приложении, "
             f"в срок до {date_words(known)}", level=2, who=name, until=known),
        *pay_items(pairs),
        control(),
    ]  # fmt: skip
    if interim < first or interim > last:
        rows = [row for row in rows if row["uid"] != "interim"]
    return rows


def pay_items(pairs):
    """Who is paid what for the work, where the pages of the pairs say so (ТК ст. 351.8)."""
    paid = [row for row in pairs if row.pair.pay]
    if not paid:
        return []
    return [
        item("pay", "Производить ежемесячную выплату за работу по наставничеству:"),
        *(item(f"pay-{row.pair.pk}", pay_item(row.pair), level=2) for row in paid),
    ]


def pay_item(pair):
    basis = f" в соответствии с {pair.pay_basis}" if pair.pay_basis else ""
    sizes = {
        pair.Pay.PERCENT: lambda: f"в размере {percents(int(pair.pay_amount))} должностного оклада (ставки)",
        pair.Pay.ROUBLES: lambda: f"в размере {roubles(int(pair.pay_amount))}",
        pair.Pay.ACT: lambda: "в размере, установленном дополнительным соглашением",
    }
    return f"{upper_first(person_in(pair.mentor, Case.DATIVE))} – {sizes[pair.pay]()}{basis}"


def pair_item(row, first, last):
    """ "За воспитателем … – старшего воспитателя …": mentee in the instrumental, mentor in the accusative."""
    mentor = person_in(row.pair.mentor, Case.ACCUSATIVE)
    if len(row.mentees) == 1:
        whom = f"За {person_in(row.mentees[0], Case.INSTRUMENTAL)}"
    else:
        whom = f"За группой в составе {listed([person_in(p, Case.GENITIVE) for p in row.mentees])}"
    term = ""
    if (row.pair.starts_on, row.pair.ends_on) != (first, last):
        term = f" (с {date_words(row.pair.starts_on)} по {date_words(row.pair.ends_on)})"
    return f"{whom} – {mentor}{term}"


def appendix(organization, pairs, first, last):
    columns = [
        ("№ п/п", 7),
        ("Наставник (фамилия, имя, отчество, должность, категория)", 26),
        ("Наставляемый (фамилия, имя, отчество, должность, стаж; класс)", 27),
        ("Форма и вид наставничества", 17),
        ("Тема персонализированной программы", 23),
    ]
    rows = [
        pieces.row(
            f"pair-{row.pair.pk}",
            str(number),
            nominative_line(row.pair.mentor, category(row.pair.mentor)),
            [nominative_line(person, experience(person)) for person in row.mentees],
            f"{row.pair.get_form_display()}; {row.pair.get_kind_display()}",
            row.pair.theme or "–",
        )
        for number, row in enumerate(pairs, 1)
    ]
    title = [
        f"Состав наставнических пар и групп {organization.short_name}",
        f"на период с {date_words(first)} по {date_words(last)}",
    ]
    return pieces.appendix(organization, title, [pieces.table("pairs", columns, rows)])


def places(content, pk):
    """(number of the item "1.1", number of the table row) of a pair in the order that fixed it; "" where unknown."""
    uid = f"pair-{pk}"
    number = next(
        (one["number"].rstrip(".") for one in content.get("items", []) if one.get("uid") == uid), ""
    )
    rows = [
        row
        for part in content.get("appendices", [])
        for block in part.get("body", [])
        for row in block.get("rows", [])
    ]
    line = next((row["cells"][0] for row in rows if isinstance(row, dict) and row.get("uid") == uid), "")
    return number, line


def acknowledgement(document, people):
    """The list to sign by hand under a registered order; names in the nominative, in alphabetical order."""
    return {
        "title_lines": [
            "ЛИСТ ОЗНАКОМЛЕНИЯ",
            f"с приказом {document.organization.short_name} от {document.dated:%d.%m.%Y} № {document.number}",
            f"«{document.title}»",
        ],
        "rows": [
            [str(number), line_with_initials(person), "", ""] for number, person in enumerate(people, 1)
        ],
        "note": "",
    }


def category(person):
    return f"{person.category} категория" if person.category in {"высшая", "первая"} else person.category


def experience(person):
    if person.experience_years is None or person.kind != Person.Kind.EMPLOYEE:
        return ""
    return f"стаж {counted(person.experience_years, 'год', 'года', 'лет')}"


def listed(words):
    """ "а, б и в"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} и {words[-1]}"


KIND = Kind(
    PaperKind.ORDER_PAIRS,
    series="core",
    keep=PERMANENT,
    group=ORDERS,
    lead="Закрепляет наставников за наставляемыми. Составляется из пар, у которых есть все согласия.",
    build=build,
    acquaint=acquaint,
    in_bodies=False,
)
