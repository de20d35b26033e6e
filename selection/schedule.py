"""A meeting of choice as a page and a print show it: rounds with their times, the talks of each person."""

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property

from selection.matching.rounds import rounds
from selection.models import ChoiceMeeting, ChoiceSeat
from selection.wishing import OTHER, seats_of

MENTOR, MENTEE = ChoiceSeat.Side.MENTOR, ChoiceSeat.Side.MENTEE
LONG = 120  # minutes: longer than that nobody listens any more


@dataclass(frozen=True)
class Round:
    """One round: when it is, who talks at which table (None: the table is free)."""

    number: int
    starts_at: dt.time
    talks: list  # [(seat at the table, seat of the guest)]


@dataclass
class Schedule:
    """The shorter side sits at its tables, the longer one goes round."""

    meeting: ChoiceMeeting
    mentors: list = field(default_factory=list)
    mentees: list = field(default_factory=list)

    @property
    def hosts_are_mentors(self):
        return len(self.mentors) <= len(self.mentees)

    @property
    def tables(self):
        return self.mentors if self.hosts_are_mentors else self.mentees

    @property
    def guests(self):
        return self.mentees if self.hosts_are_mentors else self.mentors

    @cached_property
    def rounds(self):
        """All rounds, their talks in the order of the tables."""
        mentors, mentees = ([seat.pk for seat in side] for side in (self.mentors, self.mentees))
        seats = {seat.pk: seat for seat in [*self.mentors, *self.mentees]}
        found = []
        for number, talks in enumerate(rounds(mentors, mentees), 1):
            if not self.hosts_are_mentors:
                talks = {mentee: mentor for mentor, mentee in talks.items()}
            pairs = [(seat, seats[talks[seat.pk]]) for seat in self.tables]
            found.append(Round(number, self.time_of(number), pairs))
        return found

    def time_of(self, number):
        minutes = (number - 1) * self.meeting.round_minutes
        start = dt.datetime.combine(self.meeting.held_on, self.meeting.starts_at)
        return (start + dt.timedelta(minutes=minutes)).time()

    @property
    def minutes(self):
        return len(self.rounds) * self.meeting.round_minutes

    @property
    def ends_at(self):
        return self.time_of(len(self.rounds) + 1)

    @property
    def is_long(self):
        return self.minutes > LONG

    def way_of(self, seat):
        """[(round, number of the table, the seat one talks with)] of one person; a rest has neither."""
        found = []
        for one in self.rounds:
            talk = next(((n, talk) for n, talk in enumerate(one.talks, 1) if seat in talk), None)
            table, talks = talk or (None, ())
            other = next((other for other in talks if other != seat), None)
            found.append((one, table, other))
        return found


def schedule_of(meeting):
    """Those who may be named, and only they, stand in the rounds."""
    mentors, mentees = (
        [seat for seat in seats_of(meeting, side) if seat.is_shown] for side in (MENTOR, MENTEE)
    )
    return Schedule(meeting, mentors, mentees)


def other_side(meeting, seat):
    """Whom a printed sheet names, with the numbers by which the curator types it in."""
    return seats_of(meeting, OTHER[seat.side])
