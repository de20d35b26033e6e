"""What papers wait for: the head's signature, a person's tap, the curator's patience."""

from common.russian import short_name
from desk import todo
from documents.models import Document
from documents.queries import acknowledgements_of, papers_of
from organizations.models import Role


@todo.source
def papers_to_know(me):
    """For everybody who has a card: orders to get acquainted with."""
    rows = acknowledgements_of(me.organization)
    return [
        to_know(row.document, row.due_on)
        for row in rows
        if row.at is None and row.person.membership_id == me.pk
    ]


def to_know(document, due):
    detail = f"{document}. {document.title}"
    return todo.Task("Ознакомиться с приказом", document.get_absolute_url(), due, detail, [], "Прочитать")


@todo.source
def papers_on_the_way(me):
    """For the curator: what the head holds, what came back, who still has to get acquainted."""
    if me.role != Role.CURATOR:
        return []
    unsigned = [paper for paper in papers_of(me.organization) if paper.status != Document.Status.SIGNED]
    tasks = [paper_task(paper, me.organization) for paper in unsigned]
    owed = {}
    for row in acknowledgements_of(me.organization):
        if row.at is None:
            owed.setdefault(row.document, []).append(row)
    for document, rows in owed.items():
        names = [str(row.person) for row in rows]
        due = min((row.due_on for row in rows if row.due_on), default=None)
        title = f"С приказом № {document.number} ещё не ознакомились: {len(rows)}"
        tasks.append(todo.Task(title, document.get_absolute_url(), due, document.title, names, "Кто должен"))
    return tasks


def paper_task(paper, organization):
    url = paper.get_absolute_url()
    if paper.status == Document.Status.TO_SIGN:
        owes = [short_name(organization.head_name)]
        return todo.Task(
            f"Ждёт подписи: {paper.title}", url, None, "Руководитель видит его в разделе «На подпись»", owes
        )
    if paper.status == Document.Status.ON_PAPER:
        return todo.Task(
            f"Нет скана подписанного: {paper}", url, None, "Подпишите на бумаге и загрузите скан"
        )
    if paper.returned_note:
        return todo.Task(
            f"Вернули с замечанием: {paper.title}", url, None, paper.returned_note, [], "Поправить"
        )
    return todo.Task(
        f"Черновик: {paper.title}", url, None, "Прочитайте и отправьте на подпись", [], "Открыть"
    )
