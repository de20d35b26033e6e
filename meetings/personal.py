"""What a personal link shows to its holder: own meetings to tell of, own pairs to judge, what was said today."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Prefetch, Q
from django.utils import timezone

from meetings.models import Answer, Meeting
from meetings.questions import DAYS_ASKED, fits_since, has_come, is_to_be_asked, people_asked, people_of_fit
from pairs.models import Pair, PairMember


@dataclass(frozen=True)
class Questions:
    """Everything by which one person may answer today; each meeting bears `said`, each pair `fit`."""

    meetings: list
    pairs: list
    asked: list = field(default_factory=list)  # meetings without an own answer
    told: list = field(default_factory=list)  # answered today
    to_judge: list = field(default_factory=list)
    judged: list = field(default_factory=list)


def questions_of(person):
    """A fixed number of queries, however many pairs and meetings there are."""
    organization = person.organization
    pairs = {pair.pk: pair for pair in pairs_of(person)}
    meetings = meetings_of(person, pairs, organization)
    judging = pairs_judged(person, pairs, organization) if pairs else []
    return Questions(
        meetings=meetings,
        pairs=judging,
        asked=[row for row in meetings if row.said is None],
        told=[row for row in meetings if row.said is not None],
        to_judge=[pair for pair in judging if is_to_be_asked(pair.fit)],
        judged=[pair for pair in judging if not is_to_be_asked(pair.fit)],
    )


def pairs_of(person):
    today = person.organization.today
    standing = Q(
        substitutions__person=person, substitutions__starts_on__lte=today, substitutions__ends_on__gte=today
    )
    mine = Q(mentor=person) | Q(members__person=person, members__left_on=None) | standing
    rows = Pair.objects.filter(organization=person.organization, status=Pair.Status.ACTIVE)
    members = Prefetch("members", queryset=PairMember.objects.select_related("person"))
    rows = rows.filter(pk__in=rows.filter(mine).values("pk")).select_related("mentor")
    return rows.prefetch_related(members, "substitutions__person")


def meetings_of(person, pairs, organization):
    """Planned ones of the last month without the own word, and those answered today: the word may be changed."""
    if not pairs:
        return []
    today, now = organization.today, timezone.now().astimezone(organization.zone)
    rows = Meeting.objects.filter(pair__in=pairs, on__range=(today - dt.timedelta(days=DAYS_ASKED), today))
    rows = rows.exclude(status=Meeting.Status.CANCELLED).order_by("on", "pk")
    own = Prefetch("answers", queryset=Answer.objects.filter(person=person), to_attr="own_answers")
    found = []
    for meeting in rows.prefetch_related(own):
        meeting.pair, meeting.said = pairs[meeting.pair_id], next(iter(meeting.own_answers), None)
        asked = people_asked(meeting.pair, meeting.on, today=today)
        if person in asked and has_come(meeting, now) and is_open(meeting, today, organization.zone):
            meeting.others = [one for one in asked if one != person]
            found.append(meeting)
    return found


def is_open(meeting, today, zone):
    if meeting.said is None:
        return meeting.status == Meeting.Status.PLANNED
    return meeting.said.settled_on is None and meeting.said.at.astimezone(zone).date() == today


def pairs_judged(person, pairs, organization):
    """Own pairs that have met, each with what was said of it."""
    met = set(
        Meeting.objects.held().filter(pair__in=pairs).order_by().values_list("pair", flat=True).distinct()
    )
    said = {fit.pair_id: fit for fit in fits_since(organization).filter(person=person, pair__in=pairs)}
    found = [pair for pk, pair in pairs.items() if pk in met and person in people_of_fit(pair)]
    for pair in found:
        pair.fit = said.get(pair.pk)
        pair.others = [one for one in people_of_fit(pair) if one != person]
    return found
