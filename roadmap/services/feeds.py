"""Private addresses from which a calendar program reads terms."""

import datetime as dt
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from audit.services import record
from common.codes import digest, link_secret
from organizations.models import Membership, Role
from organizations.processing import is_worked_with
from roadmap.calendar_feed import FeedLine, write_calendar
from roadmap.feed_events import events_for
from roadmap.models import Activity, CalendarFeed, Roadmap
from roadmap.overview import overview
from roadmap.states import State

MOST_FEEDS = 5
BETWEEN_NOTES = dt.timedelta(hours=1)


@transaction.atomic
def add_feed(*, is_mine_only: bool, by) -> tuple[CalendarFeed, str]:
    """Make an address for the actor's own calendar; its secret is told once and never stored."""
    me = Membership.objects.select_for_update(of=("self",)).get(pk=by.pk)
    if CalendarFeed.objects.filter(membership=me).count() >= MOST_FEEDS:
        raise ValidationError(
            f"У вас уже {MOST_FEEDS} календарей. Отзовите тот, которым не пользуетесь, и создайте новый."
        )
    secret = link_secret()
    feed = CalendarFeed(
        organization_id=me.organization_id,
        membership=me,
        is_mine_only=is_mine_only or me.role == Role.PARTICIPANT,
        token_sha256=digest(secret),
    )
    feed.full_clean()
    feed.save()
    record("calendar.opened", feed, by=by, mine_only=feed.is_mine_only)
    return feed, secret


@transaction.atomic
def revoke_feed(feed, *, by):
    """Take an address back: from now on it answers as one that never was."""
    record("calendar.revoked", feed, by=by)
    feed.delete()


def feed_url(secret: str) -> str:
    """The whole address, as it is pasted into a calendar program."""
    return settings.SITE_URL + reverse("calendar_feed", args=[secret])


def find_feed(secret: str) -> CalendarFeed | None:
    """The feed of an address; unknown, revoked or of somebody whose access is closed are all None."""
    feeds = CalendarFeed.objects.for_token(secret)
    return feeds.select_related("membership__organization", "membership__user", "membership__person").first()


def note_reading(feed) -> None:
    """Remember when a calendar program last came, to the hour."""
    now = timezone.now()
    if feed.read_at is None or now - feed.read_at >= BETWEEN_NOTES:
        CalendarFeed.objects.filter(pk=feed.pk).update(read_at=now)


def calendar_of(feed) -> bytes:
    """The terms that the owner of a feed may see today, counted as for a stranger's eyes: without names and notes.

    Whoever withdrew the consent to processing reads an empty calendar.
    """
    me = feed.membership
    is_read = is_worked_with(me)
    is_narrow = feed.is_mine_only or me.role == Role.PARTICIPANT  # others read every line, named or not
    named = set(Activity.objects.filter(members=me).values_list("pk", flat=True)) if is_narrow else set()
    lines = [
        _feed_line(line, section, me)
        for roadmap in (_running(me.organization) if is_read else [])
        for section in overview(roadmap, own=False).sections
        for line in section.lines
        if line.activity.pk in named or _reads_by_role(feed, line.activity)
    ]
    events = events_for(me) if is_read else []
    name = f"Наставничество: {me.organization.short_name}"
    return write_calendar(lines, name=name, host=urlsplit(settings.SITE_URL).hostname, events=events)


def _running(organization):
    """The roadmaps in force of this and the coming years; when all are over, the latest one."""
    rows = Roadmap.objects.filter(organization=organization, is_current=True)
    running = list(rows.filter(ends_on__gte=organization.today)) or list(rows[:1])
    for roadmap in running:
        roadmap.organization = organization  # the very object, so that counters share what they read
    return running


def _reads_by_role(feed, activity):
    """A participant sees the lines that name him or her, the staff all of them or those of their role."""
    role = feed.membership.role
    return role != Role.PARTICIPANT and (not feed.is_mine_only or role in activity.roles)


def _feed_line(line, section, me):
    activity = line.activity
    page = activity.get_absolute_url()
    if me.role == Role.PARTICIPANT:  # the page of the line is for the staff
        page = f"{reverse('roadmap:mine')}#a{activity.pk}"
    return FeedLine(
        uid=str(activity.uid),
        title=str(activity),
        periods=[tuple(map(dt.date.fromisoformat, period)) for period in activity.periods],
        is_continuous=activity.is_continuous or _runs_on(section, activity),
        responsible=activity.responsible,
        state=line.condition.words,
        is_closed=line.condition.is_closed,
        is_needed=line.state != State.NOT_NEEDED,
        changed_at=activity.changed_at,
        url=settings.SITE_URL + page,
    )


def _runs_on(section, activity):
    return bool(section.stage and section.stage.is_continuous and not activity.term)
