"""What waits for those who take part in a choice: the talk, the sheet, the question whom one would choose."""

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from common.russian import date_words, done_of
from desk import todo
from organizations.models import Role
from people import gate
from people.models import Person
from selection.models import ChoiceMeeting, ChoiceSeat, MatchRun, Wish
from selection.wishing import BANK

SHORT = "Это займёт минуту"


@todo.source
def sheets_to_fill(me):
    """For a participant: the meetings ahead, then the sheet."""
    if me.role != Role.PARTICIPANT:
        return []
    seats = ChoiceSeat.objects.visible_to(me).filter(handed_in_on=None, meeting__is_closed=False)
    return [seat_task(seat.meeting, me.organization.today) for seat in seats.select_related("meeting")]


def seat_task(meeting, today):
    url, key = reverse("selection:my_sheet", args=[meeting.pk]), f"choice {meeting.pk}"
    if meeting.held_on > today:
        detail = f"Начало в {meeting.starts_at:%H:%M}. Посмотрите, с кем и когда вы разговариваете"
        return todo.Task("Встреча выбора", url, meeting.held_on, detail, [], "Посмотреть", f"{key} ahead")
    return todo.Task("Заполнить лист встречи выбора", url, None, SHORT, [], "Заполнить", key)


@todo.source
def choice_to_make(me):
    """For somebody of the banks, while a selection is under way and the question is not answered."""
    if me.role != Role.PARTICIPANT:
        return []
    runs = MatchRun.objects.filter(organization=me.organization, status=MatchRun.Status.DRAFT)
    under_way = runs.exclude(source__status=MatchRun.Status.APPLIED)  # "what if" of a selection that is over
    said = Wish.objects.filter(person=OuterRef("pk"), rank__isnull=False)
    banks = [Exists(bank.objects.active().filter(person=OuterRef("pk"))) for bank in BANK.values()]
    persons = Person.objects.filter(banks[0] | banks[1], Exists(under_way), membership=me)
    mine = gate.allowed(persons, gate.Deed.MATCHING)
    if not mine.filter(~Exists(said)).exists():
        return []
    url = reverse("selection:my_wishes")
    return [todo.Task("Кого вы выбрали бы в пару?", url, None, f"Идёт подбор. {SHORT}", [], "Ответить")]


@todo.source
def sheets_to_collect(me):
    """For the curator: a meeting was held and its sheets are not all there."""
    if me.role != Role.CURATOR:
        return []
    held = ChoiceMeeting.objects.filter(
        organization=me.organization, is_closed=False, held_on__lte=me.organization.today
    )
    handed_in = Count("seats", filter=Q(seats__handed_in_on__isnull=False))
    return [collect_task(meeting) for meeting in held.annotate(invited=Count("seats"), handed_in=handed_in)]


def collect_task(meeting):
    title = f"Листы встречи выбора: сдано {done_of(meeting.handed_in, meeting.invited)}"
    url = reverse("selection:choice_sheets", args=[meeting.pk])
    return todo.Task(
        title, url, None, date_words(meeting.held_on), [], "Внести листы", f"sheets {meeting.pk}"
    )
