"""«Моя пара» on the phone: what waits for the own word, with its buttons (pairs/rooms.py)."""

import datetime as dt

from django.db.models import prefetch_related_objects
from django.utils import timezone

from meetings.models import Meeting
from meetings.permissions_answers import own_side
from meetings.questions import DAYS_ASKED, asks_fit, has_come, people_asked, people_of_fit
from pairs import rooms
from pairs.models import Pair


@rooms.part(25)
def own_word(pair, me):
    """For the people of a running pair: meetings to tell of, and whether the pair suits; nothing when nothing waits."""
    if me.is_staff_of_programme or pair.status != Pair.Status.ACTIVE:
        return None
    meetings = meetings_to_tell(pair, me)
    judge = own_side(me, people_of_fit(pair))
    asks = judge is not None and asks_fit(pair, judge, me.organization)
    if not meetings and not asks:
        return None
    return rooms.Part(
        "Ваш ответ", "meetings/_mine.html", {"meetings": meetings, "judge": judge if asks else None}
    )


def meetings_to_tell(pair, me):
    today, now = me.organization.today, timezone.now().astimezone(me.organization.zone)
    rows = Meeting.objects.visible_to(me).planned().filter(pair=pair).exclude(answers__person__membership=me)
    rows = rows.filter(on__range=(today - dt.timedelta(days=DAYS_ASKED), today))
    found = [row for row in rows if has_come(row, now)]
    if found:
        prefetch_related_objects([pair], "substitutions__person")
    return [row for row in found if own_side(me, people_asked(pair, row.on, today=today))]
