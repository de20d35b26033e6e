"""What the curator is told about personal links: who has not opened one, who has not answered."""

import datetime as dt

from django.urls import reverse

from common.russian import counted
from desk import todo
from organizations.models import Role
from people.ledger import asked_papers_of

DAYS_TO_OPEN, DAYS_TO_SIGN = 3, 5


@todo.source
def links_not_answered(me):
    """For the curator: links that nobody opened for three days, and opened ones without an answer for five."""
    if me.role != Role.CURATOR:
        return []
    papers = [paper for paper in asked_papers_of(me.organization) if paper.link_sent_at]
    unopened = [paper for paper in papers if paper.link_opened_at is None]
    opened = [paper for paper in papers if paper.link_opened_at]
    return [
        *chase(me, unopened, "new", DAYS_TO_OPEN, "Не открыли ссылку на согласия"),
        *chase(me, opened, "opened", DAYS_TO_SIGN, "Открыли ссылку, но не подписали согласия"),
    ]


def chase(me, papers, state, days, words):
    """One line for all of them, with the day by which the first should have answered."""
    zone = me.organization.zone
    dues = {paper: paper.link_sent_at.astimezone(zone).date() + dt.timedelta(days=days) for paper in papers}
    late = [paper for paper, due in dues.items() if due <= me.organization.today]
    if not late:
        return []
    names = list(dict.fromkeys(str(paper.person) for paper in late))
    people = counted(len(names), "человек", "человека", "человек")
    return [
        todo.Task(
            f"{words}: {people}",
            f"{reverse('people:links')}?state={state}",
            min(dues[paper] for paper in late),
            "Отправьте ссылку ещё раз или дайте бланк на бумаге",
            names,
            "Открыть ссылки",
        )
    ]
