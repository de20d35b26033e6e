"""Hours per mentor and month, for payment: what the journal confirms, a group once a meeting. Read-outs only."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth

from common.russian_dates import MONTHS
from meetings.models import Meeting
from meetings.queries import with_leader
from organizations.models import Role
from people.models import Person

SUMMER = (8, 7)  # months outside the usual year stand in the table only when somebody met then


@dataclass(frozen=True)
class Figure:
    """The meetings of one mentor in one month."""

    month: dt.date
    minutes: int = 0
    meetings: int = 0

    @property
    def words(self):
        return hours_words(self.minutes)

    @property
    def key(self):
        """The month as the filter of the list knows it."""
        return f"{self.month:%Y-%m}"


@dataclass
class HoursRow:
    """A mentor with the figures of the months, in the order of the columns."""

    person: Person
    figures: list[Figure] = field(default_factory=list)

    @property
    def minutes(self):
        return sum(figure.minutes for figure in self.figures)

    @property
    def meetings(self):
        return sum(figure.meetings for figure in self.figures)

    @property
    def words(self):
        return hours_words(self.minutes)


@dataclass
class Hours:
    """The register of a school year: months as columns, a row for each mentor who met."""

    months: list[dt.date]
    rows: list[HoursRow]

    @property
    def totals(self):
        return [
            total(month, (row.figures[place] for row in self.rows)) for place, month in enumerate(self.months)
        ]

    @property
    def words(self):
        return hours_words(sum(row.minutes for row in self.rows))

    @property
    def meetings(self):
        return sum(row.meetings for row in self.rows)


def hours_words(minutes: int) -> str:
    """ "1,5": hours of sixty minutes as accountants write them; nothing for none."""
    if not minutes:
        return ""
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def total(month, figures):
    figures = list(figures)
    return Figure(month, sum(one.minutes for one in figures), sum(one.meetings for one in figures))


def month_words(month):
    return MONTHS[month.month - 1]


def held_in(me, year):
    """The meetings of a school year that took place and that the actor may count, each with its leader."""
    meetings = Meeting.objects.visible_to(me).held()
    meetings = meetings.filter(on__gte=dt.date(year, 8, 1), on__lt=dt.date(year + 1, 8, 1))
    return with_leader(meetings)


def hours_of(me, year):
    """The register as this reader sees it: the staff all mentors, a participant the own line."""
    meetings = held_in(me, year)
    if me.role == Role.PARTICIPANT:
        meetings = meetings.filter(leader__in=Person.objects.filter(membership=me).values("pk"))
    found = {}
    counted = meetings.order_by().annotate(month=TruncMonth("on")).values("leader", "month")
    for row in counted.annotate(minutes_sum=Sum("minutes"), number=Count("pk")):
        figure = Figure(row["month"], row["minutes_sum"], row["number"])
        found.setdefault(row["leader"], {})[figure.month] = figure
    months = months_shown(year, {month for figures in found.values() for month in figures})
    people = Person.objects.filter(pk__in=found, organization=me.organization_id).order_by("search", "pk")
    rows = [
        HoursRow(person, [found[person.pk].get(month, Figure(month)) for month in months])
        for person in people
    ]
    return Hours(months, rows)


def months_shown(year, met):
    """September to June, and the months of summer in which somebody met."""
    months = [dt.date(year, month, 1) for month in range(8, 13)]
    months += [dt.date(year + 1, month, 1) for month in range(1, 8)]
    return [month for month in months if month.month not in SUMMER or month in met]
