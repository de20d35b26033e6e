"""Every number of a series and year: the paper that bears it, or why no paper does (PAP-5)."""

from dataclasses import dataclass

from common.russian import date_dots
from documents.models import Document, NumberSeries
from documents.register import cancelled, light
from documents.series import SERIES
from documents.services.numbering import UNEXPLAINED, gaps
from people.exports import Contents

COLUMNS = [
    ("Порядковый", 12),
    ("Номер", 12),
    ("Дата", 12),
    ("Документ или объяснение", 44),
    ("Состояние", 20),
]


@dataclass
class Row:
    """One number, or a run of numbers that have one explanation."""

    first: int | None  # None for a number written by hand that follows another pattern
    last: int | None
    paper: Document | None = None
    words: str = ""
    note: str = ""
    is_unexplained: bool = False

    @property
    def numbers(self):
        if self.first is None:
            return "вне счёта"
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"

    @property
    def count(self):
        return 0 if self.first is None else self.last - self.first + 1


@dataclass
class Report:
    series: str
    year: int
    last: int
    rows: list

    @property
    def label(self):
        return SERIES[self.series].label if self.series in SERIES else self.series

    @property
    def unexplained(self):
        return sum(row.count for row in self.rows if row.is_unexplained)

    @property
    def papers(self):
        return sum(row.paper is not None for row in self.rows)


def report_of(me, series, year):
    """The report on one series and year: what nobody explains comes first, then the numbers in their order."""
    organization = me.organization
    papers = Document.objects.visible_to(me).filter(series=series, year=year).exclude(number="")
    papers = light(papers.annotate(cancelled_now=cancelled())).order_by("sequence", "pk")
    rows = [Row(paper.sequence, paper.sequence, paper, words=state_of(paper)) for paper in papers]
    borne = {row.first for row in rows}
    for gap in gaps(organization, series, year):
        if gap.first in borne:  # borne by a paper, out of turn
            mark_by_hand(rows, gap)
        else:
            rows.append(Row(gap.first, gap.last, None, gap.words, gap.note, gap.why == UNEXPLAINED))
    counter = NumberSeries.objects.visible_to(me).filter(series=series, year=year).first()
    last = max([counter.last if counter else 0, *(row.last or 0 for row in rows)])
    return Report(series, year, last, sorted(rows, key=place))


def place(row):
    return (not row.is_unexplained, row.first is None, row.first or 0)


def mark_by_hand(rows, gap):
    for row in rows:
        if row.first is not None and gap.first <= row.first <= gap.last:
            row.note = gap.words


def state_of(paper):
    """A cancelled paper keeps its number."""
    return "отменён, номер сохраняется" if paper.cancelled_now else paper.get_status_display()


def choices(me):
    """(series, years) that there is anything to report on; the first series and this year are always offered."""
    rows = NumberSeries.objects.visible_to(me).order_by().values_list("series", "year")
    found = set(rows) | {("core", me.organization.today.year)}
    series = [(key, one.label) for key, one in SERIES.items() if key in {name for name, _ in found}]
    return series, sorted({year for _, year in found}, reverse=True)


def report_contents(report, today):
    """The same as a table for a file and for print."""
    rows = [
        [
            row.numbers,
            row.paper.number if row.paper else "",
            date_dots(row.paper.dated) if row.paper else "",
            row.paper.title if row.paper else ". ".join(filter(None, [row.words, row.note])),
            "; ".join(filter(None, [row.words, row.note])) if row.paper else "",
        ]
        for row in report.rows
    ]
    return Contents(f"Номера {report.year} года, {report.label}", today, COLUMNS, rows)
