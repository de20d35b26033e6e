"""What the journal tells the page of a pair, the board and the histories (pairs/rooms.py)."""

from django.urls import reverse

from common.russian import counted
from meetings.models import Meeting
from meetings.permissions import can_keep_meetings, can_read_lines
from meetings.queries import Journal, last_met
from pairs import rooms
from pairs.models import Pair

LAST = 3
NOT_BEGUN = {Pair.Status.PROPOSED, Pair.Status.READY, Pair.Status.ORDERED}


@rooms.part(30)
def meetings_part(pair, me):
    """Next meeting, the last three, what nobody has answered for; nothing for a pair that has never begun."""
    if pair.status in NOT_BEGUN:
        return None
    rows = Meeting.objects.visible_to(me).filter(pair=pair)
    journal = Journal(rows, pair, me.organization.today)
    if not journal.rows and not journal.is_running:
        return None
    context = {
        "journal": journal,
        "next": next(iter(journal.ahead), None),
        "last": journal.held[: -LAST - 1 : -1],
        "leads": pair.mentor.membership_id == me.pk,
        "can_keep": journal.is_running and can_keep_meetings(me, pair),
        "can_read": can_read_lines(me),
    }
    return rooms.Part("Встречи", "meetings/_part.html", context)


@rooms.cell("Встречи")
def last_meeting(organization, pairs):
    """How long ago a running pair met; the longer it is silent, the higher it stands."""
    running = [pair for pair in pairs if pair.status == Pair.Status.ACTIVE]
    met = last_met(running) if running else {}
    return {pair.pk: silence_cell(organization, pair, met.get(pair.pk)) for pair in running}


def silence_cell(organization, pair, last_on):
    days = max((organization.today - (last_on or pair.starts_on)).days, 0)
    words = days_ago(days) if last_on else "ещё не встречались"
    state = "miss" if days > organization.silence_days else ("run" if last_on else "plan")
    return rooms.Cell(words, state, reverse("meetings:of_pair", args=[pair.pk]), days)


def days_ago(days):
    """«12 дней назад»."""
    if days < 2:
        return ["сегодня", "вчера"][days]
    return f"{counted(days, 'день', 'дня', 'дней')} назад"


@rooms.moments
def meetings_told(pairs, me):
    """Each meeting that took place; what was talked about for those who read the journal."""
    reads = can_read_lines(me)
    rows = Meeting.objects.visible_to(me).held().filter(pair__in=pairs).order_by("-on", "-pk")
    return [rooms.Moment(row.on, moment_words(row, reads), row.get_absolute_url()) for row in rows]


def moment_words(meeting, reads):
    length = counted(meeting.minutes, "минута", "минуты", "минут")
    topic = f": {meeting.topic}" if reads and meeting.topic else ""
    return f"Встреча, {length}{topic}"
