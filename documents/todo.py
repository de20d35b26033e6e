"""What papers wait for: the head's signature, a person's tap, the curator's patience."""

from django.urls import reverse

from common.russian import date_words, short_name
from desk import todo
from documents.forms.order_change import GOING_ON
from documents.models import Document
from documents.queries import acknowledgements_of, papers_of
from documents.services.links import HOLDING_PAIRS
from organizations.models import Role
from pairs.models import Pair
from pairs.queries import open_rows


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
def papers_to_agree(me):
    """For whoever is asked to agree to a draft before it is signed."""
    return [
        todo.Task(
            f"Согласовать: {paper.title}",
            reverse("documents:step", args=[paper.asked[me.pk]]),
            None,
            "Прочитайте и ответьте",
            [],
            "Прочитать",
        )
        for paper in papers_of(me.organization)
        if me.pk in paper.asked
    ]


@todo.source
def papers_to_sign_instead(me):
    """For whoever stands in for the head today."""
    papers = papers_of(me.organization)
    waiting = [
        paper for paper in papers if paper.status == Document.Status.TO_SIGN and paper.stands_in == me.pk
    ]
    if not waiting:
        return []
    detail = "Вы замещаете руководителя"
    return [
        todo.Task(f"На подпись: {len(waiting)}", reverse("documents:to_sign"), None, detail, [], "Прочитать")
    ]


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
    if paper.status == Document.Status.AGREEING:
        return todo.Task(
            f"На согласовании: {paper.title}", url, None, "Запишите решения тех, кто вне системы"
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


@todo.source
def pairs_to_end(me):
    """For the curator: a pair stopped for good, whose order nobody has drawn up yet (withdrawal, leaving: ТК 351.8)."""
    if me.role != Role.CURATOR:
        return []
    for_good = {Pair.Pausing.WITHDRAWN, Pair.Pausing.LEFT}
    pairs = {row.pair.pk: row.pair for row in open_rows(me.organization) if row.pair.paused_for in for_good}
    if not pairs:
        return []
    orders = Document.pairs.through.objects.filter(pair__in=pairs, document__kind__in=HOLDING_PAIRS)
    ordered, told = set(), set()
    for pk, kind, facts in orders.values_list("pair", "document__kind", "document__facts"):
        changed = kind == Document.Kind.ORDER_CHANGE and facts.get("pair") == f"pair:{pk}"
        changed = changed and facts.get("ground") not in GOING_ON
        (told if changed else ordered).add(pk)
    return [end_task(pairs[pk]) for pk in pairs if pk in ordered - told]


def end_task(pair):
    url = f"{reverse('documents:paper_add', args=[Document.Kind.ORDER_CHANGE])}?pair={pair.pk}"
    detail = f"{pair.get_paused_for_display().capitalize()}, с {date_words(pair.paused_on)}"
    return todo.Task(f"Составьте приказ о прекращении: {pair}", url, None, detail, [], "Составить приказ")
