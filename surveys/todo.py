"""What campaigns wait for: an answer of whoever was asked, and the curator where few answer or results wait."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from common.russian import counted, date_words
from desk import todo
from surveys.duration import minutes_of
from surveys.models import Campaign, Invitation, Response
from surveys.permissions import can_run_surveys
from surveys.progress import asked_rows
from surveys.taking import BANKS, waiting

SOON = dt.timedelta(days=3)
FEW = 0.5  # fewer answers than this share, and the end is near
DAYS_TO_LOOK = dt.timedelta(days=7)  # results of a campaign that has just ended


@todo.source
def questionnaires_to_answer(me):
    """For whoever was asked and has not answered; with a date when the desk may remind of it (PDN-5)."""
    rows = Invitation.objects.filter(organization=me.organization_id, person__membership=me).standing()
    rows = rows.filter(campaign__status__in=[Campaign.Status.OPEN, Campaign.Status.CLOSED])
    rows = rows.exclude(response__status=Response.Status.DONE)
    rows = rows.select_related("campaign__questionnaire", "campaign__turnout")
    today = me.organization.today
    return [task_of(row) for row in rows if row.campaign.takes_answers(today) and not was_used(row)]


def was_used(invitation):
    turnout = getattr(invitation.campaign, "turnout", None)
    return turnout is not None and invitation.pk in turnout.answered


def task_of(invitation):
    campaign = invitation.campaign
    sheet = campaign.questionnaire.sheet
    questions = counted(len(sheet.questions), "вопрос", "вопроса", "вопросов")
    minutes = counted(minutes_of(sheet), "минуты", "минут", "минут")
    is_dated = campaign.reminds and not campaign.is_anonymous
    until = "" if is_dated else f", до {date_words(campaign.closes_on)}"
    unsigned = ", ответы без имени" if campaign.is_anonymous else ""
    return todo.Task(
        f"Анкета: {campaign.title}", reverse("surveys:answer", args=[invitation.pk]),
        campaign.closes_on if is_dated else None, f"{questions}, около {minutes}{unsigned}{until}", [],
        "Ответить",
    )  # fmt: skip


@todo.source
def campaigns_to_look_at(me):
    """For the curator: few answers and the end is near, answers for the banks, results nobody has looked at yet."""
    if not can_run_surveys(me):
        return []
    rows, today = begun(me.organization), me.organization.today
    return [
        *(few_task(row) for row in rows if is_nearly_over(row, today)),
        *taking_tasks(me.organization, rows),
        *(results_task(row.campaign) for row in rows if is_just_over(row, today)),
    ]


@dataclass
class Begun:
    """A campaign that was begun, with its figures."""

    campaign: Campaign
    asked: int = 0
    answered: int = 0


def begun(organization):
    """From what the roadmap on the same page has read (surveys/progress.py)."""
    found = {}
    for campaign, _person, is_done in asked_rows(organization):
        row = found.setdefault(campaign.pk, Begun(campaign))
        row.asked, row.answered = row.asked + 1, row.answered + is_done
    return sorted(found.values(), key=lambda row: (row.campaign.closes_on, row.campaign.pk))


def is_nearly_over(row, today):
    campaign = row.campaign
    is_soon = campaign.is_open and today <= campaign.closes_on <= today + SOON
    return is_soon and row.answered < FEW * row.asked


def is_just_over(row, today):
    closed_on = row.campaign.closed_on
    return closed_on is not None and today <= closed_on + DAYS_TO_LOOK and row.answered > 0


def few_task(row):
    campaign = row.campaign
    title = f"Мало ответов: {campaign.title}"
    detail = f"Ответили {row.answered} из {row.asked}. Напишите остальным или раздайте листки"
    return todo.Task(title, campaign.get_absolute_url(), campaign.closes_on, detail)


def taking_tasks(organization, rows):
    """As many as the page of them shows; asked only where something may wait."""
    goes_into_banks = any(row.answered and row.campaign.questionnaire.purpose in BANKS for row in rows)
    number = waiting(organization).count() if goes_into_banks else 0
    if not number:
        return []
    detail = "Запросы и сведения из анкет встанут в банки после вашего просмотра"
    return [
        todo.Task(
            f"Ответы к внесению в банки: {number}", reverse("surveys:taking"), None, detail, [], "Внести"
        )
    ]


def results_task(row):
    url = reverse("surveys:results", args=[row.pk])
    detail = f"Опрос закрыт {date_words(row.closed_on)}"
    return todo.Task(f"Посмотрите результаты: {row.title}", url, None, detail)
