"""What the journal tells of pairs: when they met last, how long they are silent, what nobody has answered for."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    F,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from common.facts import read_once
from meetings.models import Meeting
from pairs.models import Pair, Substitution
from pairs.queries import open_rows
from programmes.models import Programme, ProgrammeRow


@dataclass(frozen=True)
class Silence:
    """A running pair and how many days ago it met for the last time; without a meeting, since its start."""

    pair: Pair
    days: int
    last_on: dt.date | None


def last_met(pairs):
    """{pair id: day of the last meeting that took place}, in one query."""
    rows = Meeting.objects.held().filter(pair__in=pairs).order_by()
    return dict(rows.values_list("pair").annotate(Max("on")))


def silent_days(pairs, *, today):
    """{pair id: days since the last meeting, or since the start of a pair that has not met}, in one query."""
    met = last_met(pairs)
    return {pair.pk: max((today - met.get(pair.pk, pair.starts_on)).days, 0) for pair in pairs}


@read_once
def running(organization):
    """Every running pair with its silence, the longest first; one query beside what all counters of pairs share."""
    pairs = [row.pair for row in open_rows(organization) if row.pair.status == Pair.Status.ACTIVE]
    met, today = last_met(pairs) if pairs else {}, organization.today
    found = [
        Silence(pair, max((today - met.get(pair.pk, pair.starts_on)).days, 0), met.get(pair.pk))
        for pair in pairs
    ]
    return sorted(found, key=lambda row: -row.days)


def silent(organization):
    """Running pairs that have not met for longer than the institution allows."""
    return [row for row in running(organization) if row.days > organization.silence_days]


def unanswered(today):
    """Meetings of running pairs whose day has come and about which the journal says nothing."""
    return Q(status=Meeting.Status.PLANNED, on__lt=today, pair__status=Pair.Status.ACTIVE)


def owed_first(meetings, today):
    """What nobody has confirmed stands first, the oldest of it; then the latest."""
    owed = Case(When(unanswered(today), then=Value(0)), default=Value(1), output_field=IntegerField())
    nearness = Case(When(unanswered(today), then=F("on")), output_field=Meeting._meta.get_field("on"))
    return meetings.annotate(owed=owed, nearness=nearness).order_by(
        "owed", "nearness", "-on", "-starts_at", "pk"
    )


def with_people(meetings):
    """Meetings with the names of their pair."""
    return meetings.select_related("pair__mentor", "row").prefetch_related("pair__members__person")


def with_leader(meetings):
    """Annotate `leader`: who led the meeting, the mentor or whoever stood in on that day."""
    instead = Substitution.objects.filter(
        pair=OuterRef("pair"), starts_on__lte=OuterRef("on"), ends_on__gte=OuterRef("on")
    )
    return meetings.annotate(
        leader=Coalesce(
            Subquery(instead.values("person_id")[:1]), F("pair__mentor_id"), output_field=BigIntegerField()
        )
    )


def programme_rows(pair):
    """The lines of the pair's programme, those that are not done yet first: topics of its meetings."""
    approved = [Programme.Status.APPROVED, Programme.Status.COMPLETED]
    rows = ProgrammeRow.objects.filter(programme__pair=pair).exclude(
        programme__status=Programme.Status.DROPPED
    )
    is_approved = Case(When(programme__status__in=approved, then=Value(0)), default=Value(1))
    rows = rows.annotate(of_approved=is_approved).order_by("of_approved", "-programme", "order", "pk")
    return rows.select_related("programme")


def figures(meetings, today):
    """How many there are of each kind, in one query."""
    return meetings.order_by().aggregate(
        owed=Count("pk", filter=unanswered(today)),
        held=Count("pk", filter=Q(status=Meeting.Status.HELD)),
        missed=Count("pk", filter=Q(status=Meeting.Status.NOT_HELD)),
        ahead=Count("pk", filter=Q(status=Meeting.Status.PLANNED, on__gte=today)),
    )


def journal_of(pair, since, until):
    """The meetings of a pair that took place within a term, for its paper."""
    return (
        Meeting.objects.held().filter(pair=pair, on__range=(since, until)).order_by("on", "starts_at", "pk")
    )


class Journal:
    """The meetings of one pair by where they stand, read once."""

    def __init__(self, meetings, pair, today):
        self.rows = list(meetings.order_by("on", "starts_at", "pk"))
        self.is_running, self.today = pair.status == Pair.Status.ACTIVE, today

    def of(self, *statuses):
        return [row for row in self.rows if row.status in statuses]

    @property
    def owed(self):
        """What nobody has answered for; a pair that does not run is asked nothing."""
        return [row for row in self.of(Meeting.Status.PLANNED) if self.is_running and row.on < self.today]

    @property
    def ahead(self):
        return [row for row in self.of(Meeting.Status.PLANNED) if self.is_running and row.on >= self.today]

    @property
    def held(self):
        return self.of(Meeting.Status.HELD)

    @property
    def told(self):
        """The lines of the journal, the latest first."""
        return self.of(Meeting.Status.HELD, Meeting.Status.NOT_HELD)[::-1]

    @property
    def cancelled(self):
        """Those ahead, which can be taken back."""
        return [row for row in self.of(Meeting.Status.CANCELLED) if row.on >= self.today]


def first_day(meetings):
    return meetings.aggregate(Min("on"))["on__min"]


def others_of(pair, person_id):
    """The people of a pair besides one of them, the mentor first; those who left a group are out."""
    people = [pair.mentor, *(row.person for row in pair.members.all() if row.left_on is None)]
    return [person for person in people if person.pk != person_id]
