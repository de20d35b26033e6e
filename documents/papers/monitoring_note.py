"""Note on the results of monitoring (domain 5.3, papers.md 08): sample with n, plan and fact with their counts.

Of a group under five no share is printed: it would tell what single people answered.
"""

from django import forms
from django.core.exceptions import ValidationError

from common.russian import counted, upper_first
from documents.forms.paper import DayField, LinesField
from documents.models.kinds import PaperKind
from documents.papers import pieces
from documents.papers.items import sentence
from documents.papers.kind import FIVE_YEARS, RESULTS, Kind
from documents.papers.phrases import curator_signer, percent, period, year_in, year_span
from documents.papers.typed import PartsField, parts
from documents.papers.year_form import YearForm, year_of_paper

SMALL = 5
COLUMNS = [("№ п/п", 7), ("Показатель", 51), ("План, %", 12), ("Факт, %", 12), ("Расчет", 18)]
HIDDEN = "Доли групп, в которых менее пяти человек, не приводятся."


def count(label):
    return forms.IntegerField(label=label, min_value=0, max_value=9999)


class Form(YearForm):
    basis = forms.CharField(
        label="Основание",
        max_length=300,
        help_text="Например: пункт 6 дорожной карты, приказ от 28.08.2026 № 118-од.",
    )
    since = DayField(label="Мониторинг проходил с")
    until = DayField(label="по")
    methods = LinesField(
        label="Методы", rows=2, help_text="Например: анкетирование участников, анализ программ."
    )
    mentees = count("Наставляемых всего")
    mentees_answered = count("Из них ответили")
    mentors = count("Наставников всего")
    mentors_answered = count("Из них ответили")
    rows = PartsField(
        label="Показатели",
        names=("показатель", "план, %", "выполнили", "всего"),
        needed=4,
        help_text="По одному в строке: Доля завершённых программ | 90 | 11 | 12. Проценты система посчитает сама.",
    )
    bars = forms.BooleanField(label="Показать доли на рисунке", required=False, initial=True)
    notes = LinesField(label="Пояснения к показателям", rows=2, required=False)
    conclusions = LinesField(label="Выводы", rows=3, help_text="По одному в строке.")
    advice = LinesField(label="Рекомендации", rows=3, help_text="По одной в строке.")

    def clean_rows(self):
        for number, line in enumerate(self.cleaned_data["rows"].splitlines(), 1):
            if line.strip() and indicator(line) is None:
                raise ValidationError(
                    f"Строка {number}: план – от 0 до 100, выполнили – не больше, чем всего, всего – не ноль."
                )
        return self.cleaned_data["rows"]

    def clean(self):
        data = super().clean()
        for side in ("mentees", "mentors"):
            if (data.get(f"{side}_answered") or 0) > (data.get(side) or 0):
                self.add_error(f"{side}_answered", "Ответить не могло больше людей, чем есть всего.")
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", "Окончание должно быть не раньше начала.")
        return data


def indicator(line):
    """(name, plan, done, total) of a typed line, or None where a number is none or cannot be."""
    name, *numbers = parts(line, 4)
    if not all(number.isascii() and number.isdigit() and len(number) < 6 for number in numbers):
        return None
    plan, done, total = map(int, numbers)
    return (name, plan, done, total) if plan <= 100 and done <= total and total else None


def build(subject):
    year = year_of_paper(subject)
    return pieces.paper(
        subject,
        "СПРАВКА",
        heading=f"Об итогах мониторинга системы наставничества {year_in(year)}",
        short_keeping=True,
        body=[*opening(subject), *indicators(subject, year), *endings(subject)],
        signature=curator_signer(subject),
    )


def opening(subject):
    methods = "; ".join(line.rstrip(".;") for line in subject.lines("methods"))
    return [
        pieces.text("basis", sentence(f"Основание: {subject.text('basis')}")),
        pieces.text("term", f"Сроки проведения: {period(subject.day('since'), subject.day('until'))}."),
        pieces.text("methods", sentence(f"Методы: {methods}")),
        pieces.text("sample", f"Выборка: {sample(subject)}."),
    ]


def sample(subject):
    sides = [
        ("mentees", ("наставляемый", "наставляемых", "наставляемых")),
        ("mentors", ("наставник", "наставника", "наставников")),
    ]
    said = []
    for side, words in sides:
        total, answered = subject.number(side) or 0, subject.number(f"{side}_answered") or 0
        share = f" ({percent(answered, total)} %)" if total >= SMALL else ""
        said.append(f"{counted(total, *words)}, ответили {answered}{share}")
    return "; ".join(said)


def indicators(subject, year):
    found = [one for line in subject.lines("rows") if (one := indicator(line))]
    yield pieces.heading("indicators", "1. Показатели")
    yield pieces.table("indicators", COLUMNS, [table_row(n, *one) for n, one in enumerate(found, 1)])
    hidden = [one for one in found if one[3] < SMALL]
    lines = [*subject.lines("notes"), *([HIDDEN] if hidden else [])]
    yield from (pieces.text(f"note{n}", sentence(line)) for n, line in enumerate(lines, 1))
    shown = [
        (name, f"{percent(done, total)} % (план {plan} %)", percent(done, total))
        for name, plan, done, total in found
        if total >= SMALL
    ]
    if subject.is_on("bars") and shown:
        yield pieces.bars("bars", f"Показатели {year_span(year)} учебного года, факт", shown)


def table_row(number, name, plan, done, total):
    if total < SMALL:
        return pieces.row(f"i{number}", str(number), upper_first(name), str(plan), "–", "менее 5 человек")
    return pieces.row(
        f"i{number}",
        str(number),
        upper_first(name),
        str(plan),
        str(percent(done, total)),
        f"{done} из {total}",
    )


def endings(subject):
    for number, (uid, title) in enumerate((("conclusions", "Выводы"), ("advice", "Рекомендации")), 2):
        yield pieces.heading(uid, f"{number}. {title}")
        for part, line in enumerate(subject.lines(uid), 1):
            yield pieces.text(f"{uid}{part}", sentence(line), number=f"{number}.{part}.")


KIND = Kind(
    PaperKind.MONITORING_NOTE,
    series="reports",
    keep=FIVE_YEARS,
    group=RESULTS,
    lead="Основание, выборка, показатели с расчётом, рисунок, выводы. Проценты считает система.",
    build=build,
    form=Form,
    by_head=False,
)
