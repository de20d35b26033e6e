import datetime as dt

from django.urls import reverse

from common.russian import counted
from desk import todo
from organizations.models import Role
from people.models import Consent

DAYS_TO_RETURN = 7


@todo.source
def consents_not_returned(me):
    """For the curator: blanks that were handed out a week ago and have not come back signed."""
    if me.role != Role.CURATOR:
        return []
    until = me.organization.today - dt.timedelta(days=DAYS_TO_RETURN)
    papers = (
        Consent.objects.visible_to(me)
        .open()
        .filter(signed_on=None, printed_on__lte=until, person__left_on=None)
    )
    papers = list(papers.select_related("person"))
    if not papers:
        return []
    names = list(dict.fromkeys(str(paper.person) for paper in papers))
    due = min(paper.printed_on for paper in papers) + dt.timedelta(days=DAYS_TO_RETURN)
    return [
        todo.Task(
            f"Не вернули согласие {counted(len(names), 'человек', 'человека', 'человек')}",
            f"{reverse('people:consents')}?state=printed",
            due,
            "Бланки напечатаны больше недели назад",
            names,
            "Открыть согласия",
        )
    ]
