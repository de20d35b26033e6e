"""Report of the curator for a school year (domain 3.11): the system counts, the curator says what it cannot know."""

from common.russian import date_dots, lower_first
from documents.figures import figures_of
from documents.forms.paper import LinesField
from documents.models.kinds import PaperKind
from documents.papers import pieces
from documents.papers.items import sentence
from documents.papers.kind import FIVE_YEARS, RESULTS, Kind
from documents.papers.phrases import curator_signer, full_line, percent, year_in
from documents.papers.year_form import YearForm, year_of_paper

NUMBERS = [("№", 7), ("Показатель", 65), ("Значение", 28)]
PAIRS = [
    ("№ п/п", 7),
    ("Наставник", 27),
    ("Наставляемые", 28),
    ("Форма и вид наставничества", 20),
    ("Срок", 18),
]
UNMATCHED = [("№ п/п", 7), ("Наставляемый", 53), ("Меры поддержки", 40)]
TYPED = [
    ("unmatched", "Поддержка наставляемых, не вошедших в пары и группы"),
    ("programmes", "Выполнение персонализированных программ"),
    ("training", "Обучение наставников"),
    ("survey", "Результаты анкетирования"),
    ("strong", "Сильные стороны"),
    ("weak", "Слабые стороны и риски"),
    ("practices", "Лучшие практики"),
    ("plans", "Планы на следующий учебный год"),
]


def lines(label, *, required=False, help_text="По одному в строке."):
    return LinesField(label=label, rows=3, required=required, help_text=help_text)


class Form(YearForm):
    unmatched = lines("Как поддерживали тех, кто остался без пары")
    programmes = lines("Как выполнены персонализированные программы")
    training = lines(
        "Обучение наставников", help_text="Курсы, семинары, кто вёл, сколько часов. По одному в строке."
    )
    survey = lines("Результаты анкетирования")
    strong = lines("Сильные стороны")
    weak = lines("Слабые стороны и риски")
    practices = lines("Лучшие практики")
    plans = lines("Планы на следующий год", required=True)


def build(subject):
    year = year_of_paper(subject)
    figures = figures_of(subject.organization, year)
    return pieces.paper(
        subject,
        "ОТЧЕТ КУРАТОРА",
        heading=f"О реализации системы (целевой модели) наставничества {year_in(year)}",
        short_keeping=True,
        body=list(blocks(subject, figures)),
        signature=curator_signer(subject),
        appendices=appendices(subject.organization, figures, year),
    )


def blocks(subject, figures):
    yield pieces.heading("people", "1. Участники")
    yield pieces.table("people", NUMBERS, rows("people", people(figures)))
    yield pieces.heading("consents", "2. Согласия участников")
    if figures.consents:
        yield pieces.table("consents", NUMBERS, rows("consents", [
            (f"Согласие {words}", share(signed, asked)) for words, signed, asked in figures.consents
        ]))  # fmt: skip
    else:
        yield pieces.text("consents-none", "Участников в банках нет, согласия не требуются.")
    yield pieces.heading("pairs", "3. Пары и группы")
    yield pieces.table("pairs", NUMBERS, rows("pairs", pairs(figures)))
    number = 3
    for name, title in TYPED:
        said = subject.lines(name)
        if not said:
            continue
        number += 1
        yield pieces.heading(name, f"{number}. {title}")
        yield from (
            pieces.text(f"{name}{part}", sentence(line), number=f"{number}.{part}." if len(said) > 1 else "")
            for part, line in enumerate(said, 1)
        )


def rows(uid, pairs_of_words):
    return [
        pieces.row(f"{uid}-{n}", str(n), words, str(value))
        for n, (words, value) in enumerate(pairs_of_words, 1)
    ]


def share(done, total):
    return f"{done} из {total} ({percent(done, total)} %)" if total else "0"


def people(figures):
    for title, bank in (("наставников", figures.mentors), ("наставляемых", figures.mentees)):
        yield f"В банке {title}", bank.now
        yield f"Вошли в банк {title} за учебный год", bank.entered
        yield f"Вышли из банка {title} за учебный год", bank.left
    if figures.young:
        yield "Молодых педагогов среди наставляемых", figures.young


def pairs(figures):
    groups = sum(len(row.mentees) > 1 for row in figures.pairs)
    yield "Пар и групп, работавших в учебном году", len(figures.pairs)
    if groups:
        yield "из них групп", groups
    yield from ((f"Форма «{form}»", count) for form, count in figures.by_form)
    yield from ((f"Вид: {lower_first(kind)}", count) for kind, count in figures.by_kind)
    yield "Наставляемых, не вошедших в пары и группы", len(figures.unmatched)


def appendices(organization, figures, year):
    lists = []
    if figures.pairs:
        table = pieces.table("pairs", PAIRS, [pair_row(n, row) for n, row in enumerate(figures.pairs, 1)])
        lists.append((["Наставнические пары и группы", f"{organization.short_name} {year_in(year)}"], table))
    if figures.unmatched:
        left = [
            pieces.row(f"left-{person.pk}", str(n), full_line(person), "")
            for n, person in enumerate(figures.unmatched, 1)
        ]
        lists.append((["Наставляемые, не вошедшие в пары и группы"], pieces.table("left", UNMATCHED, left)))
    return [
        pieces.appendix(
            organization, title, [table], number=str(number) if len(lists) > 1 else "",
            head_lines=["к отчету куратора наставничества", organization.short_name],
        )
        for number, (title, table) in enumerate(lists, 1)
    ]  # fmt: skip


def pair_row(number, row):
    return pieces.row(
        f"pair-{row.pair.pk}",
        str(number),
        full_line(row.pair.mentor),
        [full_line(person) for person in row.mentees],
        f"{row.pair.get_form_display()}; {row.pair.get_kind_display()}",
        f"{date_dots(row.pair.starts_on)} – {date_dots(row.pair.ends_on)}",
    )


KIND = Kind(
    PaperKind.CURATOR_REPORT,
    series="reports",
    keep=FIVE_YEARS,
    group=RESULTS,
    lead="Банки, согласия, пары и те, кто остался без пары, посчитаны системой. Вы дописываете выводы и планы.",
    build=build,
    form=Form,
    by_head=False,
    in_bodies=False,
)
