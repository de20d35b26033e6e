"""What those without a pair wait for: of the specialist, of the curator, of the neighbours."""

from django.urls import reverse

from common.russian import counted
from desk import todo
from organizations.models import Role
from support.models import SearchCall, SearchOffer
from support.permissions import can_ask, can_support
from support.queries import open_cases


@todo.source
def support_that_waits(me):
    """For the psychologist and the curator: cases that nobody leads, and meetings that were planned."""
    if not can_support(me):
        return []
    cases = [case for case in open_cases(me.organization) if case.pair_status is None]
    free = [case for case in cases if case.specialist_id is None]
    tasks = [
        meeting(case) for case in cases if case.specialist_id == me.pk and is_near(case.next_contact_on, me)
    ]
    if free:
        number = counted(len(free), "наставляемого", "наставляемых", "наставляемых")
        title = f"Никто не ведёт поддержку {number} без пары"
        url = f"{reverse('support:list')}?state=free"
        longest = max((me.organization.today - (case.entered_on or case.opened_on)).days for case in free)
        detail = f"Дольше всех ждут {counted(longest, 'день', 'дня', 'дней')}"
        tasks.append(
            todo.Task(title, url, None, detail, [str(case.person) for case in free], "Взять в работу")
        )
    return tasks + (searches(me, cases) if me.role == Role.CURATOR else [])


def is_near(day, me):
    return day is not None and (day - me.organization.today).days <= 7


def meeting(case):
    key = f"support-contact-{case.pk}"
    title = f"Встретиться: {case.person}"
    return todo.Task(
        title,
        case.get_absolute_url(),
        case.next_contact_on,
        "Поддержка без пары",
        [],
        "Записать встречу",
        key,
    )


def searches(me, cases):
    """The day has come to look for a mentor again, and answers of the neighbours."""
    tasks = []
    for case in cases:
        if case.next_search_on and case.next_search_on <= me.organization.today:
            url = f"{reverse('selection:add')}?mentee={case.person_id}"
            title = f"Снова подобрать наставника: {case.person}"
            detail = "Вы решили искать снова в этот день"
            key = f"support-search-{case.pk}"
            tasks.append(todo.Task(title, url, case.next_search_on, detail, [], "Подобрать", key))
        if case.offers_waiting:
            title = f"Соседи предложили наставника: {case.person}"
            key = f"support-offers-{case.pk}"
            tasks.append(
                todo.Task(title, case.get_absolute_url(), None, "Примите или откажитесь", [], "Открыть", key)
            )
    return tasks


@todo.source
def neighbours_that_ask(me):
    """For the curator: institutions of the district look for a mentor, and nobody here has answered."""
    if not can_ask(me) or me.organization.parent_id is None:
        return []
    answered = SearchOffer.objects.filter(organization=me.organization_id).values("call")
    calls = SearchCall.objects.visible_to(me).open().exclude(organization=me.organization_id)
    number = calls.exclude(pk__in=answered).count()
    if not number:
        return []
    title = f"Соседи ищут наставника: {counted(number, 'запрос', 'запроса', 'запросов')}"
    return [
        todo.Task(
            title, reverse("support:calls"), None, "Может быть, подойдёт кто-то из ваших", [], "Открыть"
        )
    ]
