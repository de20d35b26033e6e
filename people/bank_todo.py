"""What the banks wait for: requests and competences that nobody has written down."""

from django.urls import reverse

from common.russian import counted
from desk import todo
from organizations.models import Role
from people.bank_stays import mentee_entries, mentor_entries


@todo.source
def banks_without_facts(me):
    """For the curator: mentees whose request, mentors whose strong sides are not known."""
    if me.role != Role.CURATOR or me.organization.is_above:
        return []
    mentees = taking_part(mentee_entries(me.organization))
    mentors = taking_part(mentor_entries(me.organization))
    silent = [entry.person for entry in mentees if not entry.first_request_on]
    unnamed = [entry.person for entry in mentors if not entry.competence_count]
    return [
        *task("Не записан запрос", silent, "people:mentees", "source=none", "Записать запросы"),
        *task("Не указаны компетенции", unnamed, "people:mentors", "competence=none", "Указать компетенции"),
    ]


def taking_part(entries):
    return [entry for entry in entries if not entry.left_on and not entry.is_paused]


def task(words, persons, page, query, deed):
    if not persons:
        return []
    whom = "наставляемого,наставляемых" if page == "people:mentees" else "наставника,наставников"
    one, many = whom.split(",")
    title = f"{words} у {counted(len(persons), one, many, many)}"
    url = f"{reverse(page)}?{query}&status=active"
    return [todo.Task(title, url, None, "Без этого пару не подобрать", [str(p) for p in persons], deed)]
