"""What waits because of programmes: for the pair to write one, for the curator to check it."""

import datetime as dt

from django.urls import reverse

from desk import todo
from organizations.models import Role
from pairs.models import Pair
from pairs.queries import open_rows
from programmes.models import Programme
from programmes.queries import programmes_by_pair

DAYS_TO_WRITE = 14  # from the first day of the pair, as the order on pairs says
Status = Programme.Status
WORKING = [Pair.Status.ORDERED, Pair.Status.ACTIVE]


@todo.source
def programmes_to_write(me):
    """For the pair: a programme to be made, finished or corrected; two queries."""
    if me.role != Role.PARTICIPANT:
        return []
    pairs = list(Pair.objects.visible_to(me).filter(status__in=WORKING).order_by("starts_on", "pk"))
    if not pairs:
        return []
    known = {}
    for programme in Programme.objects.current().filter(pair__in=[pair.pk for pair in pairs]):
        known.setdefault(programme.pair_id, []).append(programme)
    found = [task_of(pair, programme) for pair in pairs for programme in known.get(pair.pk, [None])]
    return [task for task in found if task]


def task_of(pair, programme):
    due = pair.starts_on + dt.timedelta(days=DAYS_TO_WRITE)
    if programme is None:
        url = f"{reverse('programmes:add')}?pair={pair.pk}"
        detail = "Цель и план система предложит сама, останется выбрать нужное"
        return todo.Task("Составьте программу пары", url, due, detail, [], "Составить")
    url = programme.get_absolute_url()
    if programme.status == Status.RETURNED:
        return todo.Task("Есть замечания к программе", url, None, programme.title, [], "Исправить")
    if programme.status == Status.DRAFT:
        term = None if programme.approved_on else due
        return todo.Task(
            "Допишите программу и передайте на проверку", url, term, programme.title, [], "Открыть"
        )
    return None


@todo.source
def programmes_to_check(me):
    """For the curator: programmes handed in, and running pairs whose time to write one is over; one query."""
    if me.role != Role.CURATOR:
        return []
    known, tasks = programmes_by_pair(me.organization), []
    if waiting := sum(one.status == Status.SUBMITTED for rows in known.values() for one in rows):
        url = f"{reverse('programmes:list')}?state=submitted"
        detail = "Прочитайте и отправьте на утверждение или верните с замечаниями"
        tasks.append(todo.Task(f"Программы на проверке: {waiting}", url, None, detail, [], "Проверить"))
    over = me.organization.today - dt.timedelta(days=DAYS_TO_WRITE)
    running = [row.pair for row in open_rows(me.organization) if row.pair.status == Pair.Status.ACTIVE]
    late = [pair for pair in running if pair.starts_on < over and pair.pk not in known]
    if late:
        url = f"{reverse('programmes:list')}?state=none"
        detail = f"Пары работают больше {DAYS_TO_WRITE} дней"
        title = f"Нет программы у пар: {len(late)}"
        tasks.append(todo.Task(title, url, None, detail, [str(pair) for pair in late], "Открыть"))
    return tasks
