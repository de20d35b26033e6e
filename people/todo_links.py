"""What the curator is told about personal links: who has not opened one, who has not answered."""

import datetime as dt

from django.urls import reverse

from common.russian import counted
from desk import todo
from organizations.models import Role
from people.links import links_seen

DAYS_TO_OPEN, DAYS_TO_SIGN = 3, 5


@todo.source
def links_not_answered(me):
    """For the curator: links that nobody opened for three days, and opened ones without an answer for five."""
    if me.role != Role.CURATOR:
        return []
    links = list(links_seen(me).open().filter(waits=True))
    unopened = [link for link in links if link.opened_at is None]
    opened = [link for link in links if link.opened_at]
    return [
        *chase(me, unopened, "new", DAYS_TO_OPEN, "Не открыли ссылку на согласия"),
        *chase(me, opened, "opened", DAYS_TO_SIGN, "Открыли ссылку, но не подписали согласия"),
    ]


def chase(me, links, state, days, words):
    """One line for all of them, with the day by which the first should have answered."""
    zone = me.organization.zone
    dues = {link: link.created_at.astimezone(zone).date() + dt.timedelta(days=days) for link in links}
    late = [link for link, due in dues.items() if due <= me.organization.today]
    if not late:
        return []
    names = list(dict.fromkeys(str(link.addressee) for link in late))
    people = counted(len(names), "человек", "человека", "человек")
    return [
        todo.Task(
            f"{words}: {people}",
            f"{reverse('people:links')}?state={state}",
            min(dues[link] for link in late),
            "Отправьте ссылку ещё раз или дайте бланк на бумаге",
            names,
            "Открыть ссылки",
        )
    ]
