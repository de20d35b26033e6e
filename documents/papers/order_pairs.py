"""Order that fixes pairs and groups (domain 3.6): rows of pairs in, plain content out."""

import datetime as dt

from common.legal import cited
from common.russian import Case, counted, date_words, school_year_words
from documents.content import BLANK_REFERENCE
from documents.papers.blocks import head_signature, letterhead, line_with_initials, nominative_line, person_in
from documents.papers.items import numbered, sentence
from people.models import Person

SERIES = "core"  # order on core activity, kept permanently (Перечень Росархива 2019 № 236, ст. 19)
KEEP = "постоянно"


def build(organization, pairs, *, curator, phone=""):
    """Content of the order for `pairs` (pairs.queries.PairRow); `curator` is a Person, perhaps unsaved.

    Shape: see templates/papers/order.html. Number, date, signature mark and verification are put in at signing.
    """
    first, last = min(row.pair.starts_on for row in pairs), max(row.pair.ends_on for row in pairs)
    return {
        "kind": "ПРИКАЗ",
        "letterhead": letterhead(organization),
        "place": organization.city,
        "date": "",
        "number": "",
        "heading": f"О закреплении наставнических пар и групп на {school_year_words(organization.school_year)}",
        "preamble": preamble(organization, pairs),
        "command": "ПРИКАЗЫВАЮ:",
        "items": numbered(items(pairs, first, last, curator)),
        "signature": head_signature(organization),
        "performer": {"name": curator.full_name, "phone": phone or organization.phone},
        "appendices": [appendix(organization, pairs, first, last)],
        "acknowledgement": None,
        "verification": None,
        "draft": True,
    }


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
    """(level, text, who, until) of each item; who and until say what the text says, for lists of tasks."""
    year = last.year
    programmes, interim = first + dt.timedelta(days=18), dt.date(year, 1, 29)
    final, known = dt.date(year, 5, 21), first + dt.timedelta(days=5)
    doer, name = person_in(curator, Case.DATIVE), curator.full_name
    rows = [(1, f"Закрепить с {date_words(first)} по {date_words(last)} наставнические пары и группы "
                "согласно приложению к настоящему приказу:", "", None)]  # fmt: skip
    rows += [(2, pair_item(row, first, last), "", None) for row in pairs]
    rows += [
        (1, "Наставникам совместно с наставляемыми разработать персонализированные программы наставничества "
            f"и представить их куратору в срок до {date_words(programmes)}", "Наставники", programmes),
        (1, f"Куратору наставничества {doer}:", name, None),
        (2, f"Организовать методическое сопровождение наставников, провести промежуточную оценку реализации программ "
            f"в срок до {date_words(interim)}", name, interim),
        (2, f"Провести итоговый мониторинг реализации программ в срок до {date_words(final)}", name, final),
        (2, "Ознакомить с приказом под подпись работников, указанных в приказе и приложении, "
            f"в срок до {date_words(known)}", name, known),
        (1, "Контроль за исполнением приказа оставляю за собой.", "Руководитель", None),
    ]  # fmt: skip
    if interim < first or interim > last:
        rows = [row for row in rows if row[3] != interim]
    return [(level, sentence(text), who, until) for level, text, who, until in rows]


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
    rows = [
        [
            str(number),
            nominative_line(row.pair.mentor, category(row.pair.mentor)),
            [nominative_line(person, experience(person)) for person in row.mentees],
            f"{row.pair.get_form_display()}; {row.pair.get_kind_display()}",
            row.pair.theme or "–",
        ]
        for number, row in enumerate(pairs, 1)
    ]
    return {
        "label": "Приложение",
        "head_lines": [f"к приказу {organization.short_name}", BLANK_REFERENCE],
        "title_lines": [
            f"Состав наставнических пар и групп {organization.short_name}",
            f"на период с {date_words(first)} по {date_words(last)}",
        ],
        "columns": [
            {"title": "№ п/п", "width": 7},
            {"title": "Наставник (фамилия, имя, отчество, должность, категория)", "width": 26},
            {"title": "Наставляемый (фамилия, имя, отчество, должность, стаж; класс)", "width": 27},
            {"title": "Форма и вид наставничества", "width": 17},
            {"title": "Тема персонализированной программы", "width": 23},
        ],
        "rows": rows,
        "landscape": False,
    }


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
