"""Letters of the desk."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from common.russian import counted, date_words

OPEN = {"X-Kept-Letter": "open"}  # holds no code and no way in


def send_reminder(notices, today):
    """One letter to one person about all terms that have reached a step; titles only, nobody else's name."""
    me = notices[0].membership
    context = {
        "user": me.user,
        "organization": me.organization,
        "tasks": sorted((notice.task for notice in notices), key=lambda task: (task.due, task.title)),
        "today": today,
        "site": settings.SITE_URL,
        "account": settings.SITE_URL + reverse("organizations:account"),
    }
    subject = f"Сроки на {date_words(today)}: {counted(len(notices), 'дело', 'дела', 'дел')}"
    body = render_to_string("desk/emails/reminder.txt", context)
    EmailMessage(subject, body, to=[me.user.email], headers=OPEN).send()
