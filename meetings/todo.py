"""What meetings wait for: a tap of each side, and the curator where nobody answers or both differ."""

import datetime as dt

from django.urls import reverse

from common.russian import counted, day_month, gendered
from common.templatetags.russian import WEEKDAYS
from desk import todo
from meetings.fits import waiting_fits
from meetings.forms.answering import MET
from meetings.models import Fit
from meetings.permissions_answers import can_decide_meetings, can_see_fits
from meetings.queries import silent
from meetings.questions import (
    DAYS_TO_ANSWER,
    differing,
    fits_asked,
    meetings_for,
    nobody_answered,
    people_asked,
    people_of_fit,
    running_pairs,
)


@todo.source
def meetings_to_tell(me):
    """For each side of a pair: did you meet, from the hour after the meeting on."""
    rows = meetings_for(me.organization, lambda person: person.membership_id == me.pk)
    return [met_task(meeting, person, me.organization.today) for meeting, person in rows]


def met_task(meeting, person, today):
    others = [one for one in people_asked(meeting.pair, meeting.on, today=today) if one != person]
    hour = f", {meeting.starts_at:%H:%M}" if meeting.starts_at else ""
    weekday = WEEKDAYS[meeting.on.weekday()].lower()
    detail = f"{names(others)}, {weekday}{hour}. Запись в журнале появится сама"
    return todo.Task(
        f"Встретились {day_month(meeting.on)}?", reverse("meetings:met", args=[meeting.pk]),
        meeting.on + dt.timedelta(days=DAYS_TO_ANSWER), detail, [], "Ответить",
        key=f"met {meeting.pk}", answers=("answer", MET),
    )  # fmt: skip


def names(people):
    return ", ".join(map(str, people))


@todo.source
def fits_to_say(me):
    """For each side, after the first meeting: does the pair suit."""
    own = [one for pair in running_pairs(me.organization).values() for one in people_of_fit(pair)]
    if not any(person.membership_id == me.pk for person in own):
        return []
    asked = [row for row in fits_asked(me.organization) if row[1].membership_id == me.pk]
    return [fit_task(pair, person) for pair, person in asked]


def fit_task(pair, person):
    others = [one for one in people_of_fit(pair) if one != person]
    detail = f"{names(others)}, ответ увидят только куратор и психолог"
    url = reverse("meetings:fit", args=[pair.pk])
    unsure = gendered(person.gender, "Не уверен", "Не уверена")
    words = [(Fit.Word.FITS, "Подходит"), (Fit.Word.UNSURE, unsure), (Fit.Word.NO, "Не подходит")]
    key = f"fit {pair.pk}"
    return todo.Task(
        "Подходите друг другу?", url, None, detail, [], "Ответить", key=key, answers=("word", words)
    )


@todo.source
def meetings_without_word(me):
    """For the curator: a week without an answer, answers that differ, pairs that have not met for too long."""
    if not can_decide_meetings(me):
        return []
    organization, url, tasks = me.organization, reverse("meetings:answers"), []
    if rows := nobody_answered(organization):
        title = f"О встречах неделю никто не отвечает: {len(rows)}"
        owes = list(dict.fromkeys(str(meeting.pair) for meeting in rows))
        tasks.append(
            todo.Task(title, url, None, "Спросите участников и отметьте, была ли встреча", owes, "Уточнить")
        )
    if rows := differing(organization):
        title = f"Участники по-разному ответили о встречах: {len(rows)}"
        owes = list(dict.fromkeys(str(meeting.pair) for meeting in rows))
        tasks.append(
            todo.Task(title, url, None, "Один ответил «да», другой «нет»", owes, "Уточнить", key="differ")
        )
    return tasks + silent_tasks(organization)


def silent_tasks(organization):
    rows = silent(organization)
    if not rows:
        return []
    owes = [f"{row.pair}: {counted(row.days, 'день', 'дня', 'дней')}" for row in rows]
    detail = f"Дольше {counted(organization.silence_days, 'дня', 'дней', 'дней')} без подтверждённой встречи"
    return [
        todo.Task(
            f"Пары молчат: {len(rows)}", reverse("meetings:list"), None, detail, owes, "Открыть встречи"
        )
    ]


@todo.source
def pairs_that_do_not_suit(me):
    """For the curator and the psychologist, without names: the desk is seen over a shoulder and printed."""
    if not can_see_fits(me):
        return []
    words = list(waiting_fits(Fit.objects.visible_to(me)).values_list("word", flat=True))
    if not words:
        return []
    detail = (
        "Ответы участников видите только вы и психолог"
        if can_decide_meetings(me)
        else "Поговорите с участниками"
    )
    return [
        todo.Task(f"Сомневаются, что пара подходит: {len(words)}", reverse("meetings:fits"), None, detail)
    ]
