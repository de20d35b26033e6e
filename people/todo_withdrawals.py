"""Terms that the law sets after a withdrawal: for the curator and the head."""

from django.db.models import Exists, OuterRef
from django.urls import reverse

from common.facts import read_once
from desk import todo
from organizations.models import Role
from people.models import Destruction, Withdrawal

ANSWER = {Role.CURATOR, Role.HEAD}
CONFIRM = {Role.HEAD, Role.ADMINISTRATOR}


@read_once
def open_withdrawals(organization):
    """Those whose clocks run, each knowing whether destruction is proposed already (`is_proposed`)."""
    proposed = Destruction.objects.open().filter(person=OuterRef("person"))
    rows = Withdrawal.objects.filter(organization=organization).open().select_related("person")
    return list(rows.annotate(is_proposed=Exists(proposed)))


@read_once
def open_destructions(organization):
    rows = Destruction.objects.filter(organization=organization).open()
    return list(rows.select_related("person", "proposed_by"))


@todo.source
def withdrawals_to_answer(me):
    """Stop outside the system and answer; destroy, unless it is proposed already."""
    if me.role not in ANSWER or me.organization.is_above:
        return []
    rows = open_withdrawals(me.organization)
    answers = [answer_task(row) for row in rows if not row.answered_on]
    return answers + [destroy_task(row) for row in rows if row.destroy_by and not row.is_proposed]


def answer_task(withdrawal):
    title = f"Ответить на отзыв согласия: {withdrawal.person}"
    detail = "Завершите то, что делается вручную, и отдайте расписку"
    url = withdrawal.get_absolute_url()
    return todo.Task(title, url, withdrawal.stop_by, detail, [], "Открыть отзыв", f"{url} answer")


def destroy_task(withdrawal):
    title = f"Уничтожить данные после отзыва: {withdrawal.person}"
    detail = "Предложите уничтожение или запишите, почему данные хранятся"
    url = withdrawal.get_absolute_url()
    return todo.Task(title, url, withdrawal.destroy_by, detail, [], "Открыть отзыв", f"{url} destroy")


@todo.source
def destructions_to_confirm(me):
    """For whoever may confirm what another one proposed."""
    if me.role not in CONFIRM or me.organization.is_above:
        return []
    terms = {row.person_id: row.destroy_by for row in open_withdrawals(me.organization)}
    return [
        confirm_task(row, terms.get(row.person_id))
        for row in open_destructions(me.organization)
        if row.proposed_by.user_id != me.user_id
    ]


def confirm_task(destruction, due):
    title = f"Подтвердить уничтожение данных: {destruction.person}"
    url = reverse("documents:destruction_confirm", args=[destruction.pk])
    detail = "Предложил другой человек, уничтожить данные можно только вдвоём"
    return todo.Task(title, url, due, detail, [], "Прочитать и подтвердить", url)
