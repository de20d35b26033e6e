import datetime as dt

from django.urls import reverse

from desk import todo
from organizations.models import Role
from pairs.models import Pair, PairChange
from pairs.queries import open_rows
from pairs.rules import DAYS_BEFORE_END


@todo.source
def pairs_that_wait(me):
    """For the curator: pairs without consents, and pairs that only wait for the order."""
    if me.role != Role.CURATOR:
        return []
    waiting = {Pair.Status.PROPOSED, Pair.Status.READY}
    rows = [row for row in open_rows(me.organization) if row.pair.status in waiting]
    proposed = [row for row in rows if row.pair.status == Pair.Status.PROPOSED]
    tasks = []
    if owing := [lack for row in proposed for lack in row.lacks]:
        names = list(dict.fromkeys(str(lack.person) for lack in owing))
        detail = "Без них пары нельзя внести в приказ"
        title = f"Парам не хватает согласий: {len(owing)}"
        tasks.append(todo.Task(title, reverse("pairs:list"), None, detail, names, "Открыть пары"))
    if whole := [row for row in proposed if not row.lacks]:
        title = f"Согласия собраны, пары можно готовить к приказу: {len(whole)}"
        tasks.append(todo.Task(title, reverse("pairs:list"), None, "", [], "Открыть пары"))
    if ready := len(rows) - len(proposed):
        title = f"Пары готовы к приказу: {ready}"
        tasks.append(todo.Task(title, reverse("documents:order_pairs_add"), None, "", [], "Составить приказ"))
    paused = [row.pair for row in open_rows(me.organization) if row.pair.status == Pair.Status.PAUSED]
    if paused:
        title = f"Приостановлены пары: {len(paused)}"
        names = [f"{pair}: {pair.get_paused_for_display()}" for pair in paused]
        url = f"{reverse('pairs:list')}?status=paused"
        detail = "Решите, продолжить их или завершить приказом"
        tasks.append(todo.Task(title, url, None, detail, names, "Открыть пары"))
    return tasks


@todo.source
def pairs_near_their_end(me):
    """For the curator: the term is over or nearly so, and nobody has said what the pair came to."""
    if me.role != Role.CURATOR:
        return []
    last = me.organization.today + dt.timedelta(days=DAYS_BEFORE_END)
    running = {Pair.Status.ACTIVE, Pair.Status.PAUSED}
    pairs = [row.pair for row in open_rows(me.organization) if row.pair.status in running]
    ending = [pair for pair in pairs if pair.ends_on <= last]
    if not ending:
        return []
    due = min(pair.ends_on for pair in ending)
    names = [str(pair) for pair in ending]
    title, detail = f"Завершите пары: {len(ending)}", "Запишите итог или подготовьте продление"
    return [todo.Task(title, reverse("pairs:completing"), due, detail, names, "Записать итог")]


@todo.source
def changes_under_way(me):
    """For the curator: changes whose papers are not all there yet."""
    if me.role != Role.CURATOR:
        return []
    pairs = {row.pair.pk: row.pair for row in open_rows(me.organization)}
    changes = PairChange.objects.visible_to(me).planned().filter(pair__in=pairs) if pairs else []
    return [
        todo.Task(
            f"{change.get_kind_display().capitalize()}: {pairs[change.pair_id]}",
            change.get_absolute_url(),
            change.effective_on,
            "Изменение готовится: посмотрите, каких подписей не хватает",
        )
        for change in changes
    ]
