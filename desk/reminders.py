"""Reminders by mail: the step of the ladder that a term has reached, one letter a day to a person about all of them."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.emails import mail_goes_out
from common.russian import counted
from desk.emails import send_reminder
from desk.models import Reminder
from desk.todo import Task, tasks_for
from jobs.daily import daily
from organizations.models import Membership
from organizations.processing import worked_with

WEEK = 7


def step_of(due: dt.date, today: dt.date) -> str:
    """The step of the ladder that holds today: "week", "eve", "day", "late0" from the day after, "late1" a week later …

    A step lasts until the next one, so that a day on which nothing ran is made up for, and never twice.
    """
    days = (due - today).days
    if days > WEEK:
        return ""
    if days > 1:
        return "week"
    return {1: "eve", 0: "day"}.get(days) or f"late{(-days - 1) // WEEK}"


@dataclass(frozen=True)
class Notice:
    """A task of somebody that has reached a step of the ladder."""

    membership: Membership
    task: Task
    step: str

    @property
    def row(self):
        return Reminder(
            organization=self.membership.organization,
            membership=self.membership,
            task=self.task.identity,
            due_on=self.task.due,
            step=self.step,
        )


@daily("reminders", title="Напоминания о сроках")
def remind(organization, today: dt.date) -> int:
    """Write to everybody whose terms have reached a new step; how many letters. Run again it sends nothing twice.

    What the mail server does not take is forgotten again, and the error lets the job try once more.
    """
    told = [_tell(memberships, today) for memberships in _people(organization)]
    if refused := told.count(False):
        letters = counted(refused, "письмо", "письма", "писем")
        raise ValidationError(f"Почтовый сервер не принял {letters} с напоминаниями.")
    return told.count(True)


def _people(organization):
    """Open memberships that want reminders, a list a person; they share one organization and what it has read."""
    rows = Membership.objects.open().filter(organization=organization, gets_reminders=True)
    people = {}
    for me in worked_with(rows).select_related("user").order_by("pk"):
        me.organization = organization
        people.setdefault(me.user_id, []).append(me)
    return list(people.values())


def _tell(memberships, today):
    """One letter to one person: True when it went, False when it was refused, None when there is nothing new to say."""
    notices = [notice for me in memberships for notice in _notices(me, today)]
    new, rows = _remember(notices, today) if notices else ([], [])
    if not new:
        return None
    if mail_goes_out():
        try:
            send_reminder(new, today)
        except OSError:  # refused, silent or not there: smtplib's errors are among these
            Reminder.objects.filter(pk__in=[row.pk for row in rows]).delete()
            return False
    return True


def _notices(me, today):
    dated = {task.identity: task for task in tasks_for(me) if task.due}
    notices = [Notice(me, task, step_of(task.due, today)) for task in dated.values()]
    return [notice for notice in notices if notice.step]


@transaction.atomic
def _remember(notices, today):
    """Write down what will be told, before it is told: a worker killed in between tells nobody twice.

    The lock lets two runs take turns, and an access closed a moment ago gets nothing. A letter that is kept in the
    application is part of the same transaction.
    """
    pks = {notice.membership.pk for notice in notices}
    open_ones = Membership.objects.open().select_for_update(of=("self",)).filter(pk__in=pks)
    open_pks = set(open_ones.values_list("pk", flat=True))
    told = {row.identity for row in Reminder.objects.filter(membership__in=open_pks)}
    new = [
        notice for notice in notices if notice.membership.pk in open_pks and notice.row.identity not in told
    ]
    rows = Reminder.objects.bulk_create([notice.row for notice in new])
    if new and not mail_goes_out():
        send_reminder(new, today)
    return new, rows
