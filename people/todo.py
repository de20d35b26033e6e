"""What the ledger of consents waits for; each task opens the table narrowed to the people it names."""

import datetime as dt

from django.urls import reverse

from common.russian import counted
from desk import todo
from organizations.models import Role
from people.bank_stays import mentee_entries, mentor_entries
from people.consents import Papers, needs_in
from people.ledger import asked_papers_of, open_papers_of

DAYS_TO_RETURN = 7


def people_words(number):
    return counted(number, "человек", "человека", "человек")


def table(state):
    return f"{reverse('people:consents')}?state={state}"


@todo.source
def consents_not_returned(me):
    """For the curator: blanks that were handed out a week ago and have not come back signed."""
    if me.role != Role.CURATOR:
        return []
    until = me.organization.today - dt.timedelta(days=DAYS_TO_RETURN)
    papers = [paper for paper in asked_papers_of(me.organization) if paper.printed_on <= until]
    if not papers:
        return []
    names = list(dict.fromkeys(str(paper.person) for paper in papers))
    due = min(paper.printed_on for paper in papers) + dt.timedelta(days=DAYS_TO_RETURN)
    title = f"Не вернули согласие {people_words(len(names))}"
    detail = "Бланки напечатаны больше недели назад"
    return [todo.Task(title, table("printed"), due, detail, names, "Открыть согласия")]


@todo.source
def consents_to_ask(me):
    """For the curator: who of the banks has not been asked, has to be asked again, or has nobody to sign."""
    if me.role != Role.CURATOR or me.organization.is_above:
        return []
    needs = needs_of_banks(me.organization)
    tasks = [
        task_of(
            [need for need in needs if need.state == "missing"], "missing",
            "Нет согласия у {}", "Напечатайте бланки или отправьте ссылку", "Напечатать и отправить",
        ),
        task_of(
            [need for need in needs if need.state == "outdated"], "outdated",
            "Текст согласия устарел у {}", "Попросите подписать новую версию", "Открыть согласия",
        ),
        task_of(
            [need for need in needs if need.state == "representative"], "representative",
            "Нужен законный представитель для {}", "За несовершеннолетних подписывает представитель",
            "Добавить представителя",
        ),
        expiring([need for need in needs if need.is_expiring]),
    ]  # fmt: skip
    return [task for task in tasks if task]


def needs_of_banks(organization):
    """What those in the banks owe, from what the roadmap's counters have read already."""
    entries = (mentee_entries(organization), mentor_entries(organization))
    mentees, mentors = ({e.person_id: e.person for e in bank if not e.left_on} for bank in entries)
    persons = sorted((mentees | mentors).values(), key=lambda person: (person.search, person.pk))
    papers = Papers(organization, persons, open_papers_of(organization))
    return needs_in(papers, mentees=mentees, mentors=mentors)


def task_of(needs, state, title, detail, deed, due=None):
    names = list(dict.fromkeys(str(need.person) for need in needs))
    if not names:
        return None
    who = counted(len(names), "человека", "человек", "человек")
    return todo.Task(title.format(who), table(state), due, detail, names, deed)


def expiring(needs):
    """The earliest end is the term; whoever comes of age signs alone from that day on."""
    due = min((need.consent.expires_on for need in needs), default=None)
    detail = "Попросите подписать на новый срок"
    return task_of(needs, "expiring", "Скоро закончится согласие у {}", detail, "Открыть согласия", due)
