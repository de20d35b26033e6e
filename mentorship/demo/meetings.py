"""A term of meetings: holidays, series, the journal of the pairs, what they say about themselves."""

import datetime as dt

from meetings.models import Fit, Meeting
from meetings.models.meetings import Place
from meetings.school_days import usual_vacations
from meetings.services import add_year, hold_meeting, miss_meeting, plan_of, plan_series
from meetings.services.answering import answer_met
from meetings.services.fitting import say_fit
from pairs.models import Pair
from pairs.queries import with_people
from pairs.services import add_note
from programmes.models import Programme
from programmes.services import mark_row

WEEKS_AHEAD = dt.timedelta(weeks=6)
SUMMER = 3  # of the usual vacations: the story may be played in July, and its pairs meet
SOME_MISSED = 5  # one meeting in so many
HOURS = ("14:30", "15:15", "16:00")


def add_vacations(cast):
    rows = usual_vacations(cast.organization.school_year)[:SUMMER]
    add_year(cast.organization, rows, by=cast.curator)


def plan_all(cast):
    """Every pair that works gets its weekday, each its own rhythm."""
    for number, pair in enumerate(working(cast)):
        plan(cast, pair, number)


def working(cast):
    pairs = Pair.objects.filter(organization=cast.organization, status=Pair.Status.ACTIVE)
    return with_people(pairs).order_by("pk")


def plan(cast, pair, number):
    """Weekly or fortnightly to the end of the first half of the year, or six weeks ahead when that is near."""
    said = cast.data["meetings"]
    names = {member.person.full_name for member in pair.present}
    how = {
        "weekday": number % 5, "rhythm": 1 if names & set(said["often"]) else 2,
        "starts_on": pair.starts_on, "until": min(pair.ends_on, cast.clock.today + WEEKS_AHEAD),
    }  # fmt: skip
    if plan_of(cast.organization, **how).days:
        place = Place.ONLINE if names & set(said["remote"]) else Place.IN_PERSON
        plan_series(pair, starts_at=HOURS[number % len(HOURS)], place=place, by=cast.curator, **how)


def keep_journal(cast):
    """The meetings whose day has gone since the journal was kept last, in the order of days."""
    said = cast.data["meetings"]
    rows = Meeting.objects.planned().filter(organization=cast.organization, on__lt=cast.today)
    rows = rows.filter(pair__status=Pair.Status.ACTIVE).order_by("on", "pk")
    silent, answering = (cast.pair_of(said[who]).pk for who in ("silent", "answering"))
    for meeting in rows:
        if meeting.pair_id == silent and meeting.pair.meetings.held().exists():
            continue
        if meeting.pair_id == answering:
            answer(cast, meeting)
        else:
            tell(cast, meeting, said["outcomes"])


def answer(cast, meeting):
    """Those who have accounts say it themselves."""
    pair, row = cast.pair_of(cast.data["meetings"]["answering"]), row_of(meeting)
    for person in [*(member.person for member in pair.present), pair.mentor]:
        answer_met(meeting, person, is_yes=True, topic=row.activity[:300], by=person.membership)
    note_rows(pair, by=pair.mentor.membership)


def tell(cast, meeting, outcomes):
    """A line by the curator; of those who meet every week some meetings did not take place."""
    if meeting.series.rhythm == 1 and meeting.pk % SOME_MISSED == 0:
        miss_meeting(meeting, by=cast.curator)
        return
    said = {"minutes": 40 + 5 * (meeting.pk % 4), "outcome": outcomes[meeting.pk % len(outcomes)]}
    hold_meeting(meeting, row=row_of(meeting), by=cast.curator, **said)
    note_rows(meeting.pair, by=cast.curator)


def row_of(meeting):
    """What the programme has for this meeting: its rows come one after another."""
    programme = meeting.pair.programmes.current().first()
    return programme and programme.rows.filter(order__gt=meeting.pair.meetings.held().count()).first()


def note_rows(pair, *, by):
    """What they have met for is done, once the head has approved the plan."""
    programme = pair.programmes.filter(status=Programme.Status.APPROVED).first()
    if programme:
        for row in programme.rows.filter(done_on=None, order__lte=pair.meetings.held().count()):
            mark_row(row, done=True, by=by)


def say_fits(cast):
    """After the first meetings people say whether the pair suits; those without an account by their personal link."""
    for name, word in cast.data["meetings"]["fits"]:
        person = cast.person(name)
        pair = working(cast).filter(members__person=person).first() or working(cast).get(mentor=person)
        if pair.meetings.held().exists():
            say_fit(pair, person, word=Fit.Word(word), by=person.membership)


def write_notes(cast):
    for name, text in cast.data["meetings"]["notes"]:
        add_note(cast.pair_of(name), text=text, by=cast.curator)
