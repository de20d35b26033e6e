"""Шаблон персонализированной программы, before any pair exists: how to use it and the blank that it is (domain 3.8).

The one paper with lines to be filled in by hand: it is a blank form.
"""

from django import forms

from documents.forms.paper import PaperForm
from documents.models.kinds import PaperKind
from documents.papers import pieces
from documents.papers.blocks import letterhead
from documents.papers.kind import ACTS, PERMANENT, Kind
from documents.papers.plan_lines import COLUMNS
from documents.papers.programme import agreed_stamp, cover, signed_by, through
from documents.papers.system import house_words
from documents.papers.wording import wording

LINE, SHORT_LINE, NAME_LINE, CELL_LINE = "_" * 34, "_" * 24, "_" * 16, "_" * 56
TWO_LINES = {"relevance", "tasks", "results", "indicators"}
YEAR_BLANK = "20___"
ROWS = 10


class Form(PaperForm):
    rows = forms.IntegerField(label="Сколько пустых строк в плане", min_value=5, max_value=30, initial=ROWS)
    reviewed = forms.BooleanField(
        label="На бланке есть гриф «Согласовано» методического совета", required=False, initial=True
    )


def build(subject):
    """Content: the guide under УТВЕРЖДАЮ, then the blank in parts with the pages counted on."""
    organization = subject.organization
    guide = [
        pieces.text(f"guide-{n}", line.format(**house_words(organization)), number=f"{n}.")
        for n, line in enumerate(wording("programme")["guide"], 1)
    ]
    return pieces.paper(
        subject,
        "",
        title_lines=["ШАБЛОН", "персонализированной программы наставничества", organization.short_name],
        letterhead=None,
        reg=False,
        signature=None,
        stamp=pieces.approval_by_head(organization),
        approved_in_stamp=True,
        body=[pieces.heading("guide", "Порядок применения"), *guide],
        appendices=[title_sheet(subject), note_part(), plan_part(subject.number("rows") or ROWS), end_part()],
    )


def title_sheet(subject):
    """The blank title sheet of a programme to come."""
    organization = subject.organization
    lines = [
        f"на {YEAR_BLANK}/{YEAR_BLANK} учебный год",
        f"Форма наставничества: {SHORT_LINE}",
        f"Вид наставничества: {SHORT_LINE}",
        f"Срок реализации: с «____» __________ {YEAR_BLANK} г. по «____» __________ {YEAR_BLANK} г.",
    ]
    people = [("Наставник", SHORT_LINE), ("Наставляемый", SHORT_LINE)]
    reviewed = [agreed_stamp(organization, "методическим советом", "")] if subject.is_on("reviewed") else []
    return through(
        "title-sheet", ["ПЕРСОНАЛИЗИРОВАННАЯ ПРОГРАММА", "НАСТАВНИЧЕСТВА", f"«{LINE}»"], [], landscape=False
    ) | {
        "letterhead": letterhead(organization),
        "left_stamps": reviewed,
        "stamp": pieces.approval_by_head(organization),
        "cover": cover(organization, lines=lines, people=people, year=YEAR_BLANK),
    }


def note_part():
    rows = [
        (name, [hint, *[CELL_LINE] * (2 if key in TWO_LINES else 1)])
        for key, name, hint in wording("programme")["hints"]
    ]
    return through("note-part", ["1. Пояснительная записка"], [pieces.facts("note", rows)], landscape=False)


def plan_part(rows):
    blank = [pieces.row(f"plan-{n}", str(n), *[""] * 6) for n in range(1, rows + 1)]
    return through("plan-part", ["2. План мероприятий"], [pieces.table("plan", COLUMNS, blank)])


def end_part():
    columns = [("№ п/п", 8), ("Форма отчетности", 32), ("Срок", 28), ("Что отражается", 32)]
    rows = [
        pieces.row(f"report-{n}", str(n), *cells)
        for n, cells in enumerate(wording("programme")["report_forms"], 1)
    ]
    signs = [signed_by(post, NAME_LINE) for post in ("Наставник", "Наставляемый", "Куратор наставничества")]
    body = [pieces.table("reports", columns, rows), pieces.signatures("signatures", signs)]
    return through("end-part", ["3. Формы отчетности"], body, landscape=False)


KIND = Kind(
    PaperKind.PROGRAMME_TEMPLATE,
    series="local",
    keep=PERMANENT,
    group=ACTS,
    lead="Бланк программы с подсказками, который заполняют наставник и наставляемый. Нужен до того, как сложатся пары.",
    build=build,
    form=Form,
)
