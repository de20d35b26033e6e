"""Who is asked what: have they met, do they suit each other. Read for tasks, letters and phones; nothing is written."""

import datetime as dt

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from common.facts import read_once
from meetings.models import Answer, Fit, Meeting
from meetings.queries import running
from pairs.models import Pair, Substitution
from pairs.queries import open_rows
from people.models import ConsentKind

DAYS_ASKED = 30  # what is older is the curator's alone
DAYS_TO_ANSWER = 3
DAYS_OF_SILENCE = 7  # without a word of either side: the curator asks
MEETINGS_UNTIL_ASKED_AGAIN = 3  # who was not sure
AFTERNOON = dt.time(15)  # a meeting without a time is asked about after lessons


@read_once
def running_pairs(organization):
    """{id: pair} of the pairs at work, each with its people."""
    rows = open_rows(organization)
    return {row.pair.pk: row.pair for row in rows if row.pair.status == Pair.Status.ACTIVE}


@read_once
def pairs_with_leaders(organization):
    """The same pairs, each knowing too who stands in for its mentor from today on."""
    pairs = running_pairs(organization)
    for pair in pairs.values():
        pair.__dict__.setdefault("_prefetched_objects_cache", {})["substitutions"] = []
    standing = Substitution.objects.filter(organization=organization, ends_on__gte=organization.today)
    for row in standing.select_related("person"):
        if row.pair_id in pairs:
            pairs[row.pair_id].substitutions.all().append(row)
    return pairs


def people_asked(pair, on, *, today):
    """Who says whether they met on that day: who leads the pair then, and the mentees who are in it."""
    leads = [
        row.person
        for row in pair.substitutions.all()
        if row.starts_on <= on <= row.ends_on and today <= row.ends_on
    ]
    mentees = [
        row.person
        for row in pair.members.all()
        if row.left_on is None and (row.joined_on is None or row.joined_on <= on)
    ]
    return [person for person in (leads or [pair.mentor]) + mentees if is_here(person)]


def people_of_fit(pair):
    """Who says whether the pair suits: its own mentor and mentees, nobody who only stands in."""
    mentees = [row.person for row in pair.members.all() if row.left_on is None]
    return [person for person in [pair.mentor, *mentees] if is_here(person)]


def is_here(person):
    return not (person.left_on or person.processing_stopped_on or person.destroyed_on)


def duty_of(pair, person):
    """On which side of the pair the person stands, as the gate calls it."""
    is_mentee = any(row.person_id == person.pk for row in pair.members.all())
    return ConsentKind.MENTEE_DUTY if is_mentee else ConsentKind.MENTOR_DUTY


def has_come(meeting, now):
    """Whether the hour of a planned meeting is over; `now` is by the clock of the institution."""
    return (meeting.on, meeting.starts_at or AFTERNOON) <= (now.date(), now.time())


@read_once
def open_meetings(organization):
    """Meetings of the last month about which something is to be asked, in one query.

    Planned ones whose hour is over, and those that one side denies. Each knows its pair and `said`, {person id: yes}.
    """
    pairs, today = running_pairs(organization), organization.today
    if not pairs:
        return []
    denied = Answer.objects.filter(meeting=OuterRef("pk"), is_yes=False, settled_on=None)
    rows = Meeting.objects.filter(organization=organization, pair__status=Pair.Status.ACTIVE)
    rows = rows.filter(on__range=(today - dt.timedelta(days=DAYS_ASKED), today))
    rows = rows.filter(Q(status=Meeting.Status.PLANNED) | Q(status=Meeting.Status.HELD) & Q(Exists(denied)))
    now, found = timezone.now().astimezone(organization.zone), {}
    for row in rows.annotate(
        said_by=F("answers__person"), said_yes=F("answers__is_yes")
    ):  # a row for each answer
        if row.pair_id in pairs and has_come(row, now):
            meeting = found.setdefault(row.pk, row)
            meeting.pair, meeting.said = pairs[row.pair_id], getattr(meeting, "said", {})
            if row.said_by:
                meeting.said[row.said_by] = row.said_yes
    return list(found.values())


def unanswered(organization):
    """Planned meetings whose hour is over."""
    return [meeting for meeting in open_meetings(organization) if not meeting.is_held]


def still_asked(meeting, *, today):
    """Who has not said yet whether they met."""
    asked = people_asked(meeting.pair, meeting.on, today=today)
    return [person for person in asked if person.pk not in meeting.said]


def meetings_for(organization, is_mine):
    """[(meeting, person)] that wait for the word of the people for whom `is_mine(person)` holds."""
    meetings, today = unanswered(organization), organization.today
    if meetings:
        pairs_with_leaders(organization)
    return [
        (meeting, person)
        for meeting in meetings
        for person in still_asked(meeting, today=today)
        if is_mine(person)
    ]


@read_once
def fits_asked(organization):
    """[(pair, person)] to be asked whether the pair suits: after the first meeting, later again who was unsure."""
    pairs = running_pairs(organization)
    if not pairs:
        return []
    met = {row.pair.pk for row in running(organization) if row.last_on}
    said = {(fit.pair_id, fit.person_id): fit for fit in fits_since(organization)} if met else {}
    return [
        (pairs[pk], person)
        for pk in pairs
        if pk in met
        for person in people_of_fit(pairs[pk])
        if is_to_be_asked(said.get((pk, person.pk)))
    ]


def fits_since(organization):
    """What was said so far, each with `met_since`: meetings that took place after it."""
    told_on = Coalesce("settled_on", TruncDate("at", tzinfo=organization.zone))
    rows = Fit.objects.filter(organization=organization, pair__status=Pair.Status.ACTIVE)
    later = Q(pair__meetings__status=Meeting.Status.HELD, pair__meetings__on__gt=told_on)
    return rows.annotate(met_since=Count("pair__meetings", filter=later)).order_by()


def is_to_be_asked(fit):
    if fit is None:
        return True
    is_open = fit.word == Fit.Word.UNSURE or (fit.word == Fit.Word.NO and fit.settled_on)
    return bool(is_open) and fit.met_since >= MEETINGS_UNTIL_ASKED_AGAIN


def asks_fit(pair, person, organization):
    """The same question about one pair and one of its people."""
    if person not in people_of_fit(pair):
        return False
    fit = fits_since(organization).filter(pair=pair, person=person).first()
    return is_to_be_asked(fit) if fit else Meeting.objects.held().filter(pair=pair).exists()


# For the curator


def nobody_answered(organization):
    """Planned meetings of which nobody has said a word for a week."""
    last = organization.today - dt.timedelta(days=DAYS_OF_SILENCE)
    return [
        meeting for meeting in unanswered(organization) if meeting.on <= last and not meeting.answers.all()
    ]


def differing(organization):
    """Meetings that one side remembers and the other does not, and about which the curator has not decided."""
    return [meeting for meeting in open_meetings(organization) if meeting.is_held]
