"""Short report of a mentor for a half-year or a year (domain 3.11)."""

import datetime as dt

from django import forms

from common.russian import Case
from documents.forms.paper import LinesField, PairField
from documents.models.kinds import PaperKind
from documents.papers import pieces
from documents.papers.items import sentence
from documents.papers.kind import FIVE_YEARS, PROGRAMMES, Kind
from documents.papers.phrases import curator_signer, mentees_in, pair_facts, percent, year_of
from documents.papers.year_form import YearForm, year_of_paper
from meetings.models import Meeting

PERIODS = {"first": "за первое полугодие", "second": "за второе полугодие", "year": "за учебный год"}
CONTINUE, FINISH, CHANGE = "continue", "finish", "change"
CONCLUSIONS = [
    (CONTINUE, "продолжить наставничество"),
    (FINISH, "завершить: цели программы достигнуты"),
    (CHANGE, "сменить наставника"),
]


def count(label, *, required=True):
    return forms.IntegerField(label=label, min_value=0, max_value=999, required=required)


class Form(YearForm):
    pair = PairField(label="Пара или группа", statuses=["active", "paused", "ended"])
    term = forms.ChoiceField(
        label="За какое время",
        choices=[("first", "первое полугодие"), ("second", "второе полугодие"), ("year", "учебный год")],
    )
    meetings = count("Встреч проведено")
    lessons = count("Занятий посещено", required=False)
    planned = count("Мероприятий по плану")
    done = count("Из них выполнено")
    solved = LinesField(label="Какие затруднения сняты", rows=3, help_text="По одному в строке.")
    progress = LinesField(label="Что изменилось у наставляемого", rows=3, required=False)
    problems = LinesField(label="Что не получилось и почему", rows=2, required=False)
    conclusion = forms.ChoiceField(label="Вывод", choices=CONCLUSIONS)
    advice = LinesField(label="Предложения", rows=2, required=False)

    field_order = ["pair", "school_year"]

    def __init__(self, *args, **kwargs):
        """From the page of a pair the journal fills in how often it met this year."""
        super().__init__(*args, **kwargs)
        pair = str(self.initial.get("pair", ""))
        if "meetings" not in self.initial and pair.isascii() and pair.isdigit() and len(pair) < 19:
            day = dt.date(self.me.organization.school_year, 8, 1)
            held = Meeting.objects.visible_to(self.me).held().filter(pair=int(pair), on__gte=day)
            self.initial["meetings"] = held.count() or None

    def clean(self):
        data = super().clean()
        if (data.get("done") or 0) > (data.get("planned") or 0):
            self.add_error("done", "Выполнено не может быть больше, чем запланировано.")
        return data


def build(subject):
    row = subject.one("pair")
    mentor = [pieces.signer(row.pair.mentor.position or "Наставник", row.pair.mentor.name)] if row else []
    return pieces.paper(
        subject,
        "ОТЧЕТ НАСТАВНИКА",
        heading=f"О работе {span(subject)}",
        short_keeping=True,
        one_sheet=True,
        signature=None,
        body=list(blocks(subject, row)),
        signatures=[*mentor, curator_signer(subject)],
    )


def span(subject):
    year, term = year_of_paper(subject), subject.facts.get("term")
    if term == "year":
        return f"за {year}/{year + 1} учебный год"
    return f"{PERIODS.get(term, PERIODS['first'])} {year_of(year)}"


def blocks(subject, row):
    yield pieces.facts("pair", [*(pair_facts(row) if row else []), *numbers(subject)])
    texts = [
        ("solved", "Снятые затруднения"),
        ("progress", "Изменения у наставляемого"),
        ("problems", "Нерешенные вопросы"),
        ("advice", "Предложения"),
    ]
    for name, title in texts:
        lines = subject.lines(name)
        if name == "progress" and row and len(row.mentees) > 1:
            title = "Изменения у наставляемых"
        if not lines:
            continue
        yield pieces.label(name, f"{title}:")
        for number, line in enumerate(lines, 1):
            mark = f"{number}." if len(lines) > 1 else ""
            yield pieces.text(f"{name}{number}", sentence(line), number=mark)
    yield pieces.text("conclusion", f"Вывод: {conclusion(subject, row)}.", look="gap")


def conclusion(subject, row):
    whom = f" {mentees_in(row, Case.GENITIVE)}" if row else ""
    words = {
        CONTINUE: f"наставничество в отношении{whom} целесообразно продолжить",
        FINISH: f"наставничество в отношении{whom} завершить, цели программы достигнуты",
        CHANGE: f"в отношении{whom} целесообразно сменить наставника",
    }
    return words[subject.facts.get("conclusion") or CONTINUE] if row else "см. решение куратора"


def numbers(subject):
    planned, done = subject.number("planned") or 0, subject.number("done") or 0
    share = f" ({percent(done, planned)} %)" if planned else ""
    yield "Проведено встреч", str(subject.number("meetings") or 0)
    if subject.number("lessons") is not None:
        yield "Посещено занятий", str(subject.number("lessons"))
    yield "Выполнено мероприятий", f"{done} из {planned}{share}"


KIND = Kind(
    PaperKind.MENTOR_REPORT,
    series="reports",
    keep=FIVE_YEARS,
    group=PROGRAMMES,
    lead="Короткий отчёт на одной странице: встречи, выполнение плана, вывод. За полугодие или год.",
    build=build,
    form=Form,
    by_head=False,
    in_bodies=False,
)
