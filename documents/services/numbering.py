"""Numbers of papers: series by year, given in turn or by hand; every gap can be explained (CON-1, PAP-5)."""

import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db.models import Q

from common.russian_dates import date_dots
from documents.kinds import kind_of
from documents.models import Document, NumbersApart, NumberSeries, PaperKind
from documents.numbering import format_number
from documents.series import SERIES, default_pattern

UNEXPLAINED, BY_HAND = "unexplained", "by_hand"
WHY = {
    **dict(NumbersApart.Why.choices),
    BY_HAND: "присвоен вручную, раньше очереди",
    UNEXPLAINED: "не объяснено",
}


@dataclass(frozen=True)
class Gap:
    """Numbers `first`..`last` that the counter did not give in turn, and why: a key of WHY."""

    first: int
    last: int
    why: str
    note: str = ""

    @property
    def words(self):
        return WHY[self.why]


def take_number(document, *, on, number=""):
    """Give the next number of the series and year, or the one entered by hand. Changes `document`, saves the series.

    The locked row makes it: no gap, no duplicate, both databases; a rollback gives the number back.
    """
    row = locked_series(document.organization, series_of(document), on.year)
    if number := " ".join(number.split()):
        sequence = _sequence_of(number, row, document)
        last = sequence if sequence == row.last + 1 else row.last
    else:
        sequence, number = _next(row)
        last = sequence
    _check_day(document, row, sequence, on, by_hand=last != sequence)
    if last != row.last:
        row.last = last
        row.save(update_fields=["last"])
    document.series, document.year, document.sequence = row.series, row.year, sequence
    document.number, document.dated = number, on


def next_number(document):
    """The number the paper would get now; another paper may take it first."""
    return next_numbers([document])[document.pk]


def next_numbers(documents):
    """{pk: number} that papers of one institution would get, signed today in this order; three queries for any many."""
    if not documents:
        return {}
    organization = documents[0].organization
    rows = _rows_of(organization, organization.today.year)
    taken, given = _taken(rows.values()), {}
    for document in documents:
        row = rows.get(series_of(document)) or _unsaved(document)
        held = taken.setdefault(row.series, Taken())
        row.last = held.first_free(pattern_of(row), row.last + 1)
        rows[row.series] = row
        given[document.pk] = format_number(pattern_of(row), row.last)
    return given


def series_of(document):
    """The series a paper counts in; one made outside names its own."""
    if document.kind == PaperKind.OUTSIDE:
        return document.facts["series"]
    return kind_of(document).series


def pattern_of(row):
    """How the numbers of a series look this year."""
    return row.pattern or default_pattern(row.series, row.organization)


def series_rows(organization, year):
    """All series of the year, [(key, label, row, next number)]; the row of one not yet begun is not saved."""
    rows = _rows_of(organization, year)
    taken = _taken(rows.values())
    before = NumberSeries.objects.filter(organization=organization, year__lt=year).order_by("year")
    patterns = dict(before.values_list("series", "pattern"))
    for key in SERIES.keys() - rows.keys():
        pattern = patterns.get(key, "")
        rows[key] = NumberSeries(organization=organization, series=key, year=year, pattern=pattern)
    lines = []
    for key, series in SERIES.items():
        free = taken.get(key, Taken()).first_free(pattern_of(rows[key]), rows[key].last + 1)
        lines.append((key, series.label, rows[key], format_number(pattern_of(rows[key]), free)))
    return lines


def gaps(organization, series, year):
    """Everything in a series that is not a paper signed in turn, as [Gap] from the lowest number up."""
    row = NumberSeries.objects.filter(organization=organization, series=series, year=year).first()
    if row is None:
        return []
    borne = set(papers_of_series(row).exclude(sequence=None).values_list("sequence", flat=True))
    why = dict.fromkeys(range(1, row.last + 1), (UNEXPLAINED, ""))
    for apart in row.apart.all():
        why |= dict.fromkeys(range(apart.first, apart.last + 1), (apart.why, apart.note))
    why |= {n: (BY_HAND, "") for n in borne if n > row.last}
    open_ones = sorted(n for n in why if n not in borne or why[n][0] == BY_HAND)
    return [Gap(first, last, *why[first]) for first, last in runs_of(open_ones, why.get)]


def runs_of(numbers, kind=lambda n: None):
    """Numbers as runs (first, last) of neighbours of one kind."""
    runs = []
    for n in numbers:
        if runs and runs[-1][1] == n - 1 and kind(n) == kind(n - 1):
            runs[-1] = (runs[-1][0], n)
        else:
            runs.append((n, n))
    return runs


@dataclass
class Taken:
    """What the counter of one series must pass by."""

    apart: list = field(default_factory=list)  # (first, last)
    sequences: set = field(default_factory=set)
    numbers: set = field(default_factory=set)

    def first_free(self, pattern, n):
        while True:
            if ends := [last for first, last in self.apart if first <= n <= last]:
                n = max(ends) + 1
            elif n in self.sequences or format_number(pattern, n) in self.numbers:
                n += 1
            else:
                return n


def _taken(rows):
    """{series: Taken} for rows of one institution and year, in two queries."""
    rows = {row.pk: row for row in rows}
    taken = {row.series: Taken() for row in rows.values()}
    for apart in NumbersApart.objects.filter(series__in=rows):
        taken[rows[apart.series_id].series].apart.append((apart.first, apart.last))
    for series, last, sequence, number in _ahead(rows.values()):
        if sequence is None or sequence > last:
            taken[series].sequences.add(sequence)
            taken[series].numbers.add(number)
    return taken


def _ahead(rows):
    """(series, last, sequence, number) of papers beyond the counters."""
    beyond = Q(pk=None)
    for row in rows:
        beyond |= Q(series=row.series, year=row.year) & (Q(sequence=None) | Q(sequence__gt=row.last))
        organization = row.organization
    if not rows:
        return []
    last = {row.series: row.last for row in rows}
    papers = Document.objects.filter(beyond, organization=organization)
    found = papers.values_list("series", "sequence", "number")
    return [(series, last[series], sequence, number) for series, sequence, number in found]


def _next(row):
    taken, pattern, n = _taken([row])[row.series], pattern_of(row), row.last + 1
    while True:
        n = taken.first_free(pattern, n)
        number = format_number(pattern, n)
        if not papers_of_series(row).filter(number=number).exists():
            return n, number  # after a change of the pattern an old text may come again
        n += 1


def _sequence_of(number, row, document):
    """Which turn a number entered by hand takes; None when it follows another pattern. A taken one is refused."""
    pattern = re.escape(pattern_of(row)).replace(r"\{n\}", r"(\d{1,6})")
    found = re.fullmatch(pattern, number)
    sequence = int(found[1]) or None if found else None
    same = Q(number=number) | Q(sequence=sequence) if sequence else Q(number=number)
    if bearer := papers_of_series(row).filter(same).first():
        raise ValidationError(f"№ {number} в этой серии уже занят: {bearer}. Укажите другой номер.")
    outside = row.apart.filter(
        why=NumbersApart.Why.OUTSIDE, first__lte=sequence or 0, last__gte=sequence or 0
    )
    if document.kind != PaperKind.OUTSIDE and outside.exists():
        raise ValidationError(f"№ {number} отмечен как выданный вне системы. Укажите другой номер.")
    return sequence


def _check_day(document, row, sequence, on, *, by_hand):
    """A register runs forward: no paper of tomorrow, none dated before the one with the number before it.

    What was made outside is written down as it stands.
    """
    if on > document.organization.today:
        raise ValidationError("Дата документа не может быть в будущем.")
    if sequence is None or document.kind == PaperKind.OUTSIDE:
        return
    before = papers_of_series(row).filter(sequence__lt=sequence).order_by("-sequence").first()
    if before and before.dated > on:
        raise ValidationError(
            f"№ {before.number} уже выдан {date_dots(before.dated)}, более ранняя дата нарушит порядок номеров."
        )
    after = by_hand and papers_of_series(row).filter(sequence__gt=sequence).order_by("sequence").first()
    if after and after.dated < on:
        raise ValidationError(
            f"№ {after.number} уже выдан {date_dots(after.dated)}, более поздняя дата нарушит порядок номеров."
        )


def papers_of_series(row):
    same = {"organization_id": row.organization_id, "series": row.series, "year": row.year}
    return Document.objects.filter(**same).defer("content", "facts", "search")


def locked_series(organization, series, year):
    """The row of a series and year, locked; a new year goes on with the pattern of the year before."""
    same = {"organization": organization, "series": series, "year": year}
    if not NumberSeries.objects.filter(**same).exists():
        pattern = _carried(organization, series, year)
        NumberSeries.objects.get_or_create(**same, defaults={"pattern": pattern})
    return NumberSeries.objects.select_for_update(of=("self",)).select_related("organization").get(**same)


def _carried(organization, series, year):
    before = NumberSeries.objects.filter(organization=organization, series=series, year__lt=year)
    return before.order_by("-year").values_list("pattern", flat=True).first() or ""


def _rows_of(organization, year):
    rows = NumberSeries.objects.filter(organization=organization, year=year, series__in=SERIES)
    return {row.series: row for row in rows.select_related("organization")}


def _unsaved(document):
    organization, series = document.organization, series_of(document)
    year = organization.today.year
    return NumberSeries(
        organization=organization, series=series, year=year, pattern=_carried(organization, series, year)
    )
