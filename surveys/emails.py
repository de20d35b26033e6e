"""Letters about questionnaires: one function a letter."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from common.russian import date_words
from desk.emails import OPEN
from surveys.duration import minutes_of
from surveys.links import personal_url


def send_invitation(invitation, *, address, signs_in, is_reminder):
    """Who signs in is led to the page inside, everybody else by the personal link, the same in each letter."""
    campaign = invitation.campaign
    sheet = campaign.questionnaire.sheet
    url = (
        settings.SITE_URL + reverse("surveys:answer", args=[invitation.pk])
        if signs_in
        else personal_url(invitation)
    )
    context = {
        "person": invitation.person,
        "campaign": campaign,
        "organization": campaign.organization,
        "url": url,
        "signs_in": signs_in,
        "is_reminder": is_reminder,
        "questions": len(sheet.questions),
        "minutes": minutes_of(sheet),
        "until": date_words(campaign.closes_on),
        "is_over": invitation.told_on > campaign.closes_on,
    }
    subject = f"Напоминание: {campaign.title}" if is_reminder else f"Анкета: {campaign.title}"
    text = render_to_string("surveys/emails/invitation.txt", context)
    headers = OPEN if signs_in else {}
    EmailMessage(subject[:200], text, to=[address], headers=headers).send()
