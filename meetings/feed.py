"""The meetings of a person's own pairs in the calendar of the phone (roadmap/feed_events.py): no names, no topics."""

import datetime as dt

from django.conf import settings
from django.db.models import Q

from meetings.models import Meeting
from pairs.models import Pair
from roadmap.feed_events import FeedEvent, source

BEHIND = dt.timedelta(days=31)  # older ones have had their day
SHOWN = (Meeting.Status.PLANNED, Meeting.Status.HELD)
TO_MENTEE, TO_MENTOR, TO_GROUP = "Встреча с наставляемым", "Встреча с наставником", "Встреча группы"


@source
def own_meetings(me):
    """Of running pairs in which the owner takes part, in whatever role he or she signs in; of no others."""
    if getattr(me, "person", None) is None:
        return []
    meetings = Meeting.objects.filter(own(me), organization=me.organization_id, status__in=SHOWN)
    meetings = meetings.filter(pair__status=Pair.Status.ACTIVE, on__gte=me.organization.today - BEHIND)
    meetings = meetings.select_related("pair__mentor").prefetch_related("pair__members__person").distinct()
    return [event_of(meeting, me) for meeting in meetings]


def own(me):
    """Meetings of the owner's pairs; who stands in has those of the days of the substitution."""
    today = me.organization.today
    mine = Q(pair__mentor__membership=me) | Q(
        pair__members__person__membership=me, pair__members__left_on=None
    )
    return mine | Q(
        pair__substitutions__person__membership=me,
        pair__substitutions__starts_on__lte=today,
        pair__substitutions__ends_on__gte=today,
    )


def event_of(meeting, me):
    starts_at = None
    if meeting.starts_at:
        starts_at = dt.datetime.combine(meeting.on, meeting.starts_at, tzinfo=me.organization.zone)
    return FeedEvent(
        uid=f"meeting-{meeting.pk}",
        title=title_of(meeting, me),
        on=meeting.on,
        changed_at=meeting.changed_at,
        url=settings.SITE_URL + meeting.get_absolute_url(),
        starts_at=starts_at,
        minutes=meeting.minutes,
        description=f"Как встречаетесь: {meeting.get_place_display()}",
        sequence=meeting.stamp,
    )


def title_of(meeting, me):
    if meeting.pair.is_group:
        return TO_GROUP
    is_mentee = any(member.person.membership_id == me.pk for member in meeting.pair.members.all())
    return TO_MENTOR if is_mentee else TO_MENTEE
