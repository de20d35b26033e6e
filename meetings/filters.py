"""What the journal of all pairs can be narrowed by; everything stands in the address."""

import datetime as dt

from django import forms
from django.db.models import Q

from common.russian_dates import MONTHS
from meetings.models import Meeting
from meetings.queries import owed_first, unanswered, with_leader
from people.filters import ListFilter, select
from people.models import Person

OWED, AHEAD = "owed", "ahead"
STATES = [
    (OWED, "не отмечены"),
    (Meeting.Status.HELD, "состоялись"),
    (Meeting.Status.NOT_HELD, "не состоялись"),
    (AHEAD, "впереди"),
    (Meeting.Status.CANCELLED, "отменены"),
]
NEAR = dt.timedelta(days=7)  # the plan of a year would hide the journal: it stands under its own choice


class MeetingFilter(ListFilter):
    q = forms.CharField(label="ФИО участника", required=False, max_length=200)
    state = select("Встречи", "до конца недели", STATES)
    month = select("Месяц", "все", [])
    mentor = select("Вёл", "все", [])
    pair = forms.IntegerField(required=False, min_value=1, max_value=2**31, widget=forms.HiddenInput)

    def __init__(self, data, *, me):
        super().__init__(data)
        self.me, self.today = me, me.organization.today
        self.fields["month"].choices = [("", "все"), *months_of(me.organization.school_year)]
        mentors = Person.objects.visible_to(me).filter(
            Q(pairs_as_mentor__isnull=False) | Q(substitutes_in__isnull=False)
        )
        rows = mentors.distinct().order_by("search", "pk")
        self.fields["mentor"].choices = [("", "все"), *((str(row.pk), str(row)) for row in rows)]

    @property
    def shown_fields(self):
        return [self[name] for name in ("q", "state", "month", "mentor")]

    def narrow(self, meetings):
        state, month = self.chosen("state"), self.chosen("month")
        meetings = self.by_state(meetings, state)
        if month:
            first = dt.date.fromisoformat(f"{month}-01")
            meetings = meetings.filter(on__year=first.year, on__month=first.month)
        if mentor := self.chosen("mentor"):
            meetings = with_leader(meetings).filter(leader=mentor)
        if pair := self.chosen("pair"):
            meetings = meetings.filter(pair=pair)
        if words := self.chosen("q"):
            named = Person.objects.search(words).values("pk")
            meetings = meetings.filter(Q(pair__mentor__in=named) | Q(pair__in=pairs_of(named)))
        return (
            owed_first(meetings, self.today) if state != AHEAD else meetings.order_by("on", "starts_at", "pk")
        )

    def by_state(self, meetings, state):
        if state == OWED:
            return meetings.filter(unanswered(self.today))
        if state == AHEAD:
            return meetings.filter(status=Meeting.Status.PLANNED, on__gte=self.today)
        if state:
            return meetings.filter(status=state)
        if self.chosen("month"):
            return meetings
        return meetings.filter(Q(on__lte=self.today + NEAR) & ~Q(status=Meeting.Status.CANCELLED))


def pairs_of(persons):
    return (
        Meeting._meta.get_field("pair").related_model.objects.filter(members__person__in=persons).values("pk")
    )


def months_of(year):
    """The months of a school year: ("2026-09", "сентябрь 2026")."""
    days = [dt.date(year, month, 1) for month in range(8, 13)] + [
        dt.date(year + 1, month, 1) for month in range(1, 8)
    ]
    return [(f"{day:%Y-%m}", f"{MONTHS[day.month - 1]} {day.year}") for day in days]
